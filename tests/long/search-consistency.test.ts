// Thousands of random changes by the services, while the worker is killed again and again: when all is quiet the
// indexes hold exactly what the database says, and no search made meanwhile showed anything private.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '../../src/lib/accounts/types.ts';
import { roleSchema } from '../../src/lib/roles/schema.ts';
import { isRefusal } from '../../src/lib/refusal.ts';
import { parseQuery } from '../../src/lib/search/query.ts';
import { accounts } from '../../src/lib/server/accounts/table.ts';
import { createApp, type App } from '../../src/lib/server/app.ts';
import { seeded } from '../../src/lib/server/demo/random.ts';
import { testDatabase } from '../../src/lib/server/db/testing.ts';
import { parseEnvironment } from '../../src/lib/server/environment.ts';
import { closeListing, publishListing, saveListing } from '../../src/lib/server/listings/service.ts';
import { listings } from '../../src/lib/server/listings/table.ts';
import { memberships, organizations } from '../../src/lib/server/organizations/table.ts';
import { decideVerification } from '../../src/lib/server/organizations/verify.ts';
import { searchOf } from '../../src/lib/server/search/engine.ts';
import { markListings } from '../../src/lib/server/search/outbox.ts';
import { searchPage } from '../../src/lib/server/search/page.ts';
import type { SearchIndex } from '../../src/lib/server/search/port.ts';
import { kindOf } from '../../src/lib/server/search/reconcile.ts';
import { sources } from '../../src/lib/server/search/sources.ts';
import { skills } from '../../src/lib/server/skills/table.ts';
import { changePerson, searchForPeople } from './search-people.ts';

const changes = 5_000;
/** Changes between two searches. */
const between = 10;
/** Changes of listings to one of a person. */
const betweenPeople = 5;
const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey } = process.env;

/** Names the run, so that a failure can be seen again. */
const seed = Number(process.env.SEED ?? randomBytes(4).readUInt32BE());

const settings = [
	{ name: 'PostgreSQL', meili: {}, run: describe },
	{
		name: meiliUrl ? 'Meilisearch' : 'Meilisearch (skipped: neither MEILI_URL nor MEILI_BIN is set)',
		meili: {
			MEILI_URL: meiliUrl,
			MEILI_KEY: meiliKey,
			MEILI_PREFIX: `consistency_${randomBytes(6).toString('hex')}_`
		},
		run: meiliUrl ? describe : (describe.skip as typeof describe)
	}
];

describe.each(settings)('with $name', ({ meili, run }) => {
	run('the index', () => {
		let app: App;
		let worker: ReturnType<typeof keepWorker>;
		let house: { actor: Actor; slug: string; id: string }[];
		const operator = { isOperator: true } as Actor;

		beforeAll(async () => {
			const { url, db } = await testDatabase();
			const variables = { ...meili, DATABASE_URL: url, DEMO: '0', MEILI_BIN: 'none' };
			app = await createApp({ ...parseEnvironment(variables), databaseUrl: url });
			await db.insert(skills).values({ id: 'eeg', zh: '脑电', en: 'EEG', depth: 3, position: 1 });
			house = await Promise.all(['a', 'b', 'c', 'd'].map((slug) => addHouse(app, slug)));
			worker = keepWorker(variables);
		});
		afterAll(async () => {
			await worker?.stop();
			if (meili.MEILI_PREFIX) {
				const headers = { authorization: `Bearer ${meiliKey}` };
				for (const name of ['listings', 'talents'])
					await fetch(`${meiliUrl}/indexes/${meili.MEILI_PREFIX}${name}`, { method: 'DELETE', headers });
			}
			await app?.close();
		});

		test(`equals the database after ${changes} changes and a worker killed at random`, async () => {
			const choice = seeded(seed);
			const random = choice.next;
			const done: Record<string, number> = {};
			let [searches, rows, people] = [0, 0, 0];
			const count = (what: string) => (done[what] = (done[what] ?? 0) + 1);
			for (let i = 0; i < changes; i++) {
				count(await change(app, house, operator, random));
				if (i % betweenPeople === 0) count(await changePerson(app, house, choice));
				if (i % between === 0) {
					rows += await searchOnce(app, random);
					people += await searchForPeople(app, house, choice);
					searches++;
				}
				if (random() < 0.01) await worker.killAtWork(app, random);
			}
			const kills = worker.kills();
			// The last decisions may have left no organization that may publish: an empty index would prove nothing.
			for (const { slug, id } of house) await decide(app, operator, slug, id, 'verified');
			await quiet(app);
			console.log(JSON.stringify({ seed, ...done, searches, rows, people, kills }));
			const { copy, talents, outside } = searchOf(app);
			for (const index of [copy(app.sql), talents(app.sql), ...outside]) {
				const wanted = await sources[kindOf(index)].wanted(app.db, app.now());
				expect(await stampsOf(index)).toEqual(wanted.map(({ id, version }) => `${id} ${version}`).sort());
				expect(wanted.length).toBeGreaterThan(20);
			}
			expect(kills).toBeGreaterThan(5);
			expect(rows).toBeGreaterThan(100);
			expect(people).toBeGreaterThan(100);
		}, 1_200_000);
	});
});

