import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { searchOverview, tryParkedAgain } from '#lib/server/search/operations.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { addListing, addOrganization, searchApp } from '#lib/server/search/testing.ts';
import type { Actor } from '#lib/accounts/types.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
const operator = { isOperator: true } as Actor;
const other = { isOperator: false } as Actor;
await addOrganization(db, 'ningxi', '宁析神经科技');

beforeEach(async () => {
	await connection.sql`truncate search_outbox, listings cascade`;
	for (const id of ['a', 'b', 'c']) await addListing(db, { id, titleZh: `脑电 ${id}` });
	await connection.sql`update search_outbox set parked_at = now(), attempts = 12, last_error = 'PostgreSQL 54000'
		where document_id in ('a', 'b')`;
});

test('an operator sees what was given up with its reason, and what waits', async () => {
	const { answers, parked, waiting, unlisted } = await searchOverview(app, operator);
	expect(answers).toBe('postgres');
	expect(parked).toMatchObject([
		{ id: 'a', titleZh: '脑电 a', reason: 'PostgreSQL 54000' },
		{ id: 'b', titleZh: '脑电 b' }
	]);
	expect([waiting.marks, unlisted]).toEqual([1, 0]);
});

test('a parked document is sent again when an operator says so, and the others stay', async () => {
	await drainOutbox(app);
	expect(await tryParkedAgain(app, operator, { id: 'a' })).toBe(1);
	await drainOutbox(app);
	expect((await db.select().from(searchOutbox)).map(({ documentId }) => documentId)).toEqual(['b']);
	expect(await tryParkedAgain(app, operator, {})).toBe(1);
	await drainOutbox(app);
	expect(await db.$count(searchOutbox)).toBe(0);
});

test('nobody else sees or does anything, and a document that is not parked is unknown', async () => {
	for (const actor of [undefined, other]) {
		await expect(searchOverview(app, actor)).rejects.toThrow('notFound');
		await expect(tryParkedAgain(app, actor, {})).rejects.toThrow('notFound');
	}
	await expect(tryParkedAgain(app, operator, { id: 'c' })).rejects.toThrow('notFound');
	expect((await searchOverview(app, operator)).parked).toHaveLength(2);
});
