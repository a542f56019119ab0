// A run in a tab that is really behind another: the browser says so, paints nothing and holds timers back.
import { expect } from '@playwright/test';
import { nativeHashes } from '../native.mjs';
import { inChromium } from '../plain.mjs';
import { test } from '../site.mjs';

for (const place of ['in a worker', 'on the page']) {
  test(`hidden, a run ${place} goes on to its end, with the same outcome`, async ({ site }) => {
    await inChromium(async (page, browser) => {
      if (place === 'on the page') await page.page.evaluateOnNewDocument(() => delete window.Worker);
      await page.open(site.address, 'stage-4', 20_000);
      // At a pace: all but its beginning is simulated while the tab is hidden.
      await page.prepare({ seconds: 10, seed: 5, speed: 1 });
      await page.click('run-toggle');
      await expect.poll(() => page.run('phase')).toBe('running');
      const other = await browser.newPage();
      await other.bringToFront();
      await page.page.waitForFunction(() => document.visibilityState === 'hidden', { polling: 50 });
      const hiddenAt = Number(await page.run('now'));
      expect(hiddenAt).toBeLessThan(9);
      await page.page.evaluate(() => {
        window.since = { painted: 0, shown: 0 };
        requestAnimationFrame(() => (window.since.painted += 1));
        document.addEventListener('visibilitychange', () => (window.since.shown += 1));
      });
      await page.ended();
      expect(await page.page.evaluate(() => [document.visibilityState, window.since])).toEqual(['hidden', { painted: 0, shown: 0 }]);
      const [hash, horizon, warmUp] = await Promise.all(['hash', 'horizon', 'warm-up'].map((name) => page.run(name)));
      expect([hash]).toEqual(nativeHashes(await page.stored(), { seed: 5, horizon, warmUp }));
      console.log(`${place}: hidden from ${hiddenAt.toFixed(1)} s of ${horizon} s on`);
    });
  });
}
