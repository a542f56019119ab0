import { expect, test } from '../playground.mjs';

test('a broken link explains itself and keeps what was there', async ({ playground, page }) => {
  await playground.open();
  await playground.sketch();
  const before = await playground.figures();
  const [, fragment] = (await playground.copyLink()).split('#');
  await playground.stored();

  for (const broken of [fragment.slice(0, -12), `${fragment.slice(0, 30)}${fragment.slice(38)}`]) {
    await page.evaluate((hash) => { location.hash = hash; }, broken);
    await expect(playground.get('broken-reason')).not.toBeEmpty();
    expect(await playground.figures()).toEqual(before);
    await playground.state('broken-link');
    await playground.get('dismiss-banner').click();
    await expect(playground.get('banner')).toBeHidden();
  }
  await page.goto('about:blank');
  await playground.open({ fragment: fragment.slice(0, -12) });
  await expect(playground.get('broken-reason')).not.toBeEmpty();
  expect(await playground.figures()).toEqual(before);
});

test('a reload restores', async ({ playground, page }) => {
  await playground.open();
  await playground.sketch();
  await playground.users(4321);
  const before = await playground.figures();
  await playground.stored();
  await page.reload();
  await playground.ready();
  await expect.poll(() => playground.figures()).toEqual(before);
});

test('another site shows it in a strict sandbox, without storage', async ({ playground, page, site }) => {
  await playground.open();
  await playground.sketch();
  const link = await playground.copyLink();
  const other = site.origin.replace('127.0.0.1', 'localhost');
  await page.goto(`${other}/host.html?src=${encodeURIComponent(link)}`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.card')).toHaveCount(2);
  await expect(frame.getByTestId('users-slider')).toBeVisible();
  await frame.getByTestId('users-slider').focus();
  await page.keyboard.press('End');
  await expect(frame.locator('.card.is-saturated')).not.toHaveCount(0);
  await frame.getByTestId('share').click();
  await expect(frame.getByTestId('share-link')).toHaveValue(/#./);
  await playground.picture('sandboxed');
});

test('every example opens', async ({ playground, page }) => {
  await playground.open();
  await expect(playground.cards).not.toHaveCount(0);
  await playground.get('examples').click();
  const examples = page.locator('[data-testid^="example-"]:not([data-testid="example-blank"])');
  const names = await examples.evaluateAll((all) => all.map((one) => one.dataset.testid));
  expect(names.length).toBeGreaterThanOrEqual(8);
  await playground.state('examples');
  await page.keyboard.press('Escape');
  for (const name of names) {
    await playground.get('examples').click();
    await playground.get(name).click();
    await expect(playground.cards, name).not.toHaveCount(0);
    await playground.picture(name);
  }
});
