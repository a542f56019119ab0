// Browsers as people have them: the system's Firefox, for Playwright's own is another program and has to be downloaded;
// and Chromium whose tabs can be behind others, for Playwright's pages always claim to be in front.
import { existsSync, mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { chromium } from './browser.mjs';

const screens = new URL('../../test-results/screens/', import.meta.url).pathname;
const places = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Where Firefox is; nothing on a machine without it. */
export const firefox = places.find((place) => place && existsSync(place));

// What tests usually switch off so that hidden pages behave like shown ones.
const ignoreDefaultArgs = [
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
];

/** A page in Firefox, for `work`; what the browser reports as an error fails it. */
export const inFirefox = (work) => inBrowser({ browser: 'firefox', executablePath: firefox }, work);

/** A page in Chromium that is hidden when another is in front of it, for `work`; likewise. */
export const inChromium = (work) => inBrowser({ ...chromium, ignoreDefaultArgs }, work);

async function inBrowser(options, work) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ ...options, headless: true, defaultViewport: { width: 1440, height: 900 } });
  const errors = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    console.log(await browser.version());
    await work(new Page(page), browser);
  } finally {
    await browser.close();
  }
  expect(errors, 'errors that the browser reported').toEqual([]);
}

const byId = (id) => `[data-testid="${id}"]`;

/** A page, by the names of its parts. */
class Page {
  constructor(page) {
    this.page = page;
  }

  click(id) {
    return this.page.locator(byId(id)).setTimeout(60_000).click();
  }

  text(id) {
    return this.page.$eval(byId(id), (element) => element.textContent);
  }

  choose(id, value) {
    return this.page.select(byId(id), String(value));
  }

  /** Types a value into a field in place of what is there. */
  async type(id, value) {
    await this.page.locator(byId(id)).setTimeout(60_000).click({ count: 3 });
    await this.page.keyboard.type(String(value));
    await this.page.keyboard.press('Enter');
  }

  /** Opens an example at so many users, or at its own. */
  async open(address, example, users) {
    await this.page.goto(address);
    await this.click('examples');
    await this.click(`example-${example}`);
    await expect.poll(() => this.page.$$eval('.card', (cards) => cards.length)).toBeGreaterThan(0);
    if (users) await this.type('users-field', users);
    await expect.poll(() => this.page.$$eval('.app.is-behind', (behind) => behind.length), { timeout: 30_000 }).toBe(0);
  }

  /** Prepares a run of so many seconds: it stands at its beginning. */
  async prepare({ seconds, seed, speed }) {
    await this.click('run');
    await this.click('run-stop');
    await expect.poll(() => this.run('phase')).toBe('stopped');
    await this.choose('run-length', seconds);
    await this.type('run-seed', seed);
    await this.choose('run-speed', speed);
  }

  /** What the run is now, by the names of the attributes that say it. */
  run(name) {
    return this.page.$eval(byId('run-progress'), (element, name) => element.getAttribute(name), `data-${name}`);
  }

  async ended() {
    await expect.poll(() => this.run('phase'), { timeout: 120_000 }).toBe('done');
  }

  /** What the browser keeps of the drawing. */
  stored() {
    return this.page.evaluate(() => localStorage.getItem('scaleground.document'));
  }

  picture(name) {
    mkdirSync(screens, { recursive: true });
    return this.page.screenshot({ path: `${screens}${name}.png` });
  }
}
