// Words and types of demand signals: an organization says which skills it will look for, before there is a role.

/** How many people: nobody knows it exactly a year ahead. */
export const headcountBandWords = ['1', '2-5', '6-10', '11-20', '21-50'] as const;
export type HeadcountBand = (typeof headcountBandWords)[number];

/** At least and at most so many people. */
export const peopleIn = (band: HeadcountBand) => {
	const [from, to = from] = band.split('-').map(Number);
	return { from: from!, to: to! };
};

/** Stored; a signal whose month has passed is expired without being touched. */
export const signalStates = ['open', 'withdrawn'] as const;

/** How far ahead a signal may look, in days. */
export const signalDaysMax = 730;
