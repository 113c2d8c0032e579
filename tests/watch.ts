// What goes wrong in a page without being seen: broken policies and errors of its scripts.
import type { Page } from '@playwright/test';

/** From now on, through every page that is opened in this window. */
export async function watch(page: Page, note: (what: string) => void): Promise<void> {
	page.on('pageerror', ({ message }) => note(message));
	await page.exposeFunction('reportViolation', (directive: string) => note(`policy: ${directive}`));
	await page.addInitScript(() =>
		document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
			(window as unknown as { reportViolation: (directive: string) => void }).reportViolation(
				violatedDirective
			)
		)
	);
}
