// What every browser journey needs: pages that are ready for clicks, and accounts of its own.
import { expect, test as base, type Page } from '@playwright/test';

export { expect };
export const test = base;

/** Opens a page and waits until its buttons answer: a click before hydration would get lost. */
export async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await ready(page);
}

export async function ready(page: Page): Promise<void> {
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** An address nobody has used in this run. */
export function freshEmail(who: string): string {
	return `${who}-${Date.now()}-${Math.floor(Math.random() * 1e6)}@journey.example`;
}

export const demoPassword = 'pons-demo-2026';

export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
	await open(page, '/sign-in');
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await ready(page);
}

/** Signs up as somebody who came for `purpose`, confirms the address through the mail, and is signed in. */
export async function signUp(
	page: Page,
	purpose: 'work' | 'recruit' | 'teach',
	email: string
): Promise<void> {
	const password = 'journey-Passwort-7';
	await open(page, `/sign-up?as=${purpose}`);
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByLabel(/我同意/).check();
	await page.getByLabel(/年满 16/).check();
	await page.getByRole('main').getByRole('button', { name: '注册' }).click();
	await page.getByRole('heading', { name: '请查收邮件' }).waitFor();
	await followMail(page, email);
	await page.getByRole('button', { name: '确认' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/verify'));
	if (new URL(page.url()).pathname.startsWith('/sign-in')) await signIn(page, email, password);
	await ready(page);
}

/** Opens the link of the newest mail to this address, from the page that shows the demo's mails. */
export async function followMail(page: Page, email: string): Promise<void> {
	await open(page, '/outbox');
	const link = page.getByRole('article').filter({ hasText: email }).first().getByRole('link').first();
	await page.goto((await link.getAttribute('href'))!);
	await ready(page);
}
