import { expect, test } from 'vitest';
import { correctable } from './correct.ts';
import type { ShownLine } from './shown.ts';

const named = (id: string) => ({ id, zh: id, en: id });
const line = (skill: string, via?: string): ShownLine => ({
	...{ skill: named(skill), relation: 'required', level: 2, standing: 'met', points: 1, outOf: 1 },
	via: via
		? {
				skill: named(via),
				level: 2,
				evidence: 'stated',
				relatedness: via === skill ? 'same' : 'sibling',
				note: ''
			}
		: undefined
});

test('beside each line stand the skill asked for and the one that stands in for it, each once on a page', () => {
	const lines = [
		line('eeg', 'eeg'),
		line('ecog', 'eeg'),
		line('cpp', 'rust'),
		line('java', 'rust'),
		line('cpp')
	];
	expect(correctable(lines).map((skills) => skills.map(({ id }) => id))).toEqual([
		['eeg'],
		['ecog'],
		['cpp', 'rust'],
		['java'],
		[]
	]);
});
