// How an organization's teaching goes, as its page shows it: cohorts, periods of bases, and what became of graduates.
import type { People } from '#lib/map/people.ts';

type Title = { titleZh: string | null; titleEn: string | null };

/** A run of a course, or a period of a base, with who is in it. */
export type Cohort = Title & {
	id: string;
	listingId: string;
	/** Whether it is the organization's own, or that of a partner. */
	own: boolean;
	/** The programme a course belongs to, or the organization whose base it is, where that is another. */
	ofZh: string | null;
	ofEn: string | null;
	from: string;
	to: string;
	seats: number;
	taken: number;
	/** Applied and not answered, and on the waiting list. */
	asked: number;
	waiting: number;
	completed: number;
};

/** What became of those who completed a course or an internship: people of other organizations' matters, so in steps of five. */
export type CourseOutcome = Title & {
	listingId: string;
	/** The organization's own records: exact. */
	completed: number;
	applied: People;
	hired: People;
};

/** Share of seats taken, in whole percent; undefined without seats. */
export function filledShare(cohorts: readonly Pick<Cohort, 'seats' | 'taken'>[]): number | undefined {
	const seats = cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
	const taken = cohorts.reduce((sum, cohort) => sum + cohort.taken, 0);
	return seats ? Math.round((100 * taken) / seats) : undefined;
}
