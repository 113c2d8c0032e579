// How many of a person's wishes a role meets. Only what the person stated counts.
import type { PayUnit } from '#lib/roles/types.ts';
import type { RoleTerms, Wishes } from './types.ts';

/**
 * How many units of pay make a year, for comparing pays in different units: 8 hours a day and 21.75 paid days a
 * month (261 a year), as Chinese labour law counts them.
 */
const YEARLY: Record<PayUnit, number> = { hour: 261 * 8, day: 261, month: 12, year: 1 };

/**
 * The share (0 to 1) of the stated wishes that the role meets; 1 if none are stated. A role that does not say its
 * district or pay does not meet a wish for it; one without a start date or days a week leaves them open and does.
 */
export function wishShare(wishes: Wishes, role: RoleTerms): number {
	const met: boolean[] = [];
	if (wishes.districts.length > 0)
		met.push(role.district !== null && wishes.districts.includes(role.district));
	if (wishes.types.length > 0) met.push(wishes.types.includes(role.type));
	if (wishes.pay !== null) met.push(paysEnough(wishes.pay, role.pay));
	if (wishes.availableFrom !== null)
		met.push(role.startsOn === null || role.startsOn >= wishes.availableFrom);
	if (wishes.daysPerWeek !== null)
		met.push(role.daysPerWeek === null || role.daysPerWeek <= wishes.daysPerWeek);
	return met.length === 0 ? 1 : met.filter(Boolean).length / met.length;
}

/** Whether the upper end of the pay reaches the least wished for; in the same unit as it is, else by the year. */
function paysEnough(wish: NonNullable<Wishes['pay']>, pay: RoleTerms['pay']): boolean {
	if (pay === null) return false;
	if (pay.unit === wish.unit) return pay.to >= wish.least;
	const months = pay.unit === 'month' ? (pay.months ?? YEARLY.month) : YEARLY[pay.unit];
	return pay.to * months >= wish.least * YEARLY[wish.unit];
}
