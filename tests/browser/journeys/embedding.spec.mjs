// In a frame of another site: docs/embedding.md, held to its word.
import { expect, test } from '../elsewhere.mjs';
import { policy } from '../policy.mjs';
import { serve } from '../server.mjs';

/** A link to an example, as the page itself makes it. */
async function linkOf(playground, example = 'stage-3') {
  await playground.open();
  await playground.get('examples').click();
  await playground.get(`example-${example}`).click();
  await playground.settled();
  const link = await playground.copyLink();
  return link.split('#')[1];
}

test('in a strict sandbox of another site it runs, and holds when it is out of view', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground);
  await framed.open({ query: 'embed&autoplay=1&theme=dark&lang=ko', fragment });
  await framed.ready();
  await expect(framed.frame.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(framed.frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const chrome of ['toolbar', 'palette', 'inspector', 'results', 'run-bar', 'share']) {
    await expect(framed.get(chrome)).toHaveCount(0);
  }
  await expect.poll(async () => (await framed.last('tick'))?.nowS ?? 0).toBeGreaterThan(0.3);
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'true');
  await playground.picture('embed-dark-ko');

  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, 1500);
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
  expect(await page.evaluate(() => scrollY), 'the wheel is the page\'s').toBeGreaterThan(500);
  const held = async () => (await framed.last('tick')).nowS;
  const before = await held();
  // What was under way may still say how far it came; then nothing moves until it is seen again.
  await expect.poll(async () => { const now = await held(); await page.evaluate(() => new Promise((done) => requestAnimationFrame(done))); return (await held()) - now; }).toBe(0);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(held).toBeGreaterThan(before);
});

