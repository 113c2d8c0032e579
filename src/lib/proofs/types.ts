// Proof of studies: what the national service (学信网, CHSI) says under the online verification code that a person gets
// from it. An operator reads it there; the site itself asks no other site and never holds an identity number.
import type { Degree } from '#lib/listings/types.ts';

/** Studying now, or has finished. */
export const proofKinds = ['enrolment', 'degree'] as const;
export type ProofKind = (typeof proofKinds)[number];

export const proofStates = ['waiting', 'verified', 'refused', 'expired'] as const;
export type ProofState = (typeof proofStates)[number];

export const proofDegrees = [
	'vocational',
	'bachelor',
	'master',
	'doctor'
] as const satisfies readonly Degree[];
export type ProofDegree = (typeof proofDegrees)[number];

/** What others see of one that counts. */
export type Proof = { kind: ProofKind; degree: ProofDegree; school: string; expiresOn: string };

/** Where operators read what a code stands for. */
export const serviceUrl = 'https://www.chsi.com.cn/xlcx/bgcx.jsp';

/** What a notice tells about one. */
export const proofNews = ['verified', 'refused', 'ending', 'expired'] as const;
export type ProofNews = (typeof proofNews)[number];
