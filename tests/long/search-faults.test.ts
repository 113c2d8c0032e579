// What goes wrong with Meilisearch, one thing after the other, under the built site: it answers throughout, falls back
// to PostgreSQL, and comes back by itself, with an index that equals the database within a minute.
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Connection } from '../../src/lib/server/db/client.ts';
import { wantedStamps } from '../../src/lib/server/search/documents.ts';
import { meilisearchClient } from '../../src/lib/server/search/meilisearch-client.ts';
import { meilisearchIndex } from '../../src/lib/server/search/meilisearch-index.ts';
import { findMeilisearch } from '../../src/lib/server/search/meilisearch-program.ts';
import { markListings } from '../../src/lib/server/search/outbox.ts';
import { postgresIndex } from '../../src/lib/server/search/postgres-index.ts';
import type { SearchIndex } from '../../src/lib/server/search/port.ts';
import { startSite, type RunningSite } from '../site.ts';
import { faults, type Fault } from './search-fault-list.ts';

const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey, MEILI_BIN: meiliBin } = process.env;
const program = findMeilisearch({ meiliUrl: undefined, meiliBin, databaseUrl: undefined });
const healing = 60_000;
const faultLength = 6_000;

/** Asks the site all the time, and keeps what it answered. */
function visitor(origin: string) {
	const seen = { statuses: new Set<number | string>(), longest: 0, asked: 0 };
	const pages = ['/search?q=%E8%84%91%E7%94%B5', '/search?kind=course', '/', '/en/search?q=EEG&sort=new'];
	let over = false;
	const going = (async () => {
		for (let i = 0; !over; i++) {
			const began = performance.now();
			const answer = await fetch(origin + pages[i % pages.length]).catch((error: Error) => error);
			if (answer instanceof Response) await answer.text();
			seen.statuses.add(answer instanceof Response ? answer.status : answer.name);
			seen.longest = Math.max(seen.longest, performance.now() - began);
			seen.asked++;
			await sleep(50);
		}
	})();
	return {
		/** What was seen since the last time. */
		take() {
			const taken = { ...seen, longest: Math.round(seen.longest) };
			Object.assign(seen, { statuses: new Set(), longest: 0, asked: 0 });
			return taken;
		},
		async stop() {
			over = true;
			await going;
		}
	};
}

async function until(what: string, limit: number, holds: () => Promise<boolean>): Promise<number> {
	const began = Date.now();
	while (!(await holds())) {
		if (Date.now() - began > limit) throw new Error(`Not within ${limit / 1000} s: ${what}`);
		await sleep(100);
	}
	return Date.now() - began;
}

const answering = async ({ origin }: RunningSite) =>
	((await (await fetch(`${origin}/readyz`)).json()) as { search: string }).search;

async function stampsOf(index: SearchIndex): Promise<string[]> {
	const stamps: string[] = [];
	for await (const page of index.stamps(1_000))
		stamps.push(...page.map(({ id, version }) => `${id} ${version}`));
	return stamps.sort();
}

async function wanted({ db }: Connection): Promise<string[]> {
	return (await wantedStamps(db, new Date())).map(({ id, version }) => `${id} ${version}`).sort();
}

type Edit = { word: string; id: string };
let edits = 0;
/** What editors do meanwhile: a new title, listings closed, hidden and opened again. Returns the title's word. */
async function edit({ sql, db }: Connection): Promise<Edit> {
	const word = `zxq${++edits}w`;
	const rows = await sql<Array<{ id: string; state: string }>>`
		select l.id, l.state from listings l join organizations o on o.id = l.organization_id
		where l.state in ('open', 'closed', 'frozen') and l.valid_until > current_date and o.verification = 'verified'
		order by md5(l.id || ${word}) limit 8`;
	const { id } = rows[0]!;
	await db.transaction(async (tx) => {
		await tx.execute(`update listings set title_zh = 'A ${word}', title_en = null, version = version + 1,
			state = 'open', closed_at = null where id = '${id}'`);
		for (const other of rows.slice(1)) {
			const next = other.state !== 'open' ? 'open' : Math.random() < 0.5 ? 'closed' : 'frozen';
			await tx.execute(
				`update listings set version = version + 1, state = '${next}' where id = '${other.id}'`
			);
		}
		await markListings(
			tx,
			rows.map((row) => row.id)
		);
	});
	return { word, id };
}

