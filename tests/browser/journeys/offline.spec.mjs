// Without a network, and when a new version is published.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, Playground, test } from '../playground.mjs';
import { dist, serve } from '../server.mjs';

// What is lost with the network is reported by the browser where the service worker asks whether there is a new version.
test.use({ serviceWorkers: 'allow', tolerated: /net::ERR_INTERNET_DISCONNECTED|Failed to load resource|service worker/i });

/** The service worker has kept everything and is in force. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));

test('after the first visit it works without a network, with the simulation', async ({ playground, page, context }) => {
  await playground.open();
  await playground.sketch();
  await playground.users(4321);
  const before = await playground.figures();
  await playground.stored();
  await expect.poll(() => kept(page)).toBe('activated');
  await context.setOffline(true);
  await page.reload();
  await playground.ready();
  await expect.poll(() => playground.figures()).toEqual(before);
  await playground.get('run').click();
  await expect(playground.get('run-progress')).toHaveAttribute('data-phase', /running|done/);
  // A link opens as well.
  const link = await playground.copyLink();
  const other = new Playground(await context.newPage(), playground.address);
  await other.page.goto(link);
  await other.ready();
  await expect.poll(() => other.figures().then(({ cards }) => cards)).toEqual(before.cards);
});

test('a new version is offered, and taking it keeps the drawing', async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await cp(dist, folder, { recursive: true });
  const site = await serve(0, '', folder);
  try {
    const playground = new Playground(page, site.address);
    await playground.open();
    await expect.poll(() => kept(page)).toBe('activated');
    await expect(playground.get('update')).toHaveCount(0);

    // A new build: another page, and so another list.
    const mark = '<meta name="build" content="second" />';
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    await writeFile(join(folder, 'index.html'), html.replace('</head>', `${mark}</head>`));
    const worker = await readFile(join(folder, 'sw.js'), 'utf8');
    await writeFile(join(folder, 'sw.js'), worker.replace(/const version = '\w+'/, "const version = 'second'"));

    await page.reload();
    await playground.ready();
    await expect(page.locator('meta[name=build]')).toHaveCount(0);
    await expect(playground.get('update')).toBeVisible();
    await playground.state('update');
    await playground.sketch();
    await playground.users(777);
    const before = await playground.figures();
    // At once, before what was typed is stored by itself.
    await playground.get('update-take').click();
    await expect(page.locator('meta[name=build]')).toHaveCount(1);
    await playground.ready();
    await expect.poll(() => playground.figures()).toEqual(before);
    await expect(playground.get('update')).toHaveCount(0);
  } finally {
    site.close();
    await rm(folder, { recursive: true });
  }
});

test('an embed keeps nothing for later', async ({ page, site }) => {
  await page.goto(`${site.address}?embed`);
  await expect(page.getByTestId('embed-empty')).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => all.length))).toBe(0);
});
