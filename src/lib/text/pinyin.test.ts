import { describe, expect, it } from 'vitest';
import { initials, pinyin } from './pinyin.ts';

describe('pinyin', () => {
	it('spells Chinese without tones, ü as v', () => {
		expect(pinyin('脑电')).toBe('naodian');
		expect(pinyin('女性')).toBe('nvxing');
		expect(pinyin('腦機介面')).toBe('naojijiemian');
	});

	it('reads characters of several sounds by their word', () => {
		expect(pinyin('重庆银行')).toBe('chongqingyinhang');
	});

	it('reads a surname as a surname in a name', () => {
		expect(pinyin('单雄', 'name')).toBe('shanxiong');
		expect(pinyin('单极')).toBe('danji');
	});

	it('keeps Latin words and numbers, and drops the rest', () => {
		expect(pinyin('EEG 信号-2（A）')).toBe('eegxinhao2a');
		expect(pinyin(' 。')).toBe('');
	});
});

describe('initials', () => {
	it('are the first letters of the syllables', () => {
		expect(initials('脑电')).toBe('nd');
		expect(initials('EEG信号')).toBe('eegxh');
		expect(initials('单雄', 'name')).toBe('sx');
	});
});
