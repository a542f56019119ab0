import { expect, middle, test } from '../playground.mjs';

test('with the mouse: draw, load, fail, undo, share', async ({ playground, page, context }) => {
  await playground.open();
  await playground.blank();

  await test.step('draw', async () => {
    await playground.place('users', 120, 260);
    await playground.place('load-balancer', 340, 260);
    await playground.place('web-server', 560, 160);
    await playground.place('web-server', 560, 360);
    await playground.place('relational-database', 780, 260);
    const [balancer, first, second] = [playground.card('load-balancer'), playground.card('web-server', 0), playground.card('web-server', 1)];
    await playground.connect(playground.card('users'), balancer);
    await playground.connect(balancer, first);
    await playground.connect(balancer, second);
    await playground.connect(first, playground.card('relational-database'));
    await playground.connect(second, playground.card('relational-database'));
    await playground.state('drawn');
  });

  await test.step('the slider shows where it gives way', async () => {
    await playground.slideTo(0.3);
    await expect(page.locator('.card.is-saturated')).toHaveCount(0);
    await playground.slideTo(0.95);
    await expect(page.locator('.card.is-saturated')).not.toHaveCount(0);
    await expect(playground.get('bottleneck')).toBeVisible();
    await playground.state('saturated');
  });

  await test.step('one server fails: what is lost, and undo', async () => {
    // Enough for two servers and too much for one.
    await playground.slideTo(0.8);
    await expect(playground.get('nothing-refused')).toBeVisible();
    const before = await playground.figures();
    await playground.click(playground.card('web-server'));
    await playground.get('fail').click();
    await expect(playground.card('web-server')).toHaveClass(/is-down/);
    await expect(playground.get('comparison')).toBeVisible();
    await expect(playground.get('refusals')).toBeVisible();
    await expect(playground.get('bottleneck')).toContainText('Web server');
    await playground.state('failed');
    await playground.get('undo').click();
    await expect(playground.card('web-server')).not.toHaveClass(/is-down/);
    await expect.poll(() => playground.figures()).toEqual(before);
  });

  await test.step('the link brings the same figures', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await playground.get('share').click();
    await expect(playground.get('share-outcome')).toBeVisible();
    await playground.state('share');
    await playground.get('close-dialog').click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await playground.sameAt(link);
  });
});

test('with the keyboard alone: draw, load, fail, undo, share', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  await playground.open();
  await playground.tabTo(playground.get('examples'));
  await keyboard.press('Enter');
  await playground.tabTo(playground.get('example-blank'));
  await keyboard.press('Enter');
  await expect(playground.cards).toHaveCount(0);

  for (const kind of ['users', 'load-balancer', 'web-server', 'web-server', 'relational-database']) {
    await playground.tabTo(playground.canvas);
    await keyboard.press('/');
    await expect(playground.get('quick-add-search')).toBeFocused();
    await keyboard.type(kind.replaceAll('-', ' '));
    await keyboard.press('Enter');
    await expect(playground.get('quick-add')).toBeHidden();
  }
  await expect(playground.cards).toHaveCount(5);

  const connect = async (from, to) => {
    const links = await playground.links.count();
    await playground.walkTo(from);
    await keyboard.press('c');
    for (let steps = 0; steps < 6 && !(await to.getAttribute('class')).includes('is-target'); steps += 1) {
      await keyboard.press('ArrowRight');
    }
    await expect(to).toHaveClass(/is-target/);
    await keyboard.press('Enter');
    await expect(playground.links).toHaveCount(links + 1);
  };
  const [balancer, first, second] = [playground.card('load-balancer'), playground.card('web-server', 0), playground.card('web-server', 1)];
  await connect(playground.card('users'), balancer);
  await connect(balancer, first);
  await connect(balancer, second);
  await connect(first, playground.card('relational-database'));
  await connect(second, playground.card('relational-database'));
  await playground.state('keyboard-drawn');

  await playground.tabTo(playground.slider);
  await keyboard.press('End');
  await expect(page.locator('.card.is-saturated')).not.toHaveCount(0);
  await playground.tabTo(playground.field);
  await keyboard.type('1000');
  await keyboard.press('Enter');
  await expect(page.locator('.card.is-saturated')).toHaveCount(0);
  const before = await playground.figures();

  await playground.walkTo(first);
  await keyboard.press('f');
  await expect(first).toHaveClass(/is-down/);
  await expect(playground.get('comparison')).toBeVisible();
  await keyboard.press('Control+z');
  await expect(first).not.toHaveClass(/is-down/);
  await expect.poll(() => playground.figures()).toEqual(before);

  await playground.tabTo(playground.get('share'));
  await keyboard.press('Enter');
  await expect(playground.get('share-outcome')).toBeVisible();
  await keyboard.press('Escape');
  await expect(playground.get('share-dialog')).toBeHidden();
  await playground.sameAt(await page.evaluate(() => navigator.clipboard.readText()));
});

test('rename in place, box select, copy, paste, duplicate, delete', async ({ playground, page }) => {
  const { keyboard } = page;
  await playground.open();
  await playground.blank();
  await playground.place('web-server', 300, 160);
  await playground.place('cache', 560, 160);
  await playground.connect(playground.card('web-server'), playground.card('cache'));

  await playground.click(playground.card('cache'), { clickCount: 2 });
  await playground.get('rename').fill('Sessions');
  await playground.get('rename').press('Enter');
  await expect(playground.card('cache')).toContainText('Sessions');

  const canvas = await playground.canvas.boundingBox();
  await playground.drag({ x: canvas.x + 120, y: canvas.y + 60 }, { x: canvas.x + 760, y: canvas.y + 300 });
  await expect(page.locator('.card.is-selected')).toHaveCount(2);

  await keyboard.press('Control+d');
  await expect(playground.cards).toHaveCount(4);
  await expect(playground.links).toHaveCount(2);
  await keyboard.press('Control+c');
  await keyboard.press('Control+v');
  await expect(playground.cards).toHaveCount(6);
  await expect(playground.links).toHaveCount(3);
  await playground.state('copies');
  await keyboard.press('Delete');
  await expect(playground.cards).toHaveCount(4);
  await keyboard.press('Control+z');
  await expect(playground.cards).toHaveCount(6);
});

test('zoom, fit, and a component dropped into a data centre', async ({ playground }) => {
  await playground.open();
  await playground.blank();
  await playground.place('data-centre', 400, 260);
  const place = playground.page.locator('[data-kind="data-centre"]');
  await playground.get('zoom-in').click();
  await expect(playground.get('zoom-reset')).toContainText('125');
  await playground.get('zoom-reset').click();
  await expect(playground.get('zoom-reset')).toContainText('100');
  await playground.get('zoom-fit').click();
  await expect(place).toBeInViewport({ ratio: 1 });

  const [box, canvas] = [await place.boundingBox(), await playground.canvas.boundingBox()];
  await playground.place('web-server', box.x - canvas.x + box.width / 2, box.y - canvas.y + box.height / 2);
  await playground.state('container');
  const server = playground.card('web-server');
  const before = await middle(server);
  // What stands in a place moves with it.
  await playground.drag({ x: box.x + box.width / 2, y: box.y + 10 }, { x: box.x + box.width / 2 + 60, y: box.y + 50 });
  await expect.poll(async () => Math.round((await middle(server)).x - before.x)).toBeGreaterThan(30);
});
