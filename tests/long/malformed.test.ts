// Malformed requests against every route of the built site, by strangers and by people who may use it: whatever is
// sent, no answer is a 5xx, nothing hangs, and the process does not grow.
import { Agent, request } from 'node:http';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../../src/lib/server/demo/random.ts';
import { fill, unknown } from '../rights/fill.ts';
import { actors, table, type Actor, type Field, type Row } from '../rights/table.ts';
import { makeWorld, type World } from '../rights/world.ts';
import { startSite, type RunningSite } from '../site.ts';

const requests = 10_000;
/** After so many everything was used once; from then on what the process holds may not grow. */
const first = 3_000;
const [callers, allowedMegabytes] = [4, 50];

let site: RunningSite;
let sql: postgres.Sql;
beforeAll(async () => {
	site = await startSite({ DEMO: '0', NODE_OPTIONS: '--inspect=127.0.0.1:0' });
	sql = postgres(site.databaseUrl, { max: 2, onnotice: () => {} });
});
let worlds = 0;
const newWorld = () =>
	makeWorld(
		drizzle(sql, { casing: 'snake_case' }),
		`${site.dataDir}/files`,
		`member-${worlds++}@rights.example`
	);
afterAll(async () => {
	await sql?.end();
	await site?.stop();
});

/** With a seed, so that a failure can be repeated. */
const random = seeded(20_261_123);
const oneOf = random.pick;
const once = (n: number) => random.chance(1 / n);

/** As they stand in an address. */
const badParts = [
	'%FF%FE',
	'%00',
	'%ED%A0%80',
	'..%2F..%2Fetc%2Fpasswd',
	"'%20OR%201=1--",
	'a'.repeat(3_000),
	'-1',
	'99999999999999999999',
	'%F0%9F%A7%A0',
	'__proto__',
	'%25',
	'{}',
	'NaN'
];
/** As they stand in a field. */
const badValues = [
	'',
	' ',
	'\0',
	'\ud800',
	'\u202e\u200b',
	'脑'.repeat(20_000),
	'-1',
	'1e309',
	'NaN',
	'99999999999999999999',
	'2026-13-45',
	'0000-00-00',
	'{"a":[[[]]]}',
	'[]',
	'constructor',
	"'; drop table accounts; --",
	'on'
];
const names = [
	'q',
	'page',
	'kind',
	'skill',
	'sort',
	'payFrom',
	'next',
	'token',
	'version',
	'__proto__.x',
	'a.b.0.c'
];
const types = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'multipart/form-data',
	'application/json',
	'text/plain',
	'image/png',
	''
];
const noise = [
	() => Buffer.from(Array.from({ length: 300 }, () => random.between(0, 255))),
	() => Buffer.from('{"titleZh":[[[[]]]],"version":{"a":null}}'),
	() =>
		Buffer.from(
			`--x\r\nContent-Disposition: form-data; name="file"; filename="../../a.png"\r\n\r\n\xff\xd8\r\n--x`,
			'latin1'
		),
	() => Buffer.alloc(600_000, 'a'),
	() => Buffer.alloc(0)
];

type Attempt = { method: string; path: string; headers: Record<string, string>; body: Buffer | undefined };

