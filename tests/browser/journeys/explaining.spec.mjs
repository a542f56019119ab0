import { expect, test } from '../playground.mjs';

const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

test('how a figure is computed: from the figure, by keyboard, by search', async ({ playground, page }) => {
  await playground.open();
  await playground.get('examples').click();
  await playground.get('example-stage-2').click();
  const dialog = playground.get('card-dialog');

  await test.step('from a figure of a component, and back to it', async () => {
    await playground.click(playground.card('web-server'));
    const button = playground.get('tile-utilization').locator('.basis');
    await expect(button).toHaveAccessibleName(/how is this computed/);
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await expect(playground.get('card-of-kind')).toContainText('Web server');
    await expect(dialog.locator('#card-heading')).toBeFocused();
    await playground.state('card-formula');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(await focused(button), 'the focus is back at the figure').toBe(true);
  });

  await test.step('the workers lead to held workers, and on to the kind', async () => {
    await playground.get('resources').getByTestId('why-held-workers').first().click();
    await expect(playground.get('topic-held-workers')).toBeVisible();
    await playground.get('card-of-kind').click();
    await expect(playground.get('topic-kind-web-server')).toBeVisible();
    await playground.state('card-kind');
    const sources = dialog.getByRole('button', { name: /Erlang C/ });
    await sources.click();
    await expect(playground.get('topic-exponential-servers')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('by key, with a search', async () => {
    await playground.tabTo(playground.canvas);
    await page.keyboard.press('i');
    await expect(playground.get('card-search')).toBeFocused();
    await playground.state('card-index');
    await page.keyboard.type('pollaczek');
    await expect(dialog.locator('[data-testid^="card-formula-"]')).toHaveCount(1);
    await playground.get('card-formula-one-general-server').click();
    const link = playground.get('topic-one-general-server');
    await expect(link).toBeVisible();
    await playground.get('card-index').click();
    await expect(playground.get('card-search')).toHaveValue('pollaczek');
    await page.keyboard.type('no such words');
    await expect(playground.get('card-nothing')).toBeVisible();
    await page.keyboard.press('Escape');
    // The first Escape empties a search field in some browsers.
    if (await dialog.isVisible()) await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('addresses open beside the page and learn nothing of it', async () => {
    await playground.get('card').click();
    await playground.get('card-formula-hit-ratio').click();
    const link = playground.get('topic-hit-ratio').getByRole('link').first();
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
    await expect(link).toHaveAttribute('href', /^https:\/\//);
  });
});

test('is it true: the reference cases in the page, and a file of one\'s own', async ({ playground, page }) => {
  await playground.open();
  const dialog = playground.get('proof-dialog');

  await test.step('from the results, computed while the page goes on', async () => {
    const link = playground.get('proof');
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await expect(playground.get('proof-outcome')).toContainText('all within tolerance', { timeout: 60_000 });
    await expect(playground.get('proof-table').locator('tr.failed')).toHaveCount(0);
    await playground.state('proof');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(await focused(link), 'the focus is back at the link').toBe(true);
  });

  await test.step('one dialog makes way for the other, and the focus still comes back', async () => {
    const help = playground.get('help');
    await help.click();
    await playground.get('help-card').click();
    await playground.get('card-proof').click();
    await expect(dialog).toBeVisible();
    await expect(playground.get('proof-outcome')).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect(await focused(help), 'the focus is back at the button').toBe(true);
  });

  await test.step('a wrong figure is shown as wrong, a broken file says where', async () => {
    await playground.get('proof').click();
    const file = playground.get('proof-file');
    const wrong = {
      format: 'scaleground-reference-1',
      cases: [{
        id: 'one server',
        model: 'queue',
        params: {
          arrival_rate_per_s: 10, arrivals: 'poisson', servers: 1,
          service: { distribution: 'exponential', mean_s: 0.05, scv: 1 }, capacity: null, discipline: 'fifo',
        },
        expected: { utilization: { value: 0.5, tolerance_solve: 1e-9 }, wait_mean_s: { value: 0.06, tolerance_solve: 1e-6 } },
        source: 'M/M/1',
        note: 'the wait is wrong on purpose',
      }],
    };
    const named = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await file.setInputFiles(named('wrong.json', JSON.stringify(wrong)));
    await expect(playground.get('proof-outcome')).toContainText('1 of 2 figures');
    await expect(playground.get('proof-table').locator('tr.failed')).toHaveCount(1);
    await playground.state('proof-wrong');
    await file.setInputFiles(named('broken.json', '{"format": "other"}'));
    await expect(playground.get('proof-error')).toContainText('broken.json');
    await playground.state('proof-broken');
    await playground.get('proof-built-in').click();
    await expect(playground.get('proof-outcome')).toContainText('all within tolerance', { timeout: 60_000 });
  });
});

for (const [lang, theme] of [['en', 'light'], ['ko', 'dark']]) {
  test(`both dialogs on a phone, ${lang}, ${theme}`, async ({ playground, page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await playground.open({ query: `?lang=${lang}&theme=${theme}` });
    await playground.get('card').click();
    await expect(playground.get('card-dialog')).toBeVisible();
    await playground.state(`phone-card-${lang}`);
    await playground.get('card-formula-held-workers').click();
    await playground.state(`phone-formula-${lang}`);
    await playground.get('card-proof').click();
    await expect(playground.get('proof-outcome')).toBeVisible({ timeout: 60_000 });
    await playground.state(`phone-proof-${lang}`);
    const wide = await page.evaluate(() => document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth);
    expect(wide, 'nothing sticks out of the dialog').toBeLessThanOrEqual(0);
  });
}
