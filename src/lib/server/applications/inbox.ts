// An organization's applications as lists, cut by the database: a board by state, and pages of a table. Never what was
// withdrawn, declined or expired, what is no longer shared, and nobody who blocks the organization.
import type postgres from 'postgres';
import type { Track } from '#lib/applications/moves.ts';
import type { InboxFilter } from '#lib/applications/inbox.ts';
import { accessEndedStates, unansweredStates, type ApplicationState } from '#lib/applications/types.ts';
import type { Degree, ListingKind } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type InboxRow = {
	id: string;
	version: number;
	kind: ListingKind;
	track: Track;
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

const gone = [...accessEndedStates];
const open: ApplicationState[] = [...unansweredStates];
export const isOpen = (state: ApplicationState) => open.includes(state);

/**
 * What the organization may see of applications `a`. Who is out of sight is gathered once a query: a look for each of
 * thousands of rows costs far more.
 */
export const visible = (sql: postgres.Sql, organizationId: string) => sql`
	a.organization_id = ${organizationId} and a.held_until is null and a.state <> all(${gone})
	and a.id not in (select c.application_id from consents c
		where c.organization_id = ${organizationId} and c.withdrawn_at is not null and c.member_id is null)
	and a.talent_id not in (
		select b.talent_id from blocked_organizations b where b.organization_id = ${organizationId}
		union all
		select t.id from accounts p join talents t on t.account_id = p.id where p.suspended_at is not null)`;

/** By which table applications `a` move: roles that are internships go on after hiring. */
export const track = (sql: postgres.Sql) => sql`
	case when a.kind = 'role' and a.listing_id in (select listing_id from roles where employment_type = 'internship')
		then 'internship' else a.kind end as track`;

const columns = (sql: postgres.Sql) => sql`
	a.id, a.version, a.kind, ${track(sql)}, a.state, to_char(a.moved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "movedOn",
	l.title_zh as "titleZh", l.title_en as "titleEn",
	t.display_name as "displayName", t.headline, t.degree, t.sample,
	(select count(*)::int from team_members m where m.application_id = a.id and m.state = 'confirmed') as along,
	array(select g.tag from application_tags g where g.application_id = a.id order by g.tag) as tags,
	(select round(avg(r.rating), 1)::float8 from application_ratings r where r.application_id = a.id) as rating,
	case when a.state = 'interview' then (
		select (extract(epoch from e.meets_at) * 1000)::float8 from application_events e
		where e.application_id = a.id and e.to_state = 'interview' order by e.position desc limit 1) end as "meetsAt"`;

/** What the filter leaves of applications `a`. */
export const narrowed = (sql: postgres.Sql, { kind, listing, state, unanswered, tag }: InboxFilter) => sql`
	${kind ? sql`and a.kind = ${kind}` : sql``}
	${listing ? sql`and a.listing_id = ${listing}` : sql``}
	${state ? sql`and a.state = ${state}` : sql``}
	${unanswered ? sql`and a.state = any(${open})` : sql``}
	${tag ? sql`and exists (select from application_tags g where g.application_id = a.id and g.tag = ${tag})` : sql``}`;

/** Where somebody waits for the organization, or for a place. */
const waits = (state: ApplicationState) => state === 'waiting' || isOpen(state);

/** Whose applications, and which of them. */
type Inbox = { organizationId: string; filter: InboxFilter };
type Part = {
	order: 'waiting' | 'latest';
	states: readonly ApplicationState[];
	/** Of each state; with an offset, of all together. */
	limit: number;
	offset?: number;
};

/** Ids in their order: the longest wait first, or the latest move. Each state is read as its index has it. */
async function idsOf(db: Database, inbox: Inbox, { order, states, limit, offset }: Part): Promise<string[]> {
	if (!states.length || limit === 0) return [];
	const sql = reader(db);
	const ordered = order === 'waiting' ? sql`a.moved_at, a.id` : sql`a.moved_at desc, a.id desc`;
	const rows = await sql<{ id: string }[]>`
		select a.id from unnest(${states as string[]}::text[]) as col (state), lateral (
			select a.id, a.moved_at from applications a
			where ${visible(sql, inbox.organizationId)} and a.state = col.state ${narrowed(sql, inbox.filter)}
			order by ${ordered} limit ${limit + (offset ?? 0)}
		) a
		order by ${ordered} ${offset === undefined ? sql`` : sql`limit ${limit} offset ${offset}`}`;
	return rows.map(({ id }) => id);
}

/** Applications by their ids, in that order, as far as the organization may see them. */
async function rowsOf(db: Database, organizationId: string, ids: string[]): Promise<InboxRow[]> {
	if (!ids.length) return [];
	const sql = reader(db);
	return sql<InboxRow[]>`
		select ${columns(sql)}
		from unnest(${ids}::text[]) with ordinality as p (id, place)
			join applications a on a.id = p.id
			join listings l on l.id = a.listing_id
			join talents t on t.id = a.talent_id
		where ${visible(sql, organizationId)}
		order by p.place`;
}

/** The first of each state: the longest wait where somebody waits, the latest move elsewhere. */
export async function inboxBoard(
	db: Database,
	inbox: Inbox,
	{ states, limit }: Pick<Part, 'states' | 'limit'>
): Promise<InboxRow[]> {
	const moved = states.filter((state) => !waits(state));
	const ids = await idsOf(db, inbox, { order: 'waiting', states: states.filter(waits), limit });
	ids.push(...(await idsOf(db, inbox, { order: 'latest', states: moved, limit })));
	return rowsOf(db, inbox.organizationId, ids);
}

/**
 * A page of the table: what waits for an answer first, the longest wait first, then the latest moves. `unanswered`
 * is how many there are of the first.
 */
export async function inboxTable(
	db: Database,
	inbox: Inbox,
	page: { states: readonly ApplicationState[]; unanswered: number; limit: number; offset: number }
): Promise<InboxRow[]> {
	const { states, unanswered, offset } = page;
	const moved = states.filter((state) => !isOpen(state));
	const limit = Math.max(0, Math.min(page.limit, unanswered - offset));
	const rest = { limit: page.limit - limit, offset: Math.max(0, offset - unanswered) };
	const ids = await idsOf(db, inbox, { order: 'waiting', states: states.filter(isOpen), limit, offset });
	ids.push(...(await idsOf(db, inbox, { order: 'latest', states: moved, ...rest })));
	return rowsOf(db, inbox.organizationId, ids);
}

export type InboxPick = { id: string; version: number; track: Track; state: ApplicationState };

/** Everybody the filter leaves, over all pages. */
export async function inboxPicks(db: Database, { organizationId, filter }: Inbox): Promise<InboxPick[]> {
	const sql = reader(db);
	return sql<InboxPick[]>`
		select a.id, a.version, ${track(sql)}, a.state from applications a
		where ${visible(sql, organizationId)} ${narrowed(sql, filter)}`;
}

export type ExportRow = Omit<InboxRow, 'id' | 'version' | 'sample' | 'meetsAt' | 'kind' | 'track'> & {
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
