// Steps and presentations.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../elsewhere.mjs';

/** Three steps of a small drawing: calm, with a second server, and with ten times the users. */
async function tell(playground, page) {
  await playground.open();
  await playground.sketch();
  await playground.users(2000);
  await playground.get('tab-steps').click();
  await playground.get('step-add').click();
  await playground.get('step-caption-1').fill('One web server');
  await playground.get('step-caption-1').press('Enter');
  await playground.get('tab-palette').click();
  await playground.place('web-server', 420, 380);
  await playground.connect(playground.card('users'), playground.card('web-server', 1));
  await playground.get('tab-steps').click();
  await playground.get('step-add').click();
  await playground.get('step-caption-2').fill('A second one');
  await playground.get('step-caption-2').press('Enter');
  await playground.users(5_000_000);
  await playground.get('step-add').click();
  await expect(playground.get('step-3')).toBeVisible();
  await page.evaluate(() => document.activeElement.blur());
}

test('steps are kept, put in order, drawn, removed, and undone', async ({ playground, page }) => {
  await tell(playground, page);
  await playground.state('steps');
  await playground.get('step-draw-1').click();
  await expect(playground.cards).toHaveCount(2);
  await expect(playground.field).toHaveValue('2,000');
  await expect(playground.get('step-1')).toHaveClass(/is-drawn/);
  await playground.get('step-down-1').click();
  await expect(playground.get('step-caption-2')).toHaveValue('One web server');
  await playground.get('step-remove-1').click();
  await expect(playground.get('step-3')).toHaveCount(0);
  await playground.get('undo').click();
  await playground.get('undo').click();
  await expect(playground.get('step-caption-1')).toHaveValue('One web server');
  await expect(playground.get('step-3')).toBeVisible();
  // They survive a reload, and a link holds them.
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('scaleground.document')).steps?.length)).toBe(3);
  await page.reload();
  await playground.ready();
  const link = await playground.copyLink();
  await page.goto('about:blank');
  await page.goto(link.replace('#', '?step=2#'));
  await expect(playground.get('caption')).toContainText('A second one');
  await expect(playground.cards).toHaveCount(3);
});

test('a presentation goes through the steps by the keys of presenters', async ({ playground, page }) => {
  await tell(playground, page);
  await playground.get('step-draw-1').click();
  const before = await playground.figures();
  await playground.get('present').click();
  await expect(playground.get('presentation')).toBeVisible();
  await expect(playground.get('toolbar')).toHaveCount(0);
  const step = (number) => expect(playground.get('caption')).toHaveAttribute('data-step', String(number));
  await step(1);
  await expect(playground.get('caption')).toContainText('One web server');
  // What is new comes in, and what stays slides to its place.
  await page.keyboard.press('ArrowRight');
  await step(2);
  await expect(page.locator('.card.is-coming')).toHaveCount(1);
  await expect(page.locator('.card.is-coming')).toHaveCount(0);
  await expect(playground.cards).toHaveCount(3);
  await playground.state('present');
  await page.keyboard.press('PageDown');
  await step(3);
  await expect(playground.get('headline')).toBeVisible();
  await page.keyboard.press('End');
  await step(3);
  await page.keyboard.press('Home');
  await step(1);
  await expect(page.locator('.card.is-going')).toHaveCount(0);
  await expect(playground.cards).toHaveCount(2);
  await page.keyboard.press(' ');
  await step(2);
  await page.keyboard.press('PageUp');
  await step(1);
  await page.keyboard.press('k');
  await expect(playground.get('presentation')).toHaveAttribute('data-playing', 'true');
  await expect(playground.get('run-dots')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(playground.get('presentation')).toHaveCount(0);
  expect(await playground.figures()).toEqual(before);
});

test('less motion: steps are there at once', async ({ playground, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await tell(playground, page);
  await playground.get('step-draw-1').click();
  await playground.get('steps-present').click();
  await page.evaluate(() => {
    window.moved = 0;
    new MutationObserver(() => { window.moved += document.querySelectorAll('.is-coming, .is-going').length; })
      .observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await page.keyboard.press('ArrowRight');
  await expect(playground.cards).toHaveCount(3);
  await page.keyboard.press('ArrowLeft');
  await expect(playground.cards).toHaveCount(2);
  expect(await page.evaluate(() => window.moved)).toBe(0);
});

test('an embed follows its steps', async ({ playground, framed, page }) => {
  await tell(playground, page);
  const fragment = (await playground.copyLink()).split('#')[1];
  await framed.open({ query: 'embed&step=2', fragment });
  await framed.ready();
  expect(await framed.last('ready')).toMatchObject({ step: 2, steps: 3, caption: 'A second one' });
  await expect(framed.frame.locator('.card')).toHaveCount(3);
  await framed.ask('step', { to: 1 });
  await expect(framed.get('caption')).toContainText('One web server');
  await expect(framed.frame.locator('.card')).toHaveCount(2);
  await framed.ask('step', { by: 2 });
  await expect.poll(async () => (await framed.last('change'))?.step).toBe(3);
  await framed.get('show-previous').click();
  await expect(framed.get('show-place')).toHaveText('2 / 3');
  await playground.picture('embed-steps');
});

for (const motion of ['no-preference', 'reduce']) {
  test(`on the way to another step cards slide, links with them (${motion})`, async ({ framed, page }) => {
    await page.emulateMedia({ reducedMotion: motion });
    await framed.open();
    await framed.ready();
    const story = JSON.parse(await readFile(new URL('../../../examples/reveal/story.json', import.meta.url), 'utf8'));
    await framed.ask('load', { document: story });
    const server = framed.get('component-2');
    await expect(server).toHaveAttribute('transform', 'translate(280 120)');
    // Every place that the card and the head of its link were drawn at.
    await server.evaluate((card) => {
      const link = document.querySelector('[data-testid="link-5"] .link-base');
      window.places = [];
      new MutationObserver(() => window.places.push([card.getAttribute('transform'), link.getAttribute('d')]))
        .observe(card, { attributes: true, attributeFilter: ['transform'] });
    });
    await framed.ask('step', { to: 2 });
    await expect(server).toHaveAttribute('transform', 'translate(560 20)');
    const places = await server.evaluate(() => window.places);
    const between = places.map(([transform]) => Number(transform.match(/[\d.]+/)[0])).filter((x) => x > 280 && x < 560);
    if (motion === 'reduce') {
      expect(between).toEqual([]);
    } else {
      expect(between.length).toBeGreaterThan(2);
      expect(between).toEqual([...between].sort((a, b) => a - b));
      expect(new Set(places.map(([, course]) => course)).size).toBeGreaterThan(2);
    }
  });
}

test('presenting on a phone, in Korean and in the dark', async ({ playground, page }) => {
  await tell(playground, page);
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.get('language').click();
  await playground.get('theme').click();
  await playground.get('theme').click();
  await playground.get('open-palette').click();
  await playground.get('tab-steps').click();
  await playground.state('steps-phone');
  await playground.get('steps-present').click();
  await playground.state('present-phone');
  await playground.get('show-previous').click();
  await expect(playground.get('caption')).toHaveAttribute('data-step', '2');
});
