// The five hundred strings sent the way people send them: through every field of every form in which somebody types, as
// somebody who may send it. What is taken is shown as words on every page, to everybody who may see it; a field that
// takes no such words says so beside itself, with what was typed.
import { expect, test } from 'vitest';
import { addAuthenticator } from '../authenticator.ts';
import { addressOf, send, type Reply } from '../rights/ask.ts';
import { fill } from '../rights/fill.ts';
import { populatedSite } from '../rights/populated.ts';
import { actors, pages, table, type Answer, type FullRow } from '../rights/table.ts';
import type { Person } from '../rights/world.ts';
import { injections } from './injections.ts';
import { foreign, launch, openAll, watched, type Visit } from './watched.ts';

const { site, sql, world } = await populatedSite();
const browser = await launch();

/** Lengths (characters) that are tried, the longest first: most texts are limited. */
const lengths = [1_900, 450, 190, 95, 55, 30, 13];
/** Only where a page says so are shorter ones of any use. */
const tooLong = '请缩短';
const unsent = new Set(injections);
let next = 0;

/** As many of the strings as fit, those first that nothing has taken yet. */
function record(length: number): { text: string; used: string[] } {
	let text = '';
	const used: string[] = [];
	const from = next++ % injections.length;
	for (const string of [...unsent, ...injections.slice(from), ...injections.slice(0, from)])
		if (text.length + string.length <= length && !used.includes(string)) {
			text += string;
			used.push(string);
		}
	return { text, used };
}

/** What a line of a form needs besides the one field. */
function companions(field: string, { call }: FullRow): Record<string, string> {
	const [line, of] = /^(education|experience|skills)\.\d+/.exec(field) ?? [];
	if (of === 'skills') {
		const relation = call === 'action course' ? 'taught' : call === 'action base' ? 'practised' : 'required';
		return { [`${line}.relation`]: relation, [`${line}.level`]: '2' };
	}
	return line ? { [`${line}.place`]: '某处', [`${line}.title`]: '某职' } : {};
}

/** Inputs, and texts with what is in them. What is quoted may hold the sign that ends a tag. */
const tags = /<input\b(?:"[^"]*"|[^">])*>|<textarea\b(?:"[^"]*"|[^">])*>[^<]*/gi;
/** In which nobody types. */
const chosen = /\btype="(hidden|checkbox|radio|file|submit|button|reset|image|color|range)"/i;

/** The fields of the page's form for an action in which somebody types. */
function typedFields(html: string, action: string): string[] {
	const forms = html.match(/<form\b[\s\S]*?<\/form>/gi) ?? [];
	const wanted =
		action === 'default' ? /^<form(?![^>]*\baction="[^"]*\?\/)/i : new RegExp(`["?&]/${action}["&]`);
	const names = forms
		.filter((form) => wanted.test(form))
		.flatMap((form) => form.match(tags) ?? [])
		.filter((tag) => !chosen.test(tag))
		.flatMap((tag) => /\bname="([^"]+)"/.exec(tag)?.[1] ?? []);
	return [...new Set(names)];
}

