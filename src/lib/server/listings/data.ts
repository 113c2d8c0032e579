// Reads of listings as everybody may see them: rows of lists, and the whole of one. Drafts and frozen listings are
// never among them.
import type postgres from 'postgres';
import type { CardOrganization, ListingCard } from '#lib/listings/card.ts';
import { daysBetween } from '#lib/i18n/text.ts';
import type { ListingKind, ListingState } from '#lib/listings/types.ts';
import type { ListingPage } from '#lib/listings/page.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { cards, cardsByIds } from '#lib/server/listings/cards.ts';

/**
 * Cards of listings in the order of `ids`, of those that anyone may find: open, valid, of a verified organization.
 * `scope` 'shown' lets everything through that has a page, closed ones too. `today` is the day in Nanjing.
 */
export async function listingCards(
	db: Database,
	ids: readonly string[],
	today: string,
	scope: 'open' | 'shown' = 'open'
): Promise<ListingCard[]> {
	return ids.length === 0 ? [] : cardsByIds(db, ids, today, scope);
}

/** The texts of open listings, in both languages, by id. */
export async function listingTexts(
	db: Database,
	ids: readonly string[]
): Promise<Map<string, { zh: string | null; en: string | null }>> {
	const rows = await reader(db)<{ id: string; zh: string | null; en: string | null }[]>`
		select id, text_zh as zh, text_en as en from listings where id = any(${ids as string[]}) and state = 'open'`;
	return new Map(rows.map(({ id, zh, en }) => [id, { zh, en }]));
}

/** The `n` open listings that were published last. */
export async function newestListings(db: Database, n: number, today: string): Promise<ListingCard[]> {
	const sql = reader(db);
	return cards(
		sql,
		today,
		sql`
		from (
			select id, row_number() over (order by published_at desc, id) as place
			from listings where state = 'open' order by published_at desc, id limit ${n}
		) wanted
		join listings l on l.id = wanted.id`
	);
}

/** Open listings that an organization publishes or is a confirmed partner of, roles first, the newest first. */
export async function listingsOfOrganization(
	db: Database,
	organizationId: string,
	today: string
): Promise<ListingCard[]> {
	const sql = reader(db);
	return cards(
		sql,
		today,
		sql`
		from (
			select id, row_number() over (order by array_position(array['role', 'course', 'base'], kind), published_at desc, id) as place
			from listings
			where state = 'open' and (organization_id = ${organizationId} or id in (
				select listing_id from base_partners where organization_id = ${organizationId} and confirmed_at is not null
			))
			order by 2 limit 100
		) wanted
		join listings l on l.id = wanted.id`
	);
}

/** Open listings about any of the skills: roles that ask for them, then courses and bases that give them. */
export async function listingsOfSkills(
	db: Database,
	skillIds: readonly string[],
	today: string,
	perKind: number
): Promise<ListingCard[]> {
	const sql = reader(db);
	return cards(
		sql,
		today,
		sql`
		from (
			select id, kind, row_number() over (partition by kind order by weight desc, published_at desc, id) as place
			from (
				select l.id, l.kind, l.published_at,
					max(case s.relation when 'preferred' then 0 else 10 end + coalesce(s.level, 1)) as weight
				from listing_skills s join listings l on l.id = s.listing_id and l.state = 'open'
				where s.skill_id = any(${skillIds as string[]})
					and (l.kind = 'role') = (s.relation in ('required', 'preferred'))
				group by l.id
			) about
		) wanted
		join listings l on l.id = wanted.id and wanted.place <= ${perKind}`
	);
}

type PageRow = Omit<ListingPage, 'organizations' | 'nextFrom' | 'nextTo' | 'left' | 'all'> & {
	owner: CardOrganization;
	partners: CardOrganization[];
};

/**
 * A listing of this kind with everything its page shows, in one query; undefined for any other, and for one in none
 * of the `states`: only the open and the closed are for everybody's eyes.
 */
export async function listingPage(
	db: Database,
	kind: ListingKind,
	id: string,
	today: string,
	states: readonly ListingState[] = ['open', 'closed']
): Promise<ListingPage | undefined> {
	const sql = reader(db);
	const kindPart = { role: rolePart, course: coursePart, base: basePart }[kind](sql);
	const [found] = await sql<{ page: PageRow }[]>`
		select row_to_json(page) as page from (select l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn", l.text_zh as "textZh", l.text_en as "textEn",
			l.district, l.state, l.sample, l.valid_until as "validUntil", l.source_url as "sourceUrl",
			to_char(l.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "publishedOn",
			to_char(l.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "closedOn",
			json_build_object('slug', o.slug, 'zh', o.name_zh, 'en', o.name_en, 'verified', o.verification = 'verified') as owner,
			o.kind as "organizationKind",
			(select json_build_object('received', f.received, 'answered', f.answered, 'medianHours', f.median_hours)
				from answer_figures f where f.organization_id = o.id) as answers,
			coalesce((
				select json_agg(json_build_object('id', k.id, 'zh', k.zh, 'en', k.en, 'relation', s.relation, 'level', s.level) order by array_position(array['required', 'preferred', 'taught', 'practised'], s.relation), s.level desc nulls last, k.position)
				from listing_skills s join skills k on k.id = s.skill_id
				where s.listing_id = l.id
			), '[]') as skills,
			${kindPart.columns}
		from listings l
		join organizations o on o.id = l.organization_id
		${kindPart.join}
		where l.id = ${id} and l.kind = ${kind} and l.state = any(${states as ListingState[]})) page`;
	return found && pageOf(found.page, today);
}

