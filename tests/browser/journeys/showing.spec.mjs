// What others see of what is shared: the QR code read by somebody else's reader, texts that are texts wherever they go, and
// the whole way by keys alone.
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { drop, saved } from '../files.mjs';
import { expect, test } from '../playground.mjs';

const reader = fileURLToPath(new URL('../../../node_modules/jsqr/dist/jsQR.js', import.meta.url));

/** What a reader makes of a picture. */
async function read(page, png) {
  await page.addScriptTag({ path: reader });
  return page.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    return window.jsQR(data, width, height)?.data ?? null;
  }, `data:image/png;base64,${png.toString('base64')}`);
}

/** A drawing of so many components, whose names no compression shortens much. */
function large(count) {
  let state = 1;
  const next = () => (state = (state * 48271) % 2147483647);
  const name = () => Array.from({ length: 20 }, () => String.fromCharCode(97 + (next() % 26))).join('');
  const components = Array.from({ length: count }, (_, at) => ({ id: at + 1, kind: 'web-server', name: name(), x: 300 * (at % 8), y: 150 * Math.floor(at / 8) }));
  return Buffer.from(JSON.stringify({ format: 'scaleground-topology-2', title: '', users: 100, components, links: [] }));
}

test('a QR code holds the link, read by a reader of others, also the longest that is offered', async ({ playground, page, context }) => {
  await playground.open();
  const other = await context.newPage();
  const shown = async () => {
    await playground.get('share').click();
    await playground.get('share-qr-toggle').click();
    const link = await playground.get('share-link').inputValue();
    const there = await playground.get('share-qr').or(playground.get('share-qr-none')).getAttribute('data-testid');
    return { link, there };
  };
  await playground.sketch();
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    const { link } = await shown();
    expect(await read(other, await playground.get('share-qr').screenshot())).toBe(link);
    await playground.get('close-dialog').click();
  }
  // One component more at a time, until there is none any more.
  let [low, high] = [40, 160];
  const lengths = [];
  while (high - low > 1) {
    const count = Math.floor((low + high) / 2);
    await drop(playground, 'large.json', large(count));
    await expect(playground.cards).toHaveCount(count);
    const { link, there } = await shown();
    lengths.push(link.length);
    if (there === 'share-qr') {
      low = count;
      expect(link.length).toBeLessThanOrEqual(2953);
      if (link.length > 2700) {
        expect(await read(other, await playground.get('share-qr').screenshot()), `${link.length} characters`).toBe(link);
        await playground.picture('share-qr-longest');
      }
    } else {
      high = count;
      expect(link.length).toBeGreaterThan(2953);
    }
    await playground.get('close-dialog').click();
  }
  expect(Math.max(...lengths.filter((length) => length <= 2953)), 'the longest was tried').toBeGreaterThan(2900);
});

const markup = [
  '<img src=x onerror="window.harmed=1">',
  '</script><script>window.harmed=1</script>',
  '"><svg onload="window.harmed=1"><b id="made">',
  "javascript:window.harmed=1//' autofocus onfocus='window.harmed=1",
  ']]><iframe srcdoc="<script>parent.harmed=1</script>">',
  '&lt;img src=x onerror=window.harmed=1&gt;',
  '"]; click A href "javascript:window.harmed=1" %%{init: {"securityLevel": "loose"}}%%',
];

/** Elements of a page that only markup in a text could have made. */
const strange = (page) => page.evaluate(() => ({
  harmed: window.harmed ?? null,
  made: [...document.querySelectorAll('img, iframe, object, embed, b#made, [onerror], [onload], [onfocus], a[href^="javascript:"]')].map((one) => one.outerHTML.slice(0, 80)),
  scripts: [...document.querySelectorAll('script')].filter((one) => one.textContent.trim().startsWith('window.harmed')).length,
}));
const nothing = { harmed: null, made: [], scripts: 0 };

