// The permission table, asked cell by cell of the built site: real HTTP, real sessions, a real database.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { addressOf, answerOf, answerOfData, send, type Reply } from './ask.ts';
import { builtRoutes } from './built.ts';
import { fill, unknown, type Filled } from './fill.ts';
import { populatedSite } from './populated.ts';
import {
	actors,
	commands,
	jobs,
	marks,
	table,
	type Actor,
	type Answer,
	type FullRow,
	type Mark,
	type Row
} from './table.ts';
import type { Person } from './world.ts';

const { site, sql, world } = await populatedSite();
const built = builtRoutes();
/** How many layouts are around the page of a route. */
let layouts: Map<string, number>;
beforeAll(async () => {
	await countChanges();
	layouts = new Map(built.map(({ route, layouts }) => [route, layouts]));
});

const nameOf = ({ route, call, about }: Row) => [route, call, about].filter(Boolean).join(' · ');

describe('the table', () => {
	test('names every route of the built site with its pages, actions and methods, and nothing else', () => {
		const answered = built.flatMap(({ route, calls }) => calls.map((call) => `${route} ${call}`));
		const named = new Set(table.map(({ route, call }) => `${route} ${call}`));
		expect([...named].sort()).toEqual([...new Set(answered)].sort());
	});

	test('names every command and every job', () => {
		const scripts = Object.values(
			(JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts
		);
		const named = scripts.flatMap((script) => /src\/cli\/(\w+)\.ts/.exec(script)?.[1] ?? []);
		expect([...commands].sort()).toEqual([...new Set(named)].sort());
		const worker = readdirSync('src/lib/server/jobs').flatMap((file) =>
			file.endsWith('.test.ts') ? [] : [readFileSync(`src/lib/server/jobs/${file}`, 'utf8')]
		);
		const queues = worker.flatMap((text) =>
			[...text.matchAll(/schedule\(\s*boss,\s*'([\w-]+)'/g)].map((found) => found[1]!)
		);
		expect([...jobs].sort()).toEqual([...new Set(queues)].sort());
	});
});

/** From now on counts every row that the site writes, but for how often something was tried. */
async function countChanges(): Promise<void> {
	await sql.unsafe(`
		create table changes (at timestamptz default now());
		create function count_change() returns trigger language plpgsql as
			'begin if current_setting(''application_name'') <> ''rights'' then insert into changes default values; end if; return null; end';`);
	const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables
		where schemaname = 'public' and tablename not in ('changes', 'rate_limits')`;
	for (const { name } of tables)
		await sql.unsafe(`create trigger count_change after insert or update or delete on "${name}"
			for each row execute function count_change()`);
}

/** How many rows were written so far; what was rolled back does not count. */
async function changes(): Promise<number> {
	const [row] = await sql<{ n: number }[]>`select count(*)::int as n from changes`;
	return row!.n;
}

const post = ({ call }: Row) => call !== 'page' && call !== 'GET';
function ask(
	row: Row,
	{ address, form }: Filled,
	session: string | undefined,
	enhanced = false
): Promise<Reply> {
	const headers: Record<string, string> = enhanced
		? { accept: 'application/json', 'x-sveltekit-action': 'true' }
		: {};
	return send(site.origin, addressOf(row, address), {
		form: post(row) ? (form ?? {}) : undefined,
		session,
		headers
	});
}

/** What of an answer may differ between two ids: the ids, and the random parts of a page. */
function essence({ status, headers, body }: Reply, ids: Iterable<string>) {
	let text = `${String(headers.location)}\n${body}`.replace(/nonce="[^"]*"|'nonce-[^']*'/g, 'nonce');
	for (const id of ids) text = text.replaceAll(id, 'ID').replaceAll(unknown(id), 'ID');
	return { status, type: headers['content-type'], text };
}

const seenIn = ({ body }: Reply) =>
	(Object.keys(marks) as Mark[]).filter((mark) => body.includes(marks[mark]));

/** What a page shows to somebody; the answer to a form is one of its route's pages again. */
function allowedTo(row: FullRow, actor: Actor): Mark[] {
	const shown =
		row.call === 'page' || row.sees
			? [row]
			: table.filter(({ route, call }) => call === 'page' && route === row.route);
	return shown.flatMap(({ sees }) => sees?.[actor] ?? []);
}

async function personOf(row: Row, actor: Actor): Promise<Person | undefined> {
	if (actor === 'visitor' || actor === 'guardian') return undefined;
	return row.asNew ? world.person(actor) : world.people.get(actor)!;
}

const sessionOf = (actor: Actor, who: Person | undefined) =>
	actor === 'guardian' ? world.guardianSession : who?.session;

/** One cell: what is wrong with it, in words; nothing when it is as the table says. */
async function check(row: FullRow, actor: Actor): Promise<string[]> {
	const wrong: string[] = [];
	const expected = row.answers[actor];
	const who = await personOf(row, actor);
	const session = sessionOf(actor, who);
	const filled = await fill(world, row, who);
	const before = await changes();
	const reply = await ask(row, filled, session);
	const changed = post(row) && (await changes()) !== before;
	const answer = answerOf(row, reply, changed);
	if (answer !== expected) wrong.push(`${actor}: ${answer} (${reply.status}) instead of ${expected}`);
	if (changed && expected !== 'done') wrong.push(`${actor}: ${expected}, but something was stored`);
	const allowed = allowedTo(row, actor);
	for (const mark of seenIn(reply)) if (!allowed.includes(mark)) wrong.push(`${actor}: sees ${mark}`);
	if (row.call === 'page') {
		for (const mark of allowed)
			if (!reply.body.includes(marks[mark])) wrong.push(`${actor}: does not see ${mark}`);
		wrong.push(...(await checkData(row, actor, filled, who)));
	}
	if (row.call.startsWith('action ') && !['done', 'accepted'].includes(expected))
		wrong.push(...(await checkEnhanced(row, actor, filled, who)));
	if (expected === 'missing') wrong.push(...(await checkUnknown(row, actor, filled, who, reply)));
	return wrong;
}

/** The page's data, whole and without what its layouts load and guard, says the same and shows no more. */
async function checkData(
	row: FullRow,
	actor: Actor,
	{ address }: Filled,
	who: Person | undefined
): Promise<string[]> {
	const wrong: string[] = [];
	const expected = row.answers[actor];
	const [path, query] = address.split('?');
	const data = `${path === '/' ? '' : path}/__data.json?${query ?? ''}`;
	for (const only of ['', `&x-sveltekit-invalidated=${'0'.repeat(layouts.get(row.route) ?? 0)}1`]) {
		const reply = await send(site.origin, data + only, { session: sessionOf(actor, who) });
		const answer = answerOfData(reply);
		const fits = answer === expected || (only !== '' && fitsAlone(answer, expected));
		if (!fits) wrong.push(`${actor}: data${only}: ${answer} instead of ${expected}`);
		for (const mark of seenIn(reply))
			if (!allowedTo(row, actor).includes(mark)) wrong.push(`${actor}: data${only} shows ${mark}`);
	}
	return wrong;
}

/** Without its layouts a page may say no in its own way, and one that loads nothing says nothing. */
const fitsAlone = (answer: string | number, expected: Answer) =>
	answer === 'nothing' || (expected !== 'shown' && (answer === 'nobody' || answer === 'missing'));

/** The same form sent by a script is refused as well, and changes nothing. */
async function checkEnhanced(
	row: FullRow,
	actor: Actor,
	filled: Filled,
	who: Person | undefined
): Promise<string[]> {
	const before = await changes();
	const { body } = await ask(row, filled, sessionOf(actor, who), true);
	const wrong = (await changes()) === before ? [] : [`${actor}: sent by a script, something was stored`];
	if (/^\{"type":"success"/.test(body)) wrong.push(`${actor}: sent by a script, it succeeds`);
	for (const mark of seenIn({ body } as Reply))
		if (!allowedTo(row, actor).includes(mark)) wrong.push(`${actor}: sent by a script, shows ${mark}`);
	return wrong;
}

/** What the actor belongs to: the rest of an address is asked within it. */
const own: Partial<Record<Actor, string>> = {
	editor: 'organization',
	owner: 'organization',
	tutor: 'organization',
	unverified: 'pendingOrganization',
	universityMember: 'school'
};

/** An id that does not exist gets the very same answer. */
async function checkUnknown(
	row: FullRow,
	actor: Actor,
	filled: Filled,
	who: Person | undefined,
	reply: Reply
): Promise<string[]> {
	const wrong: string[] = [];
	const ids = [...filled.things].filter(([name]) => world.things[name] && name !== own[actor]);
	for (const [name] of ids) {
		const nothing = await ask(row, await fill(world, row, who, filled.things, name), sessionOf(actor, who));
		const all = [...filled.things.values()];
		const [real, other] = [essence(reply, all), essence(nothing, all)];
		if (JSON.stringify(real) !== JSON.stringify(other))
			wrong.push(`${actor}: an unknown ${name} is answered otherwise: ${difference(real.text, other.text)}`);
	}
	return wrong;
}

function difference(one: string, two: string): string {
	let at = 0;
	while (at < one.length && one[at] === two[at]) at++;
	return `…${one.slice(Math.max(0, at - 40), at + 60)}… / …${two.slice(Math.max(0, at - 40), at + 60)}…`;
}

describe('every cell of the table holds', () => {
	test.each(table.map((row) => [nameOf(row), row] as const))('%s', async (_, row) => {
		const wrong: string[] = [];
		const writes = (actor: Actor) => row.answers[actor] === 'done';
		// Who writes is asked alone, so that it is known who wrote.
		for (const actor of actors.filter(writes)) wrong.push(...(await check(row, actor)));
		const others = actors.filter((actor) => !writes(actor));
		wrong.push(...(await Promise.all(others.map((actor) => check(row, actor)))).flat());
		expect(wrong).toEqual([]);
	});
});
