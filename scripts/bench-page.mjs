// How fast the built page is in Chromium on this machine, served from it: from navigation until the canvas is drawn and
// takes input (median of fresh browser profiles), and the work of the page's only thread per step of the users slider.
import { chromium } from '@playwright/test';
import { chromium as options } from '../tests/browser/browser.mjs';
import { serve } from '../tests/browser/server.mjs';

const visits = 5;
const steps = 40;
const site = await serve();
const browser = await chromium.launch(options);

async function open(stored) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (stored) await context.addInitScript((text) => localStorage.setItem('scaleground.document', text), stored);
  await page.goto(site.address, { waitUntil: 'commit' });
  await page.waitForSelector('[data-testid="canvas"] .card');
  // Two frames later everything that was drawn is on the screen.
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { paint: paint?.startTime ?? NaN, canvas: performance.now() };
  });
  return { context, page, ...times };
}

/** A topology file: users and a balancer, and behind it cells of web tier, cache, database and object storage. */
function topology(count) {
  const components = [];
  const links = [];
  const add = (kind, x, y) => components.push({ id: components.length + 1, kind, x, y });
  const link = (from, to) => links.push({ id: count + links.length + 1, from, to });
  const [users, balancer] = [add('users', 0, 0), add('load-balancer', 260, 0)];
  link(users, balancer);
  for (let row = 0; components.length < count; row += 120) {
    const web = add('web-server', 520, row);
    link(balancer, web);
    for (const [column, kind] of ['cache', 'relational-database', 'object-storage'].entries()) {
      if (components.length < count) link(web, add(kind, 780 + 260 * column, row));
    }
  }
  return JSON.stringify({ format: 'scaleground-topology-1', users: 1000, components, links });
}

/** Milliseconds per step: of our own code, and with layout and paint. */
async function slider(count) {
  const { context, page, canvas } = await open(topology(count));
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return ['ScriptDuration', 'TaskDuration'].map((name) => 1000 * metrics.find((metric) => metric.name === name).value);
  };
  const before = await spent();
  await page.getByTestId('users-slider').evaluate(async (field, steps) => {
    for (let step = 0; step < steps; step += 1) {
      field.value = String(300 + 10 * step);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    }
  }, steps);
  const [script, all] = (await spent()).map((after, index) => (after - before[index]) / steps);
  await context.close();
  return { canvas, script, all };
}

const ms = (value) => value.toFixed(value < 100 ? 1 : 0).padStart(9);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const times = [];
for (let visit = 0; visit <= visits; visit += 1) {
  const { context, ...measured } = await open();
  await context.close();
  // The first visit also warms the browser.
  if (visit > 0) times.push(measured);
}
console.log('from navigation to        ms');
console.log(`first paint         ${ms(median(times.map(({ paint }) => paint)))}`);
console.log(`interactive canvas  ${ms(median(times.map(({ canvas }) => canvas)))}`);
console.log('\ncomponents   interactive ms   slider step ms   with layout and paint ms');
for (const count of [10, 100, 1000]) {
  const { canvas, script, all } = await slider(count);
  console.log(`${String(count).padStart(10)}        ${ms(canvas)}        ${ms(script)}                  ${ms(all)}`);
}
await browser.close();
site.close();
