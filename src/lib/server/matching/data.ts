// Rows that matches are computed from. Retrieval only cuts: what it returns is scored exactly elsewhere.
import type { Degree, ListingKind, SkillLevel } from '#lib/listings/types.ts';
import type { Giving, Need, RoleTerms, TalentSkill, Wishes } from '#lib/matching/types.ts';
import type { PayUnit } from '#lib/roles/types.ts';
import type { Evidence } from '#lib/talents/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

/** The most courses or bases that are compared for one list. */
const offersMax = 2_000;

/** `publishedAt` in seconds since 1970, to order by. */
export type RoleRow = { id: string; publishedAt: number; degree: Degree; terms: RoleTerms; needs: Need[] };

/** Whether the person wants lists in an order made for them. */
export async function isPersonalised(db: Database, accountId: string): Promise<boolean> {
	const [row] = await reader(db)<
		{ personalised: boolean }[]
	>`select personalised from accounts where id = ${accountId}`;
	return row?.personalised ?? false;
}

/** Roles that nobody should suggest to this person: hidden, applied for before, or of an organization they block. */
export async function rolesNotToSuggest(db: Database, accountId: string): Promise<string[]> {
	const rows = await reader(db)<{ id: string }[]>`
		select listing_id as id from listing_marks where account_id = ${accountId} and mark = 'hidden'
		union
		select x.listing_id from applications x join talents t on t.id = x.talent_id
		where t.account_id = ${accountId} and x.kind = 'role'
		union
		select l.id from blocked_organizations b
		join talents t on t.id = b.talent_id and t.account_id = ${accountId}
		join listings l on l.organization_id = b.organization_id and l.kind = 'role' and l.state = 'open'`;
	return rows.map(({ id }) => id);
}

/** How many roles are open, and how many of them need each skill. */
export async function countNeeds(db: Database): Promise<{ openRoles: number; needing: Map<string, number> }> {
	const sql = reader(db);
	const [count] = await sql<
		{ roles: number }[]
	>`select count(*)::int as roles from listings where kind = 'role' and state = 'open'`;
	const rows = await sql<{ skill: string; roles: number }[]>`
		select s.skill_id as skill, count(distinct s.listing_id)::int as roles
		from listing_skills s join listings l on l.id = s.listing_id and l.kind = 'role' and l.state = 'open'
		where s.relation in ('required', 'preferred')
		group by s.skill_id`;
	return { openRoles: count?.roles ?? 0, needing: new Map(rows.map(({ skill, roles }) => [skill, roles])) };
}

export type RoleColumns = {
	id: string;
	publishedAt: number;
	degree: Degree;
	district: string | null;
	type: RoleTerms['type'];
	payFrom: number | null;
	payTo: number | null;
	payUnit: PayUnit | null;
	payMonths: number | null;
	startsOn: string | null;
	daysPerWeek: number | null;
	needs: Need[] | null;
};

export function roleColumns(db: Database) {
	return reader(
		db
	)`l.id, extract(epoch from l.published_at)::float8 as "publishedAt", r.degree, l.district, r.employment_type as type, r.pay_from as "payFrom",
		r.pay_to as "payTo", r.pay_unit as "payUnit", r.pay_months as "payMonths", r.starts_on as "startsOn",
		r.days_per_week as "daysPerWeek", (
			select json_agg(json_build_object('skill', s.skill_id, 'relation', s.relation, 'level', s.level))
			from listing_skills s where s.listing_id = l.id and s.relation in ('required', 'preferred')
		) as needs`;
}

/** Open roles in the order of `ids`; those that are not open any more are left out. */
export async function rolesByIds(db: Database, ids: string[], today: string): Promise<RoleRow[]> {
	if (ids.length === 0) return [];
	const sql = reader(db);
	const rows = await sql<RoleColumns[]>`
		select ${roleColumns(db)}
		from unnest(${ids}::text[]) with ordinality as wanted (id, place)
		join listings l on l.id = wanted.id and l.kind = 'role' and l.state = 'open' and l.valid_until >= ${today}::date
		join roles r on r.listing_id = l.id
		order by wanted.place`;
	return rows.map(roleOf);
}

export type RolePlace = {
	organizationId: string;
	titleZh: string | null;
	titleEn: string | null;
	open: boolean;
};

/** A role whatever its state, for its own page; undefined for anything that is no role. */
export async function roleToMatch(db: Database, id: string): Promise<(RoleRow & RolePlace) | undefined> {
	const sql = reader(db);
	const [row] = await sql<(RoleColumns & RolePlace)[]>`
		select ${roleColumns(db)}, l.organization_id as "organizationId", l.title_zh as "titleZh", l.title_en as "titleEn",
			l.state = 'open' as open
		from listings l join roles r on r.listing_id = l.id
		where l.id = ${id}`;
	if (!row) return undefined;
	const { organizationId, titleZh, titleEn, open } = row;
	return { ...roleOf(row), organizationId, titleZh, titleEn, open };
}

export function roleOf(row: RoleColumns): RoleRow {
	const {
		id,
		publishedAt,
		degree,
		district,
		type,
		payFrom,
		payTo,
		payUnit,
		payMonths,
		startsOn,
		daysPerWeek,
		needs
	} = row;
	const pay =
		payFrom === null || payTo === null || payUnit === null
			? null
			: { from: payFrom, to: payTo, unit: payUnit, months: payMonths };
	return {
		id,
		publishedAt,
		degree,
		terms: { district, type, pay, startsOn, daysPerWeek },
		needs: needs ?? []
	};
}

export type OfferRow = { id: string; publishedAt: number; gives: Giving[]; needs: Need[] };

