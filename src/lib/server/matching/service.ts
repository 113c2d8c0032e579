// The explained match, from rows to what a page shows: roles for a talent, talents for a role, courses and bases by
// gain. Numbers come from lib/matching only; rights are those of the rows that are read.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { Mark } from '#lib/listings/marks.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import {
	parseCandidateFilter,
	type CandidateCounts,
	type CandidateFilter
} from '#lib/matching/candidates.ts';
import { parseRoleFilter, type RoleCounts, type RoleFilter } from '#lib/matching/filter.ts';
import { gainOf, missingPrerequisites, wantedGaps, type Gain } from '#lib/matching/gain.ts';
import { descendants } from '#lib/matching/near.ts';
import type { NamedSkill, Own, Panel, ShownMatch } from '#lib/matching/shown.ts';
import { weights } from '#lib/matching/weights.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { marksOf } from '#lib/server/marks/data.ts';
import { newSince } from '#lib/server/marks/service.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import {
	isPersonalised,
	offersGiving,
	roleToMatch,
	talentsByIds,
	type CandidateRow,
	type RoleRow
} from '#lib/server/matching/data.ts';
import {
	cardsById,
	explainedRoles,
	nameOf,
	shownMatch,
	type RoleMatch
} from '#lib/server/matching/explained.ts';
import { personOf, preparePerson, type Person } from '#lib/server/matching/person.ts';
import { rankedRoles, rankedTalents, type MatchOrder, type Page } from '#lib/server/matching/ranking.ts';
import { wantedRoles, type WantedRoles } from '#lib/server/matching/wanted.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

/** `fresh`: published since the person's last visit. */
export type OwnMatch = RoleMatch & { fresh: boolean; mark: Mark | 'none' };
export type KnownGain = Omit<Extract<Gain, { state: 'known' }>, 'skills'> & {
	skills: NamedSkill[];
	missing: NamedSkill[];
};
export type GainMatch = { card: ListingCard; gain: KnownGain; mark: Mark | 'none' };

/** `few-skills` and the others without rows are states with a next step of their own, never an empty list. */
export type TalentMatches =
	| { state: 'no-profile' | 'nothing-missing' | 'no-wanted-roles' }
	| { state: 'few-skills'; skills: number }
	| {
			state: 'roles';
			order: MatchOrder;
			personalised: boolean;
			total: number;
			counts: RoleCounts;
			rows: OwnMatch[];
			own: Own | undefined;
	  }
	/** `chosen`: how many of the wanted roles are saved or planned, not the best of the list. */
	| { state: 'gains'; total: number; wanted: number; chosen: number; rows: GainMatch[] };

type Asked = { kind: ListingKind; order?: MatchOrder | undefined; filter?: RoleFilter | undefined };
const everyRole = parseRoleFilter(new URLSearchParams());

/**
 * What fits the actor: roles by rank (or the newest first, always for people who want no personalised order), or
 * courses or bases by what they would add towards the roles that the actor wants.
 */
export async function matchesForTalent(
	app: App,
	actor: Actor | undefined,
	{ kind, limit, offset, order, filter = everyRole }: Page & Asked
): Promise<TalentMatches> {
	if (!actor) throw new Refusal('signInFirst');
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, actor);
	if (!person) return { state: 'no-profile' };
	const skills = person.prepared.skills.length;
	if (skills < weights.fewestSkills) return { state: 'few-skills', skills };
	const personalised = await isPersonalised(app.db, actor.accountId);
	const chosen = personalised ? (order ?? 'rank') : 'new';
	const marks = await marksOf(app.db, actor.accountId);
	const isHidden = ({ id }: { id: string }) => marks.get(id) === 'hidden';
	if (kind !== 'role') {
		const wanted = await wantedRoles(app, basis, person, actor.accountId, marks);
		return gains(app, basis, person, wanted, marks, kind, { limit, offset });
	}
	const [since, { total, counts, rows: page }] = await Promise.all([
		newSince(app, actor.accountId),
		rankedRoles(app, basis, person, chosen, { limit, offset }, isHidden, filter)
	]);
	const publishedAt = new Map(page.map((role) => [role.id, role.publishedAt * 1_000]));
	const explained = await explainedRoles(app, basis, person, page);
	const rows = explained.map((row) => ({
		...row,
		fresh: since !== undefined && publishedAt.get(row.card.id)! > since.getTime(),
		mark: marks.get(row.card.id) ?? ('none' as const)
	}));
	return { state: 'roles', personalised, order: chosen, total, counts: counts!, rows, own: person.own };
}

