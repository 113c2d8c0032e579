// Rows that matches are computed from. Retrieval only cuts: what it returns is scored exactly elsewhere.
import type { Degree, ListingKind, SkillLevel } from '#lib/listings/types.ts';
import type { Giving, Need, RoleTerms, TalentSkill, Wishes } from '#lib/matching/types.ts';
import type { PayUnit } from '#lib/roles/types.ts';
import type { Evidence } from '#lib/talents/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

/** The most rows that are scored for one list: those that share the most with the asker. */
const retrievedMax = 2_000;

/** `publishedAt` in seconds since 1970, to order by. */
export type RoleRow = { id: string; publishedAt: number; degree: Degree; terms: RoleTerms; needs: Need[] };

/** Whether the person wants lists in an order made for them. */
export async function isPersonalised(db: Database, accountId: string): Promise<boolean> {
	const [row] = await reader(db)<
		{ personalised: boolean }[]
	>`select personalised from accounts where id = ${accountId}`;
	return row?.personalised ?? false;
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

type RoleColumns = {
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

function roleColumns(db: Database) {
	return reader(
		db
	)`l.id, extract(epoch from l.published_at)::float8 as "publishedAt", r.degree, l.district, r.employment_type as type, r.pay_from as "payFrom",
		r.pay_to as "payTo", r.pay_unit as "payUnit", r.pay_months as "payMonths", r.starts_on as "startsOn",
		r.days_per_week as "daysPerWeek", (
			select json_agg(json_build_object('skill', s.skill_id, 'relation', s.relation, 'level', s.level))
			from listing_skills s where s.listing_id = l.id and s.relation in ('required', 'preferred')
		) as needs`;
}

/** Open roles that ask for any of the skills, those that share most first; `near` is what each skill can add. */
export async function rolesNear(
	db: Database,
	near: ReadonlyMap<string, number>,
	today: string
): Promise<RoleRow[]> {
	const sql = reader(db);
	const rows = await sql<RoleColumns[]>`
		with found as (
			select s.listing_id, sum(n.weight) as weight
			from unnest(${[...near.keys()]}::text[], ${[...near.values()]}::float8[]) as n (skill_id, weight)
			join listing_skills s on s.skill_id = n.skill_id and s.relation in ('required', 'preferred')
			join listings l on l.id = s.listing_id and l.kind = 'role' and l.state = 'open' and l.valid_until >= ${today}::date
			group by s.listing_id
			order by weight desc, s.listing_id
			limit ${retrievedMax}
		)
		select ${roleColumns(db)}
		from found join listings l on l.id = found.listing_id join roles r on r.listing_id = l.id`;
	return rows.map(roleOf);
}

export type RolePlace = { organizationId: string; titleZh: string | null; titleEn: string | null };

/** A role whatever its state, for its own page; undefined for anything that is no role. */
export async function roleToMatch(db: Database, id: string): Promise<(RoleRow & RolePlace) | undefined> {
	const sql = reader(db);
	const [row] = await sql<(RoleColumns & RolePlace)[]>`
		select ${roleColumns(db)}, l.organization_id as "organizationId", l.title_zh as "titleZh", l.title_en as "titleEn"
		from listings l join roles r on r.listing_id = l.id
		where l.id = ${id}`;
	if (!row) return undefined;
	const { organizationId, titleZh, titleEn } = row;
	return { ...roleOf(row), organizationId, titleZh, titleEn };
}

function roleOf(row: RoleColumns): RoleRow {
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

export type OfferRow = { id: string; gives: Giving[]; needs: Need[] };

/** Open courses or bases that give any of the skills, with all they give and require. */
export async function offersGiving(
	db: Database,
	kind: Exclude<ListingKind, 'role'>,
	skillIds: string[],
	today: string
): Promise<OfferRow[]> {
	const sql = reader(db);
	const rows = await sql<{ id: string; lines: (Giving | Need)[] }[]>`
		select l.id, json_agg(json_build_object('skill', s.skill_id, 'relation', s.relation, 'level', s.level)) as lines
		from listings l join listing_skills s on s.listing_id = l.id
		where l.kind = ${kind} and l.state = 'open' and l.valid_until >= ${today}::date and exists (
			select from listing_skills g
			where g.listing_id = l.id and g.skill_id = any(${skillIds}) and g.relation in ('taught', 'practised')
		)
		group by l.id
		limit ${retrievedMax}`;
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

/**
 * Talents near the needs of a role whom this member may see: visible, not suspended, and not blocking any
 * organization the member works for. Hidden talents are not even counted.
 */
export async function talentsNear(
	db: Database,
	near: ReadonlyMap<string, number>,
	scope: { accountId: string; organizationId: string; roleId: string }
): Promise<CandidateRow[]> {
	const sql = reader(db);
	const rows = await sql<(Omit<CandidateRow, 'wishes'> & WishColumns)[]>`
		with found as (
			select k.talent_id, sum(n.weight) as weight
			from unnest(${[...near.keys()]}::text[], ${[...near.values()]}::float8[]) as n (skill_id, weight)
			join talent_skills k on k.skill_id = n.skill_id
			join talents t on t.id = k.talent_id and t.visibility in ('verified', 'public')
			join accounts a on a.id = t.account_id and a.suspended_at is null
			where not exists (
				select from blocked_organizations b
				where b.talent_id = t.id and (b.organization_id = ${scope.organizationId} or b.organization_id in (
					select organization_id from memberships where account_id = ${scope.accountId}))
			)
			group by k.talent_id
			order by weight desc, k.talent_id
			limit ${retrievedMax}
		)
		select t.id, t.display_name as "displayName", t.headline, t.degree, t.sample,
			t.wish_districts as districts, t.wish_types as types, t.wish_pay as pay, t.wish_pay_unit as "payUnit",
			t.available_from as "availableFrom", t.wish_days_per_week as "daysPerWeek",
			exists (
				select from applications x where x.talent_id = t.id and x.listing_id = ${scope.roleId} and x.state <> 'withdrawn'
			) as applied,
			(
				select json_agg(json_build_object('skill', k.skill_id, 'level', k.level, 'evidence', k.evidence, 'note', k.note))
				from talent_skills k where k.talent_id = t.id
			) as skills
		from found join talents t on t.id = found.talent_id`;
	return rows.map(({ districts, types, pay, payUnit, availableFrom, daysPerWeek, ...row }) => ({
		...row,
		wishes: {
			districts,
			types,
			pay: pay === null || payUnit === null ? null : { least: pay, unit: payUnit },
			availableFrom,
			daysPerWeek
		}
	}));
}

type WishColumns = {
	districts: Wishes['districts'];
	types: Wishes['types'];
	pay: number | null;
	payUnit: PayUnit | null;
	availableFrom: string | null;
	daysPerWeek: number | null;
};
