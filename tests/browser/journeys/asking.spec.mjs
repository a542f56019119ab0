// What addresses and messages ask of an embed, held to docs/embedding.md: where the run is, what is shown, pictures; and
// strikes, which have to reach the run that goes on.
import { writeFile } from 'node:fs/promises';
import { expect, test } from '../elsewhere.mjs';
import { serve } from '../server.mjs';
import { policy } from '../policy.mjs';

/** A link to an example, as the page itself makes it. */
async function linkOf(playground, example = 'stage-3', prepare = async () => {}) {
  await playground.open();
  await playground.get('examples').click();
  await playground.get(`example-${example}`).click();
  await playground.settled();
  await prepare();
  return (await playground.copyLink()).split('#')[1];
}

const nowS = async (framed) => (await framed.last('tick'))?.nowS ?? 0;
/** Share of the requests of the last part of the run that have failed. */
async function failing(framed) {
  const { classes } = (await framed.last('tick')) ?? { classes: [] };
  const sum = (key) => classes.reduce((sum, one) => sum + one[key], 0);
  return sum('failed') / Math.max(1, sum('failed') + sum('answered'));
}

test('a strike reaches the run that goes on: by message, by hand, and by a step', async ({ playground, framed }) => {
  const fragment = await linkOf(playground, 'stage-1');
  await framed.open({ query: 'embed&autoplay=1', fragment });
  await framed.ready();
  await expect.poll(() => nowS(framed)).toBeGreaterThan(1);
  expect(await failing(framed)).toBe(0);
  const { payload: { results } } = await framed.ask('snapshot');
  const web = results.components.find(({ kind }) => kind === 'web-server');
  for (const [strike, heal] of [
    [() => framed.ask('strike', { component: web.id }), () => framed.ask('heal', { component: web.id })],
    [async () => { await framed.get('show-fail').click(); await framed.get(`show-strike-${web.id}`).click(); }, () => framed.get(`show-strike-${web.id}`).click()],
  ]) {
    await strike();
    await expect.poll(() => failing(framed)).toBeGreaterThan(0.9);
    await heal();
    await expect.poll(() => failing(framed)).toBe(0);
  }
  // It was one run all the time.
  const ticks = (await framed.heard('tick')).map(({ payload }) => payload.nowS);
  expect(ticks).toEqual([...ticks].sort((a, b) => a - b));

  // Two steps that differ by a fault alone are one run as well.
  const { payload: { document } } = await framed.ask('export', { format: 'json' });
  const told = JSON.parse(document);
  const { components, links, users } = told;
  const faults = [{ component: web.id, kind: 'down' }];
  told.steps = [{ caption: 'calm', components, links, users }, { caption: 'down', components, links, users, faults }];
  expect((await framed.ask('load', { document: told })).payload).toEqual({ problems: 0 });
  await framed.ask('play');
  await expect.poll(async () => (await nowS(framed)) > 0.5 && (await failing(framed)) === 0).toBe(true);
  const begun = await nowS(framed);
  await framed.ask('step', { to: 2 });
  await expect.poll(() => failing(framed)).toBeGreaterThan(0.9);
  expect(await nowS(framed)).toBeGreaterThan(begun);
});

test('in a presentation a strike reaches the run that goes on', async ({ playground, page }) => {
  await linkOf(playground, 'stage-1');
  await playground.get('present').click();
  await page.keyboard.press('k');
  const shown = playground.get('presentation');
  const figure = async (name) => Number(await shown.getAttribute(`data-${name}`));
  await expect.poll(() => figure('now')).toBeGreaterThan(1);
  expect(await figure('failed')).toBe(0);
  const begun = await figure('now');
  await playground.click(playground.card('web-server'));
  await playground.get('show-strike').click();
  await expect.poll(() => figure('failed')).toBeGreaterThan(0);
  expect(await figure('now')).toBeGreaterThan(begun);
  await playground.get('show-strike').click();
  await expect.poll(() => figure('failed')).toBe(0);
  expect(await figure('now')).toBeGreaterThan(begun);
});

