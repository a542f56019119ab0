// What people see of a run: dots on the links, gauges, pictures over time, single requests.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, middle, test } from '../playground.mjs';

const frozen = (name) => JSON.parse(readFileSync(fileURLToPath(new URL(`../../frozen/${name}.json`, import.meta.url))));

/** Opens an example at so many users and runs it. */
async function running(playground, stage, { users, query } = {}) {
  await playground.open({ query });
  await playground.get('examples').click();
  await playground.get(`example-${stage}`).click();
  await expect(playground.cards).not.toHaveCount(0);
  if (users) await playground.users(users);
  await playground.settled();
  await playground.get('run').click();
  await expect(playground.get('watching')).toBeVisible();
}

/** What a canvas shows, as a number for comparison, and how many of its points are painted. */
const painted = (page, id) =>
  page.getByTestId(id).evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let hash = 0;
    let points = 0;
    for (let at = 3; at < data.length; at += 4) {
      if (data[at] === 0) continue;
      points += 1;
      hash = (Math.imul(hash, 31) + at + data[at]) | 0;
    }
    return { hash, points };
  });

/** Waits for so many frames. */
const frames = (page, count) =>
  page.evaluate(
    (left) => new Promise((done) => {
      const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
      next();
    }),
    count,
  );

const held = (playground) => expect(playground.get('run-progress')).toHaveAttribute('data-phase', 'paused');

/** The last point of a line, in units of its picture. */
const lineEnd = (playground, plot, style) =>
  playground.get(`plot-${plot}`).locator(`.series-surface .line.${style}`).evaluate((path) => {
    const steps = path.getAttribute('d').split(/[ML]/).filter(Boolean);
    return steps.length;
  });

test('dots move along the links while the run does', async ({ playground, page }) => {
  await running(playground, 'stage-2', { users: 1_200_000 });
  await expect.poll(async () => (await painted(page, 'run-dots')).points).toBeGreaterThan(100);
  const before = await painted(page, 'run-dots');
  await frames(page, 6);
  expect((await painted(page, 'run-dots')).hash, 'dots have moved').not.toBe(before.hash);

  const legend = playground.get('run-legend');
  const each = Number(await legend.getAttribute('data-each'));
  expect([1, 2, 5]).toContain(each / 10 ** Math.floor(Math.log10(each)));
  await expect(legend).toContainText(`1 dot = ${each.toLocaleString('en')} requests`);

  await page.keyboard.press('k');
  await held(playground);
  await frames(page, 3);
  const still = await painted(page, 'run-dots');
  await frames(page, 10);
  expect(await painted(page, 'run-dots'), 'held, they stand').toEqual(still);

  await test.step('they keep to the links when the view moves', async () => {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(async () => (await painted(page, 'run-dots')).hash).not.toBe(still.hash);
  });
});

