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
import { listingCorpus, talentCorpus } from '../../src/lib/server/search/corpus.ts';
import { meilisearchClient } from '../../src/lib/server/search/meilisearch-client.ts';
import { meilisearchIndex } from '../../src/lib/server/search/meilisearch-index.ts';
import { findMeilisearch } from '../../src/lib/server/search/meilisearch-program.ts';
import { postgresIndex } from '../../src/lib/server/search/postgres-index.ts';
import type { SearchIndex } from '../../src/lib/server/search/port.ts';
import { kindOf } from '../../src/lib/server/search/reconcile.ts';
import { sources } from '../../src/lib/server/search/sources.ts';
import { startSite, type RunningSite } from '../site.ts';
import { edit, type Edit } from './search-edits.ts';
import { faults, type Fault } from './search-fault-list.ts';
import { memberOf, talentPage, visitor } from './search-visitor.ts';

const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey, MEILI_BIN: meiliBin } = process.env;
const program = findMeilisearch({ meiliUrl: undefined, meiliBin, databaseUrl: undefined });
const healing = 60_000;
const faultLength = 6_000;

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

/** What an index should hold. */
async function wanted({ db }: Connection, index: SearchIndex): Promise<string[]> {
	const stamps = await sources[kindOf(index)].wanted(db, new Date());
	return stamps.map(({ id, version }) => `${id} ${version}`).sort();
}

const equals = async (connection: Connection, index: SearchIndex) =>
	(await stampsOf(index).catch(() => [])).join() === (await wanted(connection, index)).join();

const textOf = async (origin: string, address: string, cookie: string) =>
	(await fetch(origin + address, { headers: { cookie } })).text();

/** Whether the new title and the new headline are found. */
async function finds(
	{ origin }: RunningSite,
	{ word, listing, talent }: Edit,
	cookie: string
): Promise<boolean> {
	const listings = await textOf(origin, `/search?q=${word}`, cookie);
	return (
		listings.includes(`s/${listing}"`) &&
		(await textOf(origin, `${talentPage}?q=${word}t`, cookie)).includes(talent)
	);
}

/** Whoever has just hidden is not found by what the profile says. */
async function expectHidden({ origin }: RunningSite, { word, hidden }: Edit, cookie: string): Promise<void> {
	expect(await textOf(origin, `${talentPage}?q=${word}h`, cookie)).not.toContain(hidden);
}

const withServer = meiliUrl ? describe : describe.skip;
withServer(
	`the site with a Meilisearch${meiliUrl ? '' : ' (skipped: neither MEILI_URL nor MEILI_BIN is set)'}`,
	() => {
		const prefix = `faults_${randomBytes(6).toString('hex')}_`;
		const client = meilisearchClient({ url: meiliUrl!, key: meiliKey, prefix });
		const outside = [meilisearchIndex(client, listingCorpus), meilisearchIndex(client, talentCorpus)];
		let proxy: ChildProcess;
		let site: RunningSite;
		let connection: Connection;
		let cookie: string;
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
			for (const index of outside) {
				await until(`the index of ${kindOf(index)}s equals the database`, left(), () =>
					equals(connection, index)
				);
				const rows = await wanted(connection, index);
				expect(rows.length).toBeGreaterThan(20);
				expect(await stampsOf(postgresIndex(connection.sql, index.corpus))).toEqual(rows);
			}
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
			cookie = await memberOf(site);
			visits = visitor(site, cookie);
		});

		afterAll(async () => {
			await visits?.stop();
			await connection?.close();
			await site?.stop();
			proxy?.kill();
			for (const name of ['listings', 'listings_next', 'talents', 'talents_next'])
				await master(`/indexes/${prefix}${name}`, 'DELETE');
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
					await expectHidden(site, last, cookie);
					await sleep(500);
				} while (Date.now() - began < faultLength);
				if (fault !== 'sometimes503') expect(await answering(site)).toBe('fallback');
				await until('an edit made meanwhile is found', 10_000, () => finds(site, last, cookie));
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
			['its index of talents is deleted', () => destroy(`/indexes/${prefix}talents`)],
			['its documents are deleted', () => destroy(`/indexes/${prefix}listings/documents`)],
			['its documents of talents are deleted', () => destroy(`/indexes/${prefix}talents/documents`)],
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
			await expectHidden(site, await edit(connection), cookie);
			// A search notices at once; without one it takes up to half a minute.
			await sleep(2_000);
			const time = await healed();
			const { statuses, longest, asked } = visits.take();
			console.log(`${name}: ${asked} requests, longest ${longest} ms; healed after ${time} ms`);
			expect([...statuses]).toEqual([200]);
		});

		test('finds a few documents lost, old or too many by itself after the next outage', async () => {
			const stamps = async () => Promise.all(outside.map((one) => wanted(connection, one)));
			const [listings, talents] = await stamps();
			const harmed = [listings![0]!, listings![1]!, talents![0]!];
			const [first, second, talent] = harmed.map((stamp) => stamp.split(' ')[0]!);
			await client.feed(async (server) => {
				await server.index(`${prefix}listings`).deleteDocuments([first!]).waitTask();
				await server.index(`${prefix}talents`).deleteDocuments([talent!]).waitTask();
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
			// What the edit happens to change is written anew, and was never found to be wrong.
			const kept = new Set((await stamps()).flat());
			const [lost, old, lostTalent] = harmed.map((stamp) => Number(kept.has(stamp)));
			await sleep(2_000);
			await setFault('none');
			console.log(`drift: healed after ${await healed()} ms`);
			const [row] = await connection.sql`
			select missing, stale, extra from search_indexes where name = 'meilisearch'`;
			expect(row).toEqual({ missing: lost! + lostTalent!, stale: old!, extra: 1 });
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
		const cookie = await memberOf(site);
		const visits = visitor(site, cookie);
		process.kill(server.pid, 'SIGKILL');
		const made = await edit(connection);
		await until('the edit is found', healing, () => finds(site, made, cookie));
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
