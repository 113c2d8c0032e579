import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, says } from './excerpt.ts';
import { fold } from './fold.ts';
import { searchable } from './searchable.ts';

function excerpt(text: string, ...names: string[]): string | undefined {
	const found = excerptOf(searchable(text), [names.map(fold)]);
	return found && found.before + text.slice(found.from, found.to) + found.after;
}

describe('an excerpt', () => {
	it('begins with the sentence that says the word', () => {
		expect(excerpt('先做采集。再做解码，最后写报告。', '解码')).toBe('再做解码，最后写报告。');
		expect(excerpt('We record. You decode EEG online!', 'eeg')).toBe('We record. You decode EEG online!');
	});

	it('of a long sentence begins shortly before the word, and no Latin word is cut', () => {
		const long = 'the ';
		const text = `${long.repeat(40)}flexible electrodes ${long.repeat(60)}`;
		expect(excerpt(text, 'electrode')).toMatch(/^…(the )+flexible electrodes (the )+the…$/);
	});

	it('finds other ways of writing and other names', () => {
		expect(excerpt('ＥＥＧ　與腦機接口', '脑机接口')).toBe('ＥＥＧ　與腦機接口');
		expect(excerpt('记录 EEG 信号', '脑电', 'eeg')).toBe('记录 EEG 信号');
	});

	it('is none where the text does not say the word, or only as a part of another', () => {
		expect(excerpt('采集', '解码')).toBeUndefined();
		expect(excerpt('ABCD', 'c')).toBeUndefined();
		expect(says('abcd', ['c', 'abc'])).toBe(true);
	});

	it('is a part of the text that says the word, and never long', () => {
		const pieces = fc.constantFrom('脑电', '腦電', '。', '\n', ' ', 'word', 'é', 'e\u0301', '😀', '　', 'ﬁ');
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 200 }), (parts) => {
				const text = parts.join('');
				const found = excerpt(text, '脑电');
				expect(found !== undefined).toBe(fold(text).includes('脑电'));
				if (found === undefined) return;
				expect(text).toContain(found.replace(/^…|…$/g, ''));
				expect(fold(found)).toContain('脑电');
				expect(found.length).toBeLessThan(200);
			})
		);
	});
});
