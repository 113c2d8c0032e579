import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { correctFromMatch, takeBackFromMatch } from '#lib/server/matching/correct.ts';
import { candidatesForRole } from '#lib/server/matching/candidates.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { clearCorrections } from '#lib/server/talents/correct.ts';
import { skillCorrections, talentSkills } from '#lib/server/talents/table.ts';
import {
	account,
	employer,
	line,
	outcome,
	role,
	talent,
	testApp,
	testNow
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);

let asks: string;
const company = await employer(db, 'company');
beforeAll(async () => {
	await loadSkills(db);
	asks = await role(db, company.id, [
		line('required', 'eeg 3'),
		line('required', 'cpp 2'),
		line('preferred', 'gcp 1')
	]);
	forgetWeights(db);
});
const person = () => talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });
const headlineOf = async (actor: Awaited<ReturnType<typeof person>>['actor']) => {
	const panel = await matchPanel(app, actor, asks);
	return panel?.state === 'explained' ? panel.headline : undefined;
};

describe('a talent corrects a skill from the explanation of a match', () => {
	it('and the coverage moves by the same number on both sides', async () => {
		const { actor, id } = await person();
		const before = await headlineOf(actor);
		const corrected = await correctFromMatch(app, actor, { role: asks, skill: 'cpp', level: 2, version: 1 });
		expect(corrected).toMatchObject({ before, skill: { id: 'cpp' }, level: 2, version: 2, takenBack: false });
		expect(corrected.after).toBeGreaterThan(before!);
		expect(await headlineOf(actor)).toBe(corrected.after);
		const candidates = await candidatesForRole(app, company.actor, 'company', asks, { limit: 50, offset: 0 });
		if (candidates.state !== 'listed') throw new Error(candidates.state);
		expect(candidates.rows.find((row) => row.id === id)?.match.headline).toBe(corrected.after);
	});

	it('and takes it back with the evidence and the note it had', async () => {
		const { actor, id } = await person();
		const before = await headlineOf(actor);
		await db
			.update(talentSkills)
			.set({ evidence: 'verified', note: '课程结业' })
			.where(eq(talentSkills.talentId, id));
		const stored = () =>
			db.select().from(talentSkills).where(eq(talentSkills.talentId, id)).orderBy(talentSkills.skillId);
		const whole = await stored();
		const dropped = await correctFromMatch(app, actor, { role: asks, skill: 'eeg', level: null, version: 1 });
		expect(dropped).toMatchObject({ level: null, after: undefined });
		expect(await stored()).toHaveLength(2);
		const back = await takeBackFromMatch(app, actor, { role: asks, skill: 'eeg', version: 2 });
		expect(back).toMatchObject({ level: 3, after: before, takenBack: true });
		expect(await stored()).toEqual(whole);
		await correctFromMatch(app, actor, { role: asks, skill: 'eeg', level: 4, version: 3 });
		expect((await stored())[0]).toMatchObject({ level: 4, evidence: 'stated', note: '课程结业' });
		await takeBackFromMatch(app, actor, { role: asks, skill: 'eeg', version: 4 });
		expect(await stored()).toEqual(whole);
		await correctFromMatch(app, actor, { role: asks, skill: 'cpp', level: 1, version: 5 });
		await takeBackFromMatch(app, actor, { role: asks, skill: 'cpp', version: 6 });
		expect(await stored()).toEqual(whole);
	});

	it('and is told when the profile was changed elsewhere', async () => {
		const { actor } = await person();
		const correct = (version: number) =>
			outcome(correctFromMatch(app, actor, { role: asks, skill: 'cpp', level: 2, version }));
		expect(await correct(1)).toBe('accepted');
		expect(await correct(1)).toBe('changedElsewhere');
		expect(await correct(2)).toBe('accepted');
	});

	it('only in the own profile, and only skills that exist', async () => {
		const { actor } = await person();
		const correction = { role: asks, skill: 'cpp', level: 2 as const, version: 1 };
		expect(await outcome(correctFromMatch(app, undefined, correction))).toBe('signInFirst');
		expect(await outcome(correctFromMatch(app, await account(db), correction))).toBe('notNow');
		expect(await outcome(correctFromMatch(app, actor, { ...correction, skill: 'nosuchskill' }))).toBe(
			'notFound'
		);
		expect(await outcome(takeBackFromMatch(app, actor, { role: asks, skill: 'cpp', version: 1 }))).toBe(
			'expired'
		);
	});

	it('and what it was is forgotten after a day', async () => {
		const { actor } = await person();
		await correctFromMatch(app, actor, { role: asks, skill: 'cpp', level: 2, version: 1 });
		const later = { ...app, now: () => new Date(testNow.getTime() + 25 * 3_600_000) };
		expect(await outcome(takeBackFromMatch(later, actor, { role: asks, skill: 'cpp', version: 2 }))).toBe(
			'expired'
		);
		await clearCorrections(later);
		expect(await db.select().from(skillCorrections)).toEqual([]);
	});
});
