import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { plansMax } from '#lib/plans/types.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { plannedRoles } from '#lib/server/plans/data.ts';
import { planPage } from '#lib/server/plans/pages.ts';
import {
	clearPlans,
	markItem,
	removePlan,
	renewPlan,
	restorePlan,
	savePlan
} from '#lib/server/plans/service.ts';
import { planItems, plans } from '#lib/server/plans/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import {
	account,
	base,
	course,
	employer,
	line,
	outcome,
	profile,
	role,
	talent,
	testApp
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const university = await employer(db, 'university');
let wanted: string;
let first: { id: string; runId: string };
let second: { id: string; runId: string };
beforeAll(async () => {
	await loadSkills(db);
	wanted = await role(db, university.id, [line('required', 'fnirs 2'), line('required', 'gcp 2')]);
	first = await course(db, university.id, [line('taught', 'fnirs 2')]);
	second = await course(db, university.id, [line('taught', 'gcp 2')]);
	forgetWeights(db);
});
const person = () => talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });
const save = (actor: Actor, roleId = wanted) => savePlan(app, actor, { roleId, choice: 'fewest' });
const page = async (actor: Actor) => {
	const [plan] = await planPage(app, actor);
	return plan!;
};
const stepOf = async (actor: Actor, listingId: string) =>
	(await page(actor)).steps.find(({ card }) => card?.id === listingId)!;

