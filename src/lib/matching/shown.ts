// A match as both sides see it: the same numbers and reasons, with the names of the skills.
import type { Degree, SkillLevel } from '#lib/listings/types.ts';
import type { Evidence } from '#lib/talents/types.ts';
import type { Counts } from './explanation.ts';
import type { Gain } from './gain.ts';
import type { Misfit } from './misfit.ts';
import type { Need, Relatedness, Standing } from './types.ts';

export type NamedSkill = { id: string; zh: string; en: string };

/** A need with its points, and by which skill of the profile it got them. */
export type ShownLine = {
	skill: NamedSkill;
	relation: Need['relation'];
	level: SkillLevel | null;
	standing: Standing;
	points: number;
	outOf: number;
	via:
		| { skill: NamedSkill; level: SkillLevel; evidence: Evidence; relatedness: Relatedness; note: string }
		| undefined;
};

export type ShownMatch = {
	/** Coverage in whole percent: the points of the lines sum to it. */
	headline: number;
	usePercent: number;
	required: Counts;
	preferred: Counts;
	lines: ShownLine[];
	misfits: Misfit[];
	/** Degree asked for and degree held (null when not known), to name a misfit. */
	degree: { asked: Degree; own: Degree | null };
};

/** What a course or base adds, with the names of the gaps it closes and of the prerequisites that are missing. */
export type KnownGain = Omit<Extract<Gain, { state: 'known' }>, 'skills'> & {
	skills: NamedSkill[];
	missing: NamedSkill[];
};

/** What a listing is to the person matched: the match of a role, or the gain of a course or base. */
export type Beside = { match: ShownMatch } | { gain: KnownGain };

/** What the person matched may correct: the levels of their skills, and the version of the profile they are of. */
export type Own = { version: number; levels: Readonly<Record<string, SkillLevel>> };

/** What a role page shows: a match, or why there is none. `skills` is how many the profile has. */
export type Panel =
	| { state: 'signed-out' | 'no-profile' | 'no-needs' }
	| { state: 'few-skills'; skills: number }
	| ({ state: 'explained'; own?: Own | undefined } & ShownMatch);

/** A skill of one's profile that was corrected from the explanation of a role, and what that did to its coverage. */
export type Corrected = {
	role: string;
	/** Of the profile, after it. */
	version: number;
	skill: NamedSkill;
	/** Now; null when it is not in the profile. */
	level: SkillLevel | null;
	takenBack: boolean;
	/** Whole percent; undefined while there is not enough data for a match. */
	before: number | undefined;
	after: number | undefined;
};
