import { expect, test } from '../playground.mjs';

const focused = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  const name = element.getAttribute('aria-label') ?? element.innerText ?? '';
  return { tag: element.tagName, testid: element.dataset.testid ?? '', name: name.slice(0, 60) };
});

/** The stops of one whole round, from wherever the focus is back to there. */
async function stops(page) {
  const found = [];
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (found.length > 0 && stop.testid === found[0].testid && stop.name === found[0].name) break;
    found.push(stop);
  }
  return found;
}

for (const stage of ['stage-4', 'stage-11']) {
  test(`once round the page by Tab, ${stage}`, async ({ playground, page }) => {
    await playground.open();
    await playground.get('examples').click();
    await playground.get(`example-${stage}`).click();
    await expect(playground.get('utilization')).toBeVisible();
    const round = await stops(page);
    expect(round.length, JSON.stringify(round.map(({ testid, name }) => testid || name))).toBeLessThanOrEqual(30);
    for (const testid of ['examples', 'share', 'users-slider', 'canvas']) {
      expect(round.map((stop) => stop.testid)).toContain(testid);
    }
  });
}

test('inside a group the arrow keys move, and Tab comes back to where it was', async ({ playground, page }) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-4').click();
  const table = playground.get('utilization');
  const rows = table.locator('tbody tr');
  await expect(rows.nth(2)).toBeVisible();
  const name = (row) => rows.nth(row).locator('th button');
  const why = (row) => rows.nth(row).locator('.basis');

  await name(0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(why(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(why(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(why(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(name(1)).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await expect(name(1)).not.toBeFocused();
  await page.keyboard.press('Tab');
  await expect(name(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows.last().locator('.basis')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(playground.get('card-dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows.last().locator('.basis')).toBeFocused();
});
