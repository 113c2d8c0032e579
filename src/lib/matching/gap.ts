// What a talent has, partly has and lacks for a role. The pathway and the gain start from here.
import { standingOf } from './explanation.ts';
import { distinctNeeds, levelOf } from './levels.ts';
import type { Cover, PreparedTalent } from './prepared.ts';
import type { Need } from './types.ts';
import { weights } from './weights.ts';

/** A need and c(s), the share of it that is met, 0 to 1. */
export type NeedCover = { need: Need; cover: Cover };

/**
 * Needs by how far they are met, in the order of the role. `gap` is the gap of the role: its required needs
 * covered less than `weights.gapBelow`; a required need little below its level is partly met and no gap.
 */
export type Gap = { have: NeedCover[]; partly: NeedCover[]; lack: NeedCover[]; gap: NeedCover[] };

/** The gap of a talent for the needs of a role; for an empty profile, all of them. Empty lists without needs. */
export function gapOf(talent: PreparedTalent, needs: readonly Need[]): Gap {
	const result: Gap = { have: [], partly: [], lack: [], gap: [] };
	const lists = { met: result.have, partly: result.partly, missing: result.lack };
	for (const need of distinctNeeds(needs)) {
		const entry = { need, cover: talent.cover(need.skill, levelOf(need.level)) };
		lists[standingOf(entry.cover.share)].push(entry);
		if (need.relation === 'required' && isGap(entry.cover)) result.gap.push(entry);
	}
	return result;
}

/** Whether a need covered like this still has to be learnt. */
export function isGap(cover: Cover): boolean {
	return cover.share < weights.gapBelow;
}
