// Words around the skill tree that pages and server share.

/** What operators may change of a skill, and a later data file then leaves alone: all its names, or its place. */
export const heldParts = ['names', 'parents'] as const;
export type HeldPart = (typeof heldParts)[number];

export const suggestionKinds = ['skill', 'alias'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

export const suggestionStates = ['open', 'accepted', 'refused'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

export type SkillName = { id: string; zh: string; en: string };

/** What would change, and what of the marketplace it touches, before an operator confirms it. */
export type SkillPreview = {
	/** Nothing of it differs from what is there. */
	isSame: boolean;
	renamed: { from: string; to: string }[];
	added: string[];
	removed: string[];
	/** Parents before and after, when they differ. */
	moved: { from: SkillName[]; to: SkillName[] } | undefined;
	/** Names that another skill has already: nothing can be saved with them. */
	taken: { name: string; by: SkillName }[];
	reach: SkillReach;
};

/** What names the skills, in numbers. */
export type SkillReach = {
	listings: number;
	openListings: number;
	talents: number;
	searches: number;
	plans: number;
	signals: number;
	certificates: number;
	/** Listings and talents whose search documents are made anew. */
	documents: number;
};