test('nothing is stored, no focus is taken, keys are the deck\'s', async ({ playground, framed, page, site }) => {
  const fragment = await linkOf(playground);
  await page.evaluate(() => localStorage.clear());
  await framed.open({ fragment, sandbox: null });
  await framed.ready();
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe('BODY');
  await framed.get('canvas').click({ position: { x: 5, y: 5 } });
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe('IFRAME');
  for (const key of ['ArrowRight', 'PageDown', 'Escape', 'KeyK', ' ', '/']) await page.keyboard.press(key.replace('KeyK', 'k'));
  await expect.poll(async () => (await framed.heard('key')).map(({ payload }) => payload.key)).toEqual(['ArrowRight', 'PageDown', 'Escape', 'k', ' ', '/']);
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');

  // A key that something in the frame uses stays there.
  await framed.get('users-slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await framed.last('change'))?.users).toBeGreaterThan(0);
  expect(await framed.heard('key')).toHaveLength(6);

  // As a page of its own it might store, and does not.
  await page.goto(`${site.address}?embed#${fragment}`);
  await playground.get('show-play').click();
  await expect(playground.get('embed')).toHaveAttribute('data-playing', 'true');
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test('pan and zoom wait for a click', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground);
  await framed.open({ fragment });
  await framed.ready();
  const place = () => framed.frame.locator('.card').first().boundingBox();
  const before = await place();
  const drag = async () => {
    await page.mouse.move(60, 60);
    await page.mouse.down();
    await page.mouse.move(160, 90, { steps: 4 });
    await page.mouse.up();
  };
  await drag();
  expect(await place()).toEqual(before);
  await page.mouse.click(60, 60);
  await drag();
  await expect.poll(async () => Math.round((await place()).x - before.x)).toBe(100);
  await page.mouse.wheel(0, 40);
  await expect.poll(async () => Math.round((await place()).y - before.y)).not.toBe(30);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('the page around asks and hears', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground);
  await framed.open({ query: 'embed&controls=min' });
  await expect(framed.get('embed-empty')).toBeVisible();
  const loaded = await framed.ask('load', { link: fragment });
  expect(loaded).toMatchObject({ source: 'scaleground', v: 1, type: 'done', payload: { problems: 0 } });
  await expect.poll(async () => (await framed.last('results'))?.components?.length).toBeGreaterThan(3);
  const healthy = await framed.last('results');
  expect(healthy.answeredPerS).toBeCloseTo(healthy.offeredPerS, 1);

  const web = healthy.components.find(({ kind }) => kind === 'web-server');
  expect((await framed.ask('strike', { component: web.name })).type).toBe('done');
  await expect.poll(async () => (await framed.last('results')).answeredPerS).toBeLessThan(healthy.answeredPerS * 0.99);
  await expect.poll(async () => (await framed.last('change')).struck).toEqual([{ component: web.id, name: web.name, fault: 'down', figures: [] }]);
  await expect(framed.frame.locator('.card.is-down')).toHaveCount(1);
  await framed.ask('heal');
  await expect.poll(async () => (await framed.last('results')).answeredPerS).toBeCloseTo(healthy.answeredPerS, 1);

  await framed.ask('setUsers', { users: healthy.users * 2 });
  await expect.poll(async () => (await framed.last('results')).offeredPerS / healthy.offeredPerS).toBeCloseTo(2, 3);

  await framed.ask('setSpeed', { factor: 10 });
  await framed.ask('play');
  await expect.poll(async () => (await framed.last('tick'))?.nowS ?? 0).toBeGreaterThan(2);
  await framed.ask('pause');
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
  const ticks = await framed.heard('tick');
  expect(ticks.length).toBeGreaterThan(1);

  const { payload: { link } } = await framed.ask('export', { format: 'link' });
  expect(await framed.get('embed-open').getAttribute('href')).toBe(link);
  const { payload: { document } } = await framed.ask('export', { format: 'json' });
  expect(JSON.parse(document).users).toBe(healthy.users * 2);
  const { payload: snapshot } = await framed.ask('snapshot');
  expect(snapshot.results.users).toBe(healthy.users * 2);
  expect(snapshot.shown.playing).toBe(false);
});

test('whatever is wrong is answered by an error, and a stranger by nothing', async ({ playground, framed, page, elsewhere }) => {
  const fragment = await linkOf(playground);
  await framed.open({ query: `embed&origin=${elsewhere.address}`, fragment });
  await framed.ready();
  const code = async (type, payload) => {
    const { type: kind, payload: answer } = await framed.ask(type, payload);
    return [kind, answer.code];
  };
  expect(await code('explode')).toEqual(['error', 'unknown-type']);
  expect(await code('setUsers', { users: 'many' })).toEqual(['error', 'bad-payload']);
  expect(await code('strike', { component: 'nobody' })).toEqual(['error', 'no-such-component']);
  expect(await code('load', { link: fragment.slice(0, -9) })).toEqual(['error', 'unreadable']);
  expect(await code('load', { document: { format: 'scaleground-topology-1', users: -5, components: 'many' } })).toEqual(['error', 'unreadable']);
  // What is no message of ours, or comes from nobody around, is not answered and changes nothing.
  const before = await framed.last('results');
  await page.evaluate(() => {
    const circle = { source: 'scaleground', v: 1, type: 'play' };
    circle.payload = circle;
    for (const odd of [null, 7, 'slide:nothing', [], {}, circle, { source: 'other', v: 1, type: 'play' }]) window.sayText(odd);
    const stranger = document.createElement('iframe');
    stranger.srcdoc = `<script>parent.frames[0].postMessage({ source: 'scaleground', v: 1, id: 'x', type: 'setUsers', payload: { users: 5 } }, '*')<\/script>`;
    document.body.append(stranger);
    return new Promise((done) => stranger.addEventListener('load', done));
  });
  const { payload } = await framed.ask('snapshot');
  expect(payload.results.users).toBe(before.users);
  expect(payload.shown.playing).toBe(false);
});

test('texts of others are texts', async ({ framed }) => {
  const markup = '<img src=x onerror="parent.postMessage({type:\'hacked\'},\'*\')">';
  const document = {
    format: 'scaleground-topology-2', title: markup, users: 100, components: [{ id: 1, kind: 'users', name: markup, x: 0, y: 0 }],
    links: [], steps: [{ caption: markup }, { caption: 'second', users: 200 }],
  };
  await framed.open({ query: 'embed' });
  await framed.ready();
  await framed.ask('load', { document });
  await expect(framed.get('caption')).toContainText(markup);
  await expect(framed.frame.locator('img')).toHaveCount(0);
  expect(await framed.heard('hacked')).toEqual([]);
});

test('an origin that was not named is neither heard nor spoken to', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground);
  test.info().annotations.push({ type: 'note', description: 'the browser reports each message to another origin' });
  await framed.open({ query: 'embed&origin=https://deck.example', fragment });
  await expect(framed.frame.locator('.card').first()).toBeVisible();
  await framed.say('setUsers', { users: 5 });
  await expect(framed.get('metric-answered')).toBeVisible();
  expect(await page.evaluate(() => window.heard)).toEqual([]);
  await expect(framed.get('users-field')).not.toHaveValue('5');
});

