import { expect, test } from 'vitest';
import { readWords } from '#lib/server/search/words.ts';
import type { SkillEntry } from '#lib/server/skills/directory.ts';

const names: Record<string, string> = {
	eeg: 'eeg',
	脑电: 'eeg',
	'motor imagery': 'motor-imagery',
	imagery: 'imagery'
};
const directory = {
	resolve: (name: string) => (names[name] ? ({ id: names[name] } as SkillEntry) : undefined)
};
const read = (q: string) =>
	readWords(q, directory).map(({ text, skill }) => (skill ? `${text} → ${skill}` : text));

test('a query that names a skill is one word', () => {
	expect(read('Motor Imagery')).toEqual(['motor imagery → motor-imagery']);
	expect(read('腦電')).toEqual(['脑电 → eeg']);
});

test('else each word may name a skill, and counts once', () => {
	expect(read('EEG decoding eeg')).toEqual(['eeg → eeg', 'decoding']);
});

test('signs alone are no word', () => {
	expect(read('脑电 + ， ?')).toEqual(['脑电 → eeg']);
	expect(read('')).toEqual([]);
});
