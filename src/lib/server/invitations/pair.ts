// A listing and a talent before an invitation: whether it may be sent, what stands in its way, and the reason that
// the match suggests.
import { and, eq, notInArray } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { endedStates } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { invitationsPerDay, type InviteObstacle } from '#lib/invitations/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { explain } from '#lib/matching/explanation.ts';
import type { NamedSkill } from '#lib/matching/shown.ts';
import type { Need } from '#lib/matching/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingToApply, slotsOf, type ListingToApply } from '#lib/server/applications/data.ts';
import { isOpen, takesLate } from '#lib/server/applications/start.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { sentSince, standingInvitation } from '#lib/server/invitations/data.ts';
import { dayStart } from '#lib/server/invitations/day.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { talentsByIds, type CandidateRow } from '#lib/server/matching/data.ts';
import { preparePerson } from '#lib/server/matching/person.ts';
import type { Organization } from '#lib/server/organizations/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { talentById } from '#lib/server/talents/data.ts';

/** Skills that a drawn reason names. */
const namedMax = 3;

export type InvitePage = {
	listing: { id: string; kind: ListingKind; titleZh: string | null; titleEn: string | null };
	talent: { id: string; displayName: string };
	/** The needs of the listing that the talent meets, the heaviest first. */
	met: NamedSkill[];
	obstacle: InviteObstacle | undefined;
	/** How many may still be sent today. */
	left: number;
	/** The admission ended on this day: who is invited comes late. */
	admittedTo: string | undefined;
};

/**
 * What the page before inviting shows; undefined while the organization is not verified and may invite nobody. Whom it
 * may not see answers like an id that does not exist.
 */
export async function invitePage(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	talentId: string
): Promise<InvitePage | undefined> {
	const { organization } = await requireMember(app.db, actor, slug);
	const listing = await ownListing(app.db, organization.id, listingId);
	if (!canPublish(organization)) return undefined;
	const talent = await visibleTalent(app, actor!, organization.id, listingId, talentId);
	const today = await sentSince(app.db, organization.id, dayStart(app.now()));
	const to = (await listingToApply(app.db, listingId))?.admissionTo;
	return {
		listing,
		talent: { id: talent.id, displayName: talent.displayName },
		met: await strongestMet(app, listingId, talent),
		obstacle: await obstacleTo(app, app.db, organization, listingId, talent),
		left: Math.max(0, invitationsPerDay - today),
		admittedTo: to && to < dayInNanjing(app.now()) ? to : undefined
	};
}

/** A listing of the organization's own, whatever its state. */
export async function ownListing(db: Database, organizationId: string, id: string) {
	const [row] = await db
		.select({
			id: listings.id,
			kind: listings.kind,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn
		})
		.from(listings)
		.where(and(eq(listings.id, id), eq(listings.organizationId, organizationId)));
	if (!row) throw new Refusal('notFound');
	return row;
}

export type VisibleTalent = CandidateRow & { accountId: string; acceptsInvitations: boolean };

/** The talent as the organization finds it in its lists; hidden, blocking, suspended and unknown ones alike are not found. */
export async function visibleTalent(
	app: App,
	{ accountId }: Actor,
	organizationId: string,
	listingId: string,
	id: string
): Promise<VisibleTalent> {
	const [row] = await talentsByIds(app.db, [id], { accountId, organizationId, roleId: listingId });
	const talent = row && (await talentById(app.db, id));
	if (!row || !talent) throw new Refusal('notFound');
	return { ...row, accountId: talent.accountId, acceptsInvitations: talent.acceptsInvitations };
}

/** Whether who is invited may apply: also after the admission, into what still goes on. */
export async function takesInvited(
	db: Database | Transaction,
	listing: ListingToApply,
	now: Date
): Promise<boolean> {
	const today = dayInNanjing(now);
	return isOpen(listing, today) || takesLate(listing, await slotsOf(db, listing.id, today), today);
}

/** What stands in the way of inviting; undefined when nothing does. */
export async function obstacleTo(
	app: App,
	db: Database | Transaction,
	organization: Organization,
	listingId: string,
	talent: Pick<VisibleTalent, 'id' | 'acceptsInvitations'>
): Promise<InviteObstacle | undefined> {
	const now = app.now();
	const listing = await listingToApply(db, listingId);
	if (!listing || !(await takesInvited(db, listing, now))) return 'closed';
	if (!talent.acceptsInvitations) return 'notAccepting';
	const active = and(
		eq(applications.listingId, listingId),
		eq(applications.talentId, talent.id),
		notInArray(applications.state, [...endedStates])
	);
	if ((await db.$count(applications, active)) > 0) return 'applied';
	const standing = await standingInvitation(db, listingId, talent.id, now);
	if (standing) return standing.state === 'declined' ? 'declined' : 'invited';
	const today = await sentSince(db, organization.id, dayStart(now));
	return today >= invitationsPerDay ? 'limit' : undefined;
}

/** The listing's needs (of a course or base: its prerequisites and what it gives) that the talent meets. */
async function strongestMet(app: App, listingId: string, talent: CandidateRow): Promise<NamedSkill[]> {
	const basis = await matchBasis(app);
	const rows = await app.db.select().from(listingSkills).where(eq(listingSkills.listingId, listingId));
	const needs = rows.map(({ skillId, relation, level }) => ({
		skill: skillId,
		relation: relation === 'required' ? relation : ('preferred' as const),
		level: level as Need['level']
	}));
	const explained = explain(preparePerson(basis, talent, talent.skills).prepared, needs);
	if (explained.state !== 'explained') return [];
	return explained.lines
		.filter(({ standing }) => standing === 'met')
		.slice(0, namedMax)
		.flatMap(({ need }) => basis.directory.get(need.skill) ?? [])
		.map(({ id, zh, en }) => ({ id, zh, en }));
}
