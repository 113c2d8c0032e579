// What both search engines must do alike where talents are searched: whom they find in which order, and whom they must
// not even count. The same cases run with PostgreSQL, and with Meilisearch when MEILI_URL names a server.
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { searchOf, setSearch } from '#lib/server/search/engine.ts';
import { meilisearchClient } from '#lib/server/search/meilisearch-client.ts';
import { meilisearchEngine } from '#lib/server/search/meilisearch.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { reconcileAll } from '#lib/server/search/reconcile.ts';
import { findTalents, talentQuestionOf } from '#lib/server/search/results.ts';
import { drainOutbox, feedCopy } from '#lib/server/search/sync.ts';
import { addSkill, comparable, searchApp } from '#lib/server/search/testing.ts';
import { foundTalents } from '#lib/server/talents/found.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talents } from '#lib/server/talents/table.ts';
import { employer, profile, talent } from '#lib/server/talents/testing.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';

const connection = await testDatabase();
const { db, sql } = connection;
const meiliPrefix = `test_${randomBytes(6).toString('hex')}_`;
const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey } = process.env;
const own = searchApp(connection);
const other = searchApp(connection, { meiliUrl, meiliKey, meiliPrefix });

await addSkill(db, 'recording', '神经信号采集', 'Neural recording');
await addSkill(db, 'eeg', '脑电', 'EEG', ['脑电图'], 'recording');
await addSkill(db, 'ecog', '皮层脑电', 'ECoG', [], 'recording');
await addSkill(db, 'cpp', 'C++', 'C++');
const ningxi = await employer(db, 'ningxi');
const qixia = await employer(db, 'qixia');
const viewerOf = ({ id, actor }: typeof ningxi) => ({ accountId: actor.accountId, organizationId: id });

const chen = {
	displayName: '陈同学',
	headline: '脑电在线解码',
	has: ['eeg 3', 'cpp 2'],
	wishDistricts: ['jiangbei']
};
const lin = {
	displayName: 'Lin W.',
	headline: 'Electrode engineer',
	degree: 'doctor',
	visibility: 'public',
	has: ['ecog 4'],
	availableFrom: '2027-03-15',
	contactEmail: 'secret-address@mail.example'
};
const people = {
	chen: await talent(own, chen),
	lin: await talent(own, lin),
	blocking: await talent(own, { displayName: '避同学', has: ['eeg 4'], blocked: ['示例·qixia'] }),
	hidden: await talent(own, { displayName: '藏同学', visibility: 'hidden', has: ['eeg 4'] }),
	suspended: await talent(own, { displayName: '停同学', has: ['eeg 4'] })
};
await sql`update accounts set suspended_at = '2026-11-01' where id = ${people.suspended.actor.accountId}`;
const change = async (who: keyof typeof people, more: Parameters<typeof profile>[0]) => {
	const { actor } = people[who];
	const [row] = await db.select().from(talents).where(eq(talents.accountId, actor.accountId));
	await saveProfile(own, actor, profile({ version: String(row!.version), ...more }));
};

/** Until nothing waits: a server that is slow is left alone for a moment. */
async function indexAll(app: App): Promise<void> {
	do {
		if ((await drainOutbox(app)) === 0) await sleep(50);
	} while ((await sql`select from search_outbox limit 1`).length > 0);
}

const engines: Array<{ name: string; app: App; run: typeof describe }> = [
	{ name: 'PostgreSQL', app: own, run: describe },
	{
		name: meiliUrl ? 'Meilisearch' : 'Meilisearch (skipped: MEILI_URL is not set)',
		app: other,
		run: meiliUrl ? describe : (describe.skip as typeof describe)
	}
];

const queries = [
	'',
	'sort=new',
	'q=脑电',
	'q=EEG',
	'q=naodian',
	'q=神经信号采集',
	'q=电',
	'q=engineeer',
	'q=陈同学',
	'q=脑电 -解码',
	'q="在线解码"',
	'skill=recording',
	'skill=eeg&skill=ecog&degree=master',
	'degree=doctor&degree=master&district=jiangbei',
	'from=now&from=2027-03',
	'payTo=1000&q=脑电',
	`q=${encodeURIComponent('" OR id EXISTS OR blocks = "')}`
];

afterAll(async () => {
	const headers = { authorization: `Bearer ${meiliKey}` };
	for (const name of meiliUrl ? ['listings', 'talents'] : [])
		await fetch(`${meiliUrl}/indexes/${meiliPrefix}${name}`, { method: 'DELETE', headers });
});

/** A rebuild waits for tasks of the server. */
const longest = 120_000;

