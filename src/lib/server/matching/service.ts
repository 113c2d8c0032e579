// The explained match, from rows to what a page shows: roles for a talent, talents for a role, courses and bases by
// gain. Numbers come from lib/matching only; rights are those of the rows that are read.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { Degree, ListingKind, SkillLevel } from '#lib/listings/types.ts';
import { explain } from '#lib/matching/explanation.ts';
import { gainOf, missingPrerequisites, wantedGaps, type Gain } from '#lib/matching/gain.ts';
import { misfitsOf } from '#lib/matching/misfit.ts';
import { asksNear, descendants, skillsNear } from '#lib/matching/near.ts';
import { prepareTalent, type PreparedTalent } from '#lib/matching/prepared.ts';
import { compareRanked, rankOf, scoreRole, type Ranked } from '#lib/matching/score.ts';
import type { NamedSkill, Panel, ShownMatch } from '#lib/matching/shown.ts';
import type { TalentSkill, Wishes } from '#lib/matching/types.ts';
import { weights } from '#lib/matching/weights.ts';
import { wishShare } from '#lib/matching/wish.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import {
	isPersonalised,
	offersGiving,
	rolesNear,
	roleToMatch,
	talentsNear,
	type CandidateRow,
	type RoleRow
} from '#lib/server/matching/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { skillsOf, talentOf } from '#lib/server/talents/data.ts';

/** Roles that count as wanted while nothing is saved or planned: the best of the talent's list. */
const wantedMax = 20;

export type MatchOrder = 'rank' | 'new';
export type Page = { limit: number; offset: number };
export type RoleMatch = { card: ListingCard; match: ShownMatch };
export type KnownGain = Omit<Extract<Gain, { state: 'known' }>, 'skills'> & {
	skills: NamedSkill[];
	missing: NamedSkill[];
};
export type GainMatch = { card: ListingCard; gain: KnownGain };

/** `few-skills` and the others without rows are states with a next step of their own, never an empty list. */
export type TalentMatches =
	| { state: 'no-profile' | 'nothing-missing' | 'no-wanted-roles' }
	| { state: 'few-skills'; skills: number }
	| { state: 'roles'; order: MatchOrder; total: number; rows: RoleMatch[] }
	| { state: 'gains'; total: number; wanted: number; rows: GainMatch[] };

/** A person made ready to be matched. */
type Person = {
	degree: Degree;
	wishes: Wishes;
	prepared: PreparedTalent;
	notes: ReadonlyMap<string, string>;
};

/**
 * What fits the actor: roles by rank (or the newest first, always for people who want no personalised order), or
 * courses or bases by what they would add towards the best roles.
 */
export async function matchesForTalent(
	app: App,
	actor: Actor | undefined,
	{ kind, limit, offset, order }: Page & { kind: ListingKind; order?: MatchOrder | undefined }
): Promise<TalentMatches> {
	if (!actor) throw new Refusal('signInFirst');
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, actor);
	if (!person) return { state: 'no-profile' };
	const skills = person.prepared.skills.length;
	if (skills < weights.fewestSkills) return { state: 'few-skills', skills };
	const chosen = (await isPersonalised(app.db, actor.accountId)) ? (order ?? 'rank') : 'new';
	const roles = await rankedRoles(app, basis, person, kind === 'role' ? chosen : 'rank');
	if (kind !== 'role') return gains(app, basis, person, roles.slice(0, wantedMax), kind, { limit, offset });
	const page = roles.slice(offset, offset + limit);
	const cards = await cardsById(app, page);
	const rows = page.flatMap((role) => {
		const card = cards.get(role.id);
		const match = shownMatch(basis, person, role);
		return card && match ? [{ card, match }] : [];
	});
	return { state: 'roles', order: chosen, total: roles.length, rows };
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
		? { state: 'explained', ...match }
		: { state: 'few-skills', skills: person.prepared.skills.length };
}

export type Candidate = Pick<
	CandidateRow,
	'id' | 'displayName' | 'headline' | 'degree' | 'sample' | 'applied'
> & { match: ShownMatch };
/** `title` is the role's, in both languages. */
export type Candidates = { title: Texts } & (
	{ state: 'unverified' } | { state: 'no-needs' } | { state: 'listed'; total: number; rows: Candidate[] }
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
	{ limit, offset }: Page
): Promise<Candidates> {
	const { organization } = await requireMember(app.db, actor, slug);
	const role = await roleToMatch(app.db, roleId);
	if (role?.organizationId !== organization.id) throw new Refusal('notFound');
	const title = { zh: role.titleZh, en: role.titleEn };
	if (!canPublish(organization)) return { title, state: 'unverified' };
	if (!role.needs.length) return { title, state: 'no-needs' };
	const basis = await matchBasis(app);
	const near = skillsNear(
		basis.directory.tree,
		basis.children,
		basis.idf,
		role.needs.map(({ skill }) => skill)
	);
	const scope = { accountId: actor!.accountId, organizationId: organization.id, roleId };
	const people = (await talentsNear(app.db, near, scope)).map((row) => ({
		row,
		person: preparePerson(basis, row, row.skills)
	}));
	const ranked = people.flatMap(({ row, person }) =>
		rankedPair(row.id, person, role, 'company', { row, person })
	);
	ranked.sort(compareRanked);
	const rows = ranked.slice(offset, offset + limit).flatMap(({ row, person }) => {
		const { id, displayName, headline, degree, sample, applied } = row;
		const match = shownMatch(basis, person, role);
		return match ? [{ id, displayName, headline, degree, sample, applied, match }] : [];
	});
	return { title, state: 'listed', total: ranked.length, rows };
}

