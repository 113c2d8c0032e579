// What the demo has written so far, for what comes after it.
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { DemoOrganization } from '#lib/server/demo/files.ts';
import type { WrittenListing } from '#lib/server/demo/listings.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';

export type Demo = {
	tx: Transaction;
	calendar: Calendar;
	organizations: (DemoOrganization & { id: string })[];
	listings: WrittenListing[];
	/** Who has not applied for anything. */
	free: WrittenTalent[];
	student: WrittenTalent;
};
