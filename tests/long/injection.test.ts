// Five hundred strings that run a script where a page takes them for more than text, laid into every text that people
// write, and every page opened in a browser as everybody who may see it: no script runs, no policy is broken.
import type { Browser } from '@playwright/test';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fill } from '../rights/fill.ts';
import { actors, pages } from '../rights/table.ts';
import { makeWorld, type World } from '../rights/world.ts';
import { startSite, type RunningSite } from '../site.ts';
import { injections } from './injections.ts';
import { poison } from './poison.ts';
import { foreign, launch, watched } from './watched.ts';

let site: RunningSite;
let sql: postgres.Sql;
let world: World;
let browser: Browser;
beforeAll(async () => {
	site = await startSite({ DEMO: '0', WORKER: '0' });
	sql = postgres(site.databaseUrl, { max: 2, onnotice: () => {} });
	world = await makeWorld(drizzle(sql, { casing: 'snake_case' }), `${site.dataDir}/files`);
	browser = await launch();
});
afterAll(async () => {
	await browser?.close();
	await sql?.end();
	await site?.stop();
});

test('no page runs what people wrote, for anybody who may see it', async () => {
	const visits: Array<{ address: string; session: string }> = [];
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
	let shown = 0;
	const visitor = async () => {
		const page = await watched(browser, found);
		for (let visit = visits.pop(); visit; visit = visits.pop()) {
			const { address, session } = visit;
			await page.context().clearCookies();
			if (session) await page.context().addCookies([{ name: 'pons', value: session, url: site.origin }]);
			const response = await page.goto(site.origin + address);
			if (response!.status() >= 400) found.add(`${address}: ${response!.status()}`);
			await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
			for (const element of await page.evaluate(foreign)) found.add(`${address}: ${element}`);
			if ((await page.content()).includes('injected')) shown++;
		}
	};
	await Promise.all([visitor(), visitor()]);
	console.log(JSON.stringify({ ...poisoned, shown }));
	expect([...found]).toEqual([]);
	expect(shown).toBeGreaterThan(100);
}, 900_000);

test('nor what stands in an address or comes back in a form', async () => {
	const found = new Set<string>();
	const page = await watched(browser, found);
	const asked = [
		'/search?q=',
		'/search?skill=',
		'/match?s=',
		'/map?skill=',
		'/skills?q=',
		'/sign-in?next=',
		'/en/search?q='
	];
	for (const [place, words] of injections.entries()) {
		const address = asked[place % asked.length]! + encodeURIComponent(words);
		const response = await page.goto(site.origin + address);
		if (response!.status() >= 500) found.add(`${address}: ${response!.status()}`);
		for (const element of await page.evaluate(foreign)) found.add(`${address}: ${element}`);
	}
	await page.goto(`${site.origin}/sign-in`);
	await page.locator('[name=email]').fill(injections.slice(0, 5).join(''));
	await page.locator('[name=password]').fill('x');
	await page.locator('[name=password]').press('Enter');
	await page.waitForLoadState();
	for (const element of await page.evaluate(foreign)) found.add(`sign-in: ${element}`);
	expect([...found]).toEqual([]);
}, 600_000);
