import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { noticesOf } from '#lib/server/notifications/data.ts';
import { addOrganization, addSkill } from '#lib/server/search/testing.ts';
import { findNews } from '#lib/server/searches/find.ts';
import { lookAt } from '#lib/server/searches/service.ts';
import {
	clockedApp,
	close,
	index,
	person,
	publish,
	reopen,
	retitle,
	save,
	settleAll,
	told
} from '#lib/server/searches/testing.ts';

const connection = await testDatabase();
const { app, wait } = clockedApp(connection);
await addOrganization(app.db, 'ningxi', '宁析神经科技');
await addOrganization(app.db, 'qixia', '栖霞微电');
await addSkill(app.db, 'signals', '信号', 'Signals');
await addSkill(app.db, 'eeg', '脑电', 'EEG', [], 'signals');

beforeEach(async () => {
	await connection.sql`truncate search_outbox, search_documents, seen_documents, saved_searches, listings cascade`;
	wait(10);
});

test('a listing published after the search was saved is told once, and one from before never', async () => {
	await publish(app, 'before', '脑电旧岗位');
	await settleAll(app);
	const search = await save(app, await person(app), 'q=脑电');
	wait(1);
	await publish(app, 'after', '脑电新岗位');
	await publish(app, 'other', '会计');
	await settleAll(app);
	expect(await told(app, search)).toEqual(['after']);
	await retitle(app, 'after', '脑电新岗位（改）');
	await retitle(app, 'before', '脑电旧岗位（改）');
	await settleAll(app);
	expect(await told(app, search)).toEqual(['after']);
});

test('what could be found when the search was saved is not news, though no round had seen it yet', async () => {
	await publish(app, 'a', '脑电岗位');
	await index(app);
	const search = await save(app, await person(app), 'q=脑电');
	await settleAll(app);
	expect(await told(app, search)).toEqual([]);
});

test('a listing edited so that it now matches is new', async () => {
	await publish(app, 'a', '肌电岗位');
	await settleAll(app);
	const search = await save(app, await person(app), 'q=脑电');
	await retitle(app, 'a', '脑电岗位');
	await settleAll(app);
	expect(await told(app, search)).toEqual(['a']);
});

test('a listing closed and opened again is not new, unless it was closed when the search was saved', async () => {
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	const first = await save(app, await person(app), 'q=脑电');
	wait(1);
	await close(app, 'a');
	await settleAll(app);
	wait(1);
	const second = await save(app, await person(app), 'q=脑电');
	await reopen(app, 'a');
	await settleAll(app);
	expect([await told(app, first), await told(app, second)]).toEqual([[], ['a']]);
});

test('an index that is filled anew tells nothing', async () => {
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	const search = await save(app, await person(app), 'q=脑电');
	await connection.sql`create table copy as select * from search_documents`;
	await connection.sql`truncate search_documents`;
	await findNews(app);
	await connection.sql`insert into search_documents select * from copy`;
	await connection.sql`drop table copy`;
	while ((await findNews(app)) > 0);
	expect(await told(app, search)).toEqual([]);
});

test('filters count as on the search page: any value of a facet, all facets, and skills with all under them', async () => {
	const owner = await person(app);
	const skill = await save(app, owner, 'skill=signals&district=gulou&district=jiangbei');
	const employer = await save(app, owner, 'organization=qixia');
	const all = await save(app, owner, '');
	wait(1);
	await publish(app, 'a', '岗位', { skills: ['eeg'], district: 'jiangbei' });
	await publish(app, 'b', '岗位', { skills: ['eeg'], district: 'xuanwu', organizationId: 'qixia' });
	await settleAll(app);
	expect([await told(app, skill), await told(app, employer), await told(app, all)]).toEqual([
		['a'],
		['b'],
		['a', 'b']
	]);
});

test('the owner has one notice for a search, unread again with each find, and gone once looked at', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电', 'off');
	const notices = async () =>
		(await noticesOf(app.db, owner.accountId, 10)).map(({ data, unread }) => ({ ...data, unread }));
	wait(1);
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	expect(await notices()).toMatchObject([{ searchId: search, name: '脑电', count: 1, unread: true }]);
	await connection.sql`update notices set read_at = now()`;
	await publish(app, 'b', '脑电岗位');
	await settleAll(app);
	expect(await notices()).toMatchObject([{ count: 2, unread: true }]);
	await lookAt(app, owner, search);
	expect(await notices()).toEqual([]);
	wait(1);
	await publish(app, 'c', '脑电岗位');
	await settleAll(app);
	expect(await notices()).toMatchObject([{ count: 1, unread: true }]);
});

test('a member who left the organization is not told what its searches find', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电');
	await connection.sql`update saved_searches set organization_id = 'ningxi' where id = ${search}`;
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	expect(await told(app, search)).toEqual([]);
	await connection.sql`insert into memberships (organization_id, account_id, role) values ('ningxi', ${owner.accountId}, 'editor')`;
	await publish(app, 'b', '脑电岗位');
	await settleAll(app);
	expect(await told(app, search)).toEqual(['b']);
});

