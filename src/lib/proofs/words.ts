// Words of proofs of studies.
import { m } from '#lib/i18n/generated/messages.js';
import { day } from '#lib/i18n/text.ts';
import { degreeWord } from '#lib/listings/words.ts';
import type { Proof, ProofKind, ProofState } from '#lib/proofs/types.ts';

const kinds: Record<ProofKind, () => string> = {
	enrolment: m.proofs_kind_enrolment,
	degree: m.proofs_kind_degree
};
export const proofKindWord = (kind: ProofKind): string => kinds[kind]();

const states: Record<ProofState, () => string> = {
	waiting: m.proofs_state_waiting,
	verified: m.proofs_state_verified,
	refused: m.proofs_state_refused,
	expired: m.proofs_state_expired
};
export const proofStateWord = (state: ProofState): string => states[state]();

/** One line for profiles and CVs: what is proven, of which school, and until when that was checked to hold. */
export const proofText = ({ kind, degree, school, expiresOn }: Proof): string =>
	(kind === 'enrolment' ? m.proofs_line_enrolment : m.proofs_line_degree)({
		school,
		degree: degreeWord(degree),
		day: day(expiresOn)
	});

/** A few words beside a degree in lists and comparisons. */
export const proofMark = ({ kind, degree }: Proof): string =>
	(kind === 'enrolment' ? m.proofs_mark_enrolment : m.proofs_mark_degree)({ degree: degreeWord(degree) });
