// What is reported, what becomes of it, and by when. Pages and server share it. Pure.

export const subjectKinds = ['listing', 'organization', 'talent'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Why somebody reports. `unsaid` until they say more: reporting takes one click. */
export const reportReasons = [
	'unsaid',
	'discrimination',
	'fee',
	'loan',
	'untrue',
	'over',
	'contact',
	'privacy',
	'other'
] as const;
export type ReportReason = (typeof reportReasons)[number];
export const sayableReasons = reportReasons.filter((reason) => reason !== 'unsaid');

/** `decided` still waits for an appeal; `closed` is over. */
export const caseStates = ['open', 'decided', 'appealed', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

export const outcomes = ['upheld', 'dismissed', 'overturned'] as const;
export type Outcome = (typeof outcomes)[number];

/** What happens to a case, in its log. */
export const caseSteps = [
	'reported',
	'frozen',
	'released',
	'upheld',
	'dismissed',
	'appealed',
	'kept',
	'overturned',
	'lapsed'
] as const;
export type CaseStep = (typeof caseSteps)[number];

/** Steps an operator takes, and in which states of the case. */
export const operatorSteps = ['frozen', 'released', 'upheld', 'dismissed', 'kept', 'overturned'] as const;
export type OperatorStep = (typeof operatorSteps)[number];

/** Days to decide a case, to appeal, and to decide an appeal. They count from the step before. */
export const caseDays = { decide: 7, appeal: 15, decideAppeal: 7 } as const;

/** Longest reasons, reports and appeals, in characters. */
export const caseWordsMax = 1_000;

type CaseNow = { state: CaseState; frozen: boolean };

/** The steps that an operator may take now. */
export function stepsOf({ state, frozen }: CaseNow): OperatorStep[] {
	if (state === 'open') return [frozen ? 'released' : 'frozen', 'upheld', 'dismissed'];
	return state === 'appealed' ? ['kept', 'overturned'] : [];
}

/** The case after a step of an operator. A case that is upheld stays frozen, every other end releases. */
export function afterStep(now: CaseNow, step: OperatorStep): CaseNow & { outcome: Outcome | undefined } {
	switch (step) {
		case 'frozen':
			return { state: now.state, frozen: true, outcome: undefined };
		case 'released':
			return { state: now.state, frozen: false, outcome: undefined };
		case 'upheld':
			return { state: 'decided', frozen: true, outcome: 'upheld' };
		case 'dismissed':
			return { state: 'closed', frozen: false, outcome: 'dismissed' };
		case 'kept':
			return { state: 'closed', frozen: true, outcome: 'upheld' };
		case 'overturned':
			return { state: 'closed', frozen: false, outcome: 'overturned' };
	}
}
