// Without a network, and when a new version is published.
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, Playground, test } from '../playground.mjs';
import { dist, serve } from '../server.mjs';

// What is lost with the network is reported by the browser where the service worker asks whether there is a new version.
test.use({ serviceWorkers: 'allow', tolerated: /net::ERR_INTERNET_DISCONNECTED|Failed to load resource|service worker/i });

/** The service worker has kept everything and is in force. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));

/** A second build in place of the first: another page, and so another list of files; `without` some of them. */
async function publish(folder, { without = /^$/ } = {}) {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(folder, 'index.html'), html.replace('</head>', '<meta name="build" content="second" /></head>'));
  for (const file of (await readdir(folder)).filter((file) => without.test(file))) await rm(join(folder, file));
  const worker = await readFile(join(folder, 'sw.js'), 'utf8');
  const list = (text) => JSON.stringify(JSON.parse(text).filter((file) => !without.test(file)));
  await writeFile(join(folder, 'sw.js'), worker
    .replace(/const version = '\w+'/, "const version = 'second'")
    .replace(/(?<=const files = )\[[^\]]*\]/, list));
}

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
    await publish(folder);

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

test('two tabs: one takes the new version, the other goes on with its own until it takes it as well', async ({ page, context }) => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await cp(dist, folder, { recursive: true });
  const site = await serve(0, '', folder);
  try {
    const [first, second] = [new Playground(page, site.address), new Playground(await context.newPage(), site.address)];
    await first.open();
    await expect.poll(() => kept(page)).toBe('activated');
    await page.reload();
    await first.ready();
    await second.open();
    await second.sketch();
    await second.users(4321);
    const before = await second.figures();

    // A new build in the same place: the simulation has another name in it, and the former is there no more.
    await publish(folder, { without: /^worker-/ });
    await page.reload();
    await first.ready();
    for (const tab of [first, second]) await expect(tab.get('update')).toBeVisible();
    await first.get('update-take').click();
    await expect(page.locator('meta[name=build]')).toHaveCount(1);
    await expect(first.get('update')).toHaveCount(0);

    // The simulation, which the other tab has not asked for yet, is one of its own version.
    await expect(second.page.locator('meta[name=build]')).toHaveCount(0);
    expect(await second.figures()).toEqual(before);
    await second.get('run').click();
    await expect(second.get('run-progress')).toHaveAttribute('data-phase', /running|done/);
    await second.users(777);
    const { cards } = await second.figures();
    await second.get('update-take').click();
    await expect(second.page.locator('meta[name=build]')).toHaveCount(1);
    await second.ready();
    await expect.poll(() => second.figures()).toMatchObject({ users: '777', cards });
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
