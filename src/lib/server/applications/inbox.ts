// An organization's applications as lists, counted and cut by the database: a board by state, and pages of a table.
// Never what was withdrawn, declined or expired, what is no longer shared, and nobody who blocks the organization.
import type postgres from 'postgres';
import type { InboxFilter } from '#lib/applications/inbox.ts';
import { accessEndedStates, unansweredStates, type ApplicationState } from '#lib/applications/types.ts';
import type { Degree, ListingKind } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type InboxRow = {
	id: string;
	version: number;
	kind: ListingKind;
	state: ApplicationState;
	/** The day (Nanjing) on which it came to its state. */
	movedOn: string;
	titleZh: string | null;
	titleEn: string | null;
	displayName: string;
	headline: string;
	degree: Degree;
	sample: boolean;
	/** Others who apply with the person. */
	along: number;
	/** The team's own: its tags, and its ratings' average with one decimal. */
	tags: string[];
	rating: number | null;
	/** When the interview is, of those in that state; milliseconds since 1970. */
	meetsAt: number | null;
};

export type InboxListing = {
	id: string;
	kind: ListingKind;
	titleZh: string | null;
	titleEn: string | null;
	applications: number;
	/** Not answered yet. */
	unanswered: number;
};

const gone = [...accessEndedStates];
const open = [...unansweredStates];

/** What the organization `o` may see of applications `a` for listings `l`. */
const visible = (sql: postgres.Sql, organizationId: string) => sql`
	l.organization_id = ${organizationId} and a.held_until is null and a.state <> all(${gone}) and not exists (
		select from blocked_organizations b
		where b.organization_id = ${organizationId} and b.talent_id = a.talent_id)
	and not exists (select from consents c where c.application_id = a.id and c.withdrawn_at is not null)
	and not exists (select from talents s join accounts p on p.id = s.account_id
		where s.id = a.talent_id and p.suspended_at is not null)`;

const columns = (sql: postgres.Sql) => sql`
	a.id, a.version, a.kind, a.state, to_char(a.moved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "movedOn",
	l.title_zh as "titleZh", l.title_en as "titleEn",
	t.display_name as "displayName", t.headline, t.degree, t.sample,
	(select count(*)::int from team_members m where m.application_id = a.id and m.state = 'confirmed') as along,
	array(select g.tag from application_tags g where g.application_id = a.id order by g.tag) as tags,
	(select round(avg(r.rating), 1)::float8 from application_ratings r where r.application_id = a.id) as rating,
	case when a.state = 'interview' then (
		select (extract(epoch from e.meets_at) * 1000)::float8 from application_events e
		where e.application_id = a.id and e.to_state = 'interview' order by e.position desc limit 1) end as "meetsAt"`;

const narrowed = (sql: postgres.Sql, { kind, listing, state, unanswered, tag }: InboxFilter) => sql`
	${kind ? sql`and a.kind = ${kind}` : sql``}
	${listing ? sql`and a.listing_id = ${listing}` : sql``}
	${state ? sql`and a.state = ${state}` : sql``}
	${unanswered ? sql`and a.state = any(${open})` : sql``}
	${tag ? sql`and exists (select from application_tags g where g.application_id = a.id and g.tag = ${tag})` : sql``}`;

export type InboxFigure = Pick<InboxListing, 'id' | 'kind' | 'titleZh' | 'titleEn'> & {
	state: ApplicationState;
	n: number;
};

/** How many there are for each listing in each state: everything that is counted follows from it. */
export async function inboxFigures(db: Database, organizationId: string): Promise<InboxFigure[]> {
	const sql = reader(db);
	return sql<InboxFigure[]>`
		select l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn", c.state, c.n
		from (
			select a.listing_id, a.state, count(*)::int as n from applications a join listings l on l.id = a.listing_id
			where ${visible(sql, organizationId)} group by a.listing_id, a.state
		) c join listings l on l.id = c.listing_id`;
}

/** The listings that have applications, those with most to answer first. */
export function listingsIn(figures: InboxFigure[]): InboxListing[] {
	const byId = new Map<string, InboxListing>();
	for (const { state, n, ...listing } of figures) {
		const sum = byId.get(listing.id) ?? { ...listing, applications: 0, unanswered: 0 };
		sum.applications += n;
		if ((open as ApplicationState[]).includes(state)) sum.unanswered += n;
		byId.set(listing.id, sum);
	}
	return [...byId.values()].sort(
		(a, b) => b.unanswered - a.unanswered || b.applications - a.applications || (a.id < b.id ? -1 : 1)
	);
}

