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
