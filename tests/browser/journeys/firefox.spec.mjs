import { expect } from '@playwright/test';
import { nativeHashes } from '../native.mjs';
import { inFirefox } from '../plain.mjs';
import { test } from '../site.mjs';

test('Firefox: it opens, answers the slider, runs and shows what it simulates', async ({ site }) => {
  await inFirefox(async (page) => {
    await page.open(site.address, 'stage-4', 20_000);
    const few = await page.text('results');
    await page.type('users-field', 200_000);
    await expect.poll(() => page.text('results')).not.toBe(few);
    await page.picture('firefox-solved');
    await page.click('run');
    await expect.poll(async () => Number(await page.run('now')), { timeout: 30_000 }).toBeGreaterThan(1);
    await page.picture('firefox-running');
    await page.click('run-toggle');
    await expect.poll(() => page.run('phase')).toBe('paused');
  });
});

test('Firefox: the outcome is the native one, bit for bit', async ({ site }) => {
  await inFirefox(async (page) => {
    for (const [example, users] of [['stage-0', 500], ['stage-4', 20_000], ['stage-7', 30_000], ['stage-12', 10_000], ['retry-storm', 0], ['thinkers', 0]]) {
      await page.open(site.address, example, users);
      await page.prepare({ seconds: 10, seed: 77, speed: 'fastest' });
      await page.click('run-toggle');
      await page.ended();
      const [hash, horizon, warmUp] = await Promise.all(['hash', 'horizon', 'warm-up'].map((name) => page.run(name)));
      expect([hash], example).toEqual(nativeHashes(await page.stored(), { seed: 77, horizon, warmUp }));
    }
  });
});
