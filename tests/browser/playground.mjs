// The page as the journeys speak of it, and the test that fails on any error the browser reports.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test as base } from './site.mjs';

const screens = new URL('../../test-results/screens/', import.meta.url).pathname;

/** The playground in one page. */
export class Playground {
  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.canvas = page.getByTestId('canvas');
    this.slider = page.getByTestId('users-slider');
    this.field = page.getByTestId('users-field');
    this.results = page.getByTestId('results');
    this.inspector = page.getByTestId('inspector');
    this.cards = page.locator('.card');
    this.links = page.locator('[data-testid^="link-"][data-id]');
  }

  get(id) {
    return this.page.getByTestId(id);
  }

  /** Opens the page: at a link's fragment, with `?lang=` and so on. */
  async open({ fragment = '', query = '' } = {}) {
    await this.page.goto(this.address + query + (fragment && `#${fragment}`));
    await this.ready();
  }

  /** The canvas is drawn and answers. */
  async ready() {
    await expect(this.canvas).toBeVisible();
    await expect(this.page.getByTestId('canvas-root')).toBeVisible();
  }

  /** An empty canvas. */
  async blank() {
    await this.get('examples').click();
    await this.get('example-blank').click();
    await expect(this.cards).toHaveCount(0);
  }

  /** The card of a kind by its key in the catalogue: the `nth` of them, in order of making. */
  card(kind, nth = 0) {
    return this.page.locator(`.card[data-kind="${kind}"]`).nth(nth);
  }

  async idOf(card) {
    return card.getAttribute('data-id');
  }

  /** Drags a kind from the palette to a place on the canvas, in pixels from its corner. */
  async place(kind, x, y) {
    const before = await this.page.locator(`[data-kind="${kind}"]`).count();
    const entry = this.get(`palette-${kind}`);
    await entry.scrollIntoViewIfNeeded();
    const canvas = await this.canvas.boundingBox();
    await this.drag(await middle(entry), { x: canvas.x + x, y: canvas.y + y });
    await expect(this.page.locator(`[data-kind="${kind}"]`)).toHaveCount(before + 1);
  }

  /** Presses at one point, moves to the other in steps, lets go. */
  async drag(from, to, { modifiers = [] } = {}) {
    const { mouse, keyboard } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    for (const key of modifiers) await keyboard.down(key);
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
    for (const key of modifiers) await keyboard.up(key);
  }

  /** Clicks a card where it stands: the canvas itself finds what is under the pointer. */
  async click(card, options = {}) {
    const { x, y } = await middle(card);
    await this.page.mouse.click(x, y, options);
  }

  /** Connects by dragging the right handle of one card onto another. */
  async connect(from, to) {
    const before = await this.links.count();
    const { x, y } = await middle(from);
    await this.page.mouse.move(x, y);
    const handle = this.get(`handle-${await this.idOf(from)}-right`);
    await expect(handle).toBeVisible();
    await this.drag(await middle(handle), await middle(to));
    await expect(this.links).toHaveCount(before + 1);
  }

  /** Moves the users slider with the mouse to a share of its track, 0 to 1. */
  async slideTo(share) {
    const box = await this.slider.boundingBox();
    const y = box.y + box.height / 2;
    const now = Number(await this.slider.inputValue()) / 1000;
    await this.drag({ x: box.x + 8 + now * (box.width - 16), y }, { x: box.x + 8 + share * (box.width - 16), y });
  }

  /** Types a number of users. */
  async users(count) {
    await this.field.fill(String(count));
    await this.field.press('Enter');
  }

  /** What the canvas says of a card: its accessible name holds its figures. */
  async says(card) {
    return card.getAttribute('aria-label');
  }

  /** Every figure belongs to what is drawn. */
  async settled() {
    await expect(this.page.locator('.app.is-behind')).toHaveCount(0);
  }

  /** Everything that the canvas and the slider show, for comparison. */
  async figures() {
    await this.settled();
    const labels = (locator) => locator.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).sort());
    return {
      users: await this.field.inputValue(),
      offered: await this.get('offered').textContent(),
      cards: await labels(this.cards),
      rates: (await this.page.locator('[data-testid^="rate-"]').allTextContents()).sort(),
      // Folded tables, which take a moment longer, have no text.
      results: (await this.results.locator('table').allInnerTexts()).filter(Boolean),
    };
  }

  /** Opens the share dialog, copies the link and returns it. */
  async copyLink() {
    await this.get('share').click();
    await this.get('copy-link').click();
    await expect(this.get('share-outcome')).toBeVisible();
    const link = await this.get('share-link').inputValue();
    await this.get('close-dialog').click();
    return link;
  }

  /** Opens `link` in a new page, which must show the same figures. */
  async sameAt(link) {
    const other = new Playground(await this.page.context().newPage(), this.address);
    await other.page.goto(link);
    await other.ready();
    const mine = await this.figures();
    await expect.poll(() => other.figures()).toEqual(mine);
    await other.page.close();
  }

  /** A small drawing: users and a web server. */
  async sketch() {
    await this.blank();
    await this.place('users', 140, 200);
    await this.place('web-server', 420, 200);
    await this.connect(this.card('users'), this.card('web-server'));
  }

  /** Waits until the browser keeps what the page shows. */
  async stored() {
    const count = await this.page.locator('[data-testid^="component-"]').count();
    const kept = () => this.page.evaluate(() => JSON.parse(localStorage.getItem('scaleground.document') ?? '{}'));
    const users = (await this.field.inputValue()).replace(/\D/g, '');
    await expect
      .poll(async () => {
        const { components, users } = await kept();
        return [components?.length, String(users)];
      })
      .toEqual([count, users]);
  }

  /** Presses Tab until `target` has the focus. */
  async tabTo(target) {
    const focused = () => target.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 120; presses += 1) {
      if (await focused()) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${target}`);
  }

  /** Walks on the canvas, by arrow keys, until `card` is the active one. */
  async walkTo(card) {
    await this.tabTo(this.canvas);
    await this.page.keyboard.press('Escape');
    const id = await card.getAttribute('id');
    const active = () => this.canvas.getAttribute('aria-activedescendant');
    await this.page.keyboard.press('Home');
    for (let steps = 0; steps < 30 && (await active()) !== id; steps += 1) {
      await this.page.keyboard.press('ArrowRight');
    }
    await expect(this.canvas).toHaveAttribute('aria-activedescendant', id);
  }

  async picture(name) {
    await this.page.screenshot({ path: `${screens}${name}.png`, animations: 'disabled' });
  }

  /** A picture of this state, and no serious accessibility problem in it. */
  async state(name) {
    await this.picture(name);
    await this.accessible();
  }

  async accessible() {
    const found = await new AxeBuilder({ page: this.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
    const grave = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const told = grave.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 160)).join('\n  ')}`);
    expect(told, 'serious accessibility problems').toEqual([]);
  }
}

/** The middle of an element, in pixels of the window. */
export async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Fails the test when the browser reports an error in any page of the context. */
function watch(context, errors) {
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
}

export const test = base.extend({
  /** What the browser may report in this test. */
  tolerated: [/^$/, { option: true }],
  context: async ({ context, tolerated }, use) => {
    const errors = [];
    watch(context, errors);
    await use(context);
    expect(errors.filter((error) => !tolerated.test(error)), 'errors that the browser reported').toEqual([]);
  },
  playground: async ({ page, site }, use) => {
    await use(new Playground(page, site.address));
  },
});

export { expect };
