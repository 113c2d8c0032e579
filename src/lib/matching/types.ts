// What goes into a match: skills, levels, evidence and wishes. Nothing else about a person may be added here.
import type { SkillLevel } from '#lib/listings/types.ts';
import type { EmploymentType, PayUnit } from '#lib/roles/types.ts';
import type { Evidence } from '#lib/talents/types.ts';

export type SkillId = string;

/** The skill tree as the match sees it. A skill it does not know has no parents, no children and is no group. */
export type Tree = {
	parents(skill: SkillId): readonly SkillId[];
	childCount(skill: SkillId): number;
	/** Whether it is one of the groups at the top: they hold skills together that have little in common. */
	isGroup(skill: SkillId): boolean;
};

/** A skill of a profile. An absent level counts as 1. */
export type TalentSkill = { skill: SkillId; level: SkillLevel | null; evidence: Evidence };

/** A skill a listing asks for. An absent level counts as 1. */
export type Need = { skill: SkillId; relation: 'required' | 'preferred'; level: SkillLevel | null };

/** A skill a course or base gives. An absent level counts as 1. */
export type Giving = { skill: SkillId; relation: 'taught' | 'practised'; level: SkillLevel | null };

/** How a skill of the profile relates to the need it stands in for. */
export type Relatedness = 'same' | 'narrower' | 'broader' | 'sibling';

/** How far a need is met: wholly, in part, or not at all. */
export type Standing = 'met' | 'partly' | 'missing';

/** Weight of a skill: rare skills weigh more. Always a finite number above 0. */
export type Idf = (skill: SkillId) => number;

/** What a person wishes for; empty lists and null are wishes not stated. */
export type Wishes = {
	districts: readonly string[];
	types: readonly EmploymentType[];
	/** Least pay, whole CNY per unit. */
	pay: { least: number; unit: PayUnit } | null;
	/** First day the person can start, YYYY-MM-DD. */
	availableFrom: string | null;
	/** Days a week the person can work. */
	daysPerWeek: number | null;
};

/** What a role offers of what can be wished for; null where it does not say. */
export type RoleTerms = {
	district: string | null;
	type: EmploymentType;
	/** Whole CNY per unit; `months` are the salaries a year when the unit is a month, 12 when absent. */
	pay: { from: number; to: number; unit: PayUnit; months: number | null } | null;
	/** YYYY-MM-DD. */
	startsOn: string | null;
	daysPerWeek: number | null;
};
