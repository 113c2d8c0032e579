// Notices: what the app tells a person, by kind. What a notice holds names no person, so that erasing one leaves
// nothing behind in other people's notices.
import type { InternshipNews } from '#lib/internships/types.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { CaseStep, Outcome } from '#lib/moderation/cases.ts';
import type { ProofKind, ProofNews } from '#lib/proofs/types.ts';

export const noticeKinds = [
	'searchFound',
	'applicationReceived',
	'applicationMoved',
	'applicationAnswered',
	'answerDue',
	'listingSilent',
	'teamAsked',
	'teamAnswered',
	'invited',
	'invitationAnswered',
	'messageReceived',
	'savedClosed',
	'internship',
	'profileViewed',
	'studyProof',
	'caseMoved',
	'reportAnswered',
	'suggestionAnswered',
	'lookedAt'
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

type Title = { titleZh: string | null; titleEn: string | null };

export type NoticeData = {
	/** New results of a saved search, since its owner last looked; `slug` when saved for an organization. */
	searchFound: { searchId: string; name: string; count: number; slug: string | null };
	/** To every member of the organization. */
	applicationReceived: Title & { slug: string };
	/** To every member of the organization: the person withdrew, accepted, declined or took the place. */
	applicationMoved: Title & { slug: string; state: ApplicationState };
	applicationAnswered: Title & { state: ApplicationState };
	/** To every member: how many applications have waited so many days or longer. */
	answerDue: { slug: string; count: number; days: number };
	/** To every member: the listing was closed, because nobody had answered on it for so many days. */
	listingSilent: Title & { slug: string; id: string; days: number };
	/** Somebody asks the person to apply along. */
	teamAsked: Title;
	/** To who asked: one of the team has confirmed, declined or left. */
	teamAnswered: Title & { state: 'confirmed' | 'declined' };
	/** To the talent; the name is the organization's. */
	invited: Title & { id: string; nameZh: string | null; nameEn: string | null };
	/** To every member of the organization. */
	invitationAnswered: Title & { slug: string; state: 'accepted' | 'declined' };
	/** Of one application, what is unread in it; `slug` for members of the organization. */
	messageReceived: Title & { id: string; slug: string | null; count: number };
	/** A listing that the person saved is no longer open. */
	savedClosed: Title & { id: string; kind: ListingKind };
	/** Something new in an internship one takes part in; `slug` for members of an organization. */
	internship: Title & { id: string; slug: string | null; news: InternshipNews };
	/** Organizations that opened the profile on that day (Nanjing), the first three by name. */
	profileViewed: { day: string; count: number; names: Array<{ zh: string | null; en: string | null }> };
	/** To the person: what became of a proof of studies. */
	studyProof: { kind: ProofKind; news: ProofNews };
	/** To those a case is about; without titles it is about the profile or the organization itself. */
	caseMoved: Title & { id: string; step: CaseStep };
	/** To who reported; `id` is the report's. */
	reportAnswered: { id: string; outcome: Outcome };
	/** An operator looks at the site as the person, for this reason. */
	lookedAt: { reason: string };
	/** To who suggested the name for the skill tree. */
	suggestionAnswered: { name: string; state: 'accepted' | 'refused' };
};

export type Notice = {
	[Kind in NoticeKind]: { kind: Kind; data: NoticeData[Kind] };
}[NoticeKind];

/** A notice as its owner's list shows it; `day` is the day in Nanjing. */
export type NoticeLine = Notice & { id: string; day: string; unread: boolean };

/** Kinds with their own settings; a saved search has its own frequency, and what a case or an answer says is told to everybody. */
export const switchableKinds = [
	'applicationReceived',
	'applicationMoved',
	'applicationAnswered',
	'answerDue',
	'listingSilent',
	'teamAsked',
	'teamAnswered',
	'invited',
	'invitationAnswered',
	'messageReceived',
	'savedClosed',
	'internship',
	'profileViewed',
	'studyProof'
] as const;
export type SwitchableKind = (typeof switchableKinds)[number];

export const isSwitchable = (kind: string): kind is SwitchableKind =>
	switchableKinds.some((known) => known === kind);

/** Kinds of mail that can be switched: of every such notice, and the week's new roles, which the app does not tell. */
export const mailKinds = [...switchableKinds, 'weeklyMatches'] as const;
export type MailKind = (typeof mailKinds)[number];

export const isMailKind = (kind: string): kind is MailKind => mailKinds.some((known) => known === kind);

export type NoticeSettings = {
	/** Kinds that the app does not tell. */
	muted: SwitchableKind[];
	/** Kinds that go out by mail. */
	mailed: MailKind[];
	/** Whether mails wait from 22:00 to 8:00 (Nanjing). */
	quietNights: boolean;
};

/**
 * For accounts that never chose. The week's new roles are not among the mails: they tell of nothing that happened to the
 * person and are chosen by the profile, so they go only to who asks for them.
 */
export const defaultSettings: NoticeSettings = {
	muted: [],
	mailed: [
		'applicationReceived',
		'applicationMoved',
		'applicationAnswered',
		'answerDue',
		'listingSilent',
		'teamAsked',
		'teamAnswered',
		'invited',
		'invitationAnswered',
		'messageReceived',
		'internship',
		'studyProof'
	],
	quietNights: true
};
