// The same work of the engine natively and in Chromium, in one run on this machine: compiling, and solving about half
// the load at which the topology gives way and at twice that load. Milliseconds, medians; the natives' in the table that
// the command line prints.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromium as options } from '../tests/browser/browser.mjs';
import { serve } from '../tests/browser/server.mjs';

const program = fileURLToPath(new URL('../target/release/scaleground', import.meta.url));
const native = spawnSync(program, ['bench'], { encoding: 'utf8' });
if (native.status !== 0) throw new Error(native.stderr || String(native.error));
// Four tables with empty lines between: the engine's, the simulation's, and natively alone what an event costs and how
// long the table of all single failures takes.
const [engine, simulation, growth, failures] = native.stdout.trim().split(/\n\s*\n/).map((table) => table.split('\n'));
const rows = engine.slice(1).map((line) => line.trim().split(/\s+/).map(Number));
const systems = simulation.slice(1).map((line) => ({ name: line.slice(0, 50).trim(), native: line.slice(50).trim().split(/\s+/).map(Number) }));
if (rows.flat().some(Number.isNaN) || systems.some(({ native }) => native.length !== 4 || native.some(Number.isNaN))) {
  throw new Error(`scaleground bench prints something else than expected:\n${native.stdout}`);
}

const site = await serve();
const browser = await chromium.launch(options);
const page = await browser.newPage();
page.setDefaultTimeout(600_000);

/** Components, links, steps and the three times, measured by the page itself. */
async function measured(components) {
  await page.goto(`${site.address}?bench=${components}`);
  await page.waitForFunction(() => /^\d+ \d+ \d+ [\d.e-]+ [\d.e-]+ [\d.e-]+$/.test(document.body.textContent));
  return (await page.evaluate(() => document.body.textContent)).split(' ').map(Number);
}

const wide = (text, width) => String(text).padStart(width);
console.log('milliseconds         compile              solve, half load       solve, twice capacity');
console.log('components   links   native Chromium times   native Chromium times   native Chromium times');
for (const [components, links, , ...times] of rows) {
  const [, , , ...there] = await measured(components);
  const parts = times.map((time, position) => {
    const other = there[position];
    return `${wide(time.toFixed(2), 9)}${wide(other.toFixed(2), 9)}${wide((other / time).toFixed(1), 6)}`;
  });
  console.log(`${wide(components, 10)}${wide(links, 8)}${parts.join('')}`);
}
const times = (position) => (rows.find(([count]) => count === 10_000)[position] / rows.find(([count]) => count === 100)[position]).toFixed(1);
console.log(`\n10,000 components cost natively ${times(3)} times 100 to compile, ${times(4)} times to solve at half load.`);

/** Customers per second of the bare loop and of the simulation, and events per customer, by system, in a worker. */
async function simulated() {
  await page.goto(`${site.address}?bench=simulate`);
  await page.waitForFunction((count) => document.body.textContent.trim().split('\n').length === count, systems.length);
  return (await page.evaluate(() => document.body.textContent)).trim().split('\n').map((line) => line.split(' ').map(Number));
}

console.log('\nmillion customers per second                       bare loop            simulation           share of bare loop');
console.log('system                                             native Chromium times native Chromium times native Chromium  events');
for (const [position, [bare, own, events]] of (await simulated()).entries()) {
  const { name, native: [nativeBare, nativeOwn, share] } = systems[position];
  const pair = (here, there) => `${wide(here.toFixed(2), 7)}${wide((there / 1e6).toFixed(2), 9)}${wide((there / 1e6 / here).toFixed(2), 6)}`;
  console.log(`${name.padEnd(50)}${pair(nativeBare, bare)}${pair(nativeOwn, own)}${wide(share.toFixed(2), 7)}${wide((own / bare).toFixed(2), 9)}${wide(events.toFixed(2), 8)}`);
}
console.log(`\n${growth.join('\n')}`);
console.log(`\n${failures.join('\n')}`);
await browser.close();
site.close();
