import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { addOrganization, addSkill } from '#lib/server/search/testing.ts';
import { savedSearchesOf, savedSearchFor } from '#lib/server/searches/data.ts';
import { searchWords } from '#lib/server/searches/names.ts';
import {
	clearSearches,
	deleteSearch,
	lookAt,
	renameSearch,
	restoreSearch,
	saveSearch,
	setFrequency
} from '#lib/server/searches/service.ts';
import { clockedApp, close, person, publish, save, settleAll } from '#lib/server/searches/testing.ts';
import { outcome } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { app, wait } = clockedApp(connection);
await addOrganization(app.db, 'ningxi', '宁析神经科技');
await addSkill(app.db, 'eeg', '脑电', 'EEG');

beforeEach(async () => {
	await connection.sql`truncate search_outbox, search_documents, seen_documents, saved_searches, listings cascade`;
});
const wordsOf = async (query: string) => (await searchWords(app, [{ kind: 'listing', query }]))[0]!;
const listed = async (accountId: string) => savedSearchesOf(app.db, accountId);

test('a search is named by its words and filters, unless it is given a name', async () => {
	const words = await wordsOf('q=解码&kind=role&skill=eeg&organization=ningxi&payFrom=8000');
	expect(words.name).toMatch(/^解码 · 岗位 · 脑电 · 宁析神经科技 · .*8,000/);
	expect(words.chips).toHaveLength(5);
	expect((await wordsOf('')).name).toBe('全部发布');
	expect([...(await wordsOf(`q=${'脑'.repeat(200)}`)).name]).toHaveLength(80);
	const owner = await person(app);
	await saveSearch(app, owner, { query: 'q=解码', frequency: 'daily', name: '我的' });
	expect(await listed(owner.accountId)).toMatchObject([{ name: '我的', query: 'q=%E8%A7%A3%E7%A0%81' }]);
});

test('the same search is saved once, whatever its order and page; saving it again changes its frequency', async () => {
	const owner = await person(app);
	const first = await save(app, owner, 'kind=course&kind=role&q=x&page=3&sort=new', 'daily');
	expect(await save(app, owner, 'q=x&kind=role&kind=course', 'weekly')).toBe(first);
	expect(await listed(owner.accountId)).toMatchObject([{ id: first, frequency: 'weekly' }]);
});

test('an account saves twenty, also when it tries several at once', async () => {
	const owner = await person(app);
	for (let i = 0; i < 18; i++) await save(app, owner, `q=x${i}`);
	const attempts = ['a', 'b', 'c', 'd'].map((q) => outcome(save(app, owner, `q=${q}`)));
	expect((await Promise.all(attempts)).sort()).toEqual(['accepted', 'accepted', 'notNow', 'notNow']);
	expect(await listed(owner.accountId)).toHaveLength(20);
});

test('nobody else sees or changes a search; it answers as if it did not exist', async () => {
	const [owner, other] = [await person(app), await person(app)];
	const id = await save(app, owner, 'q=x');
	expect(await savedSearchFor(app.db, other.accountId, id)).toBeUndefined();
	expect(await outcome(renameSearch(app, other, { id, name: '新名' }))).toBe('notFound');
	expect(await outcome(setFrequency(app, other, { id, frequency: 'off' }))).toBe('notFound');
	expect(await outcome(deleteSearch(app, other, id))).toBe('notFound');
	expect(await outcome(deleteSearch(app, undefined, id))).toBe('signInFirst');
	await lookAt(app, other, id);
	expect(await listed(owner.accountId)).toMatchObject([{ name: 'x', frequency: 'atOnce' }]);
});

test('members of an organization see its searches, strangers do not, and only who saved one changes it', async () => {
	const [owner, colleague, stranger] = [await person(app), await person(app), await person(app)];
	for (const { accountId } of [owner, colleague])
		await connection.sql`insert into memberships (organization_id, account_id, role) values ('ningxi', ${accountId}, 'editor')`;
	const input = { query: 'q=x', frequency: 'daily' as const, name: null };
	expect(await outcome(saveSearch(app, stranger, input, 'ningxi'))).toBe('notFound');
	const id = await saveSearch(app, owner, input, 'ningxi');
	expect(await savedSearchFor(app.db, colleague.accountId, id)).toMatchObject({ slug: 'ningxi' });
	expect(await savedSearchFor(app.db, stranger.accountId, id)).toBeUndefined();
	expect(await outcome(deleteSearch(app, colleague, id))).toBe('notFound');
	expect(await listed(owner.accountId)).toEqual([]);
	expect(await savedSearchesOf(app.db, owner.accountId, 'ningxi')).toMatchObject([{ id }]);
	await connection.sql`delete from memberships where account_id = ${owner.accountId}`;
	expect(await savedSearchFor(app.db, owner.accountId, id)).toBeUndefined();
});

test('a search counts what is new and still open, until its owner looks', async () => {
	const owner = await person(app);
	const id = await save(app, owner, 'q=脑电');
	wait(1);
	for (const listing of ['a', 'b']) await publish(app, listing, '脑电岗位');
	await settleAll(app);
	const fresh = async () => (await listed(owner.accountId)).map((search) => search.fresh);
	expect(await fresh()).toEqual([2]);
	await close(app, 'a');
	expect(await fresh()).toEqual([1]);
	wait(1);
	await lookAt(app, owner, id);
	expect(await fresh()).toEqual([0]);
});

test('a deleted search comes back with all it found, for a day', async () => {
	const owner = await person(app);
	const id = await save(app, owner, 'q=脑电');
	await deleteSearch(app, owner, id);
	expect(await listed(owner.accountId)).toEqual([]);
	wait(1);
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	await clearSearches(app);
	await restoreSearch(app, owner, id);
	expect(await listed(owner.accountId)).toMatchObject([{ id, fresh: 1 }]);
	await deleteSearch(app, owner, id);
	const again = await save(app, owner, 'q=脑电');
	expect(await outcome(restoreSearch(app, owner, id))).toBe('alreadyExists');
	wait(25 * 60);
	await clearSearches(app);
	expect(await outcome(restoreSearch(app, owner, id))).toBe('notFound');
	expect(await listed(owner.accountId)).toMatchObject([{ id: again }]);
});
