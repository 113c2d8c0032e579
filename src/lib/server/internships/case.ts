// One internship as its parties see it: who they are, what was stated, and how far it is. The only way from an
// application's id to a page about it.
import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { AgreementState } from '#lib/agreements/types.ts';
import { accessEndedStates, type ApplicationState } from '#lib/applications/types.ts';
import type { AgeBand, InternshipKind, InternshipSide, Study } from '#lib/internships/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { textOf } from '#lib/server/agreements/data.ts';
import { agreements } from '#lib/server/agreements/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePeriods, bases } from '#lib/server/bases/table.ts';
import { formerMember, isSchool, ownerOf, teamOf, type TeamMember } from '#lib/server/bases/team-data.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { internships } from '#lib/server/internships/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { roles } from '#lib/server/roles/table.ts';
import { isBlocked, talentOf } from '#lib/server/talents/data.ts';
import { talents } from '#lib/server/talents/table.ts';

export type Case = {
	/** Of the application. */
	id: string;
	kind: InternshipKind;
	state: ApplicationState;
	/** Until then the person may take it back, and nobody else sees it. */
	heldUntil: Date | null;
	talentId: string;
	accountId: string;
	displayName: string;
	listingId: string;
	titleZh: string | null;
	titleEn: string | null;
	addressZh: string | null;
	addressEn: string | null;
	allowance: number | null;
	/** Of the period; a role's are in its agreement: `datesOf`. */
	from: string | null;
	to: string | null;
	statement:
		| {
				fullName: string;
				ageBand: AgeBand;
				study: Study;
				statedOn: string;
				schoolId: string | null;
				endedWithJob: boolean;
		  }
		| undefined;
	agreement:
		{ id: string; state: AgreementState; revision: number; signedRevision: number | null } | undefined;
	team: TeamMember[];
	school: TeamMember | undefined;
	/** Where the person works: the base's owner, or a partner of a school that owns it. */
	host: TeamMember | undefined;
};

/** For a period of a base, or a role that is an internship. */
const isInternship = or(isNotNull(bases.listingId), eq(roles.employmentType, 'internship'));

export async function caseById(db: Database | Transaction, id: string): Promise<Case | undefined> {
	const { fullName, ageBand, study, statedOn, schoolId, endedWithJob } = internships;
	const [row] = await db
		.select({
			...{ id: applications.id, kind: sql<InternshipKind>`${applications.kind}` },
			...{ state: applications.state, talentId: applications.talentId },
			heldUntil: applications.heldUntil,
			...{ accountId: talents.accountId, displayName: talents.displayName },
			...{ listingId: listings.id, titleZh: listings.titleZh, titleEn: listings.titleEn },
			...{ addressZh: bases.addressZh, addressEn: bases.addressEn, allowance: bases.allowance },
			from: sql<string | null>`${basePeriods.startsOn}::text`,
			to: sql<string | null>`${basePeriods.endsOn}::text`,
			statement: { fullName, ageBand, study, statedOn, schoolId, endedWithJob },
			agreement: {
				...{ id: agreements.id, state: agreements.state, hostId: agreements.hostId },
				...{ revision: agreements.revision, signedRevision: agreements.signedRevision }
			}
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.leftJoin(bases, eq(bases.listingId, listings.id))
		.leftJoin(roles, eq(roles.listingId, listings.id))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.leftJoin(basePeriods, eq(basePeriods.id, applications.periodId))
		.leftJoin(internships, eq(internships.applicationId, applications.id))
		.leftJoin(
			agreements,
			and(eq(agreements.applicationId, applications.id), ne(agreements.state, 'cancelled'))
		)
		.where(and(eq(applications.id, id), isInternship));
	if (!row) return undefined;
	const team = await (row.kind === 'base' ? teamOf : ownerOf)(db, row.listingId);
	const statement = row.statement?.fullName == null ? undefined : row.statement;
	// Whoever leaves the base stays with the internships that are under way.
	const member = async (of: string | null | undefined) =>
		of ? (team.find((one) => one.id === of) ?? (await formerMember(db, of))) : undefined;
	const school = await member(statement?.schoolId);
	const host = (await member(row.agreement?.hostId)) ?? hostOf(team, school?.id);
	return { ...row, statement, agreement: row.agreement?.id ? row.agreement : undefined, team, school, host };
}

/** The days of the internship: the period's, or those of the agreement in force, or of the one being written. */
export async function datesOf(
	db: Database | Transaction,
	{ from, to, agreement }: Case
): Promise<{ from: string | null; to: string | null }> {
	if (from || !agreement?.revision) return { from, to };
	const text = await textOf(db, agreement.id, agreement.signedRevision ?? agreement.revision);
	return { from: text?.terms.from ?? null, to: text?.terms.to ?? null };
}

/** The owner receives the interns; those of a school that owns the base are received by its first other partner. */
export const hostOf = (team: TeamMember[], schoolId: string | undefined): TeamMember | undefined =>
	team.find((member) => member.owns && member.id !== schoolId) ??
	team.find((member) => member.id !== schoolId && !isSchool(member));

/** The schools that somebody can come from: those of a base, or any verified one for a role. */
export async function schoolsOf(
	db: Database | Transaction,
	{ kind, team }: Pick<Case, 'kind' | 'team'>
): Promise<Pick<TeamMember, 'id' | 'slug' | 'nameZh' | 'nameEn'>[]> {
	if (kind === 'base') return team.filter((member) => isSchool(member) && hostOf(team, member.id));
	const { id, slug, nameZh, nameEn } = organizations;
	const verified = and(eq(organizations.kind, 'university'), eq(organizations.verification, 'verified'));
	return db
		.select({ id, slug, nameZh, nameEn })
		.from(organizations)
		.where(and(verified, ne(id, team[0]?.id ?? '')))
		.orderBy(sql`coalesce(${nameZh}, ${nameEn}) collate "zh-x-icu"`);
}

/** The actor's own internship; anybody else's answers like one that does not exist. */
export async function ownCase(
	{ db }: { db: Database | Transaction },
	actor: Actor | undefined,
	id: string
): Promise<Case> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(db, actor.accountId);
	const found = talent && (await caseById(db, id));
	if (found?.talentId !== talent?.id || !found) throw new Refusal('notFound');
	return found;
}

/** An internship that the actor's organization takes part in, and as which side; anything else answers `notFound`. */
export async function sideCase(
	{ db }: Pick<App, 'db'> | { db: Transaction },
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<{ found: Case; side: InternshipSide; organizationId: string }> {
	const { organization } = await requireMember(db, actor, slug);
	const found = canPublish(organization) ? await caseById(db, id) : undefined;
	const ended: readonly ApplicationState[] = accessEndedStates;
	if (
		!found ||
		found.heldUntil ||
		ended.includes(found.state) ||
		(await isBlocked(db, found.talentId, organization.id))
	)
		throw new Refusal('notFound');
	const side =
		found.school?.id === organization.id ? 'school' : found.host?.id === organization.id ? 'host' : undefined;
	if (!side) throw new Refusal('notFound');
	return { found, side, organizationId: organization.id };
}
