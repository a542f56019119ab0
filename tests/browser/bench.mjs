// Prints how fast the built page is in Chromium on this machine: until the canvas answers, and per step of the users
// slider for topologies of 10, 100 and 1,000 components. Measured, not asserted. After `trunk build --release`:
// `node tests/browser/bench.mjs`.
import { chromium as engine } from '@playwright/test';
import { chromium } from './browser.mjs';
import { serve } from './server.mjs';

const visits = 7;
const steps = 60;

/** A topology file of `count` components: users and a balancer, and behind it cells of web tier, cache and database. */
function topology(count) {
  const components = [];
  const links = [];
  let next = 1;
  const add = (kind, x, y) => {
    components.push({ id: next, kind, x, y });
    return next++;
  };
  const link = (from, to) => links.push({ id: next++, from, to });
  const entry = add('users', 0, 0);
  const balancer = add('load-balancer', 260, 0);
  link(entry, balancer);
  for (let cell = 0; components.length < count; cell++) {
    const y = cell * 120;
    const web = add('web-server', 520, y);
    link(balancer, web);
    for (const [column, kind] of ['cache', 'relational-database', 'object-storage'].entries()) {
      if (components.length < count) link(web, add(kind, 780 + 260 * column, y));
    }
  }
  return JSON.stringify({ format: 'scaleground-topology-1', users: 1000, components, links });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => `${value.toFixed(1)} ms`.padStart(12);

async function visit(browser, address, stored) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  if (stored) await context.addInitScript((text) => localStorage.setItem('scaleground.document', text), stored);
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0);
  await page.getByTestId('canvas-root').waitFor({ state: 'attached' });
  const opened = await page.evaluate(() => performance.getEntriesByName('interactive')[0].startTime);
  return { context, page, opened };
}

async function timeToInteractive(browser, address) {
  const times = [];
  for (let run = 0; run < visits; run++) {
    const { context, opened } = await visit(browser, address);
    times.push(opened);
    await context.close();
  }
  return times;
}

/** Work of the page's only thread per step of the slider, in milliseconds: our code, and everything. */
async function sliderStep(browser, address, count) {
  const { context, page, opened } = await visit(browser, address, topology(count));
  const drawn = await page.locator('.card').count();
  if (drawn !== count) throw new Error(`${drawn} of ${count} components are drawn`);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name) => metrics.find((metric) => metric.name === name).value * 1000;
    return { script: value('ScriptDuration'), all: value('TaskDuration') };
  };
  const before = await read();
  await page.getByTestId('users-slider').evaluate(async (slider, steps) => {
    for (let step = 0; step < steps; step++) {
      slider.value = String(300 + step * 5);
      slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    }
  }, steps);
  const after = await read();
  await context.close();
  return { opened, script: (after.script - before.script) / steps, all: (after.all - before.all) / steps };
}

const site = await serve();
const browser = await engine.launch(chromium);
try {
  console.log(`Chromium ${browser.version()}`);
  const times = await timeToInteractive(browser, site.address);
  console.log(`${ms(median(times))}  from navigation to the first interactive canvas (median of ${visits} visits; first ${times[0].toFixed(0)} ms)`);
  for (const count of [10, 100, 1000]) {
    const { opened, script, all } = await sliderStep(browser, site.address, count);
    console.log(`${ms(opened)}  to the interactive canvas with ${count} components`);
    console.log(`${ms(script)}  per step of the users slider, solved and rendered (${all.toFixed(1)} ms with layout and paint)`);
  }
} finally {
  await browser.close();
  site.close();
}
