import { expect, middle, test } from '../playground.mjs';

test('what is typed stays, to the last digit', async ({ playground }) => {
  await playground.open();
  await playground.sketch();
  await playground.users(4321);
  await expect(playground.field).toHaveValue('4,321');
  await playground.field.fill('1.35 m');
  await playground.field.press('Enter');
  await expect(playground.field).toHaveValue(/^1\.35\sM$/);
  await playground.field.fill('1350000');
  await playground.field.press('Enter');
  await expect(playground.field, 'the same number, in the form of the page').toHaveValue(/^1\.35\sM$/);
  await playground.field.fill('nobody');
  await playground.field.press('Enter');
  await expect(playground.field).toHaveValue(/^1\.35\sM$/);
});

test('users without an answer: nothing is said to hold', async ({ playground }) => {
  await playground.open();
  await playground.blank();
  await playground.place('users', 140, 200);
  await playground.settled();
  await expect(playground.results).toContainText('No request is answered correctly');
  await expect(playground.results).not.toContainText('100 M');
  await expect(playground.get('breaks-at')).toHaveCount(0);
});

test('every figure leads to its explanation: of the load, on a card, on a line', async ({ playground, page }) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-4').click();
  await playground.settled();
  const dialog = playground.get('card-dialog');
  const left = async (topic) => {
    await expect(playground.get(topic)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  };

  await test.step('the offered load beside the slider', async () => {
    await page.locator('.users .basis').click();
    await left('topic-rates');
  });

  const server = playground.card('web-server');
  await test.step('a card, from its menu', async () => {
    await playground.click(server, { button: 'right' });
    await playground.get('menu-explain').click();
    await expect(playground.get('card-of-kind')).toContainText('Web server');
    await left('topic-exponential-servers');
  });

  await test.step('a card, by key', async () => {
    await playground.walkTo(server);
    await page.keyboard.press('w');
    await left('topic-exponential-servers');
    await expect(playground.canvas).toBeFocused();
  });

  await test.step('a line, from its menu', async () => {
    const { x, y } = await middle(playground.links.first().locator('.link-label'));
    await page.mouse.click(x, y + 8, { button: 'right' });
    await playground.get('menu-explain').click();
    await left('topic-rates');
  });
});

test('from far away a card says less in larger print, and can still be taken hold of', async ({ playground, page }) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-4').click();
  await playground.settled();
  const server = playground.card('web-server');
  for (const presses of [0, 4]) {
    for (let press = 0; press < presses; press += 1) await playground.get('zoom-out').click();
    // Whatever the browser draws, nothing that says something is smaller than this.
    const heights = await server.locator('text').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThan(8);
    await page.keyboard.press('Escape');
    await playground.click(server);
    await expect(server).toHaveClass(/is-selected/);
  }
});
