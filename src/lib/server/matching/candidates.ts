// Candidates for a role of an organization: the ranked list, and a few beside each other. Who may see whom is decided
// here and again when the rows are read; the numbers are those that the talent sees.
import type { Actor } from '#lib/accounts/types.ts';
import {
	parseCandidateFilter,
	type CandidateCounts,
	type CandidateFilter
} from '#lib/matching/candidates.ts';
import type { ShownMatch } from '#lib/matching/shown.ts';
import type { Proof } from '#lib/proofs/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { roleToMatch, talentsByIds, type CandidateRow, type RoleRow } from '#lib/server/matching/data.ts';
import { shownMatch } from '#lib/server/matching/explained.ts';
import { preparePerson } from '#lib/server/matching/person.ts';
import { rankedTalents, type Page } from '#lib/server/matching/ranking.ts';
import { proofsOf } from '#lib/server/proofs/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

export type Candidate = Pick<
	CandidateRow,
	'id' | 'displayName' | 'headline' | 'degree' | 'sample' | 'applied'
> & { availableFrom: string | null; match: ShownMatch; proof: Proof | undefined };
/** `title` is the role's, in both languages. */
export type Candidates = { title: Texts } & (
	| { state: 'unverified' }
	| { state: 'no-needs' }
	| { state: 'listed'; total: number; counts: CandidateCounts; rows: Candidate[] }
);
type Texts = { zh: string | null; en: string | null };

/**
 * Talents for a role of the actor's organization, by the company's rank. Only verified organizations see any; a
 * role of another organization answers like one that does not exist.
 */
export async function candidatesForRole(
	app: App,
	actor: Actor | undefined,
	slug: string,
	roleId: string,
	page: Page,
	filter: CandidateFilter = parseCandidateFilter(new URLSearchParams())
): Promise<Candidates> {
	const { organization, role } = await ownRole(app, actor, slug, roleId);
	const title = { zh: role.titleZh, en: role.titleEn };
	if (!canPublish(organization)) return { title, state: 'unverified' };
	if (!role.needs.length) return { title, state: 'no-needs' };
	const basis = await matchBasis(app);
	const viewer = { accountId: actor!.accountId, organizationId: organization.id, roleId };
	const { rows, ...listed } = await rankedTalents(app, basis, role, viewer, page, filter);
	const found = rows.flatMap((row) => candidateOf(basis, role, row));
	return { title, state: 'listed', ...listed, rows: await withProofs(app, found) };
}

export type Compared = { title: Texts; open: boolean; people: Candidate[] } | { state: 'unverified' };

/**
 * A few talents beside each other for a role, in the order of `ids`, explained as in the list. Whom the organization
 * may not see, and who has too few skills for a match, is left out like an id that does not exist.
 */
export async function compareCandidates(
	app: App,
	actor: Actor | undefined,
	slug: string,
	roleId: string,
	ids: string[]
): Promise<Compared> {
	const { organization, role } = await ownRole(app, actor, slug, roleId);
	if (!canPublish(organization)) return { state: 'unverified' };
	const basis = await matchBasis(app);
	const viewer = { accountId: actor!.accountId, organizationId: organization.id, roleId };
	const people = await talentsByIds(app.db, ids, viewer);
	const title = { zh: role.titleZh, en: role.titleEn };
	const found = people.flatMap((row) => candidateOf(basis, role, row));
	return { title, open: role.open, people: await withProofs(app, found) };
}

/** A role of the actor's organization; any other answers like one that does not exist. */
async function ownRole(app: App, actor: Actor | undefined, slug: string, roleId: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const role = await roleToMatch(app.db, roleId);
	if (role?.organizationId !== organization.id) throw new Refusal('notFound');
	return { organization, role };
}

/** With the highest study that an operator has verified. It is told beside the match and changes no number. */
async function withProofs(app: App, rows: Omit<Candidate, 'proof'>[]): Promise<Candidate[]> {
	const proofs = await proofsOf(
		app.db,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({ ...row, proof: proofs.get(row.id)?.[0] }));
}

function candidateOf(basis: Basis, role: RoleRow, row: CandidateRow): Omit<Candidate, 'proof'>[] {
	const { id, displayName, headline, degree, sample, applied, wishes } = row;
	const match = shownMatch(basis, preparePerson(basis, row, row.skills), role);
	const { availableFrom } = wishes;
	return match ? [{ id, displayName, headline, degree, sample, applied, availableFrom, match }] : [];
}
