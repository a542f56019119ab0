// Strikes on a run that goes on, and scenarios.
import { expect, test } from '../playground.mjs';

async function opened(playground, example) {
  await playground.open();
  await playground.get('examples').click();
  await playground.get(`example-${example}`).click();
  await expect(playground.cards).not.toHaveCount(0);
  await playground.settled();
}

const now = async (playground) => Number(await playground.get('run-progress').getAttribute('data-now'));

test('striking and healing act on the run that goes on, and can be kept as a scenario', async ({ playground, page }) => {
  await opened(playground, 'stage-3');
  await playground.get('run').click();
  await expect.poll(() => now(playground)).toBeGreaterThan(1);
  await playground.click(playground.card('relational-database'));
  await page.keyboard.press('f');
  await expect(playground.get('run-former')).toHaveCount(0);
  await expect(playground.get('happened')).toContainText('down');
  await expect(playground.get('run-figures')).toBeVisible();
  await playground.state('run-struck');
  await page.keyboard.press('f');
  await expect(playground.get('happened')).toContainText('healed');
  await playground.get('keep-scenario').click();
  await playground.get('view-scenario').click();
  await expect(playground.get('incident-0')).toBeVisible();
  await playground.state('scenario-kept');
  await playground.get('run-stop').click();
  await playground.get('run-speed').selectOption('fastest');
  await playground.get('run').click();
  await expect(playground.get('run-progress')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
  await playground.get('view-scenario').click();
  await expect(playground.get('aftermath')).toBeVisible();
  await playground.state('scenario-aftermath');
});

test('an example of how systems fail plays its scenario', async ({ playground }) => {
  await opened(playground, 'queue-drains');
  await playground.get('run-length').or(playground.get('run')).first().click();
  await playground.get('run-speed').selectOption('fastest');
  await expect(playground.get('run-progress')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
  await expect(playground.get('happened')).toContainText('traffic');
  await playground.state('scenario-played');
  await playground.get('view-scenario').click();
  await playground.get('add-incident').click();
  await expect(playground.get('incident-1')).toBeVisible();
  await playground.get('until-1').fill('33');
  await playground.get('until-1').press('Enter');
  await playground.get('remove-0').click();
  await expect(playground.get('incident-1')).toHaveCount(0);
});

test('a connection can lose calls, and says so', async ({ playground, page }) => {
  await opened(playground, 'stage-2');
  await playground.links.first().click({ force: true });
  await playground.get('more-faults').locator('summary').click();
  await playground.get('strike-lossy').click();
  await expect(playground.get('struck-lossy')).toContainText('loses 10');
  await playground.get('figure-0').fill('50');
  await playground.get('figure-0').press('Enter');
  await expect(playground.get('struck-lossy')).toContainText('loses 50');
  await playground.state('link-lossy');
  await playground.get('heal-lossy').click();
  await expect(playground.get('struck-lossy')).toHaveCount(0);
});
