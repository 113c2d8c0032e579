import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { pathwayTo } from '#lib/server/matching/pathway.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { account, base, course, employer, line, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const university = await employer(db, 'university');
let wanted: string;
let decoding: { id: string; runId: string };
let training: { id: string; periodId: string };
beforeAll(async () => {
	await loadSkills(db);
	wanted = await role(db, university.id, [
		line('required', 'eeg 3'),
		line('required', 'real-time-decoding 2'),
		line('required', 'gcp 2'),
		line('required', 'fnirs 2'),
		line('preferred', 'cpp 1')
	]);
	decoding = await course(db, university.id, [
		line('taught', 'real-time-decoding 3'),
		line('required', 'matlab 2')
	]);
	training = await base(db, university.id, [line('practised', 'matlab 2'), line('practised', 'git 1')]);
	forgetWeights(db);
});
const person = () => talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });
const path = async (...asked: Parameters<typeof pathwayTo>) => {
	const found = await pathwayTo(...asked);
	if (found?.state !== 'path') throw new Error(found?.state);
	return found;
};

describe('the pathway to a role', () => {
	it('brings in what teaches a prerequisite first, and names what nobody teaches', async () => {
		const { actor } = await person();
		const found = await path(app, actor, wanted, { choice: 'fewest' });
		expect(found.steps.map(({ card, run, buildsOn }) => [card.id, run.id, buildsOn])).toEqual([
			[training.id, training.periodId, []],
			[decoding.id, decoding.runId, [training.periodId]]
		]);
		expect(
			found.steps.map(({ closes, prepares }) => [closes, prepares].map((list) => list.map(({ id }) => id)))
		).toEqual([
			[[], ['matlab']],
			[['real-time-decoding'], []]
		]);
		expect(found.open.map(({ skill, reason }) => [skill.id, reason]).sort()).toEqual([
			['fnirs', 'untaught'],
			['gcp', 'untaught']
		]);
		expect([found.before.met, found.after.met, found.after.total]).toEqual([1, 2, 4]);
	});

	it('starts from the number that the role shows, and lists the runs for every need that is lacking', async () => {
		const { actor } = await person();
		const found = await path(app, actor, wanted, { choice: 'fewest' });
		const panel = await matchPanel(app, actor, wanted);
		if (panel?.state !== 'explained') throw new Error('explained');
		expect(found.before.coverage).toBe(panel.headline);
		expect(found.before.met).toBe(panel.required.met);
		const ways = found.ways.map(({ need, offers }) => [need.skill.id, offers.map(({ card }) => card.id)]);
		expect(ways.sort()).toEqual([
			['cpp', []],
			['fnirs', []],
			['gcp', []],
			['real-time-decoding', [decoding.id]]
		]);
		expect(found.ways.at(-1)?.need.relation).toBe('preferred');
	});

	it('is the same for the same skills picked without an account', async () => {
		const { actor } = await person();
		const picked = [
			{ id: 'eeg', level: 3 as const },
			{ id: 'python', level: 2 as const },
			{ id: 'ssvep', level: 2 as const }
		];
		const own = await path(app, actor, wanted, { choice: 'soonest' });
		expect(await path(app, undefined, wanted, { choice: 'soonest', picked })).toEqual(own);
	});

	it('says why there is none: nobody signed in, no profile, no needs, no role', async () => {
		const empty = await role(db, university.id);
		const { actor } = await person();
		const ask = (who: typeof actor | undefined, id: string) => pathwayTo(app, who, id, { choice: 'fewest' });
		expect(await ask(undefined, wanted)).toEqual({ state: 'signed-out' });
		expect(await ask(await account(db), wanted)).toEqual({ state: 'no-profile' });
		expect(await ask(actor, empty)).toEqual({ state: 'no-needs' });
		expect(await ask(actor, 'nosuchid')).toBeUndefined();
	});

	it('never leads to what is full, over, or of an organization that is not verified', async () => {
		const other = await employer(db, 'other');
		const asks = await role(db, other.id, [line('required', 'tms 2')]);
		const lesson = await course(db, other.id, [line('taught', 'tms 2')]);
		const place = await base(db, other.id, [line('practised', 'tms 2')]);
		const { actor } = await person();
		const steps = async () => {
			const { steps, open } = await path(app, actor, asks, { choice: 'fewest' });
			return [...steps.map(({ card }) => card.id), ...open.map(({ reason }) => reason)];
		};
		expect(await steps()).toEqual([place.id]);
		await db.update(basePeriods).set({ placesTaken: 10 }).where(eq(basePeriods.listingId, place.id));
		expect(await steps()).toEqual([lesson.id]);
		await db.update(courses).set({ admissionTo: '2026-11-22' }).where(eq(courses.listingId, lesson.id));
		expect(await steps()).toEqual(['unavailable']);
		await db.update(courses).set({ admissionTo: null }).where(eq(courses.listingId, lesson.id));
		await db.update(courseRuns).set({ startsOn: '2026-11-22' }).where(eq(courseRuns.listingId, lesson.id));
		expect(await steps()).toEqual(['unavailable']);
		await db.update(organizations).set({ verification: 'pending' }).where(eq(organizations.id, other.id));
		expect(await steps()).toEqual(['untaught']);
	});
});
