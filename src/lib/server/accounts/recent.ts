// Sensitive actions ask again: what reaches other people's data, or cannot be taken back, needs somebody who has shown
// within the last quarter of an hour that they are who they are. An open browser is not enough.
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';

/** How long showing it once lasts (ms). */
export const recentTime = 15 * 60_000;

/** @throws Refusal confirmFirst */
export function requireRecent(actor: Actor): void {
	if (actor.recent === false) throw new Refusal('confirmFirst');
}
