// What every page must pass, whoever it is for: no accessibility violation in either theme, no error in the console, no
// report of the content security policy, and nothing wider than a small telephone.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { englishToo, unvisited, visits } from './pages.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the rules of the standard, or one of them, find in the page. Pages have no frames: axe needs no second page. */
async function violations(page: Page, only?: string): Promise<string[]> {
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	const found = await (only ? axe.withRules([only]) : axe.withTags(standards)).analyze();
	return found.violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`
	);
}

/** What went wrong in the page without being seen, since it was last asked. */
const heard: string[] = [];

const listening = new WeakSet<Page>();
test.beforeAll(async ({ tour }) => {
	// A worker that comes back to this file after another has the same window.
	if (listening.has(tour)) return;
	listening.add(tour);
	tour.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
	tour.on('pageerror', (error) => heard.push(error.message));
	await tour.exposeFunction('reportViolation', (directive: string) => heard.push(`policy: ${directive}`));
	await tour.addInitScript(() =>
		document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
			(window as unknown as { reportViolation: (directive: string) => void }).reportViolation(
				violatedDirective
			)
		)
	);
});

test('every page of the permission table is visited by somebody', () => {
	expect(unvisited).toEqual([]);
});

for (const visit of visits) {
	test(`${visit.name} is sound in both themes and languages, for ${visit.as}`, async ({ tour, places }) => {
		await tour.setViewportSize({ width: 1280, height: 720 });
		await tour.emulateMedia({ colorScheme: 'light' });
		await places.visit(tour, visit);
		expect(await violations(tour)).toEqual([]);
		await tour.emulateMedia({ colorScheme: 'dark' });
		expect(await violations(tour, 'color-contrast')).toEqual([]);
		await places.visit(tour, visit, '/en');
		await expect(tour.locator('html')).toHaveAttribute('lang', 'en');
		if (englishToo.has(visit.address)) expect(await violations(tour)).toEqual([]);
		await tour.setViewportSize({ width: 360, height: 740 });
		expect(await tour.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		expect(heard.splice(0)).toEqual([]);
	});
}
