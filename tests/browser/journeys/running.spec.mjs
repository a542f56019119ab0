import { nativeHashes } from '../native.mjs';
import { expect, test } from '../playground.mjs';

/** The run bar as the journeys speak of it. */
class Run {
  constructor(playground, root = playground.page) {
    this.get = (id) => root.getByTestId(id);
    this.progress = this.get('run-progress');
    this.page = playground.page;
  }

  async phase(phase, options) {
    await expect(this.progress).toHaveAttribute('data-phase', phase, options);
  }

  async now() {
    return Number(await this.progress.getAttribute('data-now'));
  }

  hash() {
    return this.progress.getAttribute('data-hash');
  }

  /** The speed by its key: a number of times real time, or "fastest". */
  async speed(key) {
    await this.get('run-speed').selectOption(String(key));
  }
}

async function opened(playground, stage, users) {
  await playground.open();
  await playground.get('examples').click();
  await playground.get(`example-${stage}`).click();
  await expect(playground.cards).not.toHaveCount(0);
  if (users) await playground.users(users);
  await playground.settled();
  return new Run(playground);
}

/** Frames that are painted, and the longest time between two, while `work` goes on. */
async function frames(page, work) {
  await page.evaluate(() => {
    const seen = (window.seenFrames = { count: 0, longest: 0, last: performance.now() });
    const frame = (now) => {
      seen.count += 1;
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      seen.request = requestAnimationFrame(frame);
    };
    seen.request = requestAnimationFrame(frame);
  });
  const began = Date.now();
  await work();
  const spent = Date.now() - began;
  const seen = await page.evaluate(() => (cancelAnimationFrame(window.seenFrames.request), window.seenFrames));
  return { ...seen, perSecond: (seen.count / spent) * 1000 };
}

test('run, pause, step, stop: by mouse', async ({ playground, page }) => {
  const run = await opened(playground, 'stage-3', 20_000);
  await playground.get('run').click();
  await run.phase('running');
  await expect.poll(() => run.now()).toBeGreaterThan(0.5);
  await playground.state('run-running');

  await run.get('run-toggle').click();
  await run.phase('paused');
  const held = await run.now();
  // Ten frames later it still stands where it stood.
  await page.evaluate(() => new Promise((done) => { let left = 10; const next = () => (left-- ? requestAnimationFrame(next) : done()); next(); }));
  expect(await run.now(), 'a held run stands still').toBe(held);
  await expect(run.get('run-said')).toContainText('Paused');

  await run.get('run-step').click();
  await expect.poll(() => run.now()).toBeGreaterThan(held + 0.09);
  await run.phase('paused');
  expect(await run.now()).toBeLessThan(held + 0.15);

  await run.get('run-toggle').click();
  await run.phase('running');
  await run.get('run-stop').click();
  await run.phase('stopped');
  await expect(run.get('run-stop')).toBeDisabled();
  await playground.state('run-stopped');
  await run.get('run-close').click();
  await expect(run.get('run-bar')).toHaveCount(0);
});

