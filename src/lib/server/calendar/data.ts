// Reads of what calendars hold, for a person and for an organization; who may ask is the service's to decide.
import type postgres from 'postgres';
import { accessEndedStates } from '#lib/applications/types.ts';
import { dayOf, type CalendarEntry, type EntryKind } from '#lib/calendar/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

/** How far back and ahead a calendar reaches, in days, and how many entries of one sort it holds. */
export const [daysBack, daysAhead] = [30, 400];
const entriesMax = 300;

type Row = {
	id: string;
	kind: EntryKind;
	titleZh: string | null;
	titleEn: string | null;
	zh: string | null;
	en: string | null;
	/** Milliseconds since 1970, of an interview. */
	at: number | null;
	from: string | null;
	to: string | null;
	place: string | null;
	version: number;
	changedAt: number;
	listingId: string;
	listingKind: ListingKind;
	applicationId: string | null;
};
type PathOf = (row: Row) => string;

const places: Record<ListingKind, string> = { role: '/roles', course: '/courses', base: '/bases' };
const publicPath: PathOf = ({ listingId, listingKind }) => `${places[listingKind]}/${listingId}`;
const milliseconds = (sql: postgres.Sql, moment: postgres.Fragment) =>
	sql`(extract(epoch from ${moment}) * 1000)::float8`;

/** What all kinds of rows have in common, of listing `l`. */
const listingColumns = (sql: postgres.Sql) => sql`
	l.title_zh as "titleZh", l.title_en as "titleEn", l.id as "listingId", l.kind as "listingKind"`;

const within = (sql: postgres.Sql, today: string, from: postgres.Fragment, to: postgres.Fragment) => sql`
	${to} >= ${today}::date - ${daysBack}::int and ${from} <= ${today}::date + ${daysAhead}::int`;

/** Interviews of applications `a`: the last one said, while the application is in that state. */
const interviews = (
	sql: postgres.Sql,
	today: string,
	names: postgres.Fragment,
	whose: postgres.Fragment
) => sql<Row[]>`
	select 'interview-' || a.id as id, 'interview' as kind, ${names}, ${listingColumns(sql)},
		${milliseconds(sql, sql`e.meets_at`)} as at, null as "from", null as "to", e.place, a.version,
		${milliseconds(sql, sql`e.at`)} as "changedAt", a.id as "applicationId"
	from applications a join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id
	join talents t on t.id = a.talent_id
	join lateral (select e.meets_at, e.place, e.at from application_events e
		where e.application_id = a.id and e.to_state = 'interview' order by e.position desc limit 1) e on true
	where a.state = 'interview' and ${whose} and ${within(sql, today, sql`e.meets_at`, sql`e.meets_at`)}
	order by e.meets_at limit ${entriesMax}`;

/** Closing days of open listings `l`: of the listing, or of a course's admission where that is earlier. */
const deadlines = (
	sql: postgres.Sql,
	today: string,
	names: postgres.Fragment,
	whose: postgres.Fragment
) => sql<Row[]>`
	select case when c.admission_to <= l.valid_until then 'admission-' else 'deadline-' end || l.id as id,
		case when c.admission_to <= l.valid_until then 'admission' else 'deadline' end as kind,
		${names}, ${listingColumns(sql)}, null::float8 as at,
		least(c.admission_to, l.valid_until)::text as "from", least(c.admission_to, l.valid_until)::text as "to",
		null as place, l.version, ${milliseconds(sql, sql`l.updated_at`)} as "changedAt", null as "applicationId"
	from listings l join organizations o on o.id = l.organization_id left join courses c on c.listing_id = l.id
	where l.state = 'open' and ${whose}
		and ${within(sql, today, sql`least(c.admission_to, l.valid_until)`, sql`least(c.admission_to, l.valid_until)`)}
	order by least(c.admission_to, l.valid_until) limit ${entriesMax}`;

/** Every run and period with its listing. */
const slots = (sql: postgres.Sql) => sql`(
	select id, listing_id, starts_on, ends_on, 'course' as kind from course_runs
	union all select id, listing_id, starts_on, ends_on, 'base' from base_periods)`;

/** Internships in roles of applications `a`, on the days that their agreements in force say. */
const roleInternships = (
	sql: postgres.Sql,
	today: string,
	names: postgres.Fragment,
	whose: postgres.Fragment
) => sql<Row[]>`
	select 'base-' || a.id as id, 'base' as kind, ${names}, ${listingColumns(sql)}, null::float8 as at,
		d."from"::text as "from", d."to"::text as "to", null as place, a.version,
		${milliseconds(sql, sql`x.at`)} as "changedAt", a.id as "applicationId"
	from applications a join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id
	join talents t on t.id = a.talent_id
	join agreements g on g.application_id = a.id and g.state <> 'cancelled'
	join agreement_texts x on x.agreement_id = g.id and x.revision = g.signed_revision
	cross join lateral (select (x.terms ->> 'from')::date as "from", (x.terms ->> 'to')::date as "to") d
	where a.kind = 'role' and a.state in ('accepted', 'hired', 'completed') and ${whose}
		and ${within(sql, today, sql`d."from"`, sql`d."to"`)}
	order by d."from" limit ${entriesMax}`;

