// The words a person reads of reports and cases, in the reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { day, pick } from '#lib/i18n/text.ts';
import type {
	CaseState,
	CaseStep,
	OperatorStep,
	Outcome,
	ReportReason,
	SubjectKind
} from '#lib/moderation/cases.ts';

const kinds: Record<SubjectKind, () => string> = {
	listing: m.reports_kind_listing,
	organization: m.reports_kind_organization,
	talent: m.reports_kind_talent
};
export const subjectKindWord = (kind: SubjectKind) => kinds[kind]();

const reasons: Record<ReportReason, () => string> = {
	unsaid: m.reports_reason_unsaid,
	discrimination: m.reports_reason_discrimination,
	fee: m.reports_reason_fee,
	loan: m.reports_reason_loan,
	untrue: m.reports_reason_untrue,
	over: m.reports_reason_over,
	contact: m.reports_reason_contact,
	privacy: m.reports_reason_privacy,
	other: m.reports_reason_other
};
export const reportReasonWord = (reason: ReportReason) => reasons[reason]();

const steps: Record<CaseStep, () => string> = {
	reported: m.reports_step_reported,
	frozen: m.reports_step_frozen,
	released: m.reports_step_released,
	upheld: m.reports_step_upheld,
	dismissed: m.reports_step_dismissed,
	appealed: m.reports_step_appealed,
	kept: m.reports_step_kept,
	overturned: m.reports_step_overturned,
	lapsed: m.reports_step_lapsed
};
export const caseStepWord = (step: CaseStep) => steps[step]();

const acts: Record<OperatorStep, () => string> = {
	frozen: m.reports_act_frozen,
	released: m.reports_act_released,
	upheld: m.reports_act_upheld,
	dismissed: m.reports_act_dismissed,
	kept: m.reports_act_kept,
	overturned: m.reports_act_overturned
};
/** What an operator's button says. */
export const actWord = (step: OperatorStep) => acts[step]();

const outcomes: Record<Outcome, () => string> = {
	upheld: m.reports_outcome_upheld,
	dismissed: m.reports_outcome_dismissed,
	overturned: m.reports_outcome_overturned
};
export const outcomeWord = (outcome: Outcome) => outcomes[outcome]();

type Standing = { state: CaseState; dueOn: string | null; outcome: Outcome | null };

/** Where a case stands and by when it goes on. */
export function standingText({ state, dueOn, outcome }: Standing): string {
	const by = { day: dueOn ? day(dueOn) : '' };
	if (state === 'open') return m.reports_standing_open(by);
	if (state === 'decided') return m.reports_standing_decided(by);
	if (state === 'appealed') return m.reports_standing_appealed(by);
	return outcome ? outcomeWord(outcome) : m.reports_standing_closed();
}

type Subject = {
	kind: SubjectKind;
	listing: { titleZh: string | null; titleEn: string | null } | undefined;
	organization: { nameZh: string | null; nameEn: string | null } | undefined;
};

/** What a case is about: the title or name, or what kind of thing it is. */
export function subjectText({ kind, listing, organization }: Subject) {
	if (listing) return pick(listing.titleZh, listing.titleEn);
	if (kind === 'organization' && organization) return pick(organization.nameZh, organization.nameEn);
	return { text: subjectKindWord(kind), lang: undefined };
}
