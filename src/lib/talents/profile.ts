// A talent's profile as pages and services pass it on. Contact is kept apart: few audiences may see it.
import type { Degree, SkillLevel } from '#lib/listings/types.ts';
import { weights } from '#lib/matching/weights.ts';
import type { District } from '#lib/organizations/types.ts';
import type { EmploymentType, PayUnit } from '#lib/roles/types.ts';
import type { Proof } from '#lib/proofs/types.ts';
import type { Evidence } from '#lib/talents/types.ts';

export type ProfileSkill = {
	id: string;
	zh: string;
	en: string;
	level: SkillLevel;
	evidence: Evidence;
	note: string;
};

/** A line of education or experience; months as YYYY-MM, an absent end means still there. */
export type ProfileEntry = {
	place: string;
	title: string;
	fromMonth: string | null;
	toMonth: string | null;
	text: string;
};

export type ProfileWishes = {
	districts: District[];
	types: EmploymentType[];
	pay: number | null;
	payUnit: PayUnit | null;
	daysPerWeek: number | null;
	availableFrom: string | null;
};

export type Contact = { email: string | null; phone: string | null; wechat: string | null };

/** What every audience sees that may see the profile at all. */
export type Profile = {
	id: string;
	displayName: string;
	headline: string;
	about: string;
	degree: Degree;
	skills: ProfileSkill[];
	education: ProfileEntry[];
	experience: ProfileEntry[];
	wishes: ProfileWishes;
	/** Studies that operators have verified at the national service. */
	proofs: Proof[];
	sample: boolean;
};

/** As whom somebody sees a profile: its owner, an organization applied to, a verified one, or anybody. */
export type Audience = 'own' | 'applied' | 'verified' | 'public';

/** `contact` is there for the owner and organizations the person applied to. */
export type TalentView = Profile & { audience: Audience; indexable: boolean; contact: Contact | undefined };

/** What a profile still lacks to be found and matched, in the order that helps most. */
export const profileParts = ['skills', 'headline', 'degree', 'education', 'wishes', 'contact'] as const;
export type ProfilePart = (typeof profileParts)[number];

/** Fewer are not matched. */
const enoughSkills = weights.fewestSkills;

export function missingParts(profile: Profile, contact: Contact): ProfilePart[] {
	const { districts, types, pay, daysPerWeek, availableFrom } = profile.wishes;
	const has: Record<ProfilePart, boolean> = {
		skills: profile.skills.length >= enoughSkills,
		headline: profile.headline !== '',
		degree: profile.degree !== 'none',
		education: profile.education.length > 0 || profile.experience.length > 0,
		wishes:
			districts.length > 0 ||
			types.length > 0 ||
			pay !== null ||
			daysPerWeek !== null ||
			availableFrom !== null,
		contact: Boolean(contact.email ?? contact.phone ?? contact.wechat)
	};
	return profileParts.filter((part) => !has[part]);
}