/** An organization that is verified, with somebody who may write for it. */
async function addHouse({ db, now }: App, slug: string) {
	const verified = { verification: 'verified' as const, verifiedAt: now(), verificationDue: '2099-01-01' };
	const [organization] = await db
		.insert(organizations)
		.values({ slug, kind: 'company', nameZh: `宁析 ${slug}`, ...verified })
		.returning();
	const email = `${slug}@sample.example`;
	const [account] = await db
		.insert(accounts)
		.values({ email, passwordHash: '-', purpose: 'recruit', locale: 'zh-CN' })
		.returning();
	const { id } = organization!;
	await db.insert(memberships).values({ organizationId: id, accountId: account!.id, role: 'editor' });
	return {
		slug,
		id,
		actor: { accountId: account!.id, email, emailVerified: true, isOperator: false } as Actor
	};
}

const words = ['脑电', '解码', '电极', '康复', '芯片', '临床'];
const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

function input(app: App, random: () => number, version: number) {
	const validUntil = new Date(app.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
	const raw = {
		titleZh: `${pick(random, words)}${pick(random, words)}实习生`,
		textZh: `参与${pick(random, words)}与${pick(random, words)}。`,
		district: 'jiangbei',
		validUntil,
		employmentType: 'internship',
		headcount: '2',
		degree: 'master',
		researchWith: 'none',
		payFrom: '200',
		payTo: '280',
		payUnit: 'day',
		skills: random() < 0.5 ? [{ name: '脑电', relation: 'required', level: '' }] : [],
		version: String(version)
	};
	return { kind: 'role' as const, ...v.parse(roleSchema, raw) };
}

type House = Awaited<ReturnType<typeof addHouse>>;

/** One random change; says which. What the state of a listing does not allow is refused and counted as such. */
async function change(app: App, house: House[], operator: Actor, random: () => number): Promise<string> {
	const { actor, slug, id: organizationId } = pick(random, house);
	const dice = random();
	if (dice < 0.01) {
		const decision = random() < 0.5 ? 'refused' : 'verified';
		await decide(app, operator, slug, organizationId, decision);
		return decision;
	}
	const [listing] = await app.sql<Array<{ id: string; version: number }>>`
		select id, version from listings where organization_id = ${organizationId}
		order by md5(id || ${String(random())}) limit 1`;
	if (!listing || dice < 0.2) {
		const id = await saveListing(app, actor, slug, undefined, input(app, random, 1));
		if (random() < 0.7) await publishListing(app, actor, slug, id).catch(refused);
		return 'created';
	}
	const act = async () => {
		if (dice < 0.5) {
			await saveListing(app, actor, slug, listing.id, input(app, random, listing.version));
			return 'edited';
		}
		if (dice < 0.72) return publishListing(app, actor, slug, listing.id).then(() => 'published');
		if (dice < 0.85) return closeListing(app, actor, slug, listing.id).then(() => 'closed');
		const state = dice < 0.92 ? 'frozen' : 'deleted';
		await hideOrDelete(app, listing.id, state);
		return state;
	};
	return act().catch(refused);
}

async function decide(app: App, operator: Actor, slug: string, id: string, decision: 'refused' | 'verified') {
	const [row] = await app.sql<Array<{ version: number }>>`select version from organizations where id = ${id}`;
	// Proposed, and confirmed.
	for (let i = 0; i < 2; i++)
		await decideVerification(app, operator, { slug, version: row!.version, decision, reason: 'a reason' });
}

const refused = (error: unknown): string => {
	if (isRefusal(error)) return `refused: ${error.reason}`;
	throw error;
};

/** What no service does yet, as one would: the row and its mark in one transaction. */
async function hideOrDelete({ db }: App, id: string, state: 'frozen' | 'deleted'): Promise<void> {
	await db.transaction(async (tx) => {
		if (state === 'deleted') await tx.delete(listings).where(eq(listings.id, id));
		else await tx.execute(`update listings set state = 'frozen', version = version + 1 where id = '${id}'`);
		await markListings(tx, [id]);
	});
}

/** Searches and holds every row that is shown against the database. Returns how many there were. */
async function searchOnce(app: App, random: () => number): Promise<number> {
	const q = random() < 0.8 ? pick(random, words) : '';
	const { rows, total } = await searchPage(app, parseQuery(new URLSearchParams({ q })));
	const ids = rows.map(({ line }) => line.href.split('/').at(-1)!);
	const open = await app.sql`
		select l.id from listings l join organizations o on o.id = l.organization_id
		where l.id = any(${ids}) and l.state = 'open' and o.verification = 'verified'`;
	expect(open.map(({ id }) => id as string).sort()).toEqual([...ids].sort());
	expect(total).toBeGreaterThanOrEqual(rows.length);
	return rows.length;
}

/** A worker process that comes back whenever it is killed. */
function keepWorker(variables: Record<string, string | undefined>) {
	let child: ChildProcess | undefined;
	let [kills, stopping] = [0, false];
	const start = () => {
		const env = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
		child = spawn(process.execPath, ['src/cli/worker.ts'], {
			env: { PATH: process.env.PATH, ...env },
			stdio: ['ignore', 'ignore', 'inherit']
		});
		child.once('exit', () => {
			if (!stopping) start();
		});
	};
	start();
	return {
		/**
		 * Kills it at a random moment of its work. On a quick machine many changes fit into the time that it takes to
		 * start: a worker killed without having sent anything would prove nothing.
		 */
		async killAtWork(app: App, random: () => number) {
			await sent(app);
			await sleep(random() * 50);
			kills++;
			child?.kill('SIGKILL');
		},
		kills: () => kills,
		async stop() {
			stopping = true;
			const ended = new Promise((done) => child?.once('exit', done));
			child?.kill('SIGTERM');
			await ended;
		}
	};
}

/** Waits until the worker has sent one more of what was waiting to be sent. */
async function sent({ sql }: App): Promise<void> {
	const waiting = await sql`select kind, document_id as id from search_outbox`;
	if (waiting.length === 0) return;
	const keys = waiting.map(({ kind, id }) => `${kind} ${id}`);
	for (let tries = 0; tries < 600; tries++) {
		const [left] =
			await sql`select count(*)::int as count from search_outbox where kind || ' ' || document_id = any(${keys})`;
		if ((left!.count as number) < keys.length) return;
		await sleep(50);
	}
	throw new Error('The worker sends nothing.');
}

/** Waits until nothing is left to send. */
async function quiet({ sql }: App): Promise<void> {
	for (let tries = 0; tries < 1_200; tries++) {
		if ((await sql`select 1 from search_outbox limit 1`).length === 0) return;
		await sleep(100);
	}
	throw new Error('The outbox does not become empty.');
}

async function stampsOf(index: SearchIndex): Promise<string[]> {
	const stamps: string[] = [];
	for await (const page of index.stamps(1_000))
		stamps.push(...page.map(({ id, version }) => `${id} ${version}`));
	return stamps.sort();
}
