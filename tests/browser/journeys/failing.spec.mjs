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
  await playground.get('failures-after').focus();
  await page.keyboard.press('Enter');
  await expect(playground.get('failures-after')).toHaveAttribute('aria-pressed', 'true');
  const served = table.locator('th', { has: playground.get('failures-by-served') });
  const then = await shares(table, 1);
  expect([...then].sort((a, b) => a - b), 'of the phase that is shown').toEqual(then);
  await playground.get('failures-by-served').focus();
  await page.keyboard.press('Enter');
  await expect(served).toHaveAttribute('aria-sort', 'descending');
  const turned = await shares(table, 1);
  expect([...turned].sort((a, b) => b - a)).toEqual(turned);

  const web = await playground.idOf(playground.card('web-server'));
  await playground.get(`failure-${web}`).getByRole('button').click();
  await expect(playground.get('failure-phases').locator('tbody tr').last()).toContainText('After the repair');
  await playground.state('failures');
});

test('every figure of a phase is a column that sorts, and what fails stays in sight', async ({ playground, page }) => {
  await failures(playground, 'stage-3');
  const table = playground.get('failures');
  for (const key of ['goodput', 'p50', 'p99', 'bottleneck', 'stale', 'until', 'lost', 'recovery', 'writes', 'name']) {
    await playground.get(`failures-by-${key}`).click();
    await expect(table.locator('th[aria-sort]')).toHaveCount(1);
    await expect(table.locator('th', { has: playground.get(`failures-by-${key}`) })).toHaveAttribute('aria-sort', /scending/);
  }
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    if (width === 390) await playground.get('open-results').click();
    const column = page.locator('.failures-table-column');
    await column.evaluate((box) => { box.scrollLeft = box.scrollWidth; });
    const [box, name] = [await column.boundingBox(), await table.locator('tbody th').first().boundingBox()];
    expect(Math.abs(name.x - box.x), `at ${width} pixels`).toBeLessThan(24);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await playground.state(`failures-${width}`);
  }
});

test('the canvas shows what each failure costs, with figures and a legend, and can be told not to', async ({ playground, page }) => {
  await failures(playground, 'stage-3');
  await expect(playground.get('heat-layer')).toBeVisible();
  await expect(playground.get('heat-legend')).toContainText('single point of failure');
  await expect(playground.get('heat-layer')).toContainText('▼');
  await expect(playground.get('heat-legend')).toContainText('before the fail-over');
  await playground.get('failures-repaired').click();
  await expect(playground.get('heat-legend')).toContainText('after the repair');
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