test('run, pause, step: by keyboard, and announced', async ({ playground, page }) => {
  const run = await opened(playground, 'stage-2', 1_000);
  await playground.tabTo(playground.canvas);
  await page.keyboard.press('k');
  await run.phase('running');
  await expect(run.get('run-said')).toHaveText('The simulation is running.');
  await page.keyboard.press('k');
  await run.phase('paused');
  const held = await run.now();
  await page.keyboard.press('.');
  await expect.poll(() => run.now()).toBeGreaterThan(held);
  await page.keyboard.press('Control+Enter');
  await run.phase('running');
  await playground.tabTo(run.get('run-speed'));
  await playground.tabTo(run.get('run-seed'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('k1');
  const typedAt = await run.now();
  await expect.poll(() => run.now()).toBeGreaterThan(typedAt + 0.3);
  await expect(run.get('run-seed'), 'what is being typed stays while the run goes on').toHaveValue('k1');
  await page.keyboard.press('Enter');
  await expect(run.get('run-seed'), 'what is no number is not taken').toHaveValue('1');
  await run.phase('running');
});

test('as fast as it can, the page keeps painting and answers', async ({ playground, page }) => {
  const run = await opened(playground, 'stage-4', 100_000);
  await playground.get('run').click();
  await run.get('run-length').selectOption('86400');
  await run.get('run-stop').click();
  await run.get('run-toggle').click();
  await run.speed('fastest');
  await run.phase('running');
  await expect.poll(() => run.now()).toBeGreaterThan(5);
  const seen = await frames(page, async () => {
    const from = await run.now();
    await expect.poll(() => run.now()).toBeGreaterThan(from + 20);
    await playground.slideTo(0.5);
  });
  console.log(`frames while running: ${seen.perSecond.toFixed(0)} a second, the longest ${seen.longest.toFixed(0)} ms`);
  expect(seen.perSecond).toBeGreaterThan(10);
  expect(seen.longest).toBeLessThan(1_000);
  await expect(run.get('run-former'), 'the run follows the load').toHaveCount(0);
  await expect(run.get('happened')).toContainText('load changed');
  await playground.click(playground.card('read-replica'));
  await page.keyboard.press('Delete');
  await expect(run.get('run-former'), 'the run is of the drawing before').toBeVisible();
  await playground.state('run-former');
  await run.get('run-anew').click();
  await expect(run.get('run-former')).toHaveCount(0);
});

test('speed, holding and looking on change nothing of the outcome', async ({ playground }) => {
  const run = await opened(playground, 'stage-3', 5_000);
  await playground.get('run').click();
  await run.get('run-length').selectOption('10');
  await run.get('run-stop').click();
  const hashes = [];
  for (const speeds of [['fastest'], ['1000'], ['1', '5', '0.5', 'fastest'], ['0.5', '100']]) {
    await run.speed(speeds[0]);
    await run.get('run-toggle').click();
    for (const speed of speeds.slice(1)) {
      const from = await run.now();
      await expect.poll(() => run.now()).not.toBe(from);
      await run.speed(speed);
    }
    await run.phase('done');
    hashes.push(await run.hash());
  }
  expect(new Set(hashes).size, JSON.stringify(hashes)).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
});

/** What the command line says of what the page has stored: hashes by replication. */
async function native(page, asked) {
  return nativeHashes(await page.evaluate(() => localStorage.getItem('scaleground.document')), asked);
}

test('the outcome in the browser is the native one, bit for bit', async ({ playground, page }) => {
  let run;
  for (const [stage, users] of [['stage-0', 500], ['stage-4', 20_000], ['stage-7', 30_000], ['stage-12', 10_000], ['retry-storm', 0], ['thinkers', 0]]) {
    run = await opened(playground, stage, users);
    await playground.stored();
    await playground.get('run').click();
    await run.get('run-stop').click();
    await run.get('run-length').selectOption('10');
    await run.get('run-seed').fill('77');
    await run.get('run-seed').press('Enter');
    await expect(run.get('run-seed')).toHaveValue('77');
    await run.speed('fastest');
    await run.get('run-toggle').click();
    await run.phase('done', { timeout: 60_000 });
    const horizon = await run.progress.getAttribute('data-horizon');
    const warmUp = await run.progress.getAttribute('data-warm-up');
    expect([await run.hash()], stage).toEqual(await native(page, { seed: 77, horizon, warmUp }));
  }
});

test('check by simulation: the table, the replications, and what they come from', async ({ playground, page }) => {
  const run = await opened(playground, 'stage-4', 60_000);
  await playground.stored();
  await playground.get('check-run').click();
  const check = playground.get('check');
  await expect(check).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('check-verdict')).toContainText('Both agree');
  await expect(playground.get('check-read-p99')).toContainText(/ms.*ms.*%/);
  await playground.state('check-agree');
  const [horizon, warmUp, hashes] = await Promise.all(['data-horizon', 'data-warm-up', 'data-hashes'].map((name) => check.getAttribute(name)));
  expect(hashes.split(' ').slice(0, 2)).toEqual(await native(page, { seed: 1, horizon, warmUp, replications: 2 }));
  await playground.users(61_000);
  await expect(playground.get('check-former')).toBeVisible();
  await playground.get('check-close').click();
  await expect(check).toHaveCount(0);
  await expect(run.get('utilization')).toBeVisible();
});

test('where both differ it is said, and leads to why', async ({ playground }) => {
  await opened(playground, 'stage-0');
  // Some 80 % of what the one server carries.
  const breaks = await playground.get('breaks-at').textContent();
  const number = Number(breaks.replace(/[^0-9.]/g, '')) * (/M/.test(breaks) ? 1e6 : 1);
  await playground.users(Math.round(0.8 * number));
  await playground.settled();
  await playground.get('check-run').click();
  await expect(playground.get('check')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
  await expect(playground.get('check-read-p99')).toHaveClass(/apart/);
  await playground.state('check-apart');
  await playground.get('check-read-p99').getByTestId('why-response-distribution').click();
  await expect(playground.get('card-dialog')).toContainText('its two waits are long together');
});

test('too much to be simulated in full: a stated stretch of time', async ({ playground }) => {
  const run = await opened(playground, 'stage-4', 100_000_000);
  await playground.get('run').click();
  await expect(run.get('run-cut')).toContainText(/of simulated time at .*every request of it/);
  await run.speed('1000');
  await expect(run.get('run-slow')).toContainText('it reaches');
  await playground.state('run-cut');
});

test('without workers the same slices run on the page', async ({ playground, page }) => {
  await page.addInitScript(() => { delete window.Worker; });
  const run = await opened(playground, 'stage-3', 5_000);
  await playground.stored();
  await playground.get('run').click();
  await expect(run.get('run-on-page')).toBeVisible();
  await expect.poll(() => run.now()).toBeGreaterThan(0.2);
  await run.get('run-length').selectOption('10');
  await run.get('run-stop').click();
  await run.speed('fastest');
  await run.get('run-toggle').click();
  await run.phase('done');
  const [horizon, warmUp] = await Promise.all(['data-horizon', 'data-warm-up'].map((name) => run.progress.getAttribute(name)));
  expect([await run.hash()]).toEqual(await native(page, { seed: 1, horizon, warmUp }));
  await run.get('run-length').selectOption('86400');
  await run.get('run-toggle').click();
  const seen = await frames(page, async () => {
    const from = await run.now();
    await expect.poll(() => run.now()).toBeGreaterThan(from + 100);
    await playground.slideTo(0.4);
  });
  console.log(`frames while running on the page: ${seen.perSecond.toFixed(0)} a second, the longest ${seen.longest.toFixed(0)} ms`);
  expect(seen.perSecond).toBeGreaterThan(5);
  await playground.get('check-run').click();
  await expect(playground.get('check')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
});

test('in a strict sandbox it runs too', async ({ playground, page, site }) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-3').click();
  const link = await playground.copyLink();
  await page.goto(`${site.origin.replace('127.0.0.1', 'localhost')}/host.html?src=${encodeURIComponent(link)}`);
  const frame = page.frameLocator('iframe');
  await frame.getByTestId('run').click();
  const run = new Run(playground, frame);
  await expect.poll(() => run.now(), { timeout: 20_000 }).toBeGreaterThan(0.3);
  await playground.picture('run-sandboxed');
});

test.describe('when something goes wrong', () => {
  test.use({ tolerated: /ERR_FAILED|Failed to fetch|boom/ });

  test('the program cannot be loaded: a sentence, a remedy, and the drawing is kept', async ({ playground, page }) => {
    const run = await opened(playground, 'stage-2');
    await page.route('**/worker-*.js', (route) => route.abort());
    await playground.get('run').click();
    await expect(run.get('run-trouble')).toContainText('could not be loaded. Nothing is lost.');
    await playground.state('run-trouble');
    await expect(playground.cards).not.toHaveCount(0);
    await page.unroute('**/worker-*.js');
    // A browser may remember for the page's life that a module could not be fetched; a new worker asks again.
    await run.get('run-anew').click();
    await expect.poll(() => run.now()).toBeGreaterThan(0.1);
  });

  test('the program stops: the same', async ({ playground, page }) => {
    const run = await opened(playground, 'stage-2');
    await playground.get('run').click();
    await expect.poll(() => run.now()).toBeGreaterThan(0.1);
    await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error('boom'); }));
    await expect(run.get('run-trouble')).toContainText('stopped with an error. Nothing is lost.');
    await run.get('run-anew').click();
    await expect.poll(() => run.now()).toBeGreaterThan(0.1);
  });
});

