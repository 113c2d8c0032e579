// What the page of one internship shows to the person, the school and the host alike.
import type { AgreementState } from '#lib/agreements/types.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { CertificateState } from '#lib/certificates/types.ts';
import type { InternshipKind, InternshipSide, Voice } from '#lib/internships/types.ts';
import type { SkillLevel } from '#lib/listings/types.ts';

type Skill = { id: string; zh: string; en: string };
type Organization = { nameZh: string | null; nameEn: string | null; tutors: string[] };

export type Week = {
	id: string;
	/** Its Monday, as 'YYYY-MM-DD'. */
	monday: string;
	text: string;
	days: number;
	confirmedDays: number | null;
	version: number;
	comments: { id: string; side: InternshipSide; name: string; text: string; at: Date }[];
};

export type EvaluationView = {
	voice: Voice;
	name: string | null;
	text: string;
	at: Date;
	skills: (Skill & { level: SkillLevel })[];
};

export type InternshipView = {
	id: string;
	kind: InternshipKind;
	state: ApplicationState;
	titleZh: string | null;
	titleEn: string | null;
	from: string | null;
	to: string | null;
	school: Organization | undefined;
	host: Organization | undefined;
	weeks: Week[];
	evaluations: EvaluationView[];
	/** What the base practises, or the role asks for: what is evaluated. */
	practised: Skill[];
	agreement: AgreementState | undefined;
	needed: boolean | undefined;
	certificate: CertificateState | undefined;
	endedWithJob: boolean;
};

/** A row of a list of internships. */
export type InternshipLine = {
	/** Of the application. */
	id: string;
	kind: InternshipKind;
	state: ApplicationState;
	titleZh: string | null;
	titleEn: string | null;
	from: string | null;
	to: string | null;
	displayName: string;
	stated: boolean;
	agreement: AgreementState | null;
	/** Whether the organization is the school of it, not the host. */
	asSchool: boolean;
};