test('two processes at once tell each find once', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电');
	wait(1);
	for (const id of ['a', 'b', 'c']) await publish(app, id, '脑电岗位');
	await index(app);
	await Promise.all([findNews(app), findNews(app), findNews(app)]);
	while ((await findNews(app)) > 0);
	expect(await told(app, search)).toEqual(['a', 'b', 'c']);
	expect(await noticesOf(app.db, owner.accountId, 10)).toMatchObject([{ data: { count: 3 } }]);
});

/** A round whose connection is lost after so many statements; whether it got to its end before. */
async function killedRound(statements: number): Promise<boolean> {
	let left = statements;
	const begin = (run: (tx: unknown) => Promise<unknown>) =>
		app.sql.begin((tx) => {
			const count = (call: (...args: never[]) => unknown) =>
				function (...args: never[]) {
					if (left-- <= 0) throw new Error('killed');
					return call(...args);
				};
			return run(Object.assign(count(tx as never), tx, { unsafe: count(tx.unsafe as never) }));
		});
	const sql = Object.assign((...args: never[]) => (app.sql as never as CallableFunction)(...args), app.sql, {
		begin
	});
	const outcome = await findNews({ ...app, sql } as never).catch((error: Error) => error);
	if (outcome instanceof Error && outcome.message !== 'killed') throw outcome;
	return !(outcome instanceof Error);
}

test('a round killed anywhere leaves nothing behind, and the next one tells everything once', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电');
	const counts = async () => [
		(await told(app, search)).length,
		(await noticesOf(app.db, owner.accountId, 10)).length
	];
	wait(1);
	await publish(app, 'a', '脑电岗位');
	await index(app);
	let statements = 0;
	while (!(await killedRound(statements))) {
		expect(await counts()).toEqual([0, 0]);
		statements++;
	}
	expect(statements).toBeGreaterThan(5);
	expect(await counts()).toEqual([1, 1]);
	expect(await findNews(app)).toBe(0);
});

type Step = {
	id: number;
	what: 'publish' | 'close' | 'match' | 'miss' | 'save' | 'round' | 'killed' | 'index';
};
const step = fc.record({
	id: fc.integer({ min: 0, max: 3 }),
	what: fc.constantFrom<Step['what']>('publish', 'close', 'match', 'miss', 'save', 'round', 'killed', 'index')
});

test('whatever is published, edited, closed and killed, each search is told each newcomer once and misses none', async () => {
	const owner = await person(app);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
			await connection.sql`truncate search_outbox, search_documents, seen_documents, saved_searches, listings, notices cascade`;
			/** What is in the index: does it match; undefined when it is not there. */
			const shown = new Map<number, boolean>();
			const state = new Map<number, 'open' | 'closed'>();
			const title = new Map<number, boolean>();
			/** By search: what it should have been told, and how each listing last looked to it. */
			const searches: Array<{ id: string; expected: Set<string>; last: Map<number, boolean> }> = [];
			const indexNow = async () => {
				await index(app);
				for (const [id, is] of state) {
					if (is === 'open') shown.set(id, title.get(id)!);
					else shown.delete(id);
				}
			};
			/** News is decided when a round compares: from the last form that was compared to the present one. */
			const compare = () => {
				for (const { expected, last } of searches) {
					for (const [id, matches] of shown) {
						if (matches && !last.get(id)) expected.add(`l${id}`);
						last.set(id, matches);
					}
				}
			};
			for (const { id, what } of steps) {
				wait(1);
				const name = `l${id}`;
				if (what === 'publish' && !state.has(id)) {
					state.set(id, 'open');
					title.set(id, id % 2 === 0);
					await publish(app, name, id % 2 === 0 ? '脑电岗位' : '岗位');
				} else if (what === 'publish' && state.get(id) === 'closed') {
					state.set(id, 'open');
					await reopen(app, name);
				} else if (what === 'close' && state.get(id) === 'open') {
					state.set(id, 'closed');
					await close(app, name);
				} else if ((what === 'match' || what === 'miss') && state.has(id)) {
					title.set(id, what === 'match');
					await retitle(app, name, what === 'match' ? '脑电岗位' : '岗位');
				} else if (what === 'save' && searches.length < 3) {
					const query = ['q=脑电', 'q=脑电&kind=role', 'q=脑电&kind=role&kind=course'][searches.length]!;
					searches.push({ id: await save(app, owner, query), expected: new Set(), last: new Map(shown) });
				} else if (what === 'index') await indexNow();
				else if (what === 'killed') await killedRound(id * 2);
				else if (what === 'round') {
					while ((await findNews(app)) > 0);
					compare();
				}
			}
			await indexNow();
			while ((await findNews(app)) > 0);
			compare();
			for (const { id, expected } of searches) expect(await told(app, id)).toEqual([...expected].sort());
		}),
		{ numRuns: 40 }
	);
}, 120_000);