/** A row of the permission table as its page sends it, with one to three things wrong. */
async function attempt(world: World, row: Row): Promise<Attempt> {
	const actor: Actor = oneOf(actors);
	const person = world.people.get(actor as never);
	const { address, form, things } = await fill(world, row, person);
	const action = row.call.startsWith('action ') ? row.call.slice(7) : 'default';
	let path = action === 'default' ? address : `${address}${address.includes('?') ? '&' : '?'}/${action}`;
	for (const thing of things.values())
		if (once(4)) path = path.replace(thing, oneOf([oneOf(badParts), unknown(thing)]));
	if (once(3)) path += `${path.includes('?') ? '&' : '?'}${oneOf(names)}=${oneOf(badParts)}`;
	const posted = row.call !== 'page' && row.call !== 'GET';
	const usual = posted ? 'POST' : 'GET';
	const method = once(8) ? oneOf(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']) : usual;
	const content = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(damaged(form ?? {}));
	return {
		method,
		path: (once(4) ? '/en' : '') + path,
		headers: {
			origin: once(10) ? oneOf(['https://elsewhere.example', 'null']) : site.origin,
			accept: oneOf(['text/html', 'application/json', '*/*']),
			'accept-language': oneOf(['zh-CN', 'en', '\u00ff;q=x']),
			cookie: once(8)
				? oneOf(['pons=%00', `pons=${'x'.repeat(500)}`, 'theme="><script>'])
				: `pons=${person?.session ?? ''}`,
			...(content ? { 'content-type': content.type } : {})
		},
		body: content?.body
	};
}

/** Fields left out, doubled, made up, or with values that no page sends. */
function damaged(form: Record<string, Field>): Array<[name: string, value: string]> {
	const pairs = Object.entries(form).flatMap(([name, value]): Array<[string, string]> => {
		if (once(6)) return [];
		const values = Array.isArray(value) ? value : [typeof value === 'string' ? value : value.text];
		const sent = values.map((own): [string, string] => [name, once(3) ? oneOf(badValues) : own]);
		return once(10) ? [...sent, ...sent] : sent;
	});
	return once(3) ? [...pairs, [oneOf(names), oneOf(badValues)]] : pairs;
}

function bodyOf(pairs: Array<[string, string]>): { type: string; body: Buffer } {
	if (once(6)) return { type: oneOf(types), body: oneOf(noise)() };
	if (once(4)) {
		const parts = pairs.map(
			([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
		);
		return { type: 'multipart/form-data; boundary=x', body: Buffer.from(`${parts.join('')}--x--\r\n`) };
	}
	const encoded = pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('='));
	const body = once(6) ? `${encoded.join('&')}&${oneOf(names)}=${oneOf(badParts)}` : encoded.join('&');
	return { type: once(10) ? oneOf(types) : types[0]!, body: Buffer.from(body) };
}

const agent = new Agent({ keepAlive: true, maxSockets: callers });
/** Requests that got no answer at all. */
const unanswered: string[] = [];

function send({ method, path, headers, body }: Attempt): Promise<number> {
	return new Promise((resolve, reject) => {
		const { port } = new URL(site.origin);
		const sent = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
			response.on('data', () => {
				// A stream of events has no end of its own.
				if (String(response.headers['content-type']).startsWith('text/event-stream')) response.destroy();
			});
			response.on('close', () => resolve(response.statusCode ?? 0));
			response.on('error', () => resolve(0));
		});
		// The site may close a request it has read enough of.
		sent.on('error', (error: NodeJS.ErrnoException) =>
			error.code === 'ECONNREFUSED' ? reject(error) : resolve(0)
		);
		sent.setTimeout(30_000, () => {
			unanswered.push(`no answer: ${method} ${path.slice(0, 80)}`);
			sent.destroy();
		});
		sent.end(body);
	});
}

/** What the site's process holds when all garbage is collected, in MB: its resident memory depends on when that was. */
async function held(): Promise<number> {
	const address = /ws:\/\/\S+/.exec(site.said())![0];
	const socket = new WebSocket(address);
	await new Promise((resolve) => socket.addEventListener('open', resolve));
	const call = (method: string) =>
		new Promise<Record<string, number>>((resolve) => {
			socket.onmessage = ({ data }) =>
				resolve((JSON.parse(String(data)) as { result: Record<string, number> }).result);
			socket.send(JSON.stringify({ id: 1, method }));
		});
	await call('HeapProfiler.collectGarbage');
	const { usedSize, backingStorageSize } = await call('Runtime.getHeapUsage');
	socket.close();
	return (usedSize! + (backingStorageSize ?? 0)) / 2 ** 20;
}

test('10,000 malformed requests against every route are answered, without a 5xx and without growing', async () => {
	const failures: string[] = [];
	const statuses: Record<number, number> = {};
	let next = 0;
	const caller = async (until: number) => {
		let world = await newWorld();
		while (next < until) {
			const row = table[next++ % table.length]!;
			// Some of what is sent is done: people erase themselves, and go on as others.
			const made = await attempt(world, row).catch(async () => attempt((world = await newWorld()), row));
			const status = await send(made);
			statuses[status] = (statuses[status] ?? 0) + 1;
			if (status >= 500) failures.push(`${status} ${made.method} ${made.path.slice(0, 120)} ${row.call}`);
		}
	};
	const all = (until: number) => Promise.all(Array.from({ length: callers }, () => caller(until)));
	await all(first);
	const before = await held();
	await all(requests);
	const grown = (await held()) - before;
	agent.destroy();
	console.log(JSON.stringify({ statuses, before: Math.round(before), grown: Math.round(grown) }));
	// A rejection that nobody waited for is caught by the start command, and is a fault all the same.
	const unhandled = site.said().match(/.*"unhandled".*/g) ?? [];
	expect([...failures, ...unanswered, ...unhandled].join('\n')).toBe('');
	expect(grown).toBeLessThan(allowedMegabytes);
	expect((await fetch(`${site.origin}/readyz`)).status).toBe(200);
}, 900_000);
