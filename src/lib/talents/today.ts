// What needs a person now: things that others wait for or that pass, the most pressing first.
import type { ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';

type Title = { titleZh: string | null; titleEn: string | null };
type Name = { nameZh: string | null; nameEn: string | null };

export type Need =
	/** A role or a place is offered; the organization waits. */
	| (Title & Name & { need: 'offer'; id: string; state: Extract<ApplicationState, 'offer' | 'admitted'> })
	| (Title & Name & { need: 'interview'; id: string; at: Date; place: string })
	/** Somebody asks the person to apply along. */
	| (Title & Name & { need: 'team'; id: string })
	/** An internship cannot start before the person has stated what is asked, or has accepted the agreement. */
	| (Title & Name & { need: 'statement' | 'agreement'; id: string })
	/** What was learnt, to take into the profile or not; `id` is the certificate's. */
	| (Title & Name & { need: 'certificate'; id: string })
	| { need: 'messages'; unread: number }
	| (Title & Name & { need: 'invitation'; id: string; until: Date })
	/** A saved listing that closes soon. */
	| (Title & { need: 'closing'; id: string; kind: ListingKind; day: string });

/** How far ahead somebody is told of interviews and of what closes, in days. */
export const [interviewDays, closingDays] = [7, 3];
