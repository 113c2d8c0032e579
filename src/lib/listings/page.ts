// What a listing's whole page is made of, before it is worded in the reader's language.
import type { AnswerFigures } from '#lib/answers/figures.ts';
import type { CardSkill, ListingCard } from '#lib/listings/card.ts';
import type { OrganizationKind } from '#lib/organizations/types.ts';
import type { ResearchSubject } from '#lib/roles/types.ts';

export type PageRun = { id: string; from: string; to: string; left: number; all: number };
export type PageReference = { id: string; zh: string | null; en: string | null };

/** Everything a listing's page is made of. Fields of a kind are null or empty in listings of another kind. */
export type ListingPage = Omit<ListingCard, 'skills'> & {
	/** All of its skills, needs first. */
	skills: CardSkill[];
	textZh: string | null;
	textEn: string | null;
	sample: boolean;
	organizationKind: OrganizationKind;
	/** How its organization answers; null where nothing was counted. */
	answers: AnswerFigures | null;
	publishedOn: string;
	validUntil: string | null;
	closedOn: string | null;
	sourceUrl: string | null;
	startsOn: string | null;
	equityNoteZh: string | null;
	equityNoteEn: string | null;
	researchWith: ResearchSubject | null;
	invasive: boolean | null;
	clinical: boolean | null;
	providedByZh: string | null;
	providedByEn: string | null;
	credits: number | null;
	admissionFrom: string | null;
	admissionTo: string | null;
	url: string | null;
	addressZh: string | null;
	addressEn: string | null;
	equipmentZh: string | null;
	equipmentEn: string | null;
	/** Runs or periods, in order of time. */
	runs: PageRun[];
	/** The open programme it belongs to, and the open courses that belong to it. */
	parent: PageReference | null;
	children: PageReference[];
};
