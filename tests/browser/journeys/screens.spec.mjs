import { expect, test } from '../playground.mjs';

const sizes = { desktop: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 }, phone: { width: 390, height: 844 } };

for (const [size, viewport] of Object.entries(sizes)) {
  for (const [lang, theme] of [['en', 'light'], ['ko', 'dark']]) {
    test(`${size}, ${lang}, ${theme}`, async ({ playground, page }) => {
      await page.setViewportSize(viewport);
      await playground.open({ query: `?lang=${lang}&theme=${theme}` });
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await playground.state(`${size}-${lang}-${theme}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, 'nothing sticks out at the side').toBeLessThanOrEqual(0);
    });
  }
}

test('a phone: the panels come and go, the canvas pans under a finger', async ({ playground, page }) => {
  await page.setViewportSize(sizes.phone);
  await playground.open();
  for (const panel of ['palette', 'results', 'inspector']) {
    await playground.get(`open-${panel}`).click();
    await expect(playground.get(panel)).toBeVisible();
    await playground.state(`phone-${panel}`);
    await playground.get(`close-${panel}`).click();
    await expect(playground.get(panel)).toBeHidden();
  }
});

test('the language and the theme are changed in the page', async ({ playground, page }) => {
  await playground.open();
  await playground.get('language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  const before = await page.locator('html').getAttribute('data-theme');
  await playground.get('theme').click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', before);
  await playground.get('help').click();
  await playground.state('help-ko');
  await page.keyboard.press('Escape');
  await expect(playground.get('help-dialog')).toBeHidden();
});
