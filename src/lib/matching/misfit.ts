// What may not fit besides skills: the degree a role asks for, and when it starts. Misfits are named, and such
// listings come last; they change no number. What nobody knows always fits.
import { degrees, type Degree } from '#lib/listings/types.ts';

export type Misfit = 'degree' | 'dates';

export const degreeFits = (own: Degree | null, asked: Degree): boolean =>
	own === null || degrees.indexOf(own) >= degrees.indexOf(asked);

/** Days as YYYY-MM-DD. */
export const datesFit = (availableFrom: string | null, startsOn: string | null): boolean =>
	availableFrom === null || startsOn === null || startsOn >= availableFrom;

export function misfitsOf(
	talent: { degree: Degree | null; availableFrom: string | null },
	role: { degree: Degree; startsOn: string | null }
): Misfit[] {
	const misfits: Misfit[] = [];
	if (!degreeFits(talent.degree, role.degree)) misfits.push('degree');
	if (!datesFit(talent.availableFrom, role.startsOn)) misfits.push('dates');
	return misfits;
}
