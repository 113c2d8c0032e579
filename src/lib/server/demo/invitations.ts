// The demo's invitations: one that waits for the student's answer, and two that others have answered.
import { eq, inArray } from 'drizzle-orm';
import { invitationDays } from '#lib/invitations/types.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { WrittenListing } from '#lib/server/demo/listings.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';
import { invitations } from '#lib/server/invitations/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { listings } from '#lib/server/listings/table.ts';

const plans = [
	{ student: true, state: 'sent', daysAgo: 1, declineReason: '' },
	{ student: false, state: 'sent', daysAgo: 2, declineReason: '' },
	{ student: false, state: 'declined', daysAgo: 6, declineReason: '谢谢邀请，近期已有安排。' }
] as const;

/** Of roles of the organizations one can sign in to, to people who have not applied for them. */
export async function writeInvitations(
	tx: Transaction,
	written: WrittenListing[],
	talents: WrittenTalent[],
	student: WrittenTalent,
	owned: string[],
	calendar: Calendar
): Promise<void> {
	const roles = written.filter(
		({ kind, state, organization }) => kind === 'role' && state === 'open' && owned.includes(organization)
	);
	const ids = roles.map(({ id }) => id);
	const applied = await tx
		.select({ listingId: applications.listingId, talentId: applications.talentId })
		.from(applications)
		.where(inArray(applications.listingId, ids));
	const busy = new Set<string>();
	for (const plan of plans) {
		const people = plan.student
			? [student]
			: talents.filter((one) => one.visibility !== 'hidden' && !busy.has(one.id));
		const pair = bestPair(roles, people, (listingId, talentId) =>
			applied.some((one) => one.listingId === listingId && one.talentId === talentId)
		);
		busy.add(pair.talent.id);
		const [listing] = await tx
			.select({ organizationId: listings.organizationId, titleZh: listings.titleZh })
			.from(listings)
			.where(eq(listings.id, pair.role.id));
		const createdAt = calendar.ago(plan.daysAgo);
		await tx.insert(invitations).values({
			listingId: pair.role.id,
			organizationId: listing!.organizationId,
			talentId: pair.talent.id,
			state: plan.state,
			reason: `您好，看了您的技能和经历，和“${listing!.titleZh}”的要求很接近，欢迎申请，一起聊聊。`,
			declineReason: plan.declineReason,
			createdAt,
			answeredAt: plan.state === 'sent' ? null : calendar.ago(plan.daysAgo - 1),
			expiresAt: new Date(createdAt.getTime() + invitationDays * 86_400_000)
		});
	}
}

/** The two that share most skills. */
function bestPair(
	roles: WrittenListing[],
	people: WrittenTalent[],
	hasApplied: (listingId: string, talentId: string) => boolean
) {
	let best: { role: WrittenListing; talent: WrittenTalent; shared: number } | undefined;
	for (const role of roles) {
		const needs = new Set(role.skills.map(({ skill }) => skill));
		for (const talent of people) {
			if (hasApplied(role.id, talent.id)) continue;
			const shared = talent.skills.filter(({ skillId }) => needs.has(skillId)).length;
			if (shared > (best?.shared ?? -1)) best = { role, talent, shared };
		}
	}
	if (!best) throw new Error('demo data: nobody is left to invite');
	return best;
}
