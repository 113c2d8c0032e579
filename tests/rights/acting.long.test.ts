// An operator who looks at the built site as somebody: pages only, nothing between people, every page written down.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeAt, fromBase32, stepOf } from '../../src/lib/server/accounts/totp.ts';
import { addressOf, send } from './ask.ts';
import { fill } from './fill.ts';
import { populatedSite } from './populated.ts';
import { marks, table, type Actor, type FullRow } from './table.ts';
import { password } from './world.ts';

const { site, sql, world } = await populatedSite();

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
			const headers = { 'x-sveltekit-action': 'true', accept: 'application/json' };
			for (const more of [{}, { headers }]) {
				const { status } = await send(site.origin, addressOf(row, address), {
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

test('begins with a code of the app that an operator has set up and signed in with, and each code counts once', async () => {
	const operator = await world.account({ isOperator: true });
	const post = (address: string, form: Record<string, string>, session?: string) =>
		send(site.origin, address, { form, session });
	const setUp = await post('/account/factor?/begin', { password }, operator.session);
	expect(setUp.status).toBe(200);
	const secret = fromBase32(/<code class="secret[^>]*>([^<]+)</.exec(setUp.body)![1]!.replaceAll(' ', ''));
	// As many codes as count at one moment: the app's clock may be a step behind or ahead.
	const step = stepOf(new Date());
	const [before, now, after] = [step - 1, step, step + 1].map((one) => codeAt(secret, one)) as [
		string,
		string,
		string
	];
	expect((await post('/account/factor?/confirm', { code: before }, operator.session)).status).toBe(200);

	const entered = await post('/sign-in', { email: operator.email, password });
	const second = String(entered.headers.location);
	expect(second).toMatch(/^\/sign-in\/code\?token=/);
	expect((await post(second, { code: before })).status).toBe(400);
	const cookie = String((await post(second, { code: now })).headers['set-cookie']);
	const session = /pons=([^;]+)/.exec(cookie)![1]!;

	const { accountId } = world.people.get('talent')!;
	const act = (code: string) =>
		post(`/ops/accounts/${accountId}?/act`, { reason: '核实页面', code }, session);
	for (const code of ['', '000000', now]) expect((await act(code)).status).toBe(400);
	expect((await send(site.origin, '/ops', { session })).status).toBe(200);
	expect((await act(after)).status).toBe(303);
	const { body } = await send(site.origin, '/me', { session });
	expect(body).toContain('action="/acting"');
	expect((await send(site.origin, '/ops', { session })).status).toBe(404);
	const [row] = await sql`select reason from actings where operator_id = ${operator.accountId}`;
	expect(row).toEqual({ reason: '核实页面' });
});