/** The skills that a course or base gives, and a programme's with those of its open courses, in the tree's order. */
export async function givenSkills(db: Database, id: string): Promise<string[]> {
	const rows = await reader(db)<{ id: string }[]>`
		select k.id from skills k where k.id in (
			select s.skill_id from listing_skills s where s.relation in ('taught', 'practised') and (
				s.listing_id = ${id} or s.listing_id in (
					select y.listing_id from courses y join listings x on x.id = y.listing_id and x.state = 'open'
					where y.parent_id = ${id}
				)
			)
		) order by k.position`;
	return rows.map(({ id }) => id);
}

type Part = (sql: postgres.Sql) => Record<'columns' | 'join', postgres.PendingQuery<postgres.Row[]>>;

const rolePart: Part = (sql) => ({
	columns: sql`r.employment_type as "employmentType", r.pay_from as "payFrom", r.pay_to as "payTo", r.pay_unit as "payUnit",
		r.pay_months as "payMonths", r.headcount, r.degree, r.days_per_week as "daysPerWeek", r.length_months as "lengthMonths",
		r.may_stay as "mayStay", r.starts_on as "startsOn", r.benefits, r.equity_note_zh as "equityNoteZh", r.equity_note_en as "equityNoteEn",
		r.research_with as "researchWith", r.invasive, r.clinical`,
	join: sql`join roles r on r.listing_id = l.id`
});

const coursePart: Part = (sql) => ({
	columns: sql`c.type as "courseType", c.study_level as "studyLevel", c.mode, c.hours, c.fee, c.credits::float8 as credits,
		c.provided_by_zh as "providedByZh", c.provided_by_en as "providedByEn",
		c.admission_from as "admissionFrom", c.admission_to as "admissionTo", c.url,
		coalesce((
			select json_agg(json_build_object('id', u.id, 'from', u.starts_on, 'to', u.ends_on, 'left', u.seats - u.seats_taken, 'all', u.seats) order by u.starts_on)
			from course_runs u where u.listing_id = l.id
		), '[]') as runs,
		(
			select json_build_object('id', x.id, 'zh', x.title_zh, 'en', x.title_en)
			from listings x where x.id = c.parent_id and x.state = 'open'
		) as parent,
		coalesce((
			select json_agg(json_build_object('id', x.id, 'zh', x.title_zh, 'en', x.title_en) order by x.published_at, x.id)
			from courses y join listings x on x.id = y.listing_id and x.state = 'open'
			where y.parent_id = l.id
		), '[]') as children`,
	join: sql`join courses c on c.listing_id = l.id`
});

const basePart: Part = (sql) => ({
	columns: sql`b.allowance, b.address_zh as "addressZh", b.address_en as "addressEn",
		b.equipment_zh as "equipmentZh", b.equipment_en as "equipmentEn",
		coalesce((
			select json_agg(json_build_object('id', p.id, 'from', p.starts_on, 'to', p.ends_on, 'left', p.places - p.places_taken, 'all', p.places) order by p.starts_on)
			from base_periods p where p.listing_id = l.id
		), '[]') as runs,
		coalesce((
			select json_agg(json_build_object('slug', q.slug, 'zh', q.name_zh, 'en', q.name_en, 'verified', q.verification = 'verified') order by q.slug)
			from base_partners p join organizations q on q.id = p.organization_id
			where p.listing_id = l.id and p.confirmed_at is not null
		), '[]') as partners`,
	join: sql`join bases b on b.listing_id = l.id`
});

/** What a kind does not have, so that a page of any kind has every field. */
const without = {
	...{
		employmentType: null,
		payFrom: null,
		payTo: null,
		payUnit: null,
		payMonths: null,
		headcount: null,
		degree: null
	},
	...{
		daysPerWeek: null,
		lengthMonths: null,
		mayStay: null,
		startsOn: null,
		benefits: null,
		equityNoteZh: null,
		equityNoteEn: null
	},
	...{ researchWith: null, invasive: null, clinical: null },
	...{ courseType: null, studyLevel: null, mode: null, hours: null, fee: null, credits: null, url: null },
	...{
		providedByZh: null,
		providedByEn: null,
		admissionFrom: null,
		admissionTo: null,
		parent: null,
		children: []
	},
	...{ allowance: null, addressZh: null, addressEn: null, equipmentZh: null, equipmentEn: null },
	...{ runs: [], partners: [] }
};

function pageOf(row: PageRow, today: string): ListingPage {
	const { owner, partners, ...rest } = { ...without, ...row };
	const ahead = rest.runs.filter(({ to }) => to >= today);
	const sum = (of: 'left' | 'all') =>
		ahead.length ? ahead.reduce((total, run) => total + run[of], 0) : null;
	const lastDay = [rest.validUntil, rest.admissionTo].filter((date) => date !== null).sort()[0];
	return {
		...rest,
		organizations: [owner, ...partners],
		daysLeft: lastDay ? daysBetween(today, lastDay) : null,
		nextFrom: ahead[0]?.from ?? null,
		nextTo: ahead[0]?.to ?? null,
		left: sum('left'),
		all: sum('all')
	};
}
