// What may not fit besides skills: the degree a role asks for, and when it starts. Misfits are named, and such
// listings come last; they change no number.
import { degrees, type Degree } from '#lib/listings/types.ts';

export type Misfit = 'degree' | 'dates';

/** Dates as YYYY-MM-DD; null where nothing is said or known, which always fits. */
export function misfitsOf(
	talent: { degree: Degree | null; availableFrom: string | null },
	role: { degree: Degree; startsOn: string | null }
): Misfit[] {
	const misfits: Misfit[] = [];
	if (talent.degree !== null && degrees.indexOf(talent.degree) < degrees.indexOf(role.degree))
		misfits.push('degree');
	if (talent.availableFrom !== null && role.startsOn !== null && role.startsOn < talent.availableFrom)
		misfits.push('dates');
	return misfits;
}
