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
const rows = native.stdout.trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/).map(Number));

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
await browser.close();
site.close();
