// The playground in frames of another site, in the other browser engine.
import { readFileSync } from 'node:fs';
import { expect, test } from '../elsewhere.mjs';
import { inFirefox } from '../plain.mjs';
import { policy } from '../policy.mjs';
import { serve } from '../server.mjs';

test('Firefox: in a strict sandbox of another site, also under a strict policy, it runs, is struck and gives its keys back', async ({ site, elsewhere }) => {
  const fragment = readFileSync(new URL('../../frozen/v2-stage-1.link', import.meta.url), 'utf8').trim();
  const strict = await serve(0, policy);
  try {
    await inFirefox(async ({ page }) => {
      for (const address of [site.address, strict.address]) {
        const asked = new URLSearchParams({ src: `${address}?embed&autoplay=1&t=10#${fragment}`, sandbox: 'allow-scripts' });
        await page.goto(`${elsewhere.address}/frame.html?${asked}`);
        const heard = (type) => page.evaluate((type) => window.heard.filter((one) => one?.type === type).at(-1)?.payload, type);
        await expect.poll(() => heard('tick').then((tick) => tick?.nowS ?? 0), { timeout: 30_000 }).toBeGreaterThan(10);
        expect(await page.evaluate(() => document.activeElement.tagName), 'no focus is taken').toBe('BODY');
        const web = (await heard('results')).components.find(({ kind }) => kind === 'web-server');
        await page.evaluate((component) => window.say('strike', { component }), web.id);
        await expect.poll(() => heard('tick').then(({ classes }) => classes.reduce((sum, { failed }) => sum + failed, 0)), { timeout: 30_000 }).toBeGreaterThan(0);
        await page.evaluate(() => window.say('export', { format: 'png' }, 'picture'));
        await expect.poll(() => heard('done').then((done) => done?.png?.slice(0, 22)), { timeout: 30_000 }).toBe('data:image/png;base64,');
        await page.mouse.click(20, 20);
        await page.keyboard.press('ArrowRight');
        await expect.poll(() => heard('key').then((key) => key?.key)).toBe('ArrowRight');
      }
    });
  } finally {
    strict.close();
  }
});

test('Firefox: in a reveal.js deck it runs in its slide and holds elsewhere, and keys turn slides from inside of it', async ({ elsewhere }) => {
  await inFirefox(async ({ page }) => {
    await page.evaluateOnNewDocument(() => {
      window.heard = [];
      addEventListener('message', ({ data }) => window.heard.push(data));
    });
    await page.goto(`${elsewhere.address}/reveal/index.html`);
    await page.waitForSelector('.reveal.ready');
    const slide = () => page.evaluate(() => Reveal.getIndices().h);
    const nowS = () => page.evaluate(() => window.heard.filter((one) => one?.type === 'tick').at(-1)?.payload.nowS ?? 0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(slide).toBe(1);
    await expect.poll(nowS, { timeout: 30_000 }).toBeGreaterThan(0.2);
    await page.screenshot({ path: new URL('../../../test-results/screens/deck-reveal-firefox.png', import.meta.url).pathname });
    const frame = await page.$('section.present iframe').then((found) => found.boundingBox());
    await page.mouse.click(frame.x + 20, frame.y + 20);
    expect(await page.evaluate(() => document.activeElement.tagName)).toBe('IFRAME');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(slide).toBe(2);
  });
});
