// The table of fields, asked of the built site: a word in every field of a person, and everybody looks everywhere.
import { inflateRawSync } from 'node:zlib';
import { drizzle } from 'drizzle-orm/postgres-js';
import { beforeAll, expect, test } from 'vitest';
import { markTalents } from '../../src/lib/server/search/outbox.ts';
import { send } from './ask.ts';
import { fieldNames, fields, shapes, type FieldName, type Surface } from './fields.ts';
import { fill } from './fill.ts';
import { populatedSite } from './populated.ts';
import { plant, wordOf, type Planted } from './plant.ts';
import { actors, table, type Actor, type FullRow } from './table.ts';

const { site, sql, world } = await populatedSite({ WORKER: '1' });
let planted: Planted;
beforeAll(async () => {
	planted = await plant(sql, world, `${site.dataDir}/files`);
	await markTalents(
		drizzle(sql, { casing: 'snake_case' }),
		['ownTalent', 'hiddenTalent', 'publicTalent'].map((name) => planted.things.get(name)!)
	);
	await until(async () => (await sql`select 1 from search_outbox where stored < version`).length === 0);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 600; tries++) {
		if (await holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('It does not come to that.');
}

/** Who sees which field where. */
type Found = Map<FieldName, Map<Actor, Set<Surface>>>;
function note(found: Found, field: FieldName, actor: Actor, surface: Surface): void {
	const of = found.get(field) ?? new Map<Actor, Set<Surface>>();
	found.set(field, of.set(actor, (of.get(actor) ?? new Set<Surface>()).add(surface)));
}
const wordsIn = (text: string) =>
	fieldNames.filter((name) => shapes[name]?.test(text) ?? text.includes(wordOf(name)));

const sessionOf = (actor: Actor) =>
	actor === 'guardian' ? world.guardianSession : world.people.get(actor)?.session;

/** Links that carry a secret are opened only by those who are sent them. */
const secrets: Partial<Record<string, readonly Actor[]>> = {
	guardianToken: ['guardian'],
	feedToken: ['editor', 'owner', 'tutor']
};
const isTheirs = ({ address }: FullRow, actor: Actor) =>
	Object.entries(secrets).every(([name, who]) => !address.includes(`{${name}}`) || who!.includes(actor));

async function look(found: Found, row: FullRow, actor: Actor): Promise<void> {
	const things = new Map(planted.things);
	if (actor === 'guardian') things.set('guardianToken', planted.guardianToken);
	const { address } = await fill(world, row, world.people.get(actor), things);
	const session = sessionOf(actor);
	const [path, query] = address.split('?');
	const data = `${path === '/' ? '' : path}/__data.json?${query ?? ''}`;
	const asked = row.call === 'page' ? [address, data] : [address];
	for (const one of asked) {
		const { status, body } = await send(site.origin, one, { session });
		expect(status).toBeLessThan(500);
		const surface = row.call === 'page' ? 'page' : 'file';
		for (const field of wordsIn(body)) note(found, field, actor, surface);
	}
}

const organizationOf: Partial<Record<Actor, string>> = {
	editor: 'organization',
	owner: 'organization',
	tutor: 'organization',
	unverified: 'pendingOrganization',
	otherOrganization: 'otherHouse',
	universityMember: 'school'
};

/** Whether the word of a field leads the actor to the person, or to one more than nobody. */
async function search(actor: Actor, field: FieldName): Promise<boolean> {
	const q = wordOf(field);
	const slug = await world.things[organizationOf[actor] ?? 'organization']!(undefined);
	const desk = [
		`/org/${slug}/talents?q=${q}`,
		`/api/org/${slug}/talents/suggest?q=${q}`,
		`/api/org/${slug}/talents/total?q=${q}`
	];
	const session = sessionOf(actor);
	const people = ['ownTalent', 'hiddenTalent', 'publicTalent'].map((name) => planted.things.get(name)!);
	for (const address of [
		`/search?q=${q}`,
		`/api/search/suggest?q=${q}`,
		...(organizationOf[actor] ? desk : [])
	]) {
		const { status, body } = await send(site.origin, address, { session });
		if (people.some((id) => body.includes(id))) return true;
		if (status === 200 && address.includes('/total') && !/"total":0\b/.test(body) && /"total"/.test(body))
			return true;
	}
	return false;
}

/** Everything in the archive, unpacked. */
function unzip(zip: Buffer): string {
	let text = '';
	for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
		const [packed, name, extra] = [
			zip.readUInt32LE(at + 18),
			zip.readUInt16LE(at + 26),
			zip.readUInt16LE(at + 28)
		];
		const from = at + 30 + name + extra;
		text += zip.subarray(at + 30, at + 30 + name).toString('utf8');
		text += inflateRawSync(zip.subarray(from, from + packed)).toString('utf8');
		at = from + packed;
	}
	return text;
}

async function copyOf(actor: Actor): Promise<string> {
	const person = world.people.get(actor)!;
	await send(site.origin, '/me/privacy?/export', { form: {}, session: person.session });
	const ready = () =>
		sql<
			{ zip: Buffer }[]
		>`select zip from exports where account_id = ${person.accountId} and zip is not null`;
	await until(async () => (await ready()).length > 0);
	return unzip((await ready())[0]!.zip);
}

test('everybody sees of a person’s fields what the table says, in pages and files, in copies and in search, and no more', async () => {
	const found: Found = new Map();
	// Mails can be read by whoever sits at a machine that sends none: no site that people use.
	const rows = table.filter(
		({ call, route }) => (call === 'page' || call === 'GET') && route !== '/(auth)/outbox'
	);
	for (const row of rows)
		// That whoever gets no page gets no words either is what the permission table says.
		await Promise.all(
			actors
				.filter((actor) => row.answers[actor] === 'shown' && isTheirs(row, actor))
				.map((actor) => look(found, row, actor))
		);
	for (const field of fieldNames.filter((name) => !shapes[name]))
		await Promise.all(
			actors.map(async (actor) => {
				if (await search(actor, field)) note(found, field, actor, 'search');
			})
		);
	for (const actor of actors)
		if (!['visitor', 'guardian', 'suspended'].includes(actor))
			for (const field of wordsIn(await copyOf(actor))) note(found, field, actor, 'copy');
	const seen = Object.fromEntries(
		fieldNames.map((field) => [
			field,
			Object.fromEntries(
				actors.flatMap((actor) => {
					const surfaces = found.get(field)?.get(actor);
					return surfaces ? [[actor, [...surfaces].sort()]] : [];
				})
			)
		])
	);
	const sorted = Object.fromEntries(
		fieldNames.map((field) => [
			field,
			Object.fromEntries(
				Object.entries(fields[field]).map(([actor, surfaces]) => [actor, [...surfaces].sort()])
			)
		])
	);
	expect(seen).toEqual(sorted);
}, 900_000);
