// What is left of a person in a real Meilisearch after erasing: nothing in any index, also not in one that a rebuild has
// put aside or that was never finished. Runs with MEILI_BIN or MEILI_URL, and says so when there is neither.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { eraseDue, requestErasure } from '#lib/server/privacy/erase.ts';
import { findMeilisearch } from '#lib/server/search/meilisearch-program.ts';
import { startMeilisearch } from '#lib/server/search/meilisearch-server.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { profile } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';

const { MEILI_URL: givenUrl, MEILI_KEY: givenKey, MEILI_BIN: meiliBin } = process.env;
const program = givenUrl
	? undefined
	: findMeilisearch({ meiliUrl: undefined, meiliBin, databaseUrl: undefined });
const there = Boolean(givenUrl ?? program);
const withEngine = there ? describe : describe.skip;

withEngine(`erasing with Meilisearch${there ? '' : ' (skipped: neither MEILI_URL nor MEILI_BIN)'}`, () => {
	const prefix = `erase-${randomBytes(4).toString('hex')}-`;
	const password = 'erase-Passwort-1';
	let app: App;
	let engine: { url: string; key: string; stop?: () => Promise<void> };
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'pons-erase-meili-'));
		engine = program
			? await startMeilisearch({ program, dataDir: folder, report: () => {} })
			: { url: givenUrl!, key: givenKey ?? '' };
		({ app } = clockedApp(await testDatabase()));
		Object.assign(app.environment, {
			...{ meiliUrl: engine.url, meiliKey: engine.key, meiliPrefix: prefix },
			erasureLedger: join(folder, 'erasures.jsonl'),
			dataDir: join(folder, 'data')
		});
		await loadSkills(app.db);
		await rebuildSearch(app);
	});
	afterAll(async () => {
		for (const { uid } of await indexes()) await ask(`/indexes/${uid}`, 'DELETE');
		await engine?.stop?.();
		await rm(folder, { recursive: true, force: true });
	});

	async function ask(path: string, method = 'GET') {
		const headers = { authorization: `Bearer ${engine.key}` };
		const response = await fetch(engine.url + path, { method, headers });
		return response.status === 204 ? undefined : ((await response.json()) as { results: unknown[] });
	}
	const indexes = async () =>
		((await ask('/indexes?limit=1000'))!.results as { uid: string }[]).filter(({ uid }) =>
			uid.startsWith(prefix)
		);
	/** Every document of every index, and what the server remembers of its tasks. */
	async function held(): Promise<string> {
		const parts = [JSON.stringify(await ask('/tasks?limit=1000'))];
		for (const { uid } of await indexes())
			parts.push(JSON.stringify(await ask(`/indexes/${uid}/documents?limit=1000`)));
		return parts.join('\n');
	}

	/** Somebody with a public profile, whose every word is their own. */
	async function marked() {
		const word = `mk${randomBytes(6).toString('hex')}`;
		const actor = await person(app);
		const passwordHash = await hashPassword(password);
		await app.db.update(accounts).set({ passwordHash }).where(eq(accounts.id, actor.accountId));
		const words = { displayName: `${word}name`, headline: `${word}headline`, about: `${word}about` };
		const entry = [{ place: `${word}place`, title: `${word}title`, text: `${word}text` }];
		const id = await saveProfile(
			app,
			actor,
			profile({ ...words, visibility: 'public', education: entry, experience: entry })
		);
		return { word, actor, id };
	}
	const drained = async () => {
		while ((await drainOutbox(app)) > 0);
	};

	test('leaves nobody in any index, nor in a copy that a rebuild made before', async () => {
		const { word, actor, id } = await marked();
		const stays = await marked();
		await drained();
		await rebuildSearch(app);
		const before = await held();
		expect([before.includes(word), before.includes(id), before.includes(stays.word)]).toEqual([
			true,
			true,
			true
		]);

		await requestErasure(app, actor, password);
		await drained();
		expect((await held()).includes(word)).toBe(false);
		await eraseDue(app);
		await drained();
		const after = await held();
		expect([after.includes(word), after.includes(id), after.includes(stays.word)]).toEqual([
			false,
			false,
			true
		]);

		await rebuildSearch(app);
		const anew = await held();
		expect([anew.includes(word), anew.includes(id), anew.includes(stays.word)]).toEqual([false, false, true]);
	});
});