/** The match for a role's page; undefined when there is no such role. Never ranked, so never refused to anybody. */
export async function matchPanel(
	app: App,
	actor: Actor | undefined,
	roleId: string
): Promise<Panel | undefined> {
	if (!actor) return { state: 'signed-out' };
	const role = await roleToMatch(app.db, roleId);
	if (!role) return undefined;
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, actor);
	if (!role.needs.length) return { state: 'no-needs' };
	if (!person) return { state: 'no-profile' };
	const match = shownMatch(basis, person, role);
	return match
		? { state: 'explained', own: person.own, ...match }
		: { state: 'few-skills', skills: person.prepared.skills.length };
}

export type Candidate = Pick<
	CandidateRow,
	'id' | 'displayName' | 'headline' | 'degree' | 'sample' | 'applied'
> & { availableFrom: string | null; match: ShownMatch };
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
	return { title, state: 'listed', ...listed, rows: rows.flatMap((row) => candidateOf(basis, role, row)) };
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
	return { title, open: role.open, people: people.flatMap((row) => candidateOf(basis, role, row)) };
}

/** A role of the actor's organization; any other answers like one that does not exist. */
async function ownRole(app: App, actor: Actor | undefined, slug: string, roleId: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const role = await roleToMatch(app.db, roleId);
	if (role?.organizationId !== organization.id) throw new Refusal('notFound');
	return { organization, role };
}

function candidateOf(basis: Basis, role: RoleRow, row: CandidateRow): Candidate[] {
	const { id, displayName, headline, degree, sample, applied, wishes } = row;
	const match = shownMatch(basis, preparePerson(basis, row, row.skills), role);
	const { availableFrom } = wishes;
	return match ? [{ id, displayName, headline, degree, sample, applied, availableFrom, match }] : [];
}

async function gains(
	app: App,
	basis: Basis,
	person: Person,
	{ chosen, roles: wanted }: WantedRoles,
	marks: ReadonlyMap<string, Mark>,
	kind: Exclude<ListingKind, 'role'>,
	{ limit, offset }: Page
): Promise<TalentMatches> {
	const gaps = wantedGaps(
		person.prepared,
		wanted.map(({ needs }) => needs)
	);
	if (gaps.roles === 0) return { state: 'no-wanted-roles' };
	if (gaps.missing.length === 0) return { state: 'nothing-missing' };
	const giving = new Set(gaps.missing.flatMap(({ skill }) => [skill, ...descendants(basis.children, skill)]));
	const offers = await offersGiving(app.db, kind, [...giving], dayInNanjing(app.now()));
	const ranked = offers.flatMap((offer) => {
		if (marks.get(offer.id) === 'hidden') return [];
		const gain = gainOf(basis.directory.tree, gaps, offer.gives);
		if (gain.state !== 'known' || gain.gaps === 0) return [];
		return [{ id: offer.id, gain, missing: missingPrerequisites(person.prepared, offer.needs) }];
	});
	ranked.sort(
		(a, b) => b.gain.share - a.gain.share || a.missing.length - b.missing.length || (a.id < b.id ? -1 : 1)
	);
	const page = ranked.slice(offset, offset + limit);
	const cards = await cardsById(app, page);
	const named = (id: string) => nameOf(basis, id);
	const rows = page.flatMap(({ id, gain, missing }) => {
		const card = cards.get(id);
		return card
			? [
					{
						card,
						mark: marks.get(id) ?? ('none' as const),
						gain: {
							...gain,
							skills: gain.skills.map(named),
							missing: missing.map(({ skill }) => named(skill))
						}
					}
				]
			: [];
	});
	return { state: 'gains', total: ranked.length, wanted: wanted.length, chosen, rows };
}
