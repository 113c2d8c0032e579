import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerText } from '#lib/answers/figures.ts';
import type { App } from '#lib/server/app.ts';
import { countAnswers } from '#lib/server/answers/figures.ts';
import { closeSilent, remindUnanswered } from '#lib/server/answers/silence.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { organizationPage } from '#lib/server/organizations/directory.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const onDay = (days: number) =>
	({ ...app, now: () => new Date(testNow.getTime() + days * 86_400_000) }) as App;
beforeAll(() => loadSkills(db));

async function applied(listingId: string) {
	const { actor } = await talent(app);
	return { actor, id: await apply(app, actor, { listingId, slot: null, letter: '' }) };
}
const answer = (at: App, by: Awaited<ReturnType<typeof employer>>, id: string) =>
	answerApplication(at, by.actor, by.slug, id, {
		...{ version: 1, state: 'talking', reason: '', meetsAt: null, place: null }
	});
const told = async (accountId: string, kind: 'answerDue' | 'listingSilent' | 'applicationAnswered') =>
	db
		.select()
		.from(notices)
		.where(and(eq(notices.accountId, accountId), eq(notices.kind, kind)));
const stateOf = async (id: string) =>
	(await db.select().from(applications).where(eq(applications.id, id)))[0]?.state;
const listingState = async (id: string) =>
	(await db.select().from(listings).where(eq(listings.id, id)))[0]?.state;

describe('an organization that does not answer', () => {
	it('is reminded once of what has waited five days, in one notice', async () => {
		const slow = await employer(db, 'slow');
		const open = await role(db, slow.id);
		const [, second] = [await applied(open), await applied(open)];
		await answer(app, slow, second.id);
		await applied(open);
		await remindUnanswered(onDay(4));
		expect(await told(slow.actor.accountId, 'answerDue')).toEqual([]);
		await remindUnanswered(onDay(5));
		await remindUnanswered(onDay(6));
		const [one, ...more] = await told(slow.actor.accountId, 'answerDue');
		expect(one?.data).toMatchObject({ count: 2, days: 5, slug: 'slow' });
		expect(more).toEqual([]);
	});

	it('finds its listing closed after thirty silent days, and who waited is told', async () => {
		const silent = await employer(db, 'silent');
		const open = await role(db, silent.id);
		await db.update(listings).set({ validUntil: '2027-12-31' }).where(eq(listings.id, open));
		const one = await applied(open);
		await closeSilent(onDay(29));
		expect(await listingState(open)).toBe('open');
		await closeSilent(onDay(31));
		expect(await listingState(open)).toBe('closed');
		expect(await stateOf(one.id)).toBe('expired');
		expect((await told(one.actor.accountId, 'applicationAnswered'))[0]?.data).toMatchObject({
			state: 'expired'
		});
		expect((await told(silent.actor.accountId, 'listingSilent'))[0]?.data).toMatchObject({ id: open });
	});

	it('keeps a listing on which it answers somebody', async () => {
		const busy = await employer(db, 'busy');
		const open = await role(db, busy.id);
		await applied(open);
		const other = await applied(open);
		await answer(onDay(20), busy, other.id);
		await closeSilent(onDay(31));
		expect(await listingState(open)).toBe('open');
	});
});

describe('how an organization answers', () => {
	it('is its rate and the median time, without what was taken back or may still be answered', async () => {
		const house = await employer(db, 'house');
		const open = await role(db, house.id);
		const people = await Promise.all(Array.from({ length: 8 }, () => applied(open)));
		// Answered after 1, 2 and 3 days; one is taken back; four wait.
		for (const [i, { id }] of people.slice(0, 3).entries()) await answer(onDay(i + 1), house, id);
		await moveOwn(app, people[3]!.actor, { id: people[3]!.id, state: 'withdrawn', reason: '' });
		await countAnswers(onDay(4));
		expect((await organizationPage(db, 'house'))?.answers).toMatchObject({ received: 3, answered: 3 });
		await countAnswers(onDay(6));
		const figures = (await organizationPage(db, 'house'))!.answers!;
		expect(figures).toEqual({ received: 7, answered: 3, medianHours: 48 });
		expect(answerText(figures)).toBe('近半年答复率 43%，一半在 2 天内答复');
		expect(answerText({ ...figures, received: 4 })).toBeUndefined();
	});
});
