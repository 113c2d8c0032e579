// What the log of operators says of a deed, in the reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { caseStepWord } from '#lib/moderation/case-words.ts';
import { caseSteps } from '#lib/moderation/cases.ts';

const others: Record<string, () => string> = {
	'organization.verified': m.ops_deed_verified,
	'organization.refused': m.ops_deed_refused,
	'organization.proposed-verified': m.ops_deed_proposed_verified,
	'organization.proposed-refused': m.ops_deed_proposed_refused,
	'organization.verified-alone': m.ops_deed_verified_alone,
	'organization.refused-alone': m.ops_deed_refused_alone,
	'skill.added': m.ops_deed_skill_added,
	'skill.renamed': m.ops_deed_skill_renamed,
	'skill.names': m.ops_deed_skill_names,
	'skill.moved': m.ops_deed_skill_moved,
	'skill.merged': m.ops_deed_skill_merged,
	'suggestion.accepted': m.ops_deed_suggestion_accepted,
	'suggestion.refused': m.ops_deed_suggestion_refused,
	'announcement.published': m.ops_deed_announced,
	'announcement.ended': m.ops_deed_announcement_ended,
	'acting.started': m.ops_deed_acting_started,
	'acting.stopped': m.ops_deed_acting_stopped,
	'acting.saw': m.ops_deed_acting_saw,
	'job.retried': m.ops_deed_job_retried,
	'job.dropped': m.ops_deed_job_dropped,
	'document.dropped': m.ops_deed_document_dropped,
	'versions.read': m.ops_deed_versions,
	'account.suspended': m.ops_deed_suspended,
	'account.lifted': m.ops_deed_lifted,
	'proof.verified': m.ops_deed_proof_verified,
	'proof.refused': m.ops_deed_proof_refused,
	searched: m.ops_deed_searched
};

/** An act of the log, such as `case.upheld`. */
export function deedWord(act: string): string {
	const step = caseSteps.find((step) => act === `case.${step}`);
	return step ? caseStepWord(step) : (others[act]?.() ?? m.ops_deed_other());
}

/** What a deed was done to, such as `case:id`, as words that lead there where operators have a page of it. */
export function deedSubject(subject: string): { text: string; to?: string } {
	const [kind = '', id = ''] = subject.split(':');
	if (kind === 'case') return { text: m.reports_case(), to: href(`/ops/reports/${id}`) };
	if (kind === 'listing') return { text: m.reports_kind_listing(), to: href(`/ops/listings/${id}`) };
	if (kind === 'account') return { text: m.ops_account(), to: href(`/ops/accounts/${id}`) };
	if (kind === 'job') return { text: id, to: href('/ops/jobs') };
	if (kind === 'page') return { text: id };
	if (kind === 'announcement') return { text: m.announcements_title(), to: href('/ops/announcements') };
	if (kind === 'skill') return { text: id, to: href(`/ops/skills/${id}`) };
	return { text: kind === 'organization' ? m.reports_kind_organization() : '' };
}
