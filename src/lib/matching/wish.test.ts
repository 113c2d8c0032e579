import { describe, expect, it } from 'vitest';
import type { RoleTerms, Wishes } from './types.ts';
import { wishShare } from './wish.ts';

const none: Wishes = { districts: [], types: [], pay: null, availableFrom: null, daysPerWeek: null };
const role: RoleTerms = {
	district: 'gulou',
	type: 'internship',
	pay: { from: 150, to: 200, unit: 'day', months: null },
	startsOn: '2026-07-01',
	daysPerWeek: 4
};
const share = (wishes: Partial<Wishes>, terms: Partial<RoleTerms> = {}) =>
	wishShare({ ...none, ...wishes }, { ...role, ...terms });

describe('the share of wishes a role meets', () => {
	it('is all of them when none are stated', () => {
		expect(share({})).toBe(1);
	});

	it('counts every stated wish alike', () => {
		expect(share({ districts: ['gulou'], types: ['fulltime'] })).toBe(0.5);
		expect(share({ districts: ['jiangbei'], types: ['fulltime'] })).toBe(0);
		expect(share({ districts: ['gulou', 'jiangbei'], types: ['internship'], daysPerWeek: 3 })).toBeCloseTo(
			2 / 3
		);
	});

	it('compares pay by its upper end, and across units by the year', () => {
		expect(share({ pay: { least: 200, unit: 'day' } })).toBe(1);
		expect(share({ pay: { least: 201, unit: 'day' } })).toBe(0);
		expect(share({ pay: { least: 4350, unit: 'month' } })).toBe(1);
		expect(share({ pay: { least: 4351, unit: 'month' } })).toBe(0);
		const pay = { from: 20000, to: 20000, unit: 'month' as const, months: 15 };
		expect(share({ pay: { least: 300000, unit: 'year' } }, { pay })).toBe(1);
	});

	it('is not met by a role that does not say its district or pay', () => {
		expect(share({ districts: ['gulou'] }, { district: null })).toBe(0);
		expect(share({ pay: { least: 0, unit: 'day' } }, { pay: null })).toBe(0);
	});

	it('is met by a role that leaves start and days open', () => {
		expect(share({ availableFrom: '2026-07-02' })).toBe(0);
		expect(share({ availableFrom: '2026-07-01' })).toBe(1);
		expect(
			share({ availableFrom: '2026-09-01', daysPerWeek: 1 }, { startsOn: null, daysPerWeek: null })
		).toBe(1);
	});
});