test('who looks may strike, or only look', async ({ playground, framed }) => {
  const fragment = await linkOf(playground);
  await framed.open({ fragment });
  await framed.ready();
  const web = framed.frame.locator('.card[data-kind="web-server"]').first();
  await playground.click(web);
  await framed.get('show-strike').click();
  await expect(web).toHaveClass(/is-down/);
  await expect(framed.get('headline')).toBeVisible();
  await framed.get('show-strike').click();
  await expect(web).not.toHaveClass(/is-down/);
  await framed.get('show-fail').click();
  await playground.picture('embed-fail');
  await framed.open({ query: 'embed&mode=view', fragment });
  await framed.ready();
  await playground.click(framed.frame.locator('.card').first());
  await expect(framed.get('show-strike')).toHaveCount(0);
  await expect(framed.get('users-slider')).toHaveCount(0);
  await expect(framed.get('show-play')).toBeVisible();
});

test('under a strict Content-Security-Policy, in a strict sandbox too', async ({ playground, framed }) => {
  const fragment = await linkOf(playground);
  const strict = await serve(0, policy);
  try {
    for (const sandbox of ['allow-scripts', null]) {
      await framed.open({ address: strict.address, query: 'embed&autoplay=1', fragment, sandbox });
      await framed.ready();
      await expect.poll(async () => (await framed.last('tick'))?.nowS ?? 0).toBeGreaterThan(0.2);
    }
  } finally {
    strict.close();
  }
});

test('a deck starts and stops it', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground);
  await framed.open({ fragment });
  await framed.ready();
  await page.evaluate(() => window.sayText('slide:start'));
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'true');
  await page.evaluate(() => window.sayText('slide:stop'));
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
  await framed.open({ query: 'embed&autoplay=0', fragment });
  await framed.ready();
  await page.evaluate(() => window.sayText('slide:start'));
  await framed.ask('snapshot');
  await expect(framed.get('embed')).toHaveAttribute('data-playing', 'false');
});

test('small frames, both languages, and a broken link', async ({ playground, framed, page }) => {
  const fragment = await linkOf(playground, 'stage-5');
  for (const [width, height, lang, theme] of [[960, 540, 'en', 'light'], [390, 300, 'ko', 'light'], [640, 360, 'ko', 'dark']]) {
    await page.setViewportSize({ width, height });
    await framed.open({ query: `embed&lang=${lang}&theme=${theme}&metrics=answered,p50,p99`, fragment });
    await page.evaluate((height) => { document.querySelector('iframe').style.height = `${height}px`; }, height);
    await framed.ready();
    await playground.state(`embed-${width}-${lang}-${theme}`);
  }
  await framed.open({ fragment: fragment.slice(0, -10) });
  await expect(framed.get('embed-trouble')).not.toBeEmpty();
});
