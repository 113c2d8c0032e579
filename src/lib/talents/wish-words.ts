// What a talent wishes, in the reader's words: one short text for each wish that is stated.
import { m } from '#lib/i18n/generated/messages.js';
import { count, day } from '#lib/i18n/text.ts';
import { districtWord, employmentWord, payUnitWord } from '#lib/listings/words.ts';
import type { ProfileWishes } from '#lib/talents/profile.ts';

type Lists = 'types' | 'districts';
type Stated = Omit<ProfileWishes, Lists> & { [list in Lists]: Readonly<ProfileWishes[list]> };

export function wishWords(wishes: Stated): string[] {
	const { types, districts, pay, payUnit, daysPerWeek, availableFrom } = wishes;
	return [
		types.map(employmentWord).join(m.common_separator()),
		districts.map(districtWord).join(m.common_separator()),
		pay !== null && payUnit !== null
			? m.talents_wish_pay_value({ amount: count(pay), unit: payUnitWord(payUnit) })
			: '',
		daysPerWeek === null ? '' : m.listings_days_per_week({ count: daysPerWeek }),
		availableFrom ? m.talents_wish_from_value({ day: day(availableFrom) }) : ''
	].filter(Boolean);
}
