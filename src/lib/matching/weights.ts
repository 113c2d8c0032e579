// The one place with the numbers of the match. Nothing here is computed; changing a number changes every list,
// so the evaluation is run first.

export const weights = {
	/** Exponent of coverage in the rank; the rest goes to use. A talent's list looks more at use than a company's. */
	alpha: { talent: 0.3, company: 0.5 },
	/** A preferred need weighs half of a required one, in coverage and in use. */
	need: { required: 1, preferred: 0.5 },
	/**
	 * In use a skill weighs idf to this power: it asks for what sets a person apart. Measured on both sets of matches
	 * (order of the talent's list): nDCG@10 .766 → .775 and .346 → .353; flat between 1.5 and 2, lower outside.
	 */
	useExponent: 1.75,
	/** How far a related skill stands in for the one asked for. */
	kappa: { same: 1, narrower: 0.5, broader: 0.5, sibling: 0.25 },
	/** Children of a parent with more children than this are too unlike to stand in for each other. */
	largestFamily: 40,
	/** Rank is multiplied by the floor when no wish is met, by 1 when all are. */
	wishFloor: 0.7,
	/** A need covered less than this is a gap; a prerequisite covered less than this is not met. */
	gapBelow: 0.6,
	/** A course or base closes a gap when it gives the skill at this share of the level asked for, or more. */
	givingLevel: 0.6,
	/** A profile with fewer different skills is not scored. */
	fewestSkills: 3,
	/** What evidence counts when it breaks a tie. */
	evidence: { stated: 0, document: 0.5, verified: 1 }
} as const;
