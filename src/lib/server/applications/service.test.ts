import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	answerApplication,
	apply,
	applyPage,
	myApplications,
	receivedApplications,
	recordOpened,
	withdraw
} from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import {
	account,
	base,
	course,
	employer,
	outcome,
	profile,
	role,
	talent,
	testApp
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
beforeAll(async () => {
	await loadSkills(db);
});

const company = await employer(db, 'company');
const rival = await employer(db, 'rival');
const pending = await employer(db, 'pending', 'pending');
const open = await role(db, company.id);
const ask = (listingId: string, slot: string | null = null) => ({ listingId, slot, letter: '您好' });
const rowOf = async (id: string) => (await db.select().from(applications).where(eq(applications.id, id)))[0]!;

describe('applying', () => {
	it('is once for a listing, until it was withdrawn', async () => {
		const { actor } = await talent(app);
		const first = await apply(app, actor, ask(open));
		expect(await outcome(apply(app, actor, ask(open)))).toBe('alreadyExists');
		await withdraw(app, actor, first);
		const second = await apply(app, actor, ask(open));
		expect((await myApplications(app, actor))?.map(({ id, state }) => [id, state]).sort()).toEqual(
			[
				[first, 'withdrawn'],
				[second, 'sent']
			].sort()
		);
	});

	it('counts once also when two requests arrive together', async () => {
		const { actor } = await talent(app);
		const both = await Promise.all([
			outcome(apply(app, actor, ask(open))),
			outcome(apply(app, actor, ask(open)))
		]);
		expect(both.sort()).toEqual(['accepted', 'alreadyExists']);
	});

	it('needs a profile, an open listing, and an organization that is not blocked', async () => {
		const nobody = await account(db);
		const { actor } = await talent(app, { blocked: ['示例·rival'] });
		expect(await outcome(apply(app, undefined, ask(open)))).toBe('signInFirst');
		expect(await outcome(apply(app, nobody, ask(open)))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask(await role(db, company.id, [], { state: 'closed' }))))).toBe(
			'notNow'
		);
		expect(await outcome(apply(app, actor, ask(await role(db, company.id, [], { state: 'draft' }))))).toBe(
			'notFound'
		);
		expect(await outcome(apply(app, actor, ask(await role(db, pending.id))))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask(await role(db, rival.id))))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask('nosuchid')))).toBe('notFound');
	});

	it('asks which run or period, of this listing and not full', async () => {
		const { actor } = await talent(app);
		const { id, runId } = await course(db, company.id);
		const other = await base(db, company.id);
		expect(await outcome(apply(app, actor, ask(id)))).toBe('invalid slot');
		expect(await outcome(apply(app, actor, ask(id, other.periodId)))).toBe('invalid slot');
		expect(await outcome(apply(app, actor, ask(id, runId)))).toBe('accepted');
		expect(await outcome(apply(app, actor, ask(other.id, other.periodId)))).toBe('accepted');
		await db.update(courseRuns).set({ seatsTaken: 10 }).where(eq(courseRuns.id, runId));
		expect(await outcome(apply(app, (await talent(app)).actor, ask(id, runId)))).toBe('invalid slot');
	});

	it('shows beforehand what stands in the way and what is shared', async () => {
		const { actor } = await talent(app, { visibility: 'hidden', contactPhone: '000' });
		expect(await applyPage(app, actor, open)).toMatchObject({
			isOpen: true,
			hidden: true,
			active: undefined,
			contact: { phone: '000' }
		});
		const id = await apply(app, actor, ask(open));
		expect(await applyPage(app, actor, open)).toMatchObject({ active: { id, state: 'sent' } });
		expect(await outcome(applyPage(app, actor, 'nosuchid'))).toBe('notFound');
	});
});

describe('withdrawing', () => {
	it("is for one's own application, and only while it lives", async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		expect(await outcome(withdraw(app, (await talent(app)).actor, id))).toBe('notFound');
		expect(await outcome(withdraw(app, await account(db), id))).toBe('notFound');
		expect((await rowOf(id)).state).toBe('sent');
		expect(await outcome(withdraw(app, actor, id))).toBe('accepted');
		expect(await outcome(withdraw(app, actor, id))).toBe('notNow');
	});
});

