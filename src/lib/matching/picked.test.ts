import fc from 'fast-check';
import { expect, test } from 'vitest';
import { skillLevels } from '#lib/listings/types.ts';
import { parsePicked, pickedMax, pickedQuery } from './picked.ts';

const skill = fc.record({
	id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
	level: fc.constantFrom(...skillLevels)
});

test('an address holds the picked skills with their levels, in order', () => {
	fc.assert(
		fc.property(fc.uniqueArray(skill, { selector: ({ id }) => id, maxLength: pickedMax }), (skills) => {
			const { searchParams } = new URL(`https://pons.example/match${pickedQuery(skills)}`);
			expect(parsePicked(searchParams.get('s'))).toEqual(skills);
		})
	);
});

test('what is no skill and level in an address counts for nothing', () => {
	expect(parsePicked('eeg:2,python,:3,cpp:9,EEG:1,../x:2,eeg:4,<b>:1,,fmri:1')).toEqual([
		{ id: 'eeg', level: 4 },
		{ id: 'fmri', level: 1 }
	]);
	expect(parsePicked(null)).toEqual([]);
	expect(parsePicked(Array.from({ length: 100 }, (_, i) => `s${i}:2`).join(','))).toHaveLength(pickedMax);
});