test('a run begins where the address says, and goes to where it is asked', async ({ playground, framed }) => {
  const fragment = await linkOf(playground, 'stage-1');
  await framed.open({ query: 'embed&autoplay=1&t=20&speed=0.1&seed=3', fragment });
  await framed.ready();
  await expect.poll(() => nowS(framed)).toBeGreaterThanOrEqual(20);
  expect(await nowS(framed)).toBeLessThan(22);
  await framed.ask('pause');
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
  await framed.ask('seek', { toS: 40 });
  await expect.poll(() => nowS(framed)).toBe(40);
  // Back is the same run once more, from its beginning.
  const there = (await framed.last('tick')).classes;
  await framed.ask('seek', { toS: 5 });
  await expect.poll(() => nowS(framed)).toBe(5);
  await framed.ask('seek', { toS: 40 });
  await expect.poll(() => nowS(framed)).toBe(40);
  expect((await framed.last('tick')).seed).toBe(3);
  expect((await framed.last('tick')).classes.map(({ class: name }) => name)).toEqual(there.map(({ class: name }) => name));
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
  await framed.ask('set', { speed: 10, seed: 7, users: 200 });
  await expect.poll(async () => (await framed.last('results')).users).toBe(200);
  await framed.ask('seek', { toS: 1 });
  await framed.ask('play');
  await expect.poll(async () => (await framed.last('tick')).seed).toBe(7);
  await expect.poll(() => nowS(framed)).toBeGreaterThan(3);
});

test('a run that was asked to loop begins anew', async ({ playground, framed }) => {
  const fragment = await linkOf(playground, 'stage-1');
  await framed.open({ query: 'embed&autoplay=1&speed=max', fragment });
  await framed.ready();
  await expect.poll(async () => (await framed.last('tick'))?.ended).toBe(true);
  await framed.ask('set', { loop: true, speed: 1 });
  await framed.ask('play');
  await expect.poll(async () => (await framed.last('tick')).ended).toBe(false);
  await framed.ask('seek', { toS: 60 });
  await expect.poll(async () => (await framed.last('tick')).ended || (await nowS(framed)) < 5).toBe(true);
  await expect.poll(async () => !(await framed.last('tick')).ended && (await nowS(framed)) < 20).toBe(true);
});

test('fit=0 shows the part of the drawing that the link was made of', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground, 'stage-5', async () => {
    for (let times = 0; times < 4; times += 1) await playground.get('zoom-in').click();
  });
  const width = async () => (await framed.frame.locator('.card').first().boundingBox()).width;
  await framed.open({ fragment });
  await framed.ready();
  const all = await width();
  await framed.open({ query: 'embed&fit=0', fragment });
  await framed.ready();
  await expect.poll(width).toBeGreaterThan(all * 1.2);
  // The part is shown in a frame of another size as well.
  const part = await width();
  await page.evaluate(() => { document.querySelector('iframe').style.width = '50%'; });
  await expect.poll(width).toBeLessThan(part * 0.8);
});

for (const strict of [false, true]) {
  test(`pictures by message, in a sandbox${strict ? ' under a strict policy' : ''}`, async ({ playground, framed, page }, info) => {
    const fragment = await linkOf(playground);
    const site = strict ? await serve(0, policy) : null;
    try {
      await framed.open({ fragment, ...(site && { address: site.address }) });
      await framed.ready();
      const web = (await framed.last('results')).components.find(({ kind }) => kind === 'web-server');
      await framed.ask('strike', { component: web.id });
      // Asked at once after a change: the figures in it are those of the change.
      await framed.ask('setUsers', { users: 123 });
      const { payload: { svg } } = await framed.ask('export', { format: 'svg' });
      expect(svg).toMatch(/^<svg /);
      const { payload: { png } } = await framed.ask('export', { format: 'png' });
      expect(png).toMatch(/^data:image\/png;base64,/);
      const [width, colours] = await page.evaluate(async (png) => {
        const image = new Image();
        image.src = png;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        return [image.width, new Set(new Uint32Array(data.buffer)).size];
      }, png);
      expect(width).toBeGreaterThan(500);
      expect(colours, 'something is drawn').toBeGreaterThan(20);
      // Both open again, as they were shown.
      for (const [name, bytes] of [['picture.svg', svg], ['picture.png', Buffer.from(png.split(',')[1], 'base64')]]) {
        const path = info.outputPath(name);
        await writeFile(path, bytes);
        await playground.open();
        await playground.blank();
        await playground.get('examples').click();
        await playground.get('open-file').setInputFiles(path);
        await expect(page.locator('.card.is-down')).toHaveCount(1);
        await expect(playground.field).toHaveValue('123');
      }
    } finally {
      site?.close();
    }
  });
}