const choices = (html: string) =>
	new Set([...html.matchAll(/<select\b[^>]*\bname="([^"]+)"/gi)].map(([, name]) => name));

/** Words that the table's own form has stand where people write, also where the page has no such field just now. */
const written = ({ form }: FullRow, html: string) =>
	Object.entries(form ?? {}).flatMap(([name, value]) =>
		typeof value === 'string' && /\p{Script=Han}/u.test(value) && !choices(html).has(name) ? [name] : []
	);

/** What somebody who comes so far gets, the best first. Who finds nothing or must sign in first writes nothing. */
const reached: Answer[] = ['done', 'accepted', 'moved', 'invalid', 'notNow', 'expired'];
const senderOf = ({ answers }: FullRow) =>
	reached.flatMap((answer) => actors.find((one) => answers[one] === answer) ?? [])[0];
/** Of each action the rows that write something, or else the one that comes furthest. */
const forms = [...Map.groupBy(table, ({ route, call }) => `${route} ${call}`).values()].flatMap((rows) => {
	if (!rows[0]!.call.startsWith('action ')) return [];
	const writing = rows.filter(({ answers }) => actors.some((actor) => answers[actor] === 'done'));
	if (writing.length > 0) return writing;
	const furthest = reached.flatMap(
		(answer) => rows.find(({ answers }) => actors.some((actor) => answers[actor] === answer)) ?? []
	);
	return furthest.slice(0, 1);
});

type Laid = { row: FullRow; things: Map<string, string>; who: Person | undefined };
/** A field that took nothing: what came back last, and how to ask for that again. */
type Refused = { field: string; reply: Reply; visit: Visit };

async function layInto(row: FullRow): Promise<{ laid: Laid[]; refused: Refused[]; fields: number }> {
	const actor = senderOf(row)!;
	const personOf = async () =>
		actor === 'visitor' ? undefined : row.asNew ? world.person(actor as never) : world.people.get(actor);
	const first = await personOf();
	const { address } = await fill(world, row, first);
	const { body } = await send(site.origin, address, { session: first?.session });
	const action = row.call.slice('action '.length);
	const names = new Set([...written(row, body), ...typedFields(body, action)]);
	const [laid, refused]: [Laid[], Refused[]] = [[], []];
	for (const name of names) {
		const who = await personOf();
		const { address, form, things } = await fill(world, row, who);
		const session = who?.session ?? '';
		for (const length of lengths) {
			await sql`delete from rate_limits`;
			const { text, used } = record(length);
			const sent = { ...form, ...companions(name, row), [name]: text };
			const visit = { address: addressOf(row, address), session, form: sent as Visit['form'] };
			const reply = await send(site.origin, visit.address, { form: sent, session });
			expect(reply.status).toBeLessThan(500);
			expect(String(reply.headers.location ?? '')).not.toMatch(/[\r\n<>"]/);
			if (reply.status < 400) {
				for (const string of used) unsent.delete(string);
				laid.push({ row, things, who });
				break;
			}
			// A refusal changes nothing: the same may be tried again with less.
			if (length !== lengths.at(-1) && reply.body.includes(tooLong)) continue;
			refused.push({ field: `${row.route} ${action} ${name}`, reply, visit });
			break;
		}
	}
	return { laid, refused, fields: names.size };
}

/** What is missing in the page that refuses: a sentence beside the field, and what was typed unless it is a secret. */
function lacks({ field, reply: { status, body } }: Refused): string[] {
	const controls = body.match(tags) ?? [];
	const isSecret = /\b(password|newPassword|code)$/.test(field) && !/creditCode|prove/.test(field);
	return [
		...(status === 400 || status === 409 ? [] : [`answers ${status}`]),
		...(/aria-invalid="true"|role="alert"/.test(body) ? [] : ['says nothing']),
		...(isSecret || controls.some((tag) => tag.includes('injected')) ? [] : ['loses what was typed'])
	].map((what) => `${field} ${what}`);
}

test('what is sent through any field of any form is shown as words to everybody who may see it, or refused with a sentence', async () => {
	const laid: Laid[] = [];
	const refused: Refused[] = [];
	let fields = 0;
	for (const row of forms) {
		const done = await layInto(row);
		laid.push(...done.laid);
		refused.push(...done.refused);
		fields += done.fields;
	}
	await sql`delete from rate_limits`;

	/** What was written last stands for each name: pages about it are the ones that show it. */
	const known = new Map(laid.flatMap(({ things }) => [...things]));
	const visits: Visit[] = [];
	for (const { row, things, who } of laid)
		for (const page of pages.filter(({ route }) => route === row.route))
			visits.push({ address: (await fill(world, page, who, things)).address, session: who?.session ?? '' });
	for (const page of pages)
		for (const actor of actors) {
			if (actor === 'guardian' || actor === 'suspended' || page.answers[actor] !== 'shown') continue;
			const who = world.people.get(actor);
			visits.push({ address: (await fill(world, page, who, known)).address, session: who?.session ?? '' });
		}
	const once = [...new Map(visits.map((visit) => [`${visit.address} ${visit.session}`, visit])).values()];
	const found = new Set<string>();
	const shown = await openAll(browser, site.origin, once, found);
	const sendings = refused.map(({ visit }) => visit);
	const back = await openAll(browser, site.origin, sendings, found, ({ address }, status) => {
		if (status < 400) found.add(`${address} takes what it refused`);
	});
	const numbers = { forms: forms.length, fields, taken: laid.length, refused: refused.length };
	console.log(JSON.stringify({ ...numbers, unsent: unsent.size, opened: once.length, shown, back }));
	// Numbers, days, addresses, codes and names of skills take no such words, which is what is asked of them.
	console.log(`refused: ${[...new Set(refused.map(({ field }) => field))].join(', ')}`);
	expect([...found]).toEqual([]);
	expect(refused.flatMap(lacks)).toEqual([]);
	expect(laid.length + refused.length).toBe(fields);
	expect(fields).toBeGreaterThan(300);
	expect([...unsent]).toEqual([]);
	expect(shown).toBeGreaterThan(50);
	expect(back).toBeGreaterThan(100);
}, 900_000);

test('the name of a passkey is shown as words', async () => {
	const found = new Set<string>();
	// A passkey belongs to a name: there are none for bare addresses.
	const origin = site.origin.replace('127.0.0.1', 'localhost');
	const page = await watched(browser, found);
	await addAuthenticator(page);
	const { session } = await world.account();
	await page.context().addCookies([{ name: 'pons', value: session, url: origin }]);
	await page.goto(`${origin}/account/factor`);
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
	const { text } = record(60);
	await page.getByLabel('名称').fill(text);
	await page.getByRole('button', { name: '添加通行密钥' }).click();
	await page.getByRole('listitem').getByText(text, { exact: true }).waitFor();
	for (const element of await page.evaluate(foreign)) found.add(element);
	expect([...found]).toEqual([]);
});
