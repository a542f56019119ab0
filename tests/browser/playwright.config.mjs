// The journeys of people through the built page, in real Chromium. `npx playwright test --config tests/browser`,
// after `trunk build --release`.
import { defineConfig } from '@playwright/test';
import { chromium } from './browser.mjs';
import { firefox } from './plain.mjs';

if (!firefox) console.warn('NOT TESTED IN FIREFOX: there is none on this machine (FIREFOX names one)');

export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.spec.mjs',
  testIgnore: firefox ? [] : 'firefox*.spec.mjs',
  outputDir: '../../test-results/journeys',
  workers: 2,
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // On a crowded machine a gesture may reach the page late; a journey that needs its second try is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  timeout: 480_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromium,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    actionTimeout: 10_000,
    testIdAttribute: 'data-testid',
    // What is kept for later would cost every journey a second load; those about it allow it.
    serviceWorkers: 'block',
    // Recording takes as long as the journey itself: only a second try is recorded, or what is run with `--trace on`.
    trace: 'on-first-retry',
  },
});
