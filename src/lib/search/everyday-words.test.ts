import { expect, test } from 'vitest';
import { withoutPromises } from './everyday-words.ts';

const words = (text: string) => withoutPromises(text).replace(/\s+/g, ' ').trim();

test('pay is no word that a listing must hold', () => {
	expect(words('嵌入式工程师 15k-25k')).not.toMatch(/\d/);
	expect(words('算法实习 200元/天')).toBe('算法实习');
	expect(words('解码算法 年薪30w')).toBe('解码算法');
	expect(words('月薪2万 脑电')).toBe('脑电');
});

test('a rate and a name are words, though they look like pay', () => {
	expect(words('20khz采样')).toBe('20khz采样');
	expect(words('adc 2kw')).toBe('adc 2kw');
	expect(words('stm32w')).toBe('stm32w');
});