test('with less motion nothing moves: links are as wide as their traffic', async ({ playground, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await running(playground, 'stage-6', { query: '?theme=dark' });
  await expect.poll(async () => (await painted(page, 'run-gauges')).points).toBeGreaterThan(1_000);
  expect((await painted(page, 'run-dots')).points, 'no dots').toBe(0);
  await expect(playground.get('run-legend')).toHaveCount(0);
  await playground.state('watching-still');
});

test('pictures grow, and read out any moment', async ({ playground, page }) => {
  await running(playground, 'stage-2', { users: 1_200_000 });
  await expect.poll(() => lineEnd(playground, 'throughput', 'good')).toBeGreaterThan(5);
  const first = await lineEnd(playground, 'response', 'second');
  await expect.poll(() => lineEnd(playground, 'response', 'second')).toBeGreaterThan(first);
  for (const plot of ['utilization', 'queue', 'failures']) {
    await expect(playground.get(`plot-${plot}`).locator('.series-surface .line').first()).toBeAttached();
  }
  await playground.state('watching-charts');

  await page.keyboard.press('k');
  await held(playground);
  const surface = playground.get('plot-utilization').getByRole('slider');
  await test.step('by pointer', async () => {
    const box = await surface.boundingBox();
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
    await expect(page.locator('.series .cursor')).toHaveCount(5);
    await expect(surface).toHaveAttribute('aria-valuetext', /Web server, cores .*%/);
    await page.mouse.move(5, 5);
    await expect(page.locator('.series .cursor')).toHaveCount(0);
  });

  await test.step('by keys', async () => {
    await surface.focus();
    const now = Number(await surface.getAttribute('aria-valuemax'));
    await page.keyboard.press('Home');
    await expect(surface).toHaveAttribute('aria-valuenow', '0.000');
    await page.keyboard.press('ArrowRight');
    const moment = Number(await surface.getAttribute('aria-valuenow'));
    expect(moment).toBeGreaterThan(0);
    expect(moment).toBeLessThan(now);
    await expect(page.locator('.series .cursor')).toHaveCount(5);
    await page.keyboard.press('Escape');
    await expect(page.locator('.series .cursor')).toHaveCount(0);
  });

  await test.step('as a table', async () => {
    await playground.get('as-table').click();
    const rows = playground.get('run-table').locator('tbody tr');
    await expect(rows).not.toHaveCount(0);
    await expect(rows.first()).toContainText('/s');
    await playground.state('watching-table');
  });
});

test('where a request spent its time: by mouse', async ({ playground, page }) => {
  await running(playground, 'stage-2', { users: 1_200_000 });
  const list = playground.get('traces').getByRole('button');
  await expect(list).not.toHaveCount(0);
  const time = await list.first().locator('b').textContent();
  await list.first().hover();
  const shown = await list.first().locator('b').textContent();
  await list.first().click();
  await expect(playground.get('waterfall')).toContainText(shown);
  await expect(playground.get('waterfall')).toContainText('Web server');
  expect(time).toBeTruthy();

  await playground.get('traces-failed').click();
  await list.first().click();
  await expect(playground.get('waterfall')).toContainText('✕');
  await playground.state('watching-failed-request');
  await playground.get('back-to-charts').click();

  await test.step('from a point of the response times', async () => {
    const { x, y } = await middle(playground.get('plot-response').getByRole('slider'));
    await page.mouse.click(x, y);
    await expect(playground.get('waterfall')).toContainText('Reads');
  });
});

test('where a request spent its time: by keyboard', async ({ playground, page }) => {
  await running(playground, 'stage-6');
  await expect(playground.get('traces').getByRole('button')).not.toHaveCount(0);
  const chart = playground.get('plot-response').getByRole('slider');
  await playground.tabTo(chart);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(playground.get('waterfall')).toBeVisible();
  await playground.state('watching-request');
  await page.keyboard.press('Escape');
  await expect(chart, 'back where it began').toBeFocused();

  await playground.tabTo(playground.get('traces').getByRole('button').first());
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(playground.get('waterfall')).toBeVisible();
  await expect(playground.get('traces').locator('[aria-pressed="true"]')).toBeFocused();
});

const looks = [
  ['stage-11', 'ko', 'dark', { width: 1920, height: 1080 }],
  ['stage-6', 'ko', 'light', { width: 390, height: 844 }],
  ['stage-11', 'en', 'light', { width: 1440, height: 900 }],
];
for (const [stage, lang, theme, viewport] of looks) {
  test(`a run of ${stage}, ${lang}, ${theme}, ${viewport.width} pixels wide`, async ({ playground, page }) => {
    await page.setViewportSize(viewport);
    await playground.open({ query: `?lang=${lang}&theme=${theme}` });
    await playground.get('examples').click();
    await playground.get(`example-${stage}`).click();
    await playground.settled();
    await playground.get('run').click();
    await expect.poll(async () => (await painted(page, 'run-dots')).points).toBeGreaterThan(50);
    await playground.state(`watching-${stage}-${lang}-${theme}-drawing`);
    if (viewport.width < 760) await playground.get('open-results').click();
    await expect.poll(() => lineEnd(playground, 'throughput', 'good')).toBeGreaterThan(20);
    await playground.state(`watching-${stage}-${lang}-${theme}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, 'nothing sticks out at the side').toBeLessThanOrEqual(0);
  });
}

/** So many copies of a drawing, six beside each other. */
function copies(drawing, count) {
  const least = Math.min(...drawing.components.map(({ y }) => y));
  const width = Math.max(...drawing.components.map(({ x, width: own = 180 }) => x + own)) + 120;
  const height = Math.max(...drawing.components.map(({ y, height: own = 80 }) => y + own)) - least + 60;
  const most = Math.max(...drawing.components.map(({ id }) => id), ...drawing.links.map(({ id }) => id)) + 1;
  const all = (of) => Array.from({ length: count }, (_, copy) => of(copy, copy * most)).flat();
  return {
    ...drawing,
    components: all((copy, shift) =>
      drawing.components.map((one) => ({
        ...one,
        id: one.id + shift,
        x: one.x + (copy % 6) * width,
        y: one.y + Math.floor(copy / 6) * height,
        ...(one.place && { place: one.place + shift }),
      })),
    ),
    links: all((_, shift) => drawing.links.map((one) => ({ ...one, id: one.id + shift, from: one.from + shift, to: one.to + shift }))),
  };
}

test('three hundred components: frames while a run goes on', async ({ playground, page }) => {
  const drawing = copies(frozen('v1-stage-5'), 38);
  await page.addInitScript((text) => localStorage.setItem('scaleground.document', text), JSON.stringify({ ...drawing, users: 2_000_000 }));
  await playground.open();
  await expect.poll(() => page.locator('[data-testid^="component-"]').count()).toBeGreaterThanOrEqual(300);
  await playground.settled();
  await playground.get('run').click();
  await expect.poll(async () => (await painted(page, 'run-dots')).points).toBeGreaterThan(100);
  const seen = await page.evaluate(
    () => new Promise((done) => {
      const began = performance.now();
      const seen = { frames: 0, longest: 0, over: 0 };
      let last = began;
      const frame = (now) => {
        seen.frames += 1;
        seen.longest = Math.max(seen.longest, now - last);
        seen.over += now - last > 20 ? 1 : 0;
        last = now;
        if (now - began < 5_000) requestAnimationFrame(frame);
        else done({ ...seen, seconds: (now - began) / 1_000 });
      };
      requestAnimationFrame(frame);
    }),
  );
  console.log(`300 components, 5 s of a run: ${(seen.frames / seen.seconds).toFixed(1)} frames/s, longest ${seen.longest.toFixed(0)} ms, ${seen.over} over 20 ms`);
  await playground.picture('watching-three-hundred');
  expect(seen.frames, 'the page is not stuck').toBeGreaterThan(25);
});
