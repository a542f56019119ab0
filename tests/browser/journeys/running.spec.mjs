import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  await page.keyboard.type('k12');
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
  await expect(run.get('run-former'), 'the run is of the drawing before').toBeVisible();
  await playground.state('run-former');
  await run.get('run-anew').click();
  await expect(run.get('run-former')).toHaveCount(0);
});

test('speed, holding and looking on change nothing of the outcome', async ({ playground }) => {
  const run = await opened(playground, 'stage-3', 5_000);
  await playground.get('run').click();
  await run.get('run-length').selectOption('10');
  const hashes = [];
  for (const speeds of [['fastest'], ['1000'], ['10', '100', '3', 'fastest'], ['1', '300']]) {
    await run.get('run-stop').click();
    await run.speed(speeds[0]);
    await run.get('run-toggle').click();
    for (const speed of speeds.slice(1)) {
      const from = await run.now();
      await expect.poll(() => run.now()).not.toBe(from);
      await run.speed(speed);
    }
    await run.phase('done');
    hashes.push(await run.hash());
    // Ended runs are closed by beginning the next.
    await run.get('run-toggle').click();
  }
  expect(new Set(hashes).size, JSON.stringify(hashes)).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
});
