// Decisions and writes about invitations: an organization invites, a talent accepts or declines. Accepting starts an
// application, and with it the organization may see what applying shows.
import { and, eq, lte, notInArray } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { endedStates } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { AcceptInput } from '#lib/invitations/schema.ts';
import { invitationDays, invitationsPerDay, type InvitationState } from '#lib/invitations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingToApply, slotsOf } from '#lib/server/applications/data.ts';
import { startApplication } from '#lib/server/applications/start.ts';
import { applications } from '#lib/server/applications/table.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { invitationOf, invitationsFrom, invitationsOf, sentSince } from '#lib/server/invitations/data.ts';
import { invitations } from '#lib/server/invitations/table.ts';
import { dayStart } from '#lib/server/invitations/day.ts';
import { tellInvitationAnswered, tellInvited } from '#lib/server/invitations/tell.ts';
import { obstacleTo, ownListing, takesInvited, visibleTalent } from '#lib/server/invitations/pair.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { contactOf, talentOf } from '#lib/server/talents/data.ts';

/** Invitations of a talent that the page lists. */
const listedMax = 100;

type Asked = { listingId: string; talentId: string; reason: string };

/**
 * Invites a talent the organization may see to one of its open listings; returns the invitation's id. Anybody it may
 * not see answers like an id that does not exist; `tooMany` is the day's limit, `notNow` any other obstacle.
 */
export async function invite(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ listingId, talentId, reason }: Asked
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	const listing = await ownListing(app.db, organization.id, listingId);
	if (!canPublish(organization)) throw new Refusal('notAllowed', { '': 'invitations_error_unverified' });
	const talent = await visibleTalent(app, actor!, organization.id, listingId, talentId);
	try {
		return await app.db.transaction(async (tx) => {
			// Colleagues who invite at the same moment wait here, so that the day's limit holds.
			await tx
				.select({ id: organizations.id })
				.from(organizations)
				.where(eq(organizations.id, organization.id))
				.for('update');
			await expire(tx, app.now(), listingId, talentId);
			const obstacle = await obstacleTo(app, tx, organization, listingId, talent);
			if (obstacle)
				throw new Refusal(obstacle === 'limit' ? 'tooMany' : 'notNow', {
					'': `invitations_error_${obstacle}`
				});
			const now = app.now();
			const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
			const row = { listingId, talentId, reason, invitedBy: actor!.accountId, createdAt: now, expiresAt };
			const [written] = await tx
				.insert(invitations)
				.values({ ...row, organizationId: organization.id })
				.returning({ id: invitations.id });
			await tellInvited(app, tx, talent.accountId, written!.id, { ...listing, organization });
			return written!.id;
		});
	} catch (error) {
		if (isUniqueViolation(error, 'invitations_one_active'))
			throw new Refusal('notNow', { '': 'invitations_error_invited' });
		throw error;
	}
}

/** Takes an unanswered invitation back: the undo of inviting. The talent's page says so. */
export async function takeBack(app: App, actor: Actor | undefined, slug: string, id: string): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	await app.db.transaction(async (tx) => {
		const own = and(eq(invitations.id, id), eq(invitations.organizationId, organization.id));
		const [invitation] = await tx.select().from(invitations).where(own).for('update');
		if (!invitation) throw new Refusal('notFound');
		refuseAnswered(invitation, app.now());
		await tx.update(invitations).set({ state: 'withdrawn' }).where(own);
	});
}

/** What the organization sent, a page of it, and how many more it may send today. */
export async function sentInvitations(
	app: App,
	actor: Actor | undefined,
	slug: string,
	part: { state?: InvitationState | undefined; limit: number; offset: number }
) {
	const { organization } = await requireMember(app.db, actor, slug);
	const sent = await invitationsFrom(app.db, organization.id, app.now(), part);
	const today = await sentSince(app.db, organization.id, dayStart(app.now()));
	return { ...sent, left: Math.max(0, invitationsPerDay - today) };
}

