// Five hundred strings that run a script where a page takes them for more than text, laid into every text that people
// write, and every page opened in a browser as everybody who may see it: no script runs, no policy is broken.
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { fill } from '../rights/fill.ts';
import { populatedSite } from '../rights/populated.ts';
import { actors, pages } from '../rights/table.ts';
import { injections } from './injections.ts';
import { poison } from './poison.ts';
import { foreign, launch, openAll, watched, type Visit } from './watched.ts';

const { site, sql, world } = await populatedSite();
const browser = await launch();

/** Where an address takes words, as somebody who is shown the form for it: those without a form, and all forms. */
const asked = new Map(
	['/match?s=', '/match/path?s=', '/sign-in?next=', '/en/search?q=', '/search?skill='].map((place) => [
		place,
		''
	])
);
const seek = async ({ session }: Visit, page: Page) => {
	for (const place of await page.evaluate(fieldsOfAddresses))
		if (!asked.get(place)) asked.set(place, session);
};

test('no page runs what people wrote, for anybody who may see it', async () => {
	const visits: Visit[] = [];
	for (const row of pages)
		for (const actor of actors) {
			// A guardian and a suspended person see a visitor's pages.
			if (actor === 'guardian' || actor === 'suspended' || row.answers[actor] !== 'shown') continue;
			const person = world.people.get(actor);
			const { address } = await fill(world, row, person);
			visits.push({ address, session: person?.session ?? '' });
		}
	const poisoned = await poison(sql, injections);
	expect(injections.length).toBeGreaterThanOrEqual(500);
	expect(poisoned.strings).toBe(injections.length);

	const found = new Set<string>();
	const shown = await openAll(browser, site.origin, visits, found, async (visit, status, page) => {
		if (status >= 400) found.add(`${visit.address}: ${status}`);
		await seek(visit, page);
	});
	console.log(JSON.stringify({ ...poisoned, opened: visits.length, shown }));
	expect([...found]).toEqual([]);
	expect(shown).toBeGreaterThan(100);
}, 900_000);

test('nor what stands in an address or comes back in a form', async () => {
	const found = new Set<string>();
	const places = [...asked];
	const visits = injections.map((words, at) => {
		const [place, session] = places[at % places.length]!;
		return { address: place + encodeURIComponent(words), session };
	});
	const shown = await openAll(browser, site.origin, visits, found);
	const page = await watched(browser, found);
	await page.goto(`${site.origin}/sign-in`);
	await page.locator('[name=email]').fill(injections.slice(0, 5).join(''));
	await page.locator('[name=password]').fill('x');
	await page.locator('[name=password]').press('Enter');
	await page.waitForLoadState();
	for (const element of await page.evaluate(foreign)) found.add(`sign-in: ${element}`);
	console.log(JSON.stringify({ places: places.map(([place]) => place), shown }));
	expect([...found]).toEqual([]);
	expect(places.length).toBeGreaterThan(12);
}, 600_000);

/** Every text field of every form here that makes an address: where it leads, up to what is typed. */
function fieldsOfAddresses(): string[] {
	return [...document.forms]
		.filter(({ method }) => method === 'get')
		.flatMap((form) =>
			[...form.elements].flatMap((field) =>
				field instanceof HTMLInputElement &&
				field.name &&
				['text', 'search', 'number', 'date'].includes(field.type)
					? [`${new URL(form.action).pathname}?${field.name}=`]
					: []
			)
		);
}
