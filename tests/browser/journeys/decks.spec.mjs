// The decks of examples/, as they are: a live topology in a slide, and keys that still turn slides.
import { expect, test } from '../elsewhere.mjs';

const nowS = (page) => page.evaluate(() => window.heard?.filter((one) => one?.type === 'tick').at(-1)?.payload.nowS ?? 0);

/** Keeps every message of a frame for the test, before the deck's own scripts run. */
async function listen(page) {
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
  });
}

test('reveal.js: it runs in its slide, keys turn slides from inside of it, steps follow the deck', async ({ page, elsewhere, playground }) => {
  await listen(page);
  await page.goto(`${elsewhere.address}/reveal/index.html`);
  await expect(page.locator('.reveal.ready')).toBeVisible();
  const slide = () => page.evaluate(() => Reveal.getIndices().h);
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(1);
  const frame = page.frameLocator('section.present iframe');
  await expect(frame.locator('.card').first()).toBeVisible();
  await expect.poll(() => nowS(page)).toBeGreaterThan(0.2);
  await playground.picture('deck-reveal');

  // Fragments of the deck are steps of the topology.
  await page.keyboard.press('ArrowRight');
  await expect(frame.getByTestId('caption')).toHaveAttribute('data-step', '2');
  await page.keyboard.press('ArrowRight');
  await expect(frame.getByTestId('caption')).toHaveAttribute('data-step', '3');
  await page.keyboard.press('ArrowLeft');
  await expect(frame.getByTestId('caption')).toHaveAttribute('data-step', '2');
  await expect(page.locator('#answered')).toContainText('%');

  // Clicked, the frame has the focus; the deck still gets its keys.
  await frame.getByTestId('canvas').click({ position: { x: 5, y: 5 } });
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe('IFRAME');
  await page.keyboard.press('ArrowRight');
  await expect(frame.getByTestId('caption')).toHaveAttribute('data-step', '3');
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(2);
  await page.evaluate(() => document.activeElement.blur());
  const held = await nowS(page);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(slide).toBe(1);
  await expect.poll(() => nowS(page)).not.toBe(held);
});

test('Marp: it runs in its slide and holds elsewhere, keys turn slides from inside of it', async ({ page, elsewhere, playground }) => {
  await listen(page);
  await page.goto(`${elsewhere.address}/marp/deck.html`);
  const slide = () => page.evaluate(() => Number(location.hash.slice(1) || 1));
  const embed = page.frameLocator("iframe");
  await expect(embed.locator('.card').first()).toBeAttached();
  await expect(embed.getByTestId('embed')).toHaveAttribute('data-playing', 'false');
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(2);
  await expect(embed.getByTestId('embed')).toHaveAttribute('data-playing', 'true');
  await expect.poll(() => nowS(page)).toBeGreaterThan(0.2);
  await playground.picture('deck-marp');
  await embed.getByTestId('canvas').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ArrowRight');
  await expect.poll(slide).toBe(3);
  await expect(embed.getByTestId('embed')).toHaveAttribute('data-playing', 'false');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(slide).toBe(2);
  await expect(embed.getByTestId('embed')).toHaveAttribute('data-playing', 'true');
});
