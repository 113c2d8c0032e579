// Live updates of the real site, in two processes on one database: what happens in one is heard in the other, a stream
// ends with its session, and a process that stops ends its streams first.
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../rights/ask.ts';
import { makeWorld, type World } from '../rights/world.ts';
import { startSite, type RunningSite } from '../site.ts';

let here: RunningSite;
let there: RunningSite;
let sql: postgres.Sql;
let world: World;
beforeAll(async () => {
	here = await startSite({ DEMO: '0', WORKER: '0' });
	there = await startSite({ DEMO: '0', WORKER: '0', DATABASE_URL: here.databaseUrl });
	sql = postgres(here.databaseUrl, { max: 2, onnotice: () => {} });
	world = await makeWorld(drizzle(sql, { casing: 'snake_case' }), join(tmpdir(), 'pons-live-files'));
});
afterAll(async () => {
	await sql?.end();
	await there?.stop();
	await here?.stop();
});

/** A stream as a browser holds it. */
async function listen({ origin }: RunningSite, session: string) {
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const { hostname, port } = new URL(origin);
		request(
			{ hostname, port, path: '/api/live', headers: { cookie: `pons=${session}` }, agent: false },
			resolve
		)
			.on('error', reject)
			.end();
	});
	let text = '';
	response.setEncoding('utf8').on('data', (part: string) => (text += part));
	const ended = new Promise<void>((done) => response.once('close', () => done()));
	return {
		status: response.statusCode,
		ended,
		close: () => response.destroy(),
		async until(words: string): Promise<void> {
			while (!text.includes(words)) await new Promise((done) => setTimeout(done, 20));
		},
		said: () => text
	};
}

test('a message that is sent in one process is heard in the other', async () => {
	const id = String(await world.things.conversation!(undefined));
	const { session } = world.people.get('owner')!;
	const stream = await listen(there, session);
	await stream.until('event: ready');
	const form = { text: '您好，机密内容' };
	const reply = await send(here.origin, `/me/messages/${id}?/send`, {
		form,
		session: world.people.get('talent')!.session
	});
	expect(reply.status).toBe(200);
	await stream.until(`data: application:${id}`);
	expect(stream.said()).not.toContain('机密');
	stream.close();
});

test('signing out in one process ends the stream in the other, and a visitor gets none', async () => {
	const { session } = await world.account();
	const stream = await listen(there, session);
	await stream.until('event: ready');
	await send(here.origin, '/sign-out', { form: {}, session });
	await stream.ended;
	expect(stream.said()).toContain('event: end');
	expect((await listen(there, session)).status).toBe(401);
});

test('asking for the head of a stream is answered, and holds none open', async () => {
	const { session } = world.people.get('owner')!;
	const answer = await fetch(`${here.origin}/api/live`, {
		method: 'HEAD',
		headers: { cookie: `pons=${session}` },
		signal: AbortSignal.timeout(10_000)
	});
	expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
});

test('a process that is told to stop ends its streams itself', async () => {
	const streams = await Promise.all(
		['owner', 'editor', 'talent'].map((who) => listen(there, world.people.get(who as 'owner')!.session))
	);
	for (const stream of streams) await stream.until('event: ready');
	const gone = new Promise((done) => there.child.once('exit', done));
	there.child.kill('SIGTERM');
	await Promise.all(streams.map(({ ended }) => ended));
	await gone;
	// Told, not cut off when the time to drain is over.
	for (const stream of streams) expect(stream.said()).toContain('event: end');
});
