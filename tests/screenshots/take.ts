// Takes the README's pictures of the main pages from a running demo site: `npm run screenshots -- http://localhost:3000`.
import { chromium } from '@playwright/test';
import sparticuz from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const site = process.argv[2] ?? 'http://localhost:3000';
const folder = import.meta.dirname;
const pages = [
	{ name: 'home', path: '/' },
	{ name: 'search', path: '/search?q=%E8%84%91%E7%94%B5' },
	{ name: 'search-dark', path: '/en/search?q=decoding', dark: true },
	{ name: 'skill', path: '/skills/eeg' },
	{ name: 'matches', path: '/me/matches', student: true },
	{ name: 'role', path: '/me/matches', student: true, follow: true }
];

// A system's own Chromium has its fonts; the packaged one has none for Chinese.
const system = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
const browser = await chromium.launch({
	executablePath: system ?? (await sparticuz.executablePath()),
	args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
});
for (const { name, path, dark, student, follow } of pages) {
	const context = await browser.newContext({
		viewport: { width: 1280, height: 860 },
		colorScheme: dark ? 'dark' : 'light',
		baseURL: site
	});
	const page = await context.newPage();
	if (student) {
		await page.goto('/sign-in');
		await page.getByLabel('邮箱').fill('chen@sample.pons.example');
		await page.getByLabel('密码', { exact: true }).fill('pons-demo-2026');
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL(({ pathname }) => pathname !== '/sign-in');
	}
	await page.goto(path);
	if (follow) await page.getByRole('heading', { level: 3 }).nth(1).getByRole('link').click();
	await page.waitForLoadState('networkidle');
	await page.screenshot({ path: join(folder, `${name}.png`) });
	await context.close();
}
await browser.close();