/** How many the filter leaves in each state, whatever state it asks for; a tag is not among what was counted. */
export function countsIn(figures: InboxFigure[], { kind, listing, unanswered }: InboxFilter) {
	const counts = new Map<ApplicationState, number>();
	for (const figure of figures) {
		if (kind && figure.kind !== kind) continue;
		if (listing && figure.id !== listing) continue;
		if (unanswered && !(open as ApplicationState[]).includes(figure.state)) continue;
		counts.set(figure.state, (counts.get(figure.state) ?? 0) + figure.n);
	}
	return counts;
}

/** The same counted by the database, for a filter by tag. */
export async function inboxCounts(
	db: Database,
	organizationId: string,
	filter: InboxFilter
): Promise<Map<ApplicationState, number>> {
	const sql = reader(db);
	const rows = await sql<{ state: ApplicationState; n: number }[]>`
		select a.state, count(*)::int as n from applications a join listings l on l.id = a.listing_id
		where ${visible(sql, organizationId)} ${narrowed(sql, { ...filter, state: undefined })}
		group by a.state`;
	return new Map(rows.map(({ state, n }) => [state, n]));
}

/** The first of each state: who has waited longest where an answer is due, the latest move elsewhere. */
export async function inboxBoard(
	db: Database,
	organizationId: string,
	filter: InboxFilter,
	states: ApplicationState[],
	limit: number
): Promise<InboxRow[]> {
	const sql = reader(db);
	return sql<InboxRow[]>`
		select ${columns(sql)}
		from unnest(${states}::text[]) with ordinality as col (state, place),
			lateral (
				select a.* from applications a join listings l on l.id = a.listing_id
				where ${visible(sql, organizationId)} and a.state = col.state ${narrowed(sql, filter)}
				order by case when col.state in ('sent', 'viewed', 'waiting') then a.moved_at end, a.moved_at desc, a.id
				limit ${limit}
			) a
			join listings l on l.id = a.listing_id
			join talents t on t.id = a.talent_id
		order by col.place, case when col.state in ('sent', 'viewed', 'waiting') then a.moved_at end, a.moved_at desc, a.id`;
}

/** A page of the table: what waits for an answer first, the longest wait first, then the latest moves. */
export async function inboxTable(
	db: Database,
	organizationId: string,
	filter: InboxFilter,
	{ limit, offset }: { limit: number; offset: number }
): Promise<InboxRow[]> {
	const sql = reader(db);
	return sql<InboxRow[]>`
		select ${columns(sql)}
		from (
			select a.* from applications a join listings l on l.id = a.listing_id
			where ${visible(sql, organizationId)} ${narrowed(sql, filter)}
			order by (a.state = any(${open})) desc, case when a.state = any(${open}) then a.moved_at end, a.moved_at desc, a.id
			limit ${limit} offset ${offset}
		) a
		join listings l on l.id = a.listing_id
		join talents t on t.id = a.talent_id
		order by (a.state = any(${open})) desc, case when a.state = any(${open}) then a.moved_at end, a.moved_at desc, a.id`;
}

export type ExportRow = Omit<InboxRow, 'id' | 'version' | 'sample' | 'meetsAt' | 'kind'> & {
	/** Days of the run or period, and of sending and first answering (Nanjing). */
	from: string | null;
	to: string | null;
	sentOn: string;
	answeredOn: string | null;
	/** As far as the person shares them with this application. */
	email: string | null;
	phone: string | null;
	wechat: string | null;
};

/** All rows of the table's filter, with what a file needs besides. */
export async function exportRows(
	db: Database,
	organizationId: string,
	filter: InboxFilter,
	limit: number
): Promise<ExportRow[]> {
	const sql = reader(db);
	return sql<ExportRow[]>`
		select ${columns(sql)},
			coalesce(r.starts_on, p.starts_on)::text as "from", coalesce(r.ends_on, p.ends_on)::text as "to",
			to_char(a.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "sentOn",
			to_char(a.answered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "answeredOn",
			case when a.share_email then t.contact_email end as email,
			case when a.share_phone then t.contact_phone end as phone,
			case when a.share_wechat then t.contact_wechat end as wechat
		from applications a
		join listings l on l.id = a.listing_id
		join talents t on t.id = a.talent_id
		left join course_runs r on r.id = a.run_id
		left join base_periods p on p.id = a.period_id
		where ${visible(sql, organizationId)} ${narrowed(sql, filter)}
		order by a.created_at desc, a.id
		limit ${limit}`;
}
