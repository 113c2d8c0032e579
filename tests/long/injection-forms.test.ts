// The five hundred strings sent the way people send them: through every text field of every form, as somebody who may
// send it. What is taken is shown as words on every page, to everybody who may see it.
import type { Browser } from '@playwright/test';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../rights/ask.ts';
import { fill } from '../rights/fill.ts';
import { actors, pages, table, type Actor, type FullRow } from '../rights/table.ts';
import { makeWorld, type Person, type World } from '../rights/world.ts';
import { startSite, type RunningSite } from '../site.ts';
import { injections } from './injections.ts';
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

/** Lengths (characters) that are tried, the longest first: most texts are limited. */
const lengths = [1_900, 450, 190, 95, 55];
let next = 0;

/** As many of the strings as fit, from where the last record ended. */
function record(length: number): { text: string; used: number } {
	let text = '';
	let used = 0;
	while (used < injections.length) {
		const string = injections[(next + used) % injections.length]!;
		if (text.length + string.length > length) break;
		text += string;
		used++;
	}
	return used > 0 ? { text, used } : { text: injections.find((one) => one.length <= length)!, used: 0 };
}

/** What a line of a profile needs besides the one field. */
function companions(field: string): Record<string, string> {
	const line = /^(education|experience)\.\d+/.exec(field)?.[0];
	return line ? { [`${line}.place`]: '某处', [`${line}.title`]: '某职' } : {};
}

/** The text fields of the page's form for an action. */
function textFields(html: string, action: string): string[] {
	const forms = html.match(/<form\b[\s\S]*?<\/form>/gi) ?? [];
	const wanted =
		action === 'default' ? /^<form(?![^>]*\baction="[^"]*\?\/)/i : new RegExp(`["?&]/${action}["&]`);
	const names = forms
		.filter((form) => wanted.test(form))
		.flatMap((form) => form.match(/<(input|textarea)\b[^>]*>/gi) ?? [])
		.filter(
			(tag) => /^<textarea/i.test(tag) || /\btype="(text|search|url|tel)"/i.test(tag) || !/\btype=/i.test(tag)
		)
		.flatMap((tag) => /\bname="([^"]+)"/.exec(tag)?.[1] ?? []);
	return [...new Set(names)];
}

const forms = table.filter(
	({ call, answers }) => call.startsWith('action ') && actors.some((actor) => answers[actor] === 'done')
);
/** Words that the table's own form has: they stand where people write. */
const written = ({ form }: FullRow) =>
	Object.entries(form ?? {}).flatMap(([name, value]) =>
		typeof value === 'string' && /\p{Script=Han}/u.test(value) ? [name] : []
	);

type Laid = { row: FullRow; things: Map<string, string>; who: Person | undefined };

async function layInto(
	row: FullRow,
	actor: Actor
): Promise<{ laid: Laid[]; fields: number; refused: string[] }> {
	const name = row.call.slice('action '.length);
	const personOf = async () =>
		actor === 'visitor' ? undefined : row.asNew ? world.person(actor as never) : world.people.get(actor);
	const first = await fill(world, row, await personOf());
	const shown = await send(site.origin, first.address, { session: (await personOf())?.session });
	const names = new Set([...written(row), ...textFields(shown.body, name)]);
	const [laid, refused]: [Laid[], string[]] = [[], []];
	for (const field of names) {
		let taken = false;
		for (const length of lengths) {
			await sql`delete from rate_limits`;
			const who = await personOf();
			const { address, form, things } = await fill(world, row, who);
			const { text, used } = record(length);
			const to = name === 'default' ? address : `${address}${address.includes('?') ? '&' : '?'}/${name}`;
			const reply = await send(site.origin, to, {
				form: { ...form, ...companions(field), [field]: text },
				session: who?.session
			});
			expect(reply.status).toBeLessThan(500);
			expect(String(reply.headers.location ?? '')).not.toMatch(/[\r\n<>"]/);
			if (reply.status >= 400) continue;
			next += used;
			taken = true;
			laid.push({ row, things, who });
			break;
		}
		if (!taken) refused.push(`${row.route} ${name} ${field}`);
	}
	return { laid, fields: names.size, refused };
}

test('what is sent through any text field of any form is shown as words, to everybody who may see it', async () => {
	const all: Laid[] = [];
	const refused: string[] = [];
	let fields = 0;
	for (const row of forms) {
		const actor = actors.find((one) => row.answers[one] === 'done')!;
		const done = await layInto(row, actor);
		all.push(...done.laid);
		refused.push(...done.refused);
		fields += done.fields;
	}

	const found = new Set<string>();
	/** What was written last stands for each name: pages about it are the ones that show it. */
	const known = new Map(all.flatMap(({ things }) => [...things]));
	const visits: { address: string; session: string }[] = [];
	for (const { row, things, who } of all)
		for (const page of pages.filter(({ route }) => route === row.route))
			visits.push({ address: (await fill(world, page, who, things)).address, session: who?.session ?? '' });
	for (const page of pages)
		for (const actor of actors) {
			if (actor === 'guardian' || actor === 'suspended' || page.answers[actor] !== 'shown') continue;
			const who = world.people.get(actor);
			visits.push({ address: (await fill(world, page, who, known)).address, session: who?.session ?? '' });
		}
	const once = [...new Map(visits.map((visit) => [`${visit.address} ${visit.session}`, visit])).values()];
	const opened = once.length;
	let shown = 0;
	const visitor = async () => {
		const page = await watched(browser, found);
		for (let visit = once.pop(); visit; visit = once.pop()) {
			await page.context().clearCookies();
			if (visit.session)
				await page.context().addCookies([{ name: 'pons', value: visit.session, url: site.origin }]);
			const response = await page.goto(site.origin + visit.address);
			if (response!.status() >= 500) found.add(`${visit.address}: ${response!.status()}`);
			await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
			for (const element of await page.evaluate(foreign)) found.add(`${visit.address}: ${element}`);
			if ((await page.content()).includes('injected')) shown++;
		}
	};
	await Promise.all([visitor(), visitor()]);
	const sent = Math.min(next, injections.length);
	console.log(
		JSON.stringify({ forms: forms.length, fields, taken: all.length, strings: sent, opened, shown })
	);
	// Numbers, addresses, codes and names of skills take no such words, which is what is asked of them.
	console.log(`refused: ${[...new Set(refused)].join(', ')}`);
	expect([...found]).toEqual([]);
	expect(sent).toBe(injections.length);
	expect(all.length).toBeGreaterThan(60);
	expect(shown).toBeGreaterThan(50);
}, 900_000);
