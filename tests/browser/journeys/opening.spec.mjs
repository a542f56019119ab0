import { expect, test } from '../playground.mjs';

test('the page opens under a folder of a static host', async ({ playground, page }) => {
  await page.goto(playground.address);
  await expect(page.getByTestId('palette')).toBeVisible();
  await expect(page).toHaveTitle(/Scaleground/);
  await playground.state('opening');
});
