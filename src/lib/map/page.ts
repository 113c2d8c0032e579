// What the pages of supply and demand show: made by the server, in the reader's language.
import type { Figures } from '#lib/map/figures.ts';
import type { People } from '#lib/map/people.ts';

export type MapName = { id: string; name: string };

/** A skill with its numbers; `whole` when skills lie under it. */
export type MapLine = MapName & Figures & { people: People; whole: boolean };

export type MapPage = {
	/** The day the numbers are of, and whether that is now: lists are of now. */
	day: string;
	live: boolean;
	/** Invented with the demo. */
	sample: boolean;
	/** The day people were counted on. */
	peopleDay: string | undefined;
	/** The chosen group with what lies above it, from the top. */
	trail: MapName[];
	groups: MapName[];
	/** Quarters that can be chosen, the newest first, without the running one. */
	quarters: string[];
	/** The groups, or what lies directly under the chosen one. */
	parts: MapLine[];
	/** Single skills in order; `total` counts those that are not shown too. */
	skills: MapLine[];
	total: number;
};
