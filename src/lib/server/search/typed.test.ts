import { expect, test } from 'vitest';
import { wordsUnquoted, wordsWithout } from './typed.ts';

const word = (text: string) => ({ text, as: 'skill' as const, without: false });
const excluded = (text: string, as: 'word' | 'phrase' = 'word') => ({ text, as, without: true });
const phrase = (text: string) => ({ text, as: 'phrase' as const, without: false });

test('a part is taken out of the words, which stay as they were typed', () => {
	expect(wordsWithout('腦電 MATLAB 實習', word('脑电'))).toBe('MATLAB 實習');
	expect(wordsWithout('江北新区腦電实习', word('脑电'))).toBe('江北新区 实习');
	expect(wordsWithout('脑电', word('脑电'))).toBe('');
	expect(wordsWithout('脑电', word('康复'))).toBe('脑电');
});

test('what is excluded leaves with its minus and all of its piece', () => {
	expect(wordsWithout('康复 -腦電解码 C++', excluded('脑电'))).toBe('康复 C++');
	expect(wordsWithout('康复 －“real time” C++', excluded('real time', 'phrase'))).toBe('康复 C++');
	expect(wordsWithout('brain-computer -computer', excluded('computer'))).toBe('brain-computer');
});

test('a phrase leaves with its quotes, or stays without them', () => {
	expect(wordsWithout('a “Real Time” b', phrase('real time'))).toBe('a b');
	expect(wordsUnquoted('a “Real Time” b', phrase('real time'))).toBe('a Real Time b');
	expect(wordsUnquoted('a "real time', phrase('real time'))).toBe('a real time');
});
