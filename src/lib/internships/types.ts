// Words and types of internships that pages and server share: an application for a period of a base, or for a role that is
// an internship, from the person's statement over the weekly log to the evaluation.
import type { ApplicationState } from '#lib/applications/types.ts';

export const internshipKinds = ['base', 'role'] as const;
export type InternshipKind = (typeof internshipKinds)[number];

type Stage = { kind: InternshipKind; state: ApplicationState };
const runningStates: Record<InternshipKind, ApplicationState> = { base: 'enrolled', role: 'hired' };
/** Whether the person is there now: a place is taken, a role hired for. */
export const isRunning = ({ kind, state }: Stage): boolean => runningStates[kind] === state;
/** Whether there is anything to evaluate: it runs, or has run. */
export const hasRun = (stage: Stage): boolean =>
	isRunning(stage) || stage.state === 'completed' || stage.state === 'endedEarly';

/** The person's own statement, with its day, for each internship: never a birth date. Nobody under 16 takes part. */
export const ageBands = ['16-17', 'adult'] as const;
export type AgeBand = (typeof ageBands)[number];
/** What the form offers; the youngest is refused and not stored. */
export const statedAges = ['under-16', ...ageBands] as const;

/** Whether the person is at a vocational school, another school, or none. */
export const studies = ['vocational', 'other', 'none'] as const;
export type Study = (typeof studies)[number];

/** A side of an internship besides the person. */
export const internshipSides = ['host', 'school'] as const;
export type InternshipSide = (typeof internshipSides)[number];

/** Who evaluates what was learnt. */
export const voices = [...internshipSides, 'student'] as const;
export type Voice = (typeof voices)[number];

/** What a notice can tell of an internship. */
export const internshipNews = [
	'signing',
	'accepted',
	'signed',
	'draft',
	'amending',
	'interrupted',
	'completed',
	'ended',
	'cancelled',
	'week',
	'comment',
	'evaluation',
	'certificate'
] as const;
export type InternshipNews = (typeof internshipNews)[number];