const finds = async ({ origin }: RunningSite, { word, id }: Edit) =>
	(await (await fetch(`${origin}/search?q=${word}`)).text()).includes(`s/${id}"`);

const withServer = meiliUrl ? describe : describe.skip;
withServer(
	`the site with a Meilisearch${meiliUrl ? '' : ' (skipped: neither MEILI_URL nor MEILI_BIN is set)'}`,
	() => {
		const prefix = `faults_${randomBytes(6).toString('hex')}_`;
		const client = meilisearchClient({ url: meiliUrl!, key: meiliKey, prefix });
		const index = meilisearchIndex(client);
		let proxy: ChildProcess;
		let site: RunningSite;
		let connection: Connection;
		let visits: ReturnType<typeof visitor>;

		const master = (path: string, method: string) =>
			fetch(meiliUrl + path, { method, headers: { authorization: `Bearer ${meiliKey}` } });

		/** Deletes with the master key, and waits until that has happened. */
		async function destroy(path: string) {
			const { taskUid } = (await (await master(path, 'DELETE')).json()) as { taskUid: number };
			await until(`${path} is gone`, healing, async () => {
				const { status } = (await (await master(`/tasks/${taskUid}`, 'GET')).json()) as { status: string };
				return status === 'succeeded';
			});
		}

		async function setFault(fault: Fault) {
			proxy.send(fault);
			await once(proxy, 'message');
		}

		/** It answers by Meilisearch again, and both indexes equal the database. */
		async function healed(): Promise<number> {
			const began = Date.now();
			const left = () => Math.max(healing - (Date.now() - began), 1);
			await until('the worker says so', left(), async () => {
				const rows =
					await connection.sql`select 1 from search_indexes where name = 'meilisearch' and state = 'whole'`;
				return rows.length > 0;
			});
			await until('Meilisearch answers', left(), async () => (await answering(site)) === 'meilisearch');
			await until('the outbox is empty', left(), async () => {
				return (await connection.sql`select 1 from search_outbox limit 1`).length === 0;
			});
			await until('the index equals the database', left(), async () => {
				const [held, rows] = [await stampsOf(index).catch(() => []), await wanted(connection)];
				return held.join() === rows.join();
			});
			const rows = await wanted(connection);
			expect(rows.length).toBeGreaterThan(20);
			expect(await stampsOf(postgresIndex(connection.sql))).toEqual(rows);
			return Date.now() - began;
		}

		beforeAll(async () => {
			proxy = fork(join(import.meta.dirname, 'search-proxy.ts'), [meiliUrl!], { execArgv: [] });
			const [{ port }] = (await once(proxy, 'message')) as [{ port: number }];
			site = await startSite({
				DEMO: '1',
				MEILI_URL: `http://127.0.0.1:${port}`,
				MEILI_KEY: meiliKey ?? '',
				MEILI_PREFIX: prefix
			});
			connection = connect(site.databaseUrl, { max: 2 });
			await healed();
			visits = visitor(site.origin);
		});

		afterAll(async () => {
			await visits?.stop();
			await connection?.close();
			await site?.stop();
			proxy?.kill();
			for (const name of ['listings', 'listings_next']) await master(`/indexes/${prefix}${name}`, 'DELETE');
		});

		test.each(faults.filter((fault) => fault !== 'none'))(
			'goes on while it %s, and comes back',
			async (fault) => {
				visits.take();
				await setFault(fault);
				const began = Date.now();
				let last: Edit;
				do {
					last = await edit(connection);
					await sleep(500);
				} while (Date.now() - began < faultLength);
				if (fault !== 'sometimes503') expect(await answering(site)).toBe('fallback');
				await until('an edit made meanwhile is found', 10_000, () => finds(site, last));
				const meanwhile = visits.take();
				await setFault('none');
				const time = await healed();
				const after = visits.take();
				console.log(
					`${fault}: ${meanwhile.asked} requests, longest ${meanwhile.longest} ms; healed after ${time} ms`
				);
				expect([...meanwhile.statuses, ...after.statuses].filter((status) => status !== 200)).toEqual([]);
				expect(meanwhile.asked).toBeGreaterThan(0);
			}
		);

		test.each([
			['its index is deleted', () => destroy(`/indexes/${prefix}listings`)],
			['its documents are deleted', () => destroy(`/indexes/${prefix}listings/documents`)],
			[
				'our keys are deleted',
				async () => {
					const { results } = (await (await master('/keys?limit=1000', 'GET')).json()) as {
						results: Array<{ uid: string; name: string | null }>;
					};
					const ours = results.filter(({ name }) => name?.includes(prefix));
					expect(ours).toHaveLength(2);
					for (const { uid } of ours) await master(`/keys/${uid}`, 'DELETE');
				}
			]
		])('goes on when %s, and repairs it', async (name, harm) => {
			visits.take();
			await harm();
			await edit(connection);
			// A search notices at once; without one it takes up to half a minute.
			await sleep(2_000);
			const time = await healed();
			const { statuses, longest, asked } = visits.take();
			console.log(`${name}: ${asked} requests, longest ${longest} ms; healed after ${time} ms`);
			expect([...statuses]).toEqual([200]);
		});

		test('finds a few documents lost, old or too many by itself after the next outage', async () => {
			const [first, second] = (await wanted(connection)).map((stamp) => stamp.split(' ')[0]!);
			await client.feed(async (server) => {
				await server.index(`${prefix}listings`).deleteDocuments([first!]).waitTask();
				await server
					.index(`${prefix}listings`)
					.updateDocuments([{ id: second!, version: 0 }])
					.waitTask();
				await server
					.index(`${prefix}listings`)
					.addDocuments([{ id: 'nobody', version: 1 }])
					.waitTask();
			});
			await setFault('500');
			await edit(connection);
			await sleep(2_000);
			await setFault('none');
			console.log(`drift: healed after ${await healed()} ms`);
			const [row] = await connection.sql`
			select missing, stale, extra from search_indexes where name = 'meilisearch'`;
			expect(row).toEqual({ missing: 1, stale: 1, extra: 1 });
		});
	}
);

