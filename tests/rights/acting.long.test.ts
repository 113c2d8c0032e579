// An operator who looks at the built site as somebody: pages only, nothing between people, every page written down.
import { createHash } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSite, type RunningSite } from '../site.ts';
import { send } from './ask.ts';
import { fill } from './fill.ts';
import { marks, table, type Actor, type FullRow } from './table.ts';
import { makeWorld, type World } from './world.ts';

let site: RunningSite;
let sql: postgres.Sql;
let world: World;
beforeAll(async () => {
	site = await startSite({ DEMO: '0', WORKER: '0' });
	sql = postgres(site.databaseUrl, { max: 2, onnotice: () => {} });
	world = await makeWorld(drizzle(sql, { casing: 'snake_case' }), `${site.dataDir}/files`);
});
afterAll(async () => {
	await sql?.end();
	await site?.stop();
});

/** A new session of the operator that shows the site as one of the table's people. */
async function lookAs(actor: Actor): Promise<string> {
	const operator = world.people.get('operator')!;
	const session = await world.session(operator.accountId);
	const { accountId } = world.people.get(actor)!;
	const form = { reason: '核实页面' };
	const reply = await send(site.origin, `/ops/accounts/${accountId}?/act`, { form, session });
	expect(reply.status).toBe(303);
	return session;
}

const logged = async () => (await sql`select from audit_log where act = 'acting.saw'`).length;
const closed = [
	'/(auth)',
	'/(talent)/me/messages',
	'/(org)/org/[slug]/messages',
	'/(public)/reports/[key]',
	'/(public)/cases',
	'/(public)/guardian'
];
const isClosed = ({ route }: FullRow) =>
	closed.some((part) => route === part || route.startsWith(`${part}/`));
const pages = (actor: Actor) => table.filter((row) => row.call === 'page' && row.answers[actor] === 'shown');
const open = new Set([
	'/api/skills',
	'/api/search/facets',
	'/api/search/suggest',
	'/api/search/total',
	'/healthz',
	'/readyz',
	'/(public)/map/csv',
	'/(public)/map/quarters/csv'
]);

test.each(['talent', 'owner'] as const)(
	'sees the pages of the %s with a banner, in the log each, and no word that people wrote to each other',
	async (actor) => {
		const session = await lookAs(actor);
		const wrong: string[] = [];
		for (const row of pages(actor)) {
			const { address } = await fill(world, row, world.people.get(actor)!);
			const before = await logged();
			const page = await send(site.origin, address, { session });
			const [path, query = ''] = address.split('?');
			const data = await send(site.origin, `${path === '/' ? '' : path}/__data.json?${query}`, { session });
			const seen = (await logged()) - before;
			if (isClosed(row)) {
				if (page.status !== 303 || !String(page.headers.location).includes('/acting?closed'))
					wrong.push(`${address}: ${page.status}`);
				if (!data.body.includes('/acting?closed')) wrong.push(`${address}: its data`);
				if (seen > 0) wrong.push(`${address}: logged, but not shown`);
			} else {
				if (page.status !== 200 || !page.body.includes('action="/acting"'))
					wrong.push(`${address}: ${page.status}`);
				if (seen !== 2) wrong.push(`${address}: logged ${seen} times`);
			}
			for (const { body } of [page, data])
				if (body.includes(marks.message)) wrong.push(`${address}: a message`);
		}
		expect(wrong).toEqual([]);
	}
);

test.each(['talent', 'owner'] as const)(
	'sends nothing and fetches no file or stream as the %s',
	async (actor) => {
		const session = await lookAs(actor);
		const who = world.people.get(actor)!;
		const wrong: string[] = [];
		const rows = new Map(
			table.filter(({ call }) => call !== 'page').map((row) => [`${row.route} ${row.call}`, row])
		);
		for (const row of rows.values()) {
			if (row.route === '/(public)/acting' || row.route === '/(auth)/sign-out') continue;
			const { address, form } = await fill(world, row, who);
			const isGet = row.call === 'GET';
			if (isGet && open.has(row.route)) continue;
			const name = row.call.startsWith('action ') ? row.call.slice(7) : 'default';
			const to = name === 'default' ? address : `${address}${address.includes('?') ? '&' : '?'}/${name}`;
			const headers = { 'x-sveltekit-action': 'true', accept: 'application/json' };
			for (const more of [{}, { headers }]) {
				const { status } = await send(site.origin, to, {
					form: isGet ? undefined : (form ?? {}),
					session,
					...more
				});
				if (status !== 403) wrong.push(`${row.route} ${row.call}: ${status}`);
			}
		}
		for (const method of ['PUT', 'PATCH', 'DELETE'])
			if ((await send(site.origin, '/me', { method, session })).status !== 403) wrong.push(method);
		expect(wrong).toEqual([]);
	}
);

test('is none of an operator meanwhile, and one again after stopping', async () => {
	const session = await lookAs('talent');
	const ask = (address: string) => send(site.origin, address, { session });
	for (const address of [
		'/ops',
		'/ops/audit',
		'/ops/skills',
		`/ops/accounts/${world.people.get('talent')!.accountId}`
	])
		expect((await ask(address)).status).toBe(404);
	expect((await send(site.origin, '/acting', { form: {}, session })).status).toBe(303);
	expect((await ask('/ops')).status).toBe(200);
	expect((await ask('/')).body).not.toContain('action="/acting"');
});

test('ends with time, and with signing out', async () => {
	const session = await lookAs('talent');
	const hash = createHash('sha256').update(session).digest('hex');
	await sql`update actings set started_at = now() - interval '31 minutes', ends_at = now() - interval '1 minute'
		where session_hash = ${hash}`;
	expect((await send(site.origin, '/ops', { session })).status).toBe(200);
	const other = await lookAs('talent');
	expect((await send(site.origin, '/sign-out', { form: {}, session: other })).status).toBe(303);
	expect((await send(site.origin, '/me', { session: other })).status).toBe(303);
	const left =
		await sql`select from actings where session_hash is not null and ended_at is null and ends_at > now()`;
	expect(left.length).toBeLessThanOrEqual(4);
	const ended = await sql`select from actings where ended_at is not null`;
	expect(ended.length).toBeGreaterThanOrEqual(2);
});
