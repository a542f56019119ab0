import { expect, test } from '../playground.mjs';

/** Opens an example with its table of failures. */
async function failures(playground, example, query = '') {
  await playground.open({ query });
  await playground.get('examples').click();
  await playground.get(`example-${example}`).click();
  await playground.settled();
  await playground.get('view-failures').click();
  await expect(playground.get('failures').locator('tbody tr').first()).toBeVisible();
}

/** The shares of a column, from the top. */
async function shares(table, column) {
  const cells = await table.locator(`tbody tr td:nth-of-type(${column})`).allTextContents();
  return cells.map((cell) => cell.match(/[\d.]+/)?.[0]).filter(Boolean).map(Number);
}

test('every single failure: the worst first, sorted by keyboard, with phases and reasons', async ({ playground, page }) => {
  await failures(playground, 'stage-3');
  const table = playground.get('failures');
  const first = await shares(table, 1);
  expect(first.length).toBeGreaterThan(3);
  expect([...first].sort((a, b) => a - b), 'the least served stands first').toEqual(first);
  const after = table.locator('th', { has: playground.get('failures-by-after') });
  await playground.get('failures-by-after').focus();
  await page.keyboard.press('Enter');
  await expect(after).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(after).toHaveAttribute('aria-sort', 'descending');
  const served = await shares(table, 3);
  expect([...served].sort((a, b) => b - a)).toEqual(served);

  const web = await playground.idOf(playground.card('web-server'));
  await playground.get(`failure-${web}`).getByRole('button').click();
  await expect(playground.get('failure-phases').locator('tbody tr').last()).toContainText('After the repair');
  await playground.state('failures');
});

test('the canvas shows what each failure costs, with figures and a legend, and can be told not to', async ({ playground, page }) => {
  await failures(playground, 'stage-3');
  await expect(playground.get('heat-layer')).toBeVisible();
  await expect(playground.get('heat-legend')).toContainText('single point of failure');
  await expect(playground.get('heat-layer')).toContainText('▼');
  await playground.get('heat-first').click();
  await expect(playground.get('heat-legend')).toContainText('before the fail-over');
  await playground.get('heat-switch').click();
  await expect(playground.get('heat-legend')).toHaveCount(0);
  await playground.get('heat-switch').click();
  await page.getByTestId('view-figures').click();
  await expect(playground.get('heat-layer'), 'it belongs to the table').toHaveCount(0);
});

test('a table follows the load', async ({ playground }) => {
  await failures(playground, 'stage-3');
  await playground.users(2);
  await expect(playground.get('failures').locator('tbody tr').first()).toBeVisible();
  await expect(playground.page.locator('.failures')).not.toHaveClass(/is-behind/);
});

test('failures in Korean', async ({ playground }) => {
  await failures(playground, 'stage-3', '?lang=ko');
  await expect(playground.get('results')).toContainText('장애 하나하나의 영향');
  await expect(playground.get('heat-legend')).toContainText('단일 장애점');
  await playground.state('failures-ko');
});
