// Reads of how an organization's teaching goes: its cohorts, the periods of its bases and of those it is a partner of,
// and what became of those who completed its courses.
import type postgres from 'postgres';
import type { Actor } from '#lib/accounts/types.ts';
import type { Cohort, CourseOutcome } from '#lib/courses/cohorts.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { peopleShown } from '#lib/map/people.ts';
import { agreementsWaitingFor } from '#lib/server/agreements/data.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';

/** Cohorts listed of each sort, and how long (days) one stays after its end. */
const listedMax = 200;
const endedDays = 120;

export type Teaching = {
	/** Open courses that are programmes, and other open courses. */
	programmes: number;
	courses: number;
	runs: Cohort[];
	periods: Cohort[];
	outcomes: CourseOutcome[];
	/** Texts of internship agreements that wait for the organization. */
	agreements: number;
};

export async function teachingOf(app: App, actor: Actor | undefined, slug: string): Promise<Teaching> {
	const { organization } = await requireMember(app.db, actor, slug);
	const sql = reader(app.db);
	const today = dayInNanjing(app.now());
	const { id } = organization;
	const [[counted], runs, periods, outcomes, agreements] = await Promise.all([
		sql<{ programmes: number; courses: number }[]>`
			select (count(*) filter (where c.type = 'programme'))::int as programmes,
				(count(*) filter (where c.type <> 'programme'))::int as courses
			from courses c join listings l on l.id = c.listing_id
			where l.organization_id = ${id} and l.state = 'open'`,
		runsOf(sql, id, today),
		periodsOf(sql, id, today),
		outcomesOf(sql, id),
		agreementsWaitingFor(app.db, id)
	]);
	return { ...counted!, runs, periods, outcomes, agreements };
}

const people = (sql: postgres.Sql, slot: postgres.Fragment) => sql`
	left join lateral (
		select (count(*) filter (where a.state in ('sent', 'viewed') and a.held_until is null))::int as asked,
			(count(*) filter (where a.state = 'waiting'))::int as waiting,
			(count(*) filter (where a.state = 'completed'))::int as completed
		from applications a where ${slot} = s.id
	) p on true`;

const current = (sql: postgres.Sql, today: string) => sql`s.ends_on >= ${today}::date - ${endedDays}::int`;

function runsOf(sql: postgres.Sql, organizationId: string, today: string): Promise<Cohort[]> {
	return sql<Cohort[]>`
		select s.id, l.id as "listingId", l.title_zh as "titleZh", l.title_en as "titleEn",
			true as own, parent.title_zh as "ofZh", parent.title_en as "ofEn", s.starts_on::text as "from", s.ends_on::text as "to",
			s.seats, s.seats_taken as taken, p.asked, p.waiting, p.completed
		from course_runs s join courses c on c.listing_id = s.listing_id join listings l on l.id = c.listing_id
			left join listings parent on parent.id = c.parent_id ${people(sql, sql`a.run_id`)}
		where l.organization_id = ${organizationId} and l.state in ('open', 'closed') and ${current(sql, today)}
		order by s.starts_on, l.id, s.id limit ${listedMax}`;
}

/** Of a base of somebody else what everybody sees, and its own students who have completed: not who waits for its places. */
function periodsOf(sql: postgres.Sql, organizationId: string, today: string): Promise<Cohort[]> {
	return sql<Cohort[]>`
		select s.id, l.id as "listingId", l.title_zh as "titleZh", l.title_en as "titleEn",
			l.organization_id = ${organizationId} as own,
			case when l.organization_id <> ${organizationId} then o.name_zh end as "ofZh",
			case when l.organization_id <> ${organizationId} then o.name_en end as "ofEn",
			s.starts_on::text as "from", s.ends_on::text as "to", s.places as seats, s.places_taken as taken,
			case when l.organization_id = ${organizationId} then p.asked else 0 end as asked,
			case when l.organization_id = ${organizationId} then p.waiting else 0 end as waiting,
			case when l.organization_id = ${organizationId} then p.completed else (
				select count(*)::int from applications a join internships i on i.application_id = a.id
				where a.period_id = s.id and a.state = 'completed' and i.school_id = ${organizationId}) end as completed
		from base_periods s join listings l on l.id = s.listing_id join organizations o on o.id = l.organization_id
			${people(sql, sql`a.period_id`)}
		where ${current(sql, today)} and (l.organization_id = ${organizationId} and l.state in ('open', 'closed')
			or l.state = 'open' and exists (select from base_partners b where b.listing_id = l.id
				and b.organization_id = ${organizationId} and b.confirmed_at is not null))
		order by s.starts_on, l.id, s.id limit ${listedMax}`;
}

/**
 * Jobs that were applied for and got after completing a course, or an internship as a student of the organization, with
 * whichever organization; people are counted once.
 */
async function outcomesOf(sql: postgres.Sql, organizationId: string): Promise<CourseOutcome[]> {
	type Row = Omit<CourseOutcome, 'applied' | 'hired'> & { applied: number; hired: number };
	const rows = await sql<Row[]>`
		select l.id as "listingId", l.title_zh as "titleZh", l.title_en as "titleEn",
			count(distinct a.talent_id)::int as completed,
			(count(distinct a.talent_id) filter (where j.applied))::int as applied,
			(count(distinct a.talent_id) filter (where j.hired or i.ended_with_job))::int as hired
		from applications a join listings l on l.id = a.listing_id
		left join internships i on i.application_id = a.id
		cross join lateral (
			select count(*) > 0 as applied, coalesce(bool_or(r.state in ('hired', 'completed', 'endedEarly')), false) as hired from applications r
			where r.talent_id = a.talent_id and r.kind = 'role' and r.created_at >= a.moved_at
		) j
		where a.state = 'completed'
			and (l.kind = 'course' and l.organization_id = ${organizationId} or i.school_id = ${organizationId})
		group by l.id order by completed desc, l.id limit ${listedMax}`;
	return rows.map(({ applied, hired, ...row }) => ({
		...row,
		applied: peopleShown(applied),
		hired: peopleShown(hired)
	}));
}