/** Open courses or bases that give any of the skills, with all they give and require; `among`: only of these. */
export async function offersGiving(
	db: Database,
	kind: Exclude<ListingKind, 'role'> | undefined,
	skillIds: string[],
	today: string,
	among?: string[]
): Promise<OfferRow[]> {
	const sql = reader(db);
	const rows = await sql<{ id: string; publishedAt: number; lines: (Giving | Need)[] }[]>`
		select l.id, extract(epoch from l.published_at)::float8 as "publishedAt", json_agg(json_build_object('skill', s.skill_id, 'relation', s.relation, 'level', s.level)) as lines
		from listings l join listing_skills s on s.listing_id = l.id
		where ${kind ? sql`l.kind = ${kind}` : sql`l.kind <> 'role'`} ${among ? sql`and l.id = any(${among}::text[])` : sql``}
			and l.state = 'open' and l.valid_until >= ${today}::date and exists (
			select from listing_skills g
			where g.listing_id = l.id and g.skill_id = any(${skillIds}) and g.relation in ('taught', 'practised')
		)
		group by l.id
		limit ${offersMax}`;
	return rows.map(({ lines, ...row }) => ({
		...row,
		gives: lines.filter(
			(line): line is Giving => line.relation === 'taught' || line.relation === 'practised'
		),
		needs: lines.filter((line): line is Need => line.relation === 'required')
	}));
}

export type CandidateRow = {
	id: string;
	displayName: string;
	headline: string;
	degree: Degree;
	sample: boolean;
	applied: boolean;
	wishes: Wishes;
	skills: (TalentSkill & { level: SkillLevel; evidence: Evidence; note: string })[];
};

/** Who asks for talents, for which organization, and for candidates of which role. */
export type Viewer = { accountId: string; organizationId: string; roleId?: string };

/** Organizations the viewer works for: whoever blocks one of them is not shown to the viewer at all. */
const blockedFor = (db: Database, { accountId, organizationId }: Viewer) => reader(db)`(
	b.organization_id = ${organizationId}
	or b.organization_id in (select organization_id from memberships where account_id = ${accountId}))`;

/** The organizations the viewer works for. */
export async function organizationsOf(
	db: Database,
	{ accountId, organizationId }: Viewer
): Promise<string[]> {
	const rows = await reader(db)<{ id: string }[]>`
		select organization_id as id from memberships where account_id = ${accountId}`;
	return [...new Set([organizationId, ...rows.map(({ id }) => id)])];
}

/** Ids of talents that this viewer must not see nor count, though their profiles are visible. */
export async function talentsKeptFrom(db: Database, viewer: Viewer): Promise<string[]> {
	const rows = await reader(db)<{ id: string }[]>`
		select b.talent_id as id from blocked_organizations b where ${blockedFor(db, viewer)}
		union
		select t.id from accounts a join talents t on t.account_id = a.id where a.suspended_at is not null`;
	return rows.map(({ id }) => id);
}

/** Talents who have applied for a listing and not withdrawn. */
export async function applicantsOf(db: Database, listingId: string): Promise<string[]> {
	const rows = await reader(db)<{ id: string }[]>`
		select talent_id as id from applications where listing_id = ${listingId} and state <> 'withdrawn'`;
	return rows.map(({ id }) => id);
}

/** Talents in the order of `ids`, without those that this viewer may not see: visibility may have changed. */
export async function talentsByIds(db: Database, ids: string[], viewer: Viewer): Promise<CandidateRow[]> {
	if (ids.length === 0) return [];
	const sql = reader(db);
	const rows = await sql<(Omit<CandidateRow, 'wishes'> & WishColumns)[]>`
		select t.id, t.display_name as "displayName", t.headline, t.degree, t.sample, ${wishColumns(db)},
			exists (
				select from applications x
				where x.talent_id = t.id and x.listing_id = ${viewer.roleId ?? null} and x.state <> 'withdrawn'
			) as applied,
			(
				select json_agg(json_build_object('skill', k.skill_id, 'level', k.level, 'evidence', k.evidence, 'note', k.note))
				from talent_skills k where k.talent_id = t.id
			) as skills
		from unnest(${ids}::text[]) with ordinality as wanted (id, place)
		join talents t on t.id = wanted.id and t.visibility in ('verified', 'public')
		join accounts a on a.id = t.account_id and a.suspended_at is null
		where not exists (
			select from blocked_organizations b where b.talent_id = t.id and ${blockedFor(db, viewer)}
		)
		order by wanted.place`;
	return rows.map(({ districts, types, pay, payUnit, availableFrom, daysPerWeek, ...row }) => ({
		...row,
		skills: row.skills ?? [],
		wishes: wishesOf({ districts, types, pay, payUnit, availableFrom, daysPerWeek })
	}));
}

export type WishColumns = {
	districts: Wishes['districts'];
	types: Wishes['types'];
	pay: number | null;
	payUnit: PayUnit | null;
	availableFrom: string | null;
	daysPerWeek: number | null;
};

/** Wishes of talents `t`. */
export const wishColumns = (db: Database) => reader(db)`
	t.wish_districts as districts, t.wish_types as types, t.wish_pay as pay, t.wish_pay_unit as "payUnit",
	t.available_from as "availableFrom", t.wish_days_per_week as "daysPerWeek"`;

export function wishesOf({
	districts,
	types,
	pay,
	payUnit,
	availableFrom,
	daysPerWeek
}: WishColumns): Wishes {
	const least = pay === null || payUnit === null ? null : { least: pay, unit: payUnit };
	return { districts, types, pay: least, availableFrom, daysPerWeek };
}