/** A person's calendar: interviews, what they take part in or plan to, and deadlines of what they saved. */
export async function talentEntries(
	db: Database,
	{ talentId, accountId }: { talentId: string | undefined; accountId: string },
	today: string
): Promise<CalendarEntry[]> {
	const sql = reader(db);
	const names = sql`o.name_zh as zh, o.name_en as en`;
	const mine = talentId ?? '';
	const saved = sql`exists (select from listing_marks s
		where s.listing_id = l.id and s.account_id = ${accountId} and s.mark = 'saved')`;
	const rows = await Promise.all([
		interviews(sql, today, names, sql`a.talent_id = ${mine}`),
		deadlines(sql, today, names, saved),
		roleInternships(sql, today, names, sql`a.talent_id = ${mine}`),
		sql<Row[]>`
			select s.kind || '-' || a.id as id, s.kind, ${names}, ${listingColumns(sql)}, null::float8 as at,
				s.starts_on::text as "from", s.ends_on::text as "to", null as place, a.version,
				${milliseconds(sql, sql`a.updated_at`)} as "changedAt", a.id as "applicationId"
			from applications a join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id
			join ${slots(sql)} s on s.id = coalesce(a.run_id, a.period_id)
			where a.talent_id = ${mine} and a.state in ('admitted', 'enrolled', 'completed')
				and ${within(sql, today, sql`s.starts_on`, sql`s.ends_on`)}`,
		sql<Row[]>`
			select distinct on (s.id) 'planned-' || i.id as id, 'planned' as kind, ${names}, ${listingColumns(sql)},
				null::float8 as at, s.starts_on::text as "from", s.ends_on::text as "to", null as place, l.version,
				${milliseconds(sql, sql`l.updated_at`)} as "changedAt", null as "applicationId"
			from plans p join plan_items i on i.plan_id = p.id and not i.done
			join ${slots(sql)} s on s.id = coalesce(i.run_id, i.period_id)
			join listings l on l.id = i.listing_id and l.state = 'open' join organizations o on o.id = l.organization_id
			where p.talent_id = ${mine} and p.deleted_at is null
				and ${within(sql, today, sql`s.starts_on`, sql`s.ends_on`)}
				and not exists (select from applications a where a.talent_id = p.talent_id
					and a.listing_id = i.listing_id and a.state in ('admitted', 'enrolled', 'completed'))
			order by s.id, i.id`
	]);
	const pathOf: PathOf = (row) => (row.applicationId ? '/me/applications' : publicPath(row));
	return entriesOf(rows.flat(), pathOf);
}

const gone = [...accessEndedStates];

/** An organization's calendar: interviews where it may see people, its runs and periods, and its deadlines. */
export async function organizationEntries(
	db: Database,
	{ organizationId, slug, seesPeople }: { organizationId: string; slug: string; seesPeople: boolean },
	today: string
): Promise<CalendarEntry[]> {
	const sql = reader(db);
	const own = sql`l.organization_id = ${organizationId}`;
	const visible = sql`${own} and ${seesPeople} and a.held_until is null and a.state <> all(${gone}) and not exists (
		select from blocked_organizations b where b.organization_id = ${organizationId} and b.talent_id = a.talent_id)`;
	const rows = await Promise.all([
		interviews(sql, today, sql`t.display_name as zh, null as en`, visible),
		deadlines(sql, today, sql`null as zh, null as en`, own),
		roleInternships(sql, today, sql`t.display_name as zh, null as en`, visible),
		sql<Row[]>`
			select s.kind || '-' || s.id as id, s.kind, null as zh, null as en, ${listingColumns(sql)}, null::float8 as at,
				s.starts_on::text as "from", s.ends_on::text as "to", null as place, l.version,
				${milliseconds(sql, sql`l.updated_at`)} as "changedAt", null as "applicationId"
			from listings l join ${slots(sql)} s on s.listing_id = l.id
			where ${own} and l.state in ('open', 'closed') and ${within(sql, today, sql`s.starts_on`, sql`s.ends_on`)}
			order by s.starts_on limit ${entriesMax}`
	]);
	const pathOf: PathOf = ({ applicationId, listingId }) =>
		applicationId ? `/org/${slug}/applications/${applicationId}` : `/org/${slug}/listings/${listingId}`;
	return entriesOf(rows.flat(), pathOf);
}

/** By day, then by time. */
function entriesOf(rows: readonly Row[], pathOf: PathOf): CalendarEntry[] {
	const entries = rows.map((row): CalendarEntry => {
		const { id, kind, titleZh, titleEn, zh, en, at, from, to, place, version, changedAt } = row;
		return {
			...{ id, kind, titleZh, titleEn, place, version },
			withWhom: zh || en ? { zh, en } : undefined,
			time: at === null ? { from: from!, to: to! } : { at: new Date(at) },
			path: pathOf(row),
			changedAt: new Date(changedAt)
		};
	});
	const key = (entry: CalendarEntry) =>
		`${dayOf(entry)} ${'at' in entry.time ? entry.time.at.toISOString() : ''} ${entry.id}`;
	return entries
		.map((entry) => [key(entry), entry] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([, entry]) => entry);
}