test('texts with markup are texts: in the page, in pictures, in the saved page, in flowcharts', async ({ playground, page, context }, info) => {
  await playground.open();
  const [users, web, database] = [1, 2, 3];
  const document = {
    format: 'scaleground-topology-2', title: markup[1], users: 100,
    components: [
      { id: users, kind: 'users', name: markup[0], x: 0, y: 0 }, { id: web, kind: 'web-server', name: markup[2], x: 300, y: 0 },
      { id: database, kind: 'relational-database', name: markup[3], x: 600, y: 0 },
      ...markup.slice(4).map((name, at) => ({ id: 10 + at, kind: 'web-server', name, x: 300 * at, y: 200 })),
    ],
    links: [{ id: 20, from: users, to: web }, { id: 21, from: web, to: database }],
    steps: [{ caption: markup[0] }, { caption: markup[2], users: 200 }],
  };
  const hostile = { ...document, components: [...document.components, { id: 30, kind: markup[0], x: 0, y: 0 }] };
  await drop(playground, `${markup[0].replaceAll('/', '')}.json`, Buffer.from(JSON.stringify(hostile)));
  await expect(playground.cards).toHaveCount(6);
  await expect(playground.get('banner')).toContainText(markup[0]);
  // Wherever a name is said: inspector, outline, failures, run, steps, presentation.
  await playground.click(playground.card('relational-database'));
  await expect(playground.inspector).toBeVisible();
  await playground.get('view-failures').click();
  await playground.get('run').click();
  await expect(playground.get('run-progress')).toBeVisible();
  await playground.get('tab-steps').click();
  await expect(playground.get('step-caption-1')).toHaveValue(markup[0]);
  expect(await strange(page)).toEqual(nothing);
  await playground.get('present').click();
  await expect(playground.get('caption')).toContainText(markup[0]);
  await playground.get('show-fail').click();
  expect(await strange(page)).toEqual(nothing);
  await playground.get('present-close').click();

  for (const button of ['save-svg', 'save-html', 'save-mermaid']) {
    const path = await saved(playground, button, info);
    const other = await context.newPage();
    const text = readFileSync(path, 'utf8');
    if (extname(path) === '.mmd') {
      // As a page shows it that puts it between tags: no letter of it may mean anything there.
      await other.setContent(`<pre class="mermaid">${text}</pre>`);
      expect(await strange(other)).toEqual(nothing);
      expect(text).not.toMatch(/^\s*(click|%%\{)/m);
      expect(await other.locator('pre *').count()).toBe(0);
    } else {
      await other.goto(pathToFileURL(path).href);
      if (extname(path) === '.html') await expect(other.locator('.card')).toHaveCount(6);
      else await expect(other.locator('text').first()).toBeAttached();
      const found = await strange(other);
      expect(found).toEqual(nothing);
      if (extname(path) === '.svg') {
        // The same picture inside of a page, where scripts of its own would run.
        await other.goto('about:blank');
        await other.setContent(text);
        expect(await strange(other)).toEqual(nothing);
      }
    }
    await other.close();
  }
  // The looking itself can fail.
  const proof = await context.newPage();
  await proof.setContent(`<p>${markup[2]}</p>`);
  expect((await strange(proof)).made.length).toBeGreaterThan(0);
  await proof.close();
});

test('share, present and leave by keys alone', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.open();
  await playground.sketch();
  await page.evaluate(() => document.activeElement.blur());
  await playground.tabTo(playground.get('share'));
  await page.keyboard.press('Enter');
  await expect(playground.get('share-outcome')).toContainText('Copied');
  // The dialog keeps the focus: every field and button of it in turn, nothing behind it.
  const inside = () => page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('dialog'));
  for (const id of ['share-link', 'copy-link', 'share-embed', 'copy-embed', 'copy-markdown', 'share-qr-toggle', 'save-file', 'copy-mermaid']) {
    await playground.tabTo(playground.get(id));
    expect(await inside(), id).toBe(true);
  }
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^flowchart LR\n/);
  await playground.tabTo(playground.get('share-qr-toggle'));
  await page.keyboard.press('Space');
  await expect(playground.get('share-qr')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(playground.get('share-dialog')).toHaveCount(0);
  await expect(playground.get('share')).toBeFocused();

  await playground.tabTo(playground.get('present'));
  await page.keyboard.press('Enter');
  await expect(playground.get('presentation')).toBeVisible();
  // All that can be done there, and nothing of the page behind.
  const reached = new Set();
  for (let presses = 0; presses < 24; presses += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.tagName));
  }
  for (const id of ['show-play', 'users-slider', 'show-fail', 'present-full', 'present-close']) expect([...reached]).toContain(id);
  for (const id of ['share', 'undo', 'palette-web-server']) expect([...reached]).not.toContain(id);
  await playground.tabTo(playground.get('show-fail'));
  await page.keyboard.press('Enter');
  const server = playground.get(`show-strike-${await playground.idOf(playground.card('web-server'))}`);
  await playground.tabTo(server);
  await page.keyboard.press('Enter');
  await expect(playground.card('web-server')).toHaveClass(/is-down/);
  await expect(server).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(playground.card('web-server')).not.toHaveClass(/is-down/);
  // Escape folds what is open, then ends it.
  await page.keyboard.press('Escape');
  await expect(server).toHaveCount(0);
  await expect(playground.get('show-fail')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(playground.get('presentation')).toHaveCount(0);
  await expect(playground.get('present')).toBeFocused();
});