const withProgram = program ? describe : describe.skip;
withProgram(`the site with its own Meilisearch${program ? '' : ' (skipped: MEILI_BIN is not set)'}`, () => {
	let site: RunningSite;
	let connection: Connection;
	beforeAll(async () => {
		site = await startSite({ DEMO: '1', MEILI_BIN: program! });
		connection = connect(site.databaseUrl, { max: 2 });
	});
	afterAll(async () => {
		await connection?.close();
		await site?.stop();
	});

	test('goes on when it is killed, and comes back', async () => {
		expect(site.said()).toMatch(/search +.*Meilisearch \d/);
		await until('it is filled', healing, async () => (await answering(site)) === 'meilisearch');
		const folder = /Meilisearch [\d.]+ in (\S+?)(?: |$)/m.exec(site.said())![1]!;
		const { server } = JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')) as {
			server: { pid: number };
		};
		const visits = visitor(site.origin);
		process.kill(server.pid, 'SIGKILL');
		const made = await edit(connection);
		await until('the edit is found', healing, () => finds(site, made));
		const time = await until('it is back', healing, async () => {
			const marks = await connection.sql`select 1 from search_outbox limit 1`;
			return (await answering(site)) === 'meilisearch' && marks.length === 0;
		});
		await visits.stop();
		const { statuses, longest } = visits.take();
		console.log(`killed: longest ${longest} ms; healed after ${time} ms`);
		expect([...statuses]).toEqual([200]);
	});
});
