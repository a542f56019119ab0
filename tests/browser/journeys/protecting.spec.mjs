// What protects: sessions in a store, two versions under the same scenario, every fault from the canvas, a cascade played.
import { expect, test } from '../playground.mjs';

async function opened(playground, example, query = '') {
  await playground.open({ query });
  await playground.get('examples').click();
  await playground.get(`example-${example}`).click();
  await expect(playground.cards).not.toHaveCount(0);
  await playground.settled();
}

/** Plays the drawing to its end, as fast as it can. */
async function played(playground) {
  await playground.get('run').click();
  await playground.get('run-speed').selectOption('fastest');
  await expect(playground.get('run-progress')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 });
}

/** The numbers of a row, by part of the run. */
async function numbers(row) {
  const cells = await row.locator('td').allTextContents();
  return cells.map((cell) => Number(cell.replace(/[^\d.]/g, '')));
}

test('before, during and after: sessions lost with a server, writes lost with a primary, reads that were old', async ({ playground }) => {
  await opened(playground, 'sticky-sessions');
  await played(playground);
  await playground.get('view-scenario').click();
  const [before, during] = await numbers(playground.get('aftermath-sessions'));
  expect(before).toBe(0);
  expect(Math.abs(during - 9_000), 'a quarter of 36,000 users').toBeLessThan(410);
  expect((await numbers(playground.get('aftermath-signed-out')))[1]).toBeGreaterThan(500);
  await playground.state('aftermath-sessions');

  await opened(playground, 'lost-writes');
  await played(playground);
  await playground.get('view-scenario').click();
  expect(Math.abs((await numbers(playground.get('aftermath-writes')))[1] - 200), 'lag times rate').toBeLessThan(71);
  expect((await numbers(playground.get('aftermath-stale')))[0], 'per cent of the reads').toBeGreaterThan(0);
  await expect(playground.get('aftermath-sessions')).toHaveCount(0);
});

test('two versions under the same scenario, with a verdict', async ({ playground, page }) => {
  await opened(playground, 'sticky-sessions');
  await playground.get('view-scenario').click();
  await playground.get('compare').click();
  await expect(playground.get('versus-choose')).toBeVisible();
  await playground.state('versus-choose');
  await playground.get('versus-example-kept-sessions').click();
  await expect(playground.get('versus')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('versus-verdict')).toContainText('is better: sessions lost during');
  const sessions = playground.get('versus-during-sessions-lost');
  await expect(sessions).toHaveAttribute('data-standing', 'better');
  const hashes = (await playground.get('versus').getAttribute('data-hashes')).split(' ');
  expect(new Set(hashes).size, 'every run is another').toBe(hashes.length);
  await expect(page.getByTestId('card-2').or(playground.card('web-server')).first()).toBeVisible();
  await playground.state('versus');

  // As it was: the same drawing before its last edit.
  await playground.click(playground.card('web-server'));
  await playground.get('scale-out').click();
  await expect(playground.get('versus-former')).toBeVisible();
  await playground.get('compare').click();
  await playground.get('versus-earlier-0').click();
  await expect(playground.get('versus')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('versus-verdict')).toContainText('Before: scale');
  await playground.get('versus-close').click();
  await expect(playground.get('timeline')).toBeVisible();
});

test('a pasted link is compared, and a broken one says what is wrong', async ({ playground }) => {
  await opened(playground, 'kept-sessions');
  const link = await playground.copyLink();
  await opened(playground, 'sticky-sessions');
  await playground.get('view-scenario').click();
  await playground.get('compare').click();
  await playground.get('versus-link').fill(`${link.slice(0, -12)}`);
  await playground.get('versus-link').press('Enter');
  await expect(playground.get('versus-wrong')).toBeVisible();
  await playground.get('versus-link').fill(link);
  await playground.get('versus-go').click();
  await expect(playground.get('versus')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('versus-verdict')).toContainText('sessions lost during');
});

test('two versions in Korean', async ({ playground }) => {
  await opened(playground, 'sticky-sessions', '?lang=ko&theme=dark');
  await playground.get('view-scenario').click();
  await playground.get('compare').click();
  await playground.get('versus-example-kept-sessions').click();
  await expect(playground.get('versus')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('versus-verdict')).toContainText('쪽이 낫습니다');
  await playground.state('versus-ko');
});

test('every fault that a part can have is in its menu, by mouse and by keyboard', async ({ playground, page }) => {
  await opened(playground, 'stage-4');
  await playground.click(playground.card('relational-database'), { button: 'right' });
  await playground.get('menu-faults').click();
  await expect(playground.get('menu')).toContainText('Fill the disk');
  await playground.state('menu-faults');
  await playground.get('menu-strike-disk-full').click();
  await expect.poll(() => playground.says(playground.card('relational-database'))).toContain('disk full');

  // A connection, by keyboard: on to the faults and back, and one of them healed.
  await playground.links.first().click({ force: true });
  await playground.canvas.focus();
  await page.keyboard.press('Shift+F10');
  await expect(playground.get('menu-strike')).toBeVisible();
  await playground.get('menu-faults').focus();
  await page.keyboard.press('ArrowRight');
  await expect(playground.get('menu-back')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(playground.get('menu-faults')).toBeVisible();
  await playground.get('menu-faults').focus();
  await page.keyboard.press('ArrowRight');
  await playground.get('menu-strike-lossy').focus();
  await page.keyboard.press('Enter');
  await expect(playground.get('link-wound')).toHaveCount(1);
  const label = () => playground.links.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).join('\n'));
  await expect.poll(label).toContain('loses 10');
  await playground.state('link-wound');
  await playground.canvas.focus();
  await page.keyboard.press('Shift+F10');
  await playground.get('menu-faults').click();
  await playground.get('menu-heal-lossy').click();
  await expect(playground.get('link-wound')).toHaveCount(0);

  // All traffic, from the empty canvas.
  const box = await playground.canvas.boundingBox();
  await page.mouse.click(box.x + 30, box.y + box.height - 120, { button: 'right' });
  await playground.get('menu-faults').click();
  await expect(playground.get('menu-strike-traffic')).toContainText('3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(playground.get('menu')).toHaveCount(0);
});

test('a cascade is played on the canvas: by mouse, by keyboard, and at once where nothing is to move', async ({ playground, page }) => {
  await opened(playground, 'cache-loss');
  await playground.get('view-failures').click();
  const cache = await playground.idOf(playground.card('cache'));
  await playground.get(`failure-${cache}`).getByRole('button').click();
  const [fallen, told] = [page.locator('.heat-step.is-fallen'), playground.get('cascade').locator('li')];
  const all = await told.count();
  expect(all).toBeGreaterThan(0);
  await expect(fallen).toHaveCount(all);
  for (const play of [() => playground.get('play-cascade').click(), () => page.keyboard.press('Enter')]) {
    await play();
    await expect(fallen).toHaveCount(0);
    await expect(page.locator('.failure-cascade li.is-coming')).toHaveCount(all);
    await expect(fallen).toHaveCount(all);
    await expect(playground.get('play-cascade')).toBeFocused();
  }
  await playground.state('cascade');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('Enter');
  await expect(fallen).toHaveCount(all);
  await expect(page.locator('.failure-cascade li.is-coming')).toHaveCount(0);
});
