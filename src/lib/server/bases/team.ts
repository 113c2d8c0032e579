// Decisions about running a base together: each organization names its tutors and says whether its students need an
// agreement.
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { TutorInput } from '#lib/bases/team.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { isSchool, placesOf, teamOf, tutorsOf } from '#lib/server/bases/team-data.ts';
import { basePartners, bases, baseTutors } from '#lib/server/bases/table.ts';
import { isUniqueViolation } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { membersOf } from '#lib/server/organizations/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

/** The most tutors of one organization at one base. */
const tutorsMax = 30;

/** The actor's organization as one of those that run the base; any other answers like a base that does not exist. */
export async function requireTeam(app: App, actor: Actor | undefined, slug: string, listingId: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const team = await teamOf(app.db, listingId);
	const own = team.find(({ id }) => id === organization.id);
	if (!own || !canPublish(organization)) throw new Refusal('notFound');
	return { organization, team, own };
}

/** Who runs the base, the tutors of each, the places of each school, and the members one can name. */
export async function teamPage(app: App, actor: Actor | undefined, slug: string, listingId: string) {
	const { organization, team, own } = await requireTeam(app, actor, slug, listingId);
	const [[base], tutors, periods, members] = await Promise.all([
		app.db
			.select({ titleZh: listings.titleZh, titleEn: listings.titleEn })
			.from(listings)
			.where(eq(listings.id, listingId)),
		tutorsOf(app.db, listingId),
		placesOf(app.db, listingId),
		membersOf(app.db, organization.id)
	]);
	const named = new Set(tutors.map(({ accountId }) => accountId));
	const schools = team.filter(isSchool);
	return {
		base: base!,
		owns: own.owns,
		isSchool: isSchool(own),
		agreementRequired: own.agreementRequired,
		// Members are known to their own organization only; to the others by the name they were given.
		team: team.map(({ id, slug, nameZh, nameEn }) => ({
			...{ slug, nameZh, nameEn, own: id === own.id },
			tutors: tutors
				.filter(({ organizationId }) => organizationId === id)
				.map(({ id, name }) => ({ id, name }))
		})),
		choices: members
			.filter(({ accountId }) => !named.has(accountId))
			.map(({ accountId, email }) => ({ accountId, email })),
		schools: schools.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })),
		periods
	};
}

/** Names a member of the organization as a tutor. Refuses with `alreadyExists` who is one already. */
export async function nameTutor(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	{ account, name }: TutorInput
): Promise<void> {
	const { organization } = await requireTeam(app, actor, slug, listingId);
	await addTutor(app, { listingId, organizationId: organization.id }, { account, name });
}

type Place = { listingId: string; organizationId: string };

/** The same for who has been let in: an organization of the base, or a side of an internship. */
export async function addTutor(app: App, place: Place, { account, name }: TutorInput): Promise<void> {
	const { listingId, organizationId } = place;
	const members = await membersOf(app.db, organizationId);
	if (!members.some(({ accountId }) => accountId === account))
		throw new Refusal('invalid', { account: 'common_error_required' });
	const ofOwn = and(eq(baseTutors.listingId, listingId), eq(baseTutors.organizationId, organizationId));
	if ((await app.db.$count(baseTutors, ofOwn)) >= tutorsMax) throw new Refusal('tooMany');
	const row = { listingId, organizationId, accountId: account, name, createdAt: app.now() };
	try {
		await app.db.insert(baseTutors).values(row);
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('alreadyExists');
		throw error;
	}
}

/** Ends that somebody is a tutor for the organization; what they wrote stays. */
export async function removeTutor(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	id: string
): Promise<void> {
	const { organization } = await requireTeam(app, actor, slug, listingId);
	await endTutor(app, { listingId, organizationId: organization.id }, id);
}

/** The same for who has been let in. */
export async function endTutor(app: App, { listingId, organizationId }: Place, id: string): Promise<void> {
	const own = and(eq(baseTutors.listingId, listingId), eq(baseTutors.organizationId, organizationId));
	const [removed] = await app.db
		.delete(baseTutors)
		.where(and(eq(baseTutors.id, id), own))
		.returning({ id: baseTutors.id });
	if (!removed) throw new Refusal('notFound');
}

/** Whether an agreement is needed before the start: of everybody for the owner, of its students for a school. */
export async function requireAgreement(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	agreementRequired: boolean
): Promise<void> {
	const { organization, own } = await requireTeam(app, actor, slug, listingId);
	if (own.owns) {
		await app.db.update(bases).set({ agreementRequired }).where(eq(bases.listingId, listingId));
		return;
	}
	if (!isSchool(own)) throw new Refusal('notAllowed');
	await app.db
		.update(basePartners)
		.set({ agreementRequired })
		.where(and(eq(basePartners.listingId, listingId), eq(basePartners.organizationId, organization.id)));
}
