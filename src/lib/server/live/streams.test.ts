import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { beginSession, actorOf } from '#lib/server/accounts/session.ts';
import { signOut } from '#lib/server/accounts/service.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { liveStream } from '#lib/server/live/response.ts';
import { markRead, sendMessage } from '#lib/server/messages/service.ts';
import { clockedApp } from '#lib/server/searches/testing.ts';
import { employer, outcome, role, talent } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();

/** A process of the site: its own streams, on the same database. */
function processOf(): App {
	const { app } = clockedApp(connection);
	app.now = () => new Date();
	app.environment = { ...app.environment, databaseUrl: connection.url };
	app.stopping = new AbortController();
	return app;
}
const [here, there] = [processOf(), processOf()];
const { db } = here;

async function signedIn({ accountId }: Actor): Promise<Actor> {
	await db.update(accounts).set({ emailVerifiedAt: new Date() }).where(eq(accounts.id, accountId));
	return (await actorOf(here, await beginSession(here, accountId, '')))!;
}

async function pair() {
	const company = await employer(db, `live${Math.random().toString(36).slice(2, 8)}`);
	const { actor, id: talentId } = await talent(here);
	const listingId = await role(db, company.id);
	const [row] = await db.insert(applications).values({ listingId, kind: 'role', talentId }).returning();
	return {
		...{ id: row!.id, slug: company.slug },
		student: await signedIn(actor),
		member: await signedIn(company.actor)
	};
}

/** Reads events of a stream until one passes; each as 'event data'. */
function listen(stream: ReadableStream<Uint8Array>) {
	const reader = stream.getReader();
	const decoder = new TextDecoder();
	let text = '';
	const heard: string[] = [];
	return {
		heard,
		close: () => reader.cancel(),
		async until(wanted: string): Promise<void> {
			while (!heard.includes(wanted)) {
				const { done, value } = await reader.read();
				if (done) throw new Error(`the stream ended after ${heard.join(', ')}`);
				text += decoder.decode(value);
				const parts = text.split('\n\n');
				text = parts.pop()!;
				for (const part of parts) {
					const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/.exec(part) ?? [];
					if (event) heard.push(`${event} ${data}`.trim());
				}
			}
		},
		async untilEnd(): Promise<void> {
			while (!(await reader.read()).done);
		}
	};
}

test('a message reaches the other side in another process at once, and so do reading and a move', async () => {
	const { id, slug, student, member } = await pair();
	const other = await pair();
	const streams = [
		listen(await liveStream(here, member)),
		listen(await liveStream(there, student)),
		listen(await liveStream(there, other.student))
	];
	const [company, person, stranger] = streams as [
		(typeof streams)[0],
		(typeof streams)[0],
		(typeof streams)[0]
	];
	for (const stream of streams) await stream.until('ready');
	await sendMessage(here, student, { id }, { text: '您好，机密', file: undefined });
	await company.until(`changed application:${id}`);
	await company.until('changed notice');
	await markRead(there, member, { id, slug }, 1);
	await person.until(`changed application:${id}`);
	person.heard.length = 0;
	const answer = { version: 1, state: 'talking' as const, reason: '机密', meetsAt: null, place: null };
	await answerApplication(here, member, slug, id, answer);
	await person.until(`changed application:${id}`);
	// Once everybody has heard what came after it, the stranger would have heard too.
	await sendMessage(here, other.student, { id: other.id }, { text: 'x', file: undefined });
	await stranger.until(`changed application:${other.id}`);
	expect(stranger.heard.filter((line) => line.includes(id))).toEqual([]);
	expect(JSON.stringify(streams.map(({ heard }) => heard))).not.toContain('机密');
	for (const stream of streams) await stream.close();
});

test('signing out, in whichever process, ends the streams of that session and no other', async () => {
	const { student, id, member } = await pair();
	const elsewhere = await signedIn(student);
	const [ends, stays] = [listen(await liveStream(here, student)), listen(await liveStream(here, elsewhere))];
	await stays.until('ready');
	await signOut(there, student);
	await ends.until('end');
	await ends.untilEnd();
	await sendMessage(there, member, { id, slug: (await slugOf(id))! }, { text: '在吗', file: undefined });
	await stays.until(`changed application:${id}`);
	expect(stays.heard).not.toContain('end');
	await stays.close();
});

async function slugOf(id: string): Promise<string | undefined> {
	const [row] = await connection.sql<{ slug: string }[]>`select o.slug from applications a
		join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id where a.id = ${id}`;
	return row?.slug;
}

test('an account has room for a dozen streams, and one that is closed makes room', async () => {
	const { student } = await pair();
	const streams = await Promise.all(Array.from({ length: 12 }, () => liveStream(here, student)));
	expect(await outcome(liveStream(here, student))).toBe('tooMany');
	expect(await outcome(liveStream(there, student))).toBe('accepted');
	await streams[0]!.cancel();
	expect(await outcome(liveStream(here, student))).toBe('accepted');
	expect(await outcome(liveStream(here, undefined))).toBe('signInFirst');
});

test('a site that stops ends its streams and begins no more', async () => {
	const stopping = processOf();
	const { student } = await pair();
	const stream = listen(await liveStream(stopping, student));
	await stream.until('ready');
	stopping.stopping.abort();
	await stream.untilEnd();
	expect(stream.heard).toEqual(['ready']);
	expect(await outcome(liveStream(stopping, student))).toBe('tooMany');
});
