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

/** What is folded away belongs to the page too. */
const unfold = (page: Page) =>
	page.evaluate(() => document.querySelectorAll('details').forEach((part) => (part.open = true)));

test('every page of the permission table is visited by somebody', () => {
	expect(unvisited).toEqual([]);
});

for (const visit of visits) {
	test(`${visit.name} is sound in both themes and languages, for ${visit.as}`, async ({
		tour: { page, wrong },
		places
	}) => {
		await page.setViewportSize({ width: 1280, height: 720 });
		await page.emulateMedia({ colorScheme: 'light' });
		await places.visit(page, visit);
		await unfold(page);
		expect(await violations(page)).toEqual([]);
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await violations(page, 'color-contrast')).toEqual([]);
		await places.visit(page, visit, '/en');
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		if (englishToo.has(visit.address)) expect(await violations(page)).toEqual([]);
		await page.setViewportSize({ width: 360, height: 740 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		expect(wrong.splice(0)).toEqual([]);
	});
}
