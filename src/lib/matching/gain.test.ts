import { describe, expect, it } from 'vitest';
import { closes, gainOf, missingPrerequisites, wantedGaps } from './gain.ts';
import { gapOf } from './gap.ts';
import { prepareTalent } from './prepared.ts';
import { has, needs, sampleTree } from './testing.ts';
import type { Giving } from './types.ts';

const talent = prepareTalent(sampleTree, () => 1, [has('python', 2), has('erp', 2)]);
const gives = (skill: string, level: Giving['level'] = null, relation: Giving['relation'] = 'taught') => ({
	skill,
	relation,
	level
});
const skillsOf = (list: Array<{ need: { skill: string } }>) => list.map(({ need }) => need.skill);

describe('a gap', () => {
	it('parts needs into have, partly and lack', () => {
		const result = gapOf(talent, [
			needs('python', 2),
			needs('eeg'),
			needs('python', 3, 'preferred'),
			needs('fnirs')
		]);
		expect(skillsOf(result.have)).toEqual(['python']);
		expect(skillsOf(result.partly)).toEqual(['eeg', 'python']);
		expect(skillsOf(result.lack)).toEqual(['fnirs']);
	});

	it('holds required needs covered less than 0.6, and no preferred ones', () => {
		const result = gapOf(talent, [
			needs('python', 3),
			needs('eeg'),
			needs('fnirs'),
			needs('cpp', 1, 'preferred')
		]);
		expect(skillsOf(result.gap)).toEqual(['eeg', 'fnirs']);
	});

	it('is everything for an empty profile and nothing without needs', () => {
		expect(
			gapOf(
				prepareTalent(sampleTree, () => 1, []),
				[needs('eeg'), needs('eeg')]
			).gap
		).toHaveLength(1);
		expect(gapOf(talent, [])).toEqual({ have: [], partly: [], lack: [], gap: [] });
	});
});

describe('the gain of a course', () => {
	const wanted = wantedGaps(talent, [
		[needs('fnirs'), needs('python')],
		[needs('fnirs', 4), needs('cpp', 1, 'preferred')]
	]);

	it('is the weighted share of missing needs it closes over all wanted roles', () => {
		expect(gainOf(sampleTree, wanted, [gives('fnirs', 3)])).toEqual({
			state: 'known',
			share: 0.8,
			gaps: 1,
			skills: ['fnirs'],
			roles: 2
		});
		expect(gainOf(sampleTree, wanted, [gives('cpp')])).toMatchObject({ share: 0.2, roles: 1 });
	});

	it('needs the level: 0.6 of what is asked', () => {
		expect(gainOf(sampleTree, wanted, [gives('fnirs', 2)])).toMatchObject({ share: 0.4, gaps: 1, roles: 1 });
		expect([closes(2, 3), closes(1, 2), closes(2, 4), closes(3, 4), closes(undefined, 1)]).toEqual([
			true,
			false,
			false,
			true,
			false
		]);
	});

	it('counts what lies under a missing skill, not what lies above it', () => {
		const missing = wantedGaps(talent, [[needs('imaging')]]);
		expect(gainOf(sampleTree, missing, [gives('fnirs', 1, 'practised')])).toMatchObject({ share: 1 });
		expect(gainOf(sampleTree, wanted, [gives('imaging', 4)])).toMatchObject({ share: 0, gaps: 0, roles: 0 });
	});

	it('has states of its own for no wanted roles and nothing missing', () => {
		expect(gainOf(sampleTree, wantedGaps(talent, []), [gives('eeg')])).toEqual({ state: 'no-wanted-roles' });
		expect(gainOf(sampleTree, wantedGaps(talent, [[needs('python')]]), [gives('eeg')])).toEqual({
			state: 'nothing-missing'
		});
		expect(gainOf(sampleTree, wanted, [])).toMatchObject({ share: 0 });
	});
});

describe('prerequisites', () => {
	it('are missing when covered less than 0.6; preferred ones do not count', () => {
		const missing = missingPrerequisites(talent, [
			needs('python', 3),
			needs('fnirs'),
			needs('cpp', 1, 'preferred')
		]);
		expect(missing).toEqual([needs('fnirs')]);
		expect(missingPrerequisites(talent, [])).toEqual([]);
	});
});
