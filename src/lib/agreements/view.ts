// What the page of an agreement is made of, for every party alike.
import type { AgreementMover } from '#lib/agreements/moves.ts';
import type { AcceptanceWay, AgreementState, Party, Terms } from '#lib/agreements/types.ts';
import type { AgeBand, InternshipKind } from '#lib/internships/types.ts';

type Named = { nameZh: string | null; nameEn: string | null };
export type ShownText = { revision: number; terms: Terms; textZh: string; textEn: string; hash: string };

export type AgreementView = {
	about: {
		id: string;
		kind: InternshipKind;
		titleZh: string | null;
		titleEn: string | null;
		from: string | null;
		to: string | null;
		school: Named | undefined;
		host: Named | undefined;
	};
	person: { fullName: string | undefined; ageBand: AgeBand | undefined };
	/** Who reads it. */
	party: Party;
	/** Whether the internship needs one; undefined before the person's statement. */
	needed: boolean | undefined;
	/** What the form of the terms starts with. */
	defaults: { place: string; allowance: number };
	agreement:
		| {
				state: AgreementState;
				parties: Party[];
				/** Of the text that is shown. */
				accepted: { party: Party; name: string; way: AcceptanceWay; at: Date; hash: string }[];
				events: {
					from: AgreementState;
					to: AgreementState;
					mover: AgreementMover;
					reason: string;
					at: Date;
				}[];
				text: ShownText | undefined;
				/** The one in force while the text that is shown waits to be accepted. */
				before: ShownText | undefined;
				mayAccept: boolean;
				/** Whether who reads can hand in the paper that the guardian has signed. */
				mayHandIn: boolean;
				mayWrite: boolean;
				moves: AgreementState[];
				guardian: { name: string; email: string | undefined; askedAt: Date } | undefined;
		  }
		| undefined;
};