describe('an organization', () => {
	const answer = (
		id: string,
		version = 1,
		state: 'talking' | 'offer' | 'admitted' | 'rejected' = 'talking'
	) => ({ id, version, state, answer: '请下周来聊聊。' });

	it('sees the applications for its own listings, and nothing of the withdrawn or of people who block it', async () => {
		const own = await employer(db, 'own');
		const listing = await role(db, own.id);
		const [stays, leaves, blocks] = [await talent(app), await talent(app), await talent(app)];
		const id = await apply(app, stays.actor, ask(listing));
		await withdraw(app, leaves.actor, await apply(app, leaves.actor, ask(listing)));
		await apply(app, blocks.actor, ask(listing));
		await saveProfile(app, blocks.actor, profile({ version: '1', blocked: ['示例·own'] }));
		const seen = await receivedApplications(app, own.actor, 'own');
		expect(seen?.map((row) => [row.id, row.talent.id, row.listing.id, row.letter])).toEqual([
			[id, stays.id, listing, '您好']
		]);
		expect((await receivedApplications(app, company.actor, 'company'))?.some((row) => row.id === id)).toBe(
			false
		);
		expect(await receivedApplications(app, pending.actor, 'pending')).toBeUndefined();
		expect(await outcome(receivedApplications(app, company.actor, 'own'))).toBe('notFound');
	});

	it('answers with a state and a sentence that the person sees', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		await recordOpened(app, company.actor, 'company', id);
		expect((await myApplications(app, actor))?.[0]).toMatchObject({ state: 'viewed', answer: '' });
		expect(await outcome(answerApplication(app, company.actor, 'company', answer(id)))).toBe('accepted');
		expect((await myApplications(app, actor))?.[0]).toMatchObject({
			state: 'talking',
			answer: '请下周来聊聊。'
		});
		await recordOpened(app, company.actor, 'company', id);
		expect((await rowOf(id)).state).toBe('talking');
	});

	it('cannot open or answer what is not its own', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		for (const slug of ['rival', 'company']) {
			expect(await outcome(answerApplication(app, rival.actor, slug, answer(id)))).toBe('notFound');
			expect(await outcome(recordOpened(app, rival.actor, slug, id))).toBe('notFound');
		}
		expect(await rowOf(id)).toMatchObject({ state: 'sent', viewedAt: null });
	});

	it('does not overwrite a colleague, an end, or answer what its kind of listing has not', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		expect(await outcome(answerApplication(app, company.actor, 'company', answer(id, 1, 'admitted')))).toBe(
			'invalid state'
		);
		expect(await outcome(answerApplication(app, company.actor, 'company', answer(id)))).toBe('accepted');
		expect(await outcome(answerApplication(app, company.actor, 'company', answer(id)))).toBe(
			'changedElsewhere'
		);
		await withdraw(app, actor, id);
		expect(await outcome(answerApplication(app, company.actor, 'company', answer(id, 3)))).toBe('notNow');
	});

	it('admits no more people than there are seats, and a seat given up is free again', async () => {
		const { id, runId } = await course(db, company.id, [], 1);
		const [a, b] = [await talent(app), await talent(app)];
		const first = await apply(app, a.actor, ask(id, runId));
		const second = await apply(app, b.actor, ask(id, runId));
		const admit = (one: string) =>
			outcome(answerApplication(app, company.actor, 'company', answer(one, 1, 'admitted')));
		expect((await Promise.all([admit(first), admit(second)])).sort()).toEqual(['accepted', 'notNow']);
		const admitted =
			(await rowOf(first)).state === 'admitted'
				? { person: a, id: first, other: second }
				: { person: b, id: second, other: first };
		await withdraw(app, admitted.person.actor, admitted.id);
		expect(await admit(admitted.other)).toBe('accepted');
	});
});
