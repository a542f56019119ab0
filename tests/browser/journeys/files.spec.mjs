import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { drop, saved } from '../files.mjs';
import { expect, Playground, test } from '../playground.mjs';

const frozen = (name) => readFileSync(fileURLToPath(new URL(`../../frozen/${name}`, import.meta.url)), 'utf8').trim();

test('the share dialog copies, shows and says how long the link is', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.open();
  await playground.sketch();
  await playground.get('share').click();
  await expect(playground.get('share-outcome')).toContainText('Copied');
  const link = await playground.get('share-link').inputValue();
  expect(link).toMatch(/\/scaleground\/#v2\.d\.[\w-]+$/);
  await expect(playground.get('share-outcome')).toContainText(String(link.length));
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  expect(await clipboard()).toBe(link);
  await playground.get('copy-embed').click();
  await expect.poll(clipboard).toContain('?embed#v2.d.');
  expect(await clipboard()).toMatch(/^<iframe src="http[^"<>]+" title="[^"<>]+"[^<>]*><\/iframe>$/);
  await playground.get('copy-markdown').click();
  await expect.poll(clipboard).toMatch(/^\[[^\]]+\]\(http.*\)$/);
  await playground.get('share-qr-toggle').click();
  await expect(playground.get('share-qr')).toBeVisible();
  await playground.state('share-dialog');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.state('share-dialog-phone-dark');
});

for (const [button, name] of [['save-file', 'topology.json'], ['save-svg', 'picture.svg'], ['save-png', 'picture.png'], ['save-html', 'page.html']]) {
  test(`a topology comes back out of ${name} when that is dropped on the canvas`, async ({ playground, page }, info) => {
    await playground.open();
    await playground.sketch();
    await playground.users(4320);
    const before = await playground.figures();
    const path = await saved(playground, button, info);
    await playground.blank();
    if (extname(path) === '.html') {
      // Too long for the wire between test and page: chosen, which goes the same way.
      await playground.get('examples').click();
      await playground.get('open-file').setInputFiles(path);
    } else {
      await drop(playground, name, readFileSync(path));
    }
    await expect(playground.get('banner')).toBeVisible();
    await expect(playground.cards).toHaveCount(2);
    expect(await playground.figures()).toEqual(before);
    if (extname(path) === '.svg') {
      const other = await page.context().newPage();
      await other.goto(pathToFileURL(path).href);
      await other.screenshot({ path: new URL('../../../test-results/screens/saved-picture.png', import.meta.url).pathname });
      await expect(other.locator('text')).not.toHaveCount(0);
      await other.close();
    }
  });
}

test('a flowchart goes out, comes in, and says what it cannot hold', async ({ playground, page }, info) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-4').click();
  await expect(playground.cards).not.toHaveCount(0);
  const [cards, links] = [await playground.cards.count(), await playground.links.count()];
  await playground.get('share').click();
  const download = page.waitForEvent('download');
  await playground.get('save-mermaid').click();
  const path = info.outputPath('chart.mmd');
  await (await download).saveAs(path);
  await expect(playground.get('share-saved')).toContainText('are not in it');
  await playground.get('close-dialog').click();
  await playground.blank();
  await drop(playground, 'chart.mmd', readFileSync(path));
  await expect(playground.cards).toHaveCount(cards);
  await expect(playground.links).toHaveCount(links);

  await drop(playground, 'notes.md', Buffer.from('# Notes\n```mermaid\nflowchart LR\n  생산자 -->|보냄| 큐[메시지 큐] --> 소비자\n  style 큐 fill:#fff\n```\n'));
  await expect(playground.cards).toHaveCount(3);
  await expect(playground.get('banner')).toContainText('style');
  await playground.state('opened-flowchart');
});

test('one saved page runs from a file, with the simulation', async ({ playground, page }, info) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-2').click();
  await expect(playground.cards).not.toHaveCount(0);
  await playground.users(5000);
  const before = await playground.figures();
  const path = await saved(playground, 'save-html', info);
  await page.context().setOffline(true);
  const copy = new Playground(await page.context().newPage(), pathToFileURL(path).href);
  const asked = [];
  copy.page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  await copy.open();
  await expect.poll(() => copy.figures()).toEqual(before);
  await copy.get('run').click();
  await copy.get('run-speed').selectOption('fastest');
  await expect(copy.get('run-progress')).toHaveAttribute('data-hash', /^[0-9a-f]{16}$/, { timeout: 60_000 });
  await copy.picture('saved-page');
  expect(asked, 'nothing but the file itself is asked for').toEqual([pathToFileURL(path).href]);
});

test('a link never touches the drawing that was there before', async ({ playground, page }) => {
  await playground.open();
  await playground.sketch();
  await playground.users(777);
  await playground.stored();
  const kept = await page.evaluate(() => localStorage.getItem('scaleground.document'));
  await page.goto('about:blank');
  await playground.open({ fragment: frozen('v1-stage-3.link') });
  await expect(playground.cards).not.toHaveCount(2);
  const shown = await playground.cards.count();
  await page.reload();
  await playground.ready();
  await expect(playground.cards).toHaveCount(shown);
  expect(await page.evaluate(() => localStorage.getItem('scaleground.document'))).toBe(kept);
  // Whoever edits what came by the link has their own drawing still.
  await playground.users(4321);
  await expect.poll(() => page.url()).not.toContain('#');
  await page.reload();
  await playground.ready();
  await expect(playground.cards).toHaveCount(shown);
  await playground.get('examples').click();
  await playground.get('example-previous').click();
  await expect(playground.cards).toHaveCount(2);
  await expect(playground.field).toHaveValue('777');
});

for (const version of ['v1', 'v2']) {
  test(`every released link of ${version} opens`, async ({ playground, page }) => {
    for (const stage of ['stage-0', 'stage-6', 'stack-overflow']) {
      const document = JSON.parse(frozen(`${version}-${stage}.json`));
      await page.goto('about:blank');
      await playground.open({ fragment: frozen(`${version}-${stage}.link`) });
      await expect(page.locator('[data-testid^="component-"]'), stage).toHaveCount(document.components.length);
      await expect(playground.get('banner')).not.toContainText('could not');
    }
  });
}

test('files that are none of ours say so and leave everything as it was', async ({ playground }) => {
  await playground.open();
  await playground.sketch();
  const before = await playground.figures();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
  const files = [
    ['holiday.png', png, 'holds no topology'],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'holds no topology'],
    ['notes.txt', Buffer.from('sequenceDiagram'), 'not valid JSON'],
    ['noise.bin', Buffer.from([0xff, 0xfe, 0, 1, 2]), 'no Scaleground topology'],
  ];
  for (const [name, bytes, reason] of files) {
    await drop(playground, name, bytes);
    await expect(playground.get('broken-reason'), name).toContainText(reason);
    expect(await playground.figures()).toEqual(before);
    await playground.get('dismiss-banner').click();
  }
});
