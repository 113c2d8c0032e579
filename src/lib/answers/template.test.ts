import { expect, test } from 'vitest';
import { fillTemplate, textFor } from '#lib/answers/template.ts';

const parts = { name: '{organization}', listing: '算法实习生', organization: '宁溪神经' };

test('a template is filled in one pass, by the places of either language', () => {
	expect(fillTemplate('{姓名}，感谢申请{岗位}。{organization}', parts)).toBe(
		'{organization}，感谢申请算法实习生。宁溪神经'
	);
	expect(fillTemplate('{unknown} {', parts)).toBe('{unknown} {');
});

test('a person reads the template in their language, or the other one where it is missing', () => {
	expect(textFor({ textZh: '感谢', textEn: 'Thank you' }, 'en')).toBe('Thank you');
	expect(textFor({ textZh: '感谢', textEn: '' }, 'en')).toBe('感谢');
	expect(textFor({ textZh: '', textEn: 'Thank you' }, 'zh-CN')).toBe('Thank you');
});
