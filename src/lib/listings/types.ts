// Words and types of listings that pages and server share.

export const listingKinds = ['role', 'course', 'base'] as const;
export type ListingKind = (typeof listingKinds)[number];

/** What is stored; full and expiring are derived from seats, places and dates. */
export const listingStates = ['draft', 'open', 'closed', 'frozen'] as const;
export type ListingState = (typeof listingStates)[number];

/** required and preferred are a listing's needs; taught and practised are what it gives. */
export const skillRelations = ['required', 'preferred', 'taught', 'practised'] as const;
export type SkillRelation = (typeof skillRelations)[number];

/** How a listing of each kind may relate to a skill; a course's prerequisites are its required skills. */
export const relationsOf: Readonly<Record<ListingKind, readonly SkillRelation[]>> = {
	role: ['required', 'preferred'],
	course: ['required', 'taught'],
	base: ['required', 'practised']
};

/** 1 aware, 2 working, 3 advanced, 4 expert. */
export type SkillLevel = 1 | 2 | 3 | 4;
export const skillLevels = [1, 2, 3, 4] as const;

export const degrees = ['none', 'vocational', 'bachelor', 'master', 'doctor'] as const;
export type Degree = (typeof degrees)[number];

/** A listing counts as expiring in its last days. */
export const expiringDays = 7;