describe('a plan', () => {
	it('is a saved pathway: its steps, what each closes, and where they lead', async () => {
		const { actor } = await person();
		await save(actor);
		const plan = await page(actor);
		expect(plan.role?.id).toBe(wanted);
		expect(plan.steps.map(({ slot, state, trouble }) => [slot, state, trouble])).toEqual(
			expect.arrayContaining([
				[first.runId, 'planned', undefined],
				[second.runId, 'planned', undefined]
			])
		);
		expect(plan.steps.flatMap(({ closes }) => closes.map(({ id }) => id)).sort()).toEqual(['fnirs', 'gcp']);
		expect([plan.before.met, plan.after.met, plan.after.coverage]).toEqual([0, 2, 100]);
	});

	it('follows the person’s applications, and what they say themselves', async () => {
		const { actor, id: talentId } = await person();
		await save(actor);
		const send = async () => {
			const row = { talentId, listingId: first.id, kind: 'course' as const, runId: first.runId };
			return (await db.insert(applications).values(row).returning())[0]!.id;
		};
		const move = async (applicationId: string, ...states: ApplicationState[]) => {
			for (const [i, toState] of states.slice(1).entries())
				await db.insert(applicationEvents).values({
					applicationId,
					kind: 'course',
					fromState: states[i]!,
					toState,
					mover: 'organization'
				});
		};
		const refused = await send();
		expect(await stepOf(actor, first.id)).toMatchObject({ state: 'applied', application: 'sent' });
		await move(refused, 'sent', 'admitted');
		expect(await stepOf(actor, first.id)).toMatchObject({ state: 'admitted' });
		await move(refused, 'admitted', 'rejected');
		expect(await stepOf(actor, first.id)).toMatchObject({ state: 'planned', application: 'rejected' });
		await move(await send(), 'sent', 'admitted', 'enrolled', 'completed');
		expect(await stepOf(actor, first.id)).toMatchObject({ state: 'done' });
		const { id } = await stepOf(actor, second.id);
		await markItem(app, actor, { id, done: true });
		expect(await stepOf(actor, second.id)).toMatchObject({ state: 'done', done: true });
		await markItem(app, actor, { id, done: false });
		expect(await stepOf(actor, second.id)).toMatchObject({ state: 'planned' });
	});

	it('is not done by an earlier period of the same base, and never offers one that has begun', async () => {
		const hospital = await employer(db, 'hospital');
		const asks = await role(db, hospital.id, [line('required', 'dbs 2')]);
		const place = await base(db, hospital.id, [line('practised', 'dbs 2')]);
		const [begun] = await db
			.insert(basePeriods)
			.values({ listingId: place.id, startsOn: '2026-11-01', endsOn: '2027-01-31', places: 5 })
			.returning();
		const { actor, id: talentId } = await person();
		await save(actor, asks);
		expect(await stepOf(actor, place.id)).toMatchObject({ slot: place.periodId, state: 'planned' });
		const past = { talentId, listingId: place.id, kind: 'base' as const, periodId: begun!.id };
		await db.insert(applications).values(past);
		expect(await stepOf(actor, place.id)).toMatchObject({ state: 'planned', application: null });
		await db.insert(applications).values({ ...past, periodId: place.periodId });
		expect(await stepOf(actor, place.id)).toMatchObject({ state: 'applied' });
	});

	it('says which step can no longer be taken, and finds another when it is worked out again', async () => {
		const own = await employer(db, 'own');
		const asks = await role(db, own.id, [line('required', 'tms 2'), line('required', 'cpp 2')]);
		const [one, two] = [
			await course(db, own.id, [line('taught', 'tms 2'), line('practised', 'cpp 2')]),
			await course(db, own.id, [line('taught', 'tms 2')])
		];
		const other = await course(db, own.id, [line('taught', 'cpp 2')]);
		const { actor } = await person();
		const id = await save(actor, asks);
		expect((await page(actor)).steps.map(({ card }) => card?.id)).toEqual([one.id]);
		await db.update(courseRuns).set({ seatsTaken: 10 }).where(eq(courseRuns.id, one.runId));
		expect(await stepOf(actor, one.id)).toMatchObject({ trouble: 'full' });
		expect(await renewPlan(app, actor, id)).toBe(id);
		expect((await page(actor)).steps.map(({ card }) => card?.id).sort()).toEqual([two.id, other.id].sort());
		await db.update(listings).set({ state: 'closed' }).where(eq(listings.id, two.id));
		expect(await stepOf(actor, two.id)).toMatchObject({ trouble: 'closed' });
		await db.delete(courseRuns).where(eq(courseRuns.id, other.runId));
		expect(await stepOf(actor, other.id)).toMatchObject({ trouble: 'gone', slot: null });
	});

	it('keeps what is done or applied for when it is worked out again', async () => {
		const { actor, id: talentId } = await person();
		const id = await save(actor);
		const { id: itemId } = await stepOf(actor, second.id);
		await markItem(app, actor, { id: itemId, done: true });
		await db
			.insert(applications)
			.values({ talentId, listingId: first.id, kind: 'course', runId: first.runId });
		await savePlan(app, actor, { roleId: wanted, choice: 'soonest' });
		const plan = await page(actor);
		expect([plan.id, plan.choice]).toEqual([id, 'soonest']);
		expect(plan.steps.map(({ card, state }) => [card?.id, state])).toEqual(
			expect.arrayContaining([
				[second.id, 'done'],
				[first.id, 'applied']
			])
		);
		expect(plan.steps).toHaveLength(2);
	});

	it('is removed and taken back, until it is cleared away a day later', async () => {
		const { actor } = await person();
		const id = await save(actor);
		await removePlan(app, actor, id);
		expect(await planPage(app, actor)).toEqual([]);
		await restorePlan(app, actor, id);
		expect((await page(actor)).id).toBe(id);
		await removePlan(app, actor, id);
		await clearPlans(app);
		expect(await db.$count(plans, eq(plans.id, id))).toBe(1);
		await clearPlans({ ...app, now: () => new Date('2026-11-24T05:00:00Z') });
		expect(await db.$count(plans, eq(plans.id, id))).toBe(0);
		await save(actor);
		expect(await outcome(restorePlan(app, actor, id))).toBe('notFound');
	});

	it('is nobody else’s: other people’s plans answer like plans that do not exist', async () => {
		const [{ actor }, { actor: other }] = [await person(), await person()];
		const id = await save(actor);
		const [item] = await db.select().from(planItems).where(eq(planItems.planId, id));
		expect(await planPage(app, other)).toEqual([]);
		for (const attempt of [removePlan, renewPlan, restorePlan])
			expect(await outcome(attempt(app, other, id))).toBe('notFound');
		expect(await outcome(markItem(app, other, { id: item!.id, done: true }))).toBe('notFound');
		expect(await outcome(markItem(app, undefined, { id: 'nosuchid', done: true }))).toBe('signInFirst');
		expect(await outcome(savePlan(app, undefined, { roleId: wanted, choice: 'fewest' }))).toBe('signInFirst');
		expect(await outcome(planPage(app, undefined))).toBe('signInFirst');
	});

	it('needs a role that is shown, a profile, a step that helps, and room', async () => {
		const { actor } = await person();
		const draft = await role(db, university.id, [line('required', 'fnirs 2')], { state: 'draft' });
		expect(await outcome(save(actor, draft))).toBe('notFound');
		expect(await outcome(save(actor, first.id))).toBe('notFound');
		expect(await outcome(save(await account(db)))).toBe('notNow');
		const met = await role(db, university.id, [line('required', 'eeg 3')]);
		expect(await outcome(save(actor, met))).toBe('notNow');
		for (let i = 0; i < plansMax; i++)
			await save(actor, await role(db, university.id, [line('required', 'fnirs 2')]));
		expect(await outcome(save(actor))).toBe('notNow');
	});
});

describe('the role of a plan', () => {
	it('is the first of the roles that courses are recommended for', async () => {
		const own = await employer(db, 'far');
		const far = await role(db, own.id, [line('required', 'tdcs 2')]);
		const lesson = await course(db, own.id, [line('taught', 'tdcs 3')]);
		const { actor } = await person();
		const recommended = async () => {
			const matches = await matchesForTalent(app, actor, { kind: 'course', limit: 50, offset: 0 });
			return matches.state === 'gains' ? matches.rows.map(({ card }) => card.id) : [];
		};
		expect(await recommended()).not.toContain(lesson.id);
		await save(actor, far);
		expect(await plannedRoles(db, actor.accountId)).toEqual([far]);
		expect(await recommended()).toContain(lesson.id);
		await saveProfile(app, actor, profile({ has: ['tdcs 3', 'cpp 2', 'eeg 3'], version: '1' }));
		expect(await recommended()).not.toContain(lesson.id);
	});
});