async function personOf(app: App, basis: Basis, actor: Actor): Promise<Person | undefined> {
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return undefined;
	const { wishDistricts, wishTypes, wishPay, wishPayUnit, wishDaysPerWeek, availableFrom, degree } = talent;
	const pay = wishPay === null || wishPayUnit === null ? null : { least: wishPay, unit: wishPayUnit };
	const wishes = {
		districts: wishDistricts,
		types: wishTypes,
		pay,
		daysPerWeek: wishDaysPerWeek,
		availableFrom
	};
	const skills = (await skillsOf(app.db, talent.id)).map(({ id, level, evidence, note }) => ({
		skill: id,
		level,
		evidence,
		note
	}));
	return preparePerson(basis, { degree, wishes }, skills);
}

function preparePerson(
	{ directory, idf }: Basis,
	{ degree, wishes }: { degree: Degree; wishes: Wishes },
	skills: (TalentSkill & { note: string })[]
): Person {
	const notes = new Map(skills.map(({ skill, note }) => [skill, note]));
	return { degree, wishes, notes, prepared: prepareTalent(directory.tree, idf, skills) };
}

/** Open roles that the person meets at least in part, in order. */
async function rankedRoles(app: App, basis: Basis, person: Person, order: MatchOrder) {
	const own = person.prepared.skills.map(({ skill }) => skill);
	const near = asksNear(basis.directory.tree, basis.children, basis.idf, own);
	const rows = await rolesNear(app.db, near, dayInNanjing(app.now()));
	const ranked = rows.flatMap((role) => rankedPair(role.id, person, role, 'talent', role));
	if (order === 'rank') return ranked.sort(compareRanked);
	return ranked.sort((a, b) => b.publishedAt - a.publishedAt || (a.id < b.id ? -1 : 1));
}

/** One pair with what orders it; nothing when it has no score. */
function rankedPair<T extends object>(
	id: string,
	person: Person,
	role: RoleRow,
	side: 'talent' | 'company',
	more: T
): (T & Ranked)[] {
	const score = scoreRole(person.prepared, role.needs);
	if (score.state !== 'scored' || score.coverage === 0) return [];
	const rank = rankOf(score, wishShare(person.wishes, role.terms), side);
	return [{ ...more, id, rank, evidence: score.evidence, misfit: misfitsFor(person, role).length > 0 }];
}

const misfitsFor = ({ degree, wishes }: Person, role: RoleRow) =>
	misfitsOf(
		{ degree, availableFrom: wishes.availableFrom },
		{ degree: role.degree, startsOn: role.terms.startsOn }
	);

async function gains(
	app: App,
	basis: Basis,
	person: Person,
	wanted: RoleRow[],
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
						gain: {
							...gain,
							skills: gain.skills.map(named),
							missing: missing.map(({ skill }) => named(skill))
						}
					}
				]
			: [];
	});
	return { state: 'gains', total: ranked.length, wanted: wanted.length, rows };
}

async function cardsById(app: App, rows: readonly { id: string }[]): Promise<Map<string, ListingCard>> {
	const ids = rows.map(({ id }) => id);
	const cards = await listingCards(app.db, ids, dayInNanjing(app.now()));
	return new Map(cards.map((card) => [card.id, card]));
}

/** The explanation with names; undefined when there is not enough data for one. */
function shownMatch(basis: Basis, person: Person, role: RoleRow): ShownMatch | undefined {
	const explanation = explain(person.prepared, role.needs);
	if (explanation.state !== 'explained') return undefined;
	const { headline, usePercent, required, preferred } = explanation;
	const lines = explanation.lines.map(({ need, standing, points, outOf, via }) => ({
		...{
			skill: nameOf(basis, need.skill),
			relation: need.relation,
			level: need.level,
			standing,
			points,
			outOf
		},
		via: via && {
			skill: nameOf(basis, via.skill.skill),
			level: (via.skill.level ?? 1) as SkillLevel,
			evidence: via.skill.evidence,
			relatedness: via.relatedness,
			note: person.notes.get(via.skill.skill) ?? ''
		}
	}));
	const degree = { asked: role.degree, own: person.degree };
	return { headline, usePercent, required, preferred, lines, misfits: misfitsFor(person, role), degree };
}

/** A skill newer than the tree in memory has no name there for up to a minute. */
function nameOf({ directory }: Basis, id: string): NamedSkill {
	const { zh, en } = directory.get(id) ?? { zh: id, en: id };
	return { id, zh, en };
}