/** The actor's invitations; undefined without a profile. */
export async function myInvitations(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	return talent && invitationsOf(app.db, talent.id, app.now(), listedMax);
}

/** One invitation of the actor with what accepting it would need and share. Changes nothing. */
export async function myInvitation(app: App, actor: Actor | undefined, id: string) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	const invitation = talent && (await invitationOf(app.db, talent.id, id, app.now()));
	if (!talent || !invitation) throw new Refusal('notFound');
	const today = dayInNanjing(app.now());
	const listing = await listingToApply(app.db, invitation.listing.id);
	const open = listing !== undefined && (await takesInvited(app.db, listing, app.now()));
	const slots = open ? await slotsOf(app.db, listing.id, today) : [];
	return { ...invitation, open, slots, contact: contactOf(talent) };
}

const shareAll = { shareEmail: true, sharePhone: true, shareWechat: true };

/** Accepts: starts the application, or takes the one that is under way. Returns the application's id. */
export async function accept(
	app: App,
	actor: Actor | undefined,
	id: string,
	slot: string | null,
	share: Omit<AcceptInput, 'slot'> = shareAll
): Promise<string> {
	const { applicationId } = await answer(app, actor, id, 'accepted', async (tx, talent, invitation) => {
		const listing = await listingToApply(tx, invitation.listingId);
		if (!listing) throw new Refusal('notNow', { '': 'applications_error_closed' });
		const active = and(
			eq(applications.talentId, talent.id),
			eq(applications.listingId, listing.id),
			notInArray(applications.state, [...endedStates])
		);
		const [underWay] = await tx.select({ id: applications.id }).from(applications).where(active).limit(1);
		const applicationId =
			underWay?.id ??
			(await startApplication(app, tx, talent, listing, { slot, letter: '', invited: true, more: share }));
		return { applicationId };
	});
	return applicationId!;
}

/** Declines; `why` may be empty and goes to the organization. */
export async function decline(app: App, actor: Actor | undefined, id: string, why: string): Promise<void> {
	await answer(app, actor, id, 'declined', () => Promise.resolve({ declineReason: why }));
}

type Invitation = typeof invitations.$inferSelect;

async function answer(
	app: App,
	actor: Actor | undefined,
	id: string,
	state: 'accepted' | 'declined',
	act: (tx: Transaction, talent: { id: string }, invitation: Invitation) => Promise<Partial<Invitation>>
): Promise<Invitation> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	return app.db.transaction(async (tx) => {
		const own = and(eq(invitations.id, id), eq(invitations.talentId, talent.id));
		const [invitation] = await tx.select().from(invitations).where(own).for('update');
		if (!invitation) throw new Refusal('notFound');
		refuseAnswered(invitation, app.now());
		const more = await act(tx, talent, invitation);
		const [answered] = await tx
			.update(invitations)
			.set({ state, answeredAt: app.now(), ...more })
			.where(own)
			.returning();
		await tellInvitationAnswered(app, tx, invitation, state);
		return answered!;
	});
}

function refuseAnswered({ state, expiresAt }: Invitation, now: Date): void {
	if (state !== 'sent' || expiresAt <= now) throw new Refusal('notNow', { '': 'invitations_error_answered' });
}

/** Writes down what nobody answered in time: everything (nightly), or what stands in the way of a new invitation. */
async function expire(tx: Pick<Transaction, 'update'>, now: Date, listingId?: string, talentId?: string) {
	const late = and(eq(invitations.state, 'sent'), lte(invitations.expiresAt, now));
	const pair =
		listingId && talentId
			? and(eq(invitations.listingId, listingId), eq(invitations.talentId, talentId))
			: undefined;
	await tx.update(invitations).set({ state: 'expired' }).where(and(late, pair));
}

export async function expireInvitations(app: App): Promise<void> {
	await expire(app.db, app.now());
}
