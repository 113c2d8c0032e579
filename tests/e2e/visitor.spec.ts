import { expect, open, test } from './fixtures.ts';

test('a stranger searches in English and reads a listing', async ({ page }) => {
	await open(page, '/en');
	await page.getByRole('combobox').fill('EEG decoding');
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(page).toHaveURL(/\/en\/search\?q=EEG/);
	const first = page.getByRole('main').getByRole('heading', { level: 3 }).first();
	const title = await first.innerText();
	await first.getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a traditional query finds simplified listings', async ({ page }) => {
	await open(page, '/search?q=%E8%85%A6%E9%9B%BB');
	await expect(page.getByRole('main').getByRole('heading', { level: 3 }).first()).toContainText('脑电');
});

test('search and listing work without JavaScript', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL: test.info().project.use.baseURL
	});
	const page = await context.newPage();
	await page.goto('/search?q=Python');
	const first = page.getByRole('main').getByRole('heading', { level: 3 }).first();
	await first.getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await context.close();
});

test('a page that does not exist says so in the reader’s language', async ({ page }) => {
	const response = await page.goto('/roles/nothing');
	expect(response?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.goto('/en/roles/nothing');
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('list pages ship less than 100 kB of compressed script', async ({ page }) => {
	let bytes = 0;
	const sizes: Promise<void>[] = [];
	page.on('response', (response) => {
		if (!response.url().endsWith('.js')) return;
		sizes.push(
			response
				.request()
				.sizes()
				.then(({ responseBodySize }) => void (bytes += responseBodySize))
		);
	});
	await open(page, '/search');
	await page.waitForLoadState('networkidle');
	await Promise.all(sizes);
	expect(bytes).toBeGreaterThan(0);
	expect(bytes).toBeLessThan(100_000);
});

test('a page names its counterpart in the other language; with a query it leaves that to the page without one', async ({
	page
}) => {
	const counterparts = page.locator('link[rel="alternate"][hreflang]');
	await page.goto('/search');
	await expect(counterparts).toHaveCount(3);
	await page.goto('/search?q=%E8%84%91%E7%94%B5');
	await expect(counterparts).toHaveCount(0);
	await expect(page.locator('link[rel="canonical"]')).toHaveAttribute('href', /\/search$/);
});

test('a role on paper has nothing that could be pressed', async ({ page, places }) => {
	await open(page, await places.address('/roles/{demoRole}'));
	await expect(page.getByRole('link', { name: '收藏' })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(page.locator(':is(button, .button, summary, header.bar):visible')).toHaveCount(0);
	await expect(page.getByText('登录后').filter({ visible: true })).toHaveCount(0);
});
