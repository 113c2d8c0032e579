// The words a person reads about invitations, and the reason an invitation starts with.
import { m } from '#lib/i18n/generated/messages.js';
import { pick } from '#lib/i18n/text.ts';
import type { InvitationState, InviteObstacle } from '#lib/invitations/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { NamedSkill } from '#lib/matching/shown.ts';
import { skillNames } from '#lib/matching/words.ts';

const states: Record<InvitationState, () => string> = {
	sent: m.invitations_state_sent,
	accepted: m.invitations_state_accepted,
	declined: m.invitations_state_declined,
	withdrawn: m.invitations_state_withdrawn,
	expired: m.invitations_state_expired
};
export const invitationWord = (state: InvitationState): string => states[state]();

const obstacles: Record<InviteObstacle, () => string> = {
	unverified: m.invitations_error_unverified,
	closed: m.invitations_error_closed,
	limit: m.invitations_error_limit,
	notAccepting: m.invitations_error_notAccepting,
	applied: m.invitations_error_applied,
	invited: m.invitations_error_invited,
	declined: m.invitations_error_declined
};
export const obstacleText = (obstacle: InviteObstacle): string => obstacles[obstacle]();

type Title = { zh: string | null; en: string | null };

/** What speaks for this talent: the needs of the listing met most, the heaviest first; empty when none is met. */
export function drawnReason(kind: ListingKind, { zh, en }: Title, met: readonly NamedSkill[]): string {
	const words = { title: pick(zh, en).text, skills: skillNames(met) };
	if (!met.length) return m.invitations_reason_plain(words);
	return kind === 'role' ? m.invitations_reason_role(words) : m.invitations_reason_offer(words);
}