describe.each(engines)('a search for talents by $name', ({ app, run }) => {
	run('finds', () => {
		const find = async (address: string, who = ningxi) => {
			const query = parseTalentQuery(new URLSearchParams(address));
			const found = await foundTalents(app, viewerOf(who), query);
			expect(app.searchName, 'answered by the engine under test').toBe(
				app.environment.meiliUrl ? 'meilisearch' : 'postgres'
			);
			return found;
		};
		const names = async (address: string, who = ningxi) =>
			(await find(address, who)).rows.map(({ displayName }) => displayName);
		/** What the engine itself finds, asked for an organization or for nobody, without any id that it is told. */
		const engineAlone = async (searchers?: string[]) => {
			const asked = await talentQuestionOf(app, parseTalentQuery(new URLSearchParams()), {
				none: [],
				searchers
			});
			return searchOf(app).engine.search(asked);
		};
		const index = () => indexAll(app);

		beforeAll(async () => {
			await sql`truncate talent_documents, talent_terms`;
			await markTalents(
				db,
				Object.values(people).map(({ id }) => id)
			);
			await index();
		});

		it('the same, by words, skills and wishes', async () => {
			expect((await names('')).sort()).toEqual(['Lin W.', '避同学', '陈同学']);
			expect(await names('q=在线解码')).toEqual(['陈同学']);
			expect(await names('q=engineeer')).toEqual(['Lin W.']);
			expect(await names('skill=ecog')).toEqual(['Lin W.']);
			expect(await names('skill=eeg&district=jiangbei')).toEqual(['陈同学']);
			expect(await names('from=2027-03')).toEqual(['Lin W.']);
			for (const words of ['secret', 'mail.example', '停同学', '藏同学'])
				expect(await names(`q=${words}`), words).toEqual([]);
			const { facets, total } = await find('skill=recording&degree=master');
			expect(total).toBe(2);
			expect(Object.fromEntries(facets.degree)).toEqual({ master: 2, doctor: 1 });
			expect(Object.fromEntries(facets.skill)).toMatchObject({ eeg: 2, cpp: 1, recording: 2 });
		});

		it('and counts nobody who blocks the organization, at once and in its own index', async () => {
			expect((await find('skill=eeg', qixia)).total).toBe(1);
			expect(Object.fromEntries((await find('', qixia)).facets.skill)).toEqual({ eeg: 1, cpp: 1, ecog: 1 });
			await change('chen', { ...chen, blocked: ['示例·qixia'] });
			expect(await names('', qixia)).toEqual(['Lin W.']);
			expect((await find('', qixia)).total).toBe(1);
			await feedCopy(app);
			expect((await find('', qixia)).total).toBe(1);
			await index();
			expect(Object.fromEntries((await find('', qixia)).facets.skill)).toEqual({ ecog: 1 });
			if (app.environment.meiliUrl) expect((await engineAlone([qixia.id])).total).toBe(1);
			expect((await engineAlone()).total).toBe(3);
			await change('chen', chen);
			await index();
			expect((await names('', qixia)).sort()).toEqual(['Lin W.', '陈同学']);
		});

		it('nobody from the moment of hiding, and its index forgets who hid or was erased', async () => {
			await change('lin', { ...lin, visibility: 'hidden' });
			expect((await find('')).total).toBe(2);
			expect(Object.fromEntries((await find('')).facets.skill)).not.toHaveProperty('ecog');
			await index();
			expect((await engineAlone()).total).toBe(2);
			await change('lin', lin);
			const erased = await talent(app, { displayName: '走同学', has: ['eeg 1'] });
			await index();
			expect((await engineAlone()).total).toBe(4);
			await sql`delete from accounts where id = ${erased.actor.accountId}`;
			expect((await names('')).sort()).toEqual(['Lin W.', '避同学', '陈同学']);
			await markTalents(db, [erased.id]);
			await index();
			expect((await engineAlone()).total).toBe(3);
		});

		it(
			'again what a rebuild and a comparison put right',
			async () => {
				await rebuildSearch(app);
				expect((await engineAlone()).total).toBe(3);
				for (const one of searchOf(app).outside.slice(1)) await one.remove([people.chen.id]);
				await sql`delete from talent_documents where talent_id = ${people.chen.id}`;
				await reconcileAll(app);
				await index();
				expect((await names('')).sort()).toEqual(['Lin W.', '避同学', '陈同学']);
			},
			longest
		);
	});
});

const bothEngines = meiliUrl ? test : test.skip;
bothEngines(
	'both engines find the same talents in the same order, for each organization',
	async () => {
		for (let i = 0; i < 40; i++) {
			const has = [['eeg', 'ecog', 'cpp'][i % 3]!, ...(i % 4 ? [] : ['cpp'])].map(
				(id) => `${id} ${(i % 4) + 1}`
			);
			const blocked = i % 5 ? [] : ['示例·qixia'];
			await talent(own, {
				displayName: `群同学${i}`,
				headline: i % 2 ? '脑电解码' : 'EEG decoding',
				has,
				blocked
			});
		}
		await indexAll(other);
		// Nothing may answer in its place, and a busy machine may take its time.
		const client = meilisearchClient({ url: meiliUrl!, key: meiliKey, prefix: meiliPrefix, timeout: 20_000 });
		setSearch(other, { engine: meilisearchEngine(client) });
		for (const address of queries) {
			for (const who of [ningxi, qixia]) {
				const query = parseTalentQuery(new URLSearchParams(address));
				const [mine, theirs] = await Promise.all(
					[own, other].map(async (app) => {
						const { rows, more, total, facets } = await foundTalents(app, viewerOf(who), query);
						const ids = { ids: rows.map(({ id }) => id), more: more.map(({ id }) => id) };
						return comparable({ ...ids, total, facets });
					})
				);
				expect(theirs, `${who.slug} ${address}`).toEqual(mine);
			}
		}
		const { ids } = await findTalents(other, parseTalentQuery(new URLSearchParams('q=EEG')), { none: [] });
		expect(ids).toHaveLength(20);
	},
	longest
);