test('on a phone a run is held, ended and followed while its pictures are open', async ({ playground, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const run = await opened(playground, 'stage-3', 20_000);
  await playground.get('run').click();
  await expect.poll(() => run.now()).toBeGreaterThan(0.1);
  await playground.get('open-results').click();
  await expect(playground.get('watching')).toBeVisible();
  const [sheet, bar, ways] = await Promise.all(
    [playground.results, playground.get('run-bar'), page.locator('.reopen')].map((one) => one.boundingBox()),
  );
  expect(sheet.y + sheet.height, 'the sheet ends where the bar of the run begins').toBeLessThanOrEqual(bar.y + 1);
  expect(bar.y + bar.height, 'and that where the buttons of the panels do').toBeLessThanOrEqual(ways.y + 1);
  await run.get('run-toggle').click();
  await run.phase('paused');
  await run.get('run-close').click();
  await expect(playground.get('run-bar')).toHaveCount(0);
});

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 }, tablet: { width: 1024, height: 768 } };
for (const [size, lang, theme] of [['desktop', 'ko', 'dark'], ['tablet', 'en', 'dark'], ['phone', 'en', 'light'], ['phone', 'ko', 'dark']]) {
  test(`pictures: ${size}, ${lang}, ${theme}`, async ({ playground, page }) => {
    await page.setViewportSize(sizes[size]);
    await playground.open({ query: `?lang=${lang}&theme=${theme}` });
    await playground.get('run').click();
    const run = new Run(playground);
    await expect.poll(() => run.now()).toBeGreaterThan(0.5);
    await run.get('run-toggle').click();
    await run.phase('paused');
    await playground.state(`run-${size}-${lang}-${theme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, 'nothing sticks out at the side').toBeLessThanOrEqual(0);
    if (size === 'phone') await playground.get('open-results').click();
    await playground.get('check-run').click();
    await expect(playground.get('check')).toHaveAttribute('data-stage', 'found', { timeout: 120_000 });
    await playground.state(`check-${size}-${lang}-${theme}`);
  });
}
