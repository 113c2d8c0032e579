// What notices say and where they lead, in the reader's language.
import { applicationWord } from '#lib/applications/words.ts';
import { invitationWord } from '#lib/invitations/words.ts';
import { newsWord } from '#lib/internships/words.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { count, day, pick } from '#lib/i18n/text.ts';
import { caseStepWord, outcomeWord } from '#lib/moderation/case-words.ts';
import { conversationPath } from '#lib/messages/path.ts';
import { proofKindWord } from '#lib/proofs/words.ts';
import type { ProofNews } from '#lib/proofs/types.ts';
import type { MailKind, Notice } from '#lib/notifications/types.ts';

/** The sentence of a notice. */
export function noticeText({ kind, data }: Notice): string {
	switch (kind) {
		case 'searchFound':
			return m.notifications_searchFound({ name: data.name, count: count(data.count) });
		case 'applicationReceived':
			return m.notifications_applicationReceived({ title: pick(data.titleZh, data.titleEn).text });
		case 'applicationMoved':
			return m.notifications_applicationMoved({
				title: pick(data.titleZh, data.titleEn).text,
				state: applicationWord(data.state)
			});
		case 'applicationAnswered':
			return m.notifications_applicationAnswered({
				title: pick(data.titleZh, data.titleEn).text,
				state: applicationWord(data.state)
			});
		case 'answerDue':
			return m.notifications_answerDue({ count: count(data.count), days: data.days });
		case 'listingSilent':
			return m.notifications_listingSilent({ title: pick(data.titleZh, data.titleEn).text, days: data.days });
		case 'teamAsked':
			return m.notifications_teamAsked({ title: pick(data.titleZh, data.titleEn).text });
		case 'teamAnswered': {
			const title = pick(data.titleZh, data.titleEn).text;
			return data.state === 'confirmed'
				? m.notifications_teamAnswered_confirmed({ title })
				: m.notifications_teamAnswered_declined({ title });
		}
		case 'invited':
			return m.notifications_invited({
				title: pick(data.titleZh, data.titleEn).text,
				organization: pick(data.nameZh, data.nameEn).text
			});
		case 'invitationAnswered':
			return m.notifications_invitationAnswered({
				title: pick(data.titleZh, data.titleEn).text,
				state: invitationWord(data.state)
			});
		case 'messageReceived':
			return m.notifications_messageReceived({
				title: pick(data.titleZh, data.titleEn).text,
				count: count(data.count)
			});
		case 'savedClosed':
			return m.notifications_savedClosed({ title: pick(data.titleZh, data.titleEn).text });
		case 'internship':
			return m.notifications_internship({
				title: pick(data.titleZh, data.titleEn).text,
				news: newsWord(data.news)
			});
		case 'profileViewed':
			return viewedText(data);
		case 'studyProof':
			return proofTexts[data.news]({ kind: proofKindWord(data.kind) });
		case 'caseMoved':
			return caseText(data);
		case 'reportAnswered':
			return m.reports_notice_answered({ outcome: outcomeWord(data.outcome) });
		case 'lookedAt':
			return m.acting_notice({ reason: data.reason });
		case 'suggestionAnswered':
			return data.state === 'accepted'
				? m.skills_notice_accepted({ name: data.name })
				: m.skills_notice_refused({ name: data.name });
	}
}

const proofTexts: Record<ProofNews, (parts: { kind: string }) => string> = {
	verified: m.proofs_notice_verified,
	refused: m.proofs_notice_refused,
	ending: m.proofs_notice_ending,
	expired: m.proofs_notice_expired
};

type Viewed = Extract<Notice, { kind: 'profileViewed' }>['data'];

function viewedText({ day: on, count: all, names }: Viewed): string {
	const named = names.map(({ zh, en }) => pick(zh, en).text).join(m.common_separator());
	const parts = { day: day(on, { short: true }), names: named };
	return all > names.length
		? m.notifications_profileViewed_more({ ...parts, count: count(all) })
		: m.notifications_profileViewed(parts);
}

type CaseMoved = Extract<Notice, { kind: 'caseMoved' }>['data'];

function caseText({ titleZh, titleEn, step }: CaseMoved): string {
	const title = pick(titleZh, titleEn).text;
	const parts = { step: caseStepWord(step) };
	return title ? m.reports_notice_listing({ ...parts, title }) : m.reports_notice_own(parts);
}

/** The page where what it tells can be seen. */
export function noticePath({ kind, data }: Notice): string {
	switch (kind) {
		case 'searchFound':
			return data.slug ? `/org/${data.slug}/searches/${data.searchId}` : `/me/searches/${data.searchId}`;
		case 'applicationReceived':
		case 'applicationMoved':
			return `/org/${data.slug}/applications`;
		case 'applicationAnswered':
			return '/me/applications';
		case 'teamAsked':
		case 'teamAnswered':
			return '/me/applications#teams';
		case 'answerDue':
			return `/org/${data.slug}/applications?view=table&unanswered`;
		case 'listingSilent':
			return `/org/${data.slug}/listings/${data.id}`;
		case 'invited':
			return `/me/invitations/${data.id}`;
		case 'invitationAnswered':
			return `/org/${data.slug}/invitations`;
		case 'messageReceived':
			return conversationPath(data);
		case 'savedClosed':
			return '/me/saved';
		case 'internship':
			return `${data.slug ? `/org/${data.slug}` : '/me'}/internships/${data.id}`;
		case 'profileViewed':
			return '/me/privacy#views';
		case 'studyProof':
			return '/me/certificates#studies';
		case 'caseMoved':
			return `/cases/${data.id}`;
		case 'reportAnswered':
			return `/reports/${data.id}`;
		case 'lookedAt':
			return '/me/privacy#looks';
		case 'suggestionAnswered':
			return '/skills/suggest';
	}
}

export const noticeHref = (notice: Notice): string => href(noticePath(notice));

const kinds: Record<MailKind, () => string> = {
	applicationReceived: m.notifications_kind_applicationReceived,
	applicationMoved: m.notifications_kind_applicationMoved,
	applicationAnswered: m.notifications_kind_applicationAnswered,
	answerDue: m.notifications_kind_answerDue,
	listingSilent: m.notifications_kind_listingSilent,
	teamAsked: m.notifications_kind_teamAsked,
	teamAnswered: m.notifications_kind_teamAnswered,
	invited: m.notifications_kind_invited,
	invitationAnswered: m.notifications_kind_invitationAnswered,
	messageReceived: m.notifications_kind_messageReceived,
	savedClosed: m.notifications_kind_savedClosed,
	internship: m.notifications_kind_internship,
	profileViewed: m.notifications_kind_profileViewed,
	studyProof: m.notifications_kind_studyProof,
	weeklyMatches: m.notifications_kind_weeklyMatches
};
export const kindWord = (kind: MailKind): string => kinds[kind]();
