// The explained match for a talent, from rows to what a page shows: the list of roles, or of courses and bases, and the
// match on a role's page. Numbers come from lib/matching only; rights are those of the rows that are read.
import type { Actor } from '#lib/accounts/types.ts';
import type { Mark } from '#lib/listings/marks.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { parseRoleFilter, type RoleCounts, type RoleFilter } from '#lib/matching/filter.ts';
import type { Own, Panel } from '#lib/matching/shown.ts';
import { weights } from '#lib/matching/weights.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { marksOf } from '#lib/server/marks/data.ts';
import { newSince } from '#lib/server/marks/service.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { isPersonalised, roleToMatch } from '#lib/server/matching/data.ts';
import { explainedRoles, shownMatch, type RoleMatch } from '#lib/server/matching/explained.ts';
import { gainsFor, type GainMatches } from '#lib/server/matching/gains.ts';
import { personOf } from '#lib/server/matching/person.ts';
import { rankedRoles, type MatchOrder, type Page } from '#lib/server/matching/ranking.ts';
import { wantedRoles } from '#lib/server/matching/wanted.ts';

/** `fresh`: published since the person's last visit. */
export type OwnMatch = RoleMatch & { fresh: boolean; mark: Mark | 'none' };

/** `few-skills` and the others without rows are states with a next step of their own, never an empty list. */
export type TalentMatches =
	| { state: 'no-profile' }
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
	| Exclude<GainMatches, { state: 'gains' }>
	| (Extract<GainMatches, { state: 'gains' }> & { order: MatchOrder; personalised: boolean });

type Asked = { kind: ListingKind; order?: MatchOrder | undefined; filter?: RoleFilter | undefined };
const everyRole = parseRoleFilter(new URLSearchParams());

/**
 * What fits the actor: roles by rank, or courses or bases by what they would add towards the roles that the actor
 * wants; or either with the newest first, always for people who want no personalised order.
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
		const gains = await gainsFor(app, basis, person, wanted, marks, kind, chosen, { limit, offset });
		return gains.state === 'gains' ? { ...gains, order: chosen, personalised } : gains;
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
