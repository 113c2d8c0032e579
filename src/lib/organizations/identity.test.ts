import { expect, test } from 'vitest';
import { isSameIdentity } from '#lib/organizations/identity.ts';

const verified = {
	nameZh: '示例·脑桥（南京）',
	nameEn: 'Sample Pons',
	kind: 'company',
	creditCode: null
} as const;
const renamed = (more: object) => isSameIdentity(verified, { ...verified, ...more });

test('case, width, spaces, punctuation and traditional characters do not make another organization', () => {
	expect(renamed({ nameZh: '示例 腦橋(南京)', nameEn: 'SAMPLE  Ｐons' })).toBe(true);
});

test('another name, a further name, kind or credit code does', () => {
	expect(renamed({ nameZh: '示例·脑桥（北京）' })).toBe(false);
	expect(renamed({ nameEn: null })).toBe(false);
	expect(renamed({ kind: 'hospital' })).toBe(false);
	expect(renamed({ creditCode: '91320100MA1XYTEU0K' })).toBe(false);
});
