// What a calendar holds, for a person or for an organization.

export const entryKinds = ['interview', 'deadline', 'admission', 'course', 'base', 'planned'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Either a moment, or whole days by the clock of Nanjing with the last one included. */
export type EntryTime = { at: Date } | { from: string; to: string };

export type CalendarEntry = {
	/** The same for as long as the thing exists, whenever it takes place. */
	id: string;
	kind: EntryKind;
	titleZh: string | null;
	titleEn: string | null;
	/** Whom it is with, where that is for the reader alone to see: never written into a file. */
	withWhom: { zh: string | null; en: string | null } | undefined;
	time: EntryTime;
	place: string | null;
	/** Where it is on this site, without a language. */
	path: string;
	/** Counts its changes. */
	version: number;
	changedAt: Date;
};

/** The first calendar day (Nanjing) of an entry: what lists are ordered by. */
export function dayOf({ time }: Pick<CalendarEntry, 'time'>): string {
	return 'at' in time ? new Date(time.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10) : time.from;
}
