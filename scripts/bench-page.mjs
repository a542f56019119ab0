// How long the built page takes from navigation until its canvas is drawn and takes input: the median of five visits,
// each in a fresh browser profile, served from this machine.
import { chromium } from '@playwright/test';
import { chromium as options } from '../tests/browser/browser.mjs';
import { serve } from '../tests/browser/server.mjs';

const visits = 5;
const site = await serve();
const browser = await chromium.launch(options);

async function visit() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
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
  await context.close();
  return times;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(0).padStart(6);
await visit();
const times = [];
for (let count = 0; count < visits; count += 1) times.push(await visit());
console.log(`first paint            ${median(times.map(({ paint }) => paint))} ms`);
console.log(`interactive canvas     ${median(times.map(({ canvas }) => canvas))} ms`);
await browser.close();
site.close();
