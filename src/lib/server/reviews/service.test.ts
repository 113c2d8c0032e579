import { beforeAll, describe, expect, it } from 'vitest';
import { readInboxFilter } from '#lib/applications/inbox.ts';
import { receivedCsv } from '#lib/server/applications/csv.ts';
import { receivedApplications } from '#lib/server/applications/received.ts';
import { apply, moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { addNote, addTag, rate, removeNote, removeTag, teamReview } from '#lib/server/reviews/service.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { account, employer, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
beforeAll(() => loadSkills(db));

const house = await employer(db, 'house');
const rival = await employer(db, 'rival');
const colleague = await account(db);
await db
	.insert(memberships)
	.values({ organizationId: house.id, accountId: colleague.accountId, role: 'editor' });
const open = await role(db, house.id);

async function applicant() {
	const person = await talent(app);
	const id = await apply(app, person.actor, { listingId: open, slot: null, letter: '' });
	return { ...person, id };
}
const review = (id: string, actor = house.actor) => teamReview(app, actor, 'house', id);
const inbox = async (query: string) =>
	(await receivedApplications(app, house.actor, 'house', readInboxFilter(new URLSearchParams(query))))!;

describe('a team', () => {
	it('writes notes that every member reads with their writer, and only their writer takes away', async () => {
		const { id, actor } = await applicant();
		await addNote(app, house.actor, 'house', id, '笔试很好');
		const [note] = (await review(id, colleague)).notes;
		expect(note).toMatchObject({ text: '笔试很好', by: house.actor.email, own: false });
		expect(await outcome(removeNote(app, colleague, 'house', id, note!.id))).toBe('notFound');
		await removeNote(app, house.actor, 'house', id, note!.id);
		expect((await review(id)).notes).toEqual([]);
		await removeNote(app, house.actor, 'house', id, note!.id, true);
		expect((await review(id)).notes).toHaveLength(1);
		expect(JSON.stringify(await myApplications(app, actor))).not.toContain('笔试很好');
	});

	it('rates, each member once, and shows the average in its list', async () => {
		const { id } = await applicant();
		await rate(app, house.actor, 'house', id, 2);
		await rate(app, house.actor, 'house', id, 5);
		await rate(app, colleague, 'house', id, 4);
		expect(await review(id)).toMatchObject({ ownRating: 5, ratings: [{ rating: 5 }, { rating: 4 }] });
		expect((await inbox('view=table')).rows.find((row) => row.id === id)?.rating).toBe(4.5);
		await rate(app, house.actor, 'house', id, null);
		expect((await review(id)).ratings).toMatchObject([{ rating: 4, by: colleague.email }]);
	});

	it('tags applications and narrows its list by a tag', async () => {
		const [a, b] = [await applicant(), await applicant()];
		await addTag(app, house.actor, 'house', a.id, '北京');
		await addTag(app, colleague, 'house', a.id, '北京');
		await addTag(app, house.actor, 'house', b.id, '复试');
		expect((await review(a.id)).tags).toEqual([{ tag: '北京', by: house.actor.email }]);
		expect((await review(b.id)).known).toEqual(expect.arrayContaining(['北京', '复试']));
		expect((await inbox('view=table&tag=北京')).rows.map(({ id }) => id)).toEqual([a.id]);
		await removeTag(app, colleague, 'house', a.id, '北京');
		expect((await review(a.id)).tags).toEqual([]);
		for (let i = 0; i < 10; i++) await addTag(app, house.actor, 'house', a.id, `标签${i}`);
		expect(await outcome(addTag(app, house.actor, 'house', a.id, '多'))).toBe('invalid tag');
	});

	it('writes nothing about what it may not see', async () => {
		const { id, actor } = await applicant();
		const tries = (who: typeof house.actor, slug: string) => [
			() => teamReview(app, who, slug, id),
			() => addNote(app, who, slug, id, 'x'),
			() => rate(app, who, slug, id, 3),
			() => addTag(app, who, slug, id, 'x')
		];
		for (const slug of ['house', 'rival'])
			for (const one of tries(rival.actor, slug)) expect(await outcome(one())).toBe('notFound');
		await moveOwn(app, actor, { id, state: 'withdrawn', reason: '' });
		for (const one of tries(house.actor, 'house')) expect(await outcome(one())).toBe('notFound');
	});
});

describe('the file of applications', () => {
	it('holds what the table shows and the contact that is shared, and runs nothing in a spreadsheet', async () => {
		const { actor } = await talent(app, {
			...{
				displayName: '=HYPERLINK("http://x")',
				contactEmail: 'a@b.example',
				contactPhone: '+8613800000000'
			}
		});
		const shared = { shareEmail: true, sharePhone: false, shareWechat: false };
		const id = await apply(app, actor, { listingId: open, slot: null, letter: '', ...shared });
		await addTag(app, house.actor, 'house', id, '@file');
		const filter = readInboxFilter(new URLSearchParams('tag=@file'));
		const { text, name } = await receivedCsv(app, house.actor, 'house', filter);
		expect(name).toBe('applications-house-2026-11-23.csv');
		const [, line, ...rest] = text.trim().split('\r\n');
		expect(rest).toEqual([]);
		expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
		expect(line).toContain('a@b.example');
		expect(line).toContain("'@file");
		expect(line).not.toContain('138');
		expect(await outcome(receivedCsv(app, rival.actor, 'house', filter))).toBe('notFound');
	});
});
