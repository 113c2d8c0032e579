import { expect, test } from 'vitest';
import { parseQuery } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { rolesAsking } from '#lib/server/listings/asking.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { listingSkills } from '#lib/server/listings/table.ts';
import { searchPage } from '#lib/server/search/page.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, addOrganization, addSkill, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
await addOrganization(db, 'ningxi', '宁析神经科技');
await addSkill(db, 'eeg', '脑电', 'EEG');
await addSkill(db, 'erp', '事件相关电位', 'ERP', [], 'eeg');
await addSkill(db, 'python', 'Python', 'Python');
await addSkill(db, 'rust', 'Rust', 'Rust');
await addListing(db, { id: 'r1', titleZh: '脑电采集', skills: ['eeg'] });
await addListing(db, { id: 'r2', titleZh: '诱发电位', skills: ['erp', 'python'] });
await addListing(db, { id: 'r3', titleZh: '后端', skills: ['python'] });
await addListing(db, { id: 'r4', titleZh: '已关闭', skills: ['python'], state: 'closed' });
await addListing(db, { id: 'programme', titleZh: '微专业', course: { type: 'microdegree' } });
await addListing(db, { id: 'signals', titleZh: '脑电课', course: { parentId: 'programme' } });
await addListing(db, { id: 'coding', titleZh: '编程课', course: { parentId: 'programme' } });
await addListing(db, { id: 'unasked', titleZh: '冷门课', course: {} });
const taught = (listingId: string, skillId: string) => ({ listingId, skillId, relation: 'taught' as const });
await db
	.insert(listingSkills)
	.values([taught('signals', 'eeg'), taught('coding', 'python'), taught('unasked', 'rust')]);
await drainOutbox(app);

const found = async (path: string) =>
	(await searchPage(app, parseQuery(new URL(path, 'https://pons.example').searchParams))).total;

test('a course says how many open roles ask for what it teaches, and the number is that of the list behind it', async () => {
	const asking = (await rolesAsking(app, 'course', 'signals'))!;
	expect(asking.total).toBe(2);
	expect(asking.total).toBe(await found(asking.path));
	expect(asking.roles.map(({ id }) => id).sort()).toEqual(['r1', 'r2']);
	const { gifts } = await shownListing(app, 'course', 'signals');
	const link = gifts[0]!.skills[0]!.asked!;
	expect(link.text).toBe('2 个在招岗位需要');
	expect(await found(link.href)).toBe(2);
});

test('a programme counts what its courses teach, each role once', async () => {
	const asking = (await rolesAsking(app, 'course', 'programme'))!;
	expect([asking.total, await found(asking.path)]).toEqual([3, 3]);
	expect((await shownListing(app, 'course', 'programme')).asking?.link?.text).toBe(
		'3 个在招岗位需要这里教的技能'
	);
});

test('what nobody asks for says so, and a role or a course that teaches nothing says nothing', async () => {
	expect((await shownListing(app, 'course', 'unasked')).asking).toEqual({ link: undefined, roles: [] });
	expect(await rolesAsking(app, 'role', 'r1')).toBeUndefined();
	await addListing(db, { id: 'bare', titleZh: '空', course: {} });
	expect(await rolesAsking(app, 'course', 'bare')).toBeUndefined();
});
