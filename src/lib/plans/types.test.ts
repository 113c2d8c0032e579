import { expect, test } from 'vitest';
import { applicationStates } from '#lib/applications/types.ts';
import { itemStateOf, troubleOf, type ItemFacts } from './types.ts';

test('a step is as far as its application, or as the person says', () => {
	const states = Object.fromEntries(applicationStates.map((state) => [state, itemStateOf(false, state)]));
	expect(states).toMatchObject({
		...{ sent: 'applied', viewed: 'applied', waiting: 'applied', offer: 'applied' },
		...{ admitted: 'admitted', enrolled: 'admitted', accepted: 'admitted' },
		...{ completed: 'done', rejected: 'planned', withdrawn: 'planned', expired: 'planned' }
	});
	expect(itemStateOf(false, null)).toBe('planned');
	for (const state of applicationStates) expect(itemStateOf(true, state)).toBe('done');
});

test('a planned step can be closed, without a date, begun or full', () => {
	const today = '2027-01-10';
	const facts: ItemFacts = { listingState: 'open', validUntil: '2027-02-01', from: '2027-01-20', left: 3 };
	const trouble = (more: Partial<ItemFacts>) => troubleOf({ ...facts, ...more }, today);
	expect(trouble({})).toBeUndefined();
	expect(trouble({ listingState: 'frozen' })).toBe('closed');
	expect(trouble({ validUntil: '2027-01-09' })).toBe('closed');
	expect(trouble({ from: null, left: null })).toBe('gone');
	expect(trouble({ from: '2027-01-09' })).toBe('past');
	expect(trouble({ from: today, left: 0 })).toBe('full');
});
