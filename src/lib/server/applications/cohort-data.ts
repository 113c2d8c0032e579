// Reads of the runs and periods of an organization's own courses and bases, and of the people in one of them.
import type { ApplicationState } from '#lib/applications/types.ts';
import { accessEndedStates } from '#lib/applications/types.ts';
import type { CertificateState } from '#lib/certificates/types.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type Cohort = {
	/** Of the run or period. */
	id: string;
	kind: 'course' | 'base';
	listingId: string;
	titleZh: string | null;
	titleEn: string | null;
	from: string;
	to: string;
	/** Seats or places, and how many of them are taken. */
	all: number;
	taken: number;
};
export type CohortLine = Cohort & { asking: number; waiting: number; enrolled: number; completed: number };

/** Runs and periods of a CTE, alike. */
const slots = `
	select r.id, 'course' as kind, r.listing_id, r.starts_on, r.ends_on, r.seats as "all", r.seats_taken as taken
	from course_runs r
	union all
	select p.id, 'base', p.listing_id, p.starts_on, p.ends_on, p.places, p.places_taken from base_periods p`;

const columns = `s.id, s.kind, s.listing_id as "listingId", l.title_zh as "titleZh", l.title_en as "titleEn",
	s.starts_on::text as "from", s.ends_on::text as "to", s."all", s.taken`;

/** Of what was published: those that have not ended first, the next first; then the latest. `today` is the day in Nanjing. */
export async function cohortsOf(db: Database, organizationId: string, today: string): Promise<CohortLine[]> {
	const sql = reader(db);
	return sql<CohortLine[]>`
		select ${sql.unsafe(columns)},
			(count(a.id) filter (where a.state in ('sent', 'viewed')))::int as asking,
			(count(a.id) filter (where a.state = 'waiting'))::int as waiting,
			(count(a.id) filter (where a.state = 'enrolled'))::int as enrolled,
			(count(a.id) filter (where a.state = 'completed'))::int as completed
		from (${sql.unsafe(slots)}) s
		join listings l on l.id = s.listing_id and l.organization_id = ${organizationId} and l.state <> 'draft'
		left join applications a on (a.run_id = s.id or a.period_id = s.id) and a.held_until is null and not exists (
			select from blocked_organizations b where b.organization_id = l.organization_id and b.talent_id = a.talent_id)
		group by s.id, s.kind, s.listing_id, s.starts_on, s.ends_on, s."all", s.taken, l.id
		order by s.ends_on < ${today}::date, case when s.ends_on >= ${today}::date then s.starts_on end,
			s.starts_on desc, s.id
		limit 200`;
}

/** A run or period of the organization's own; undefined for any other. */
export async function cohortById(
	db: Database,
	organizationId: string,
	id: string
): Promise<Cohort | undefined> {
	const sql = reader(db);
	const [row] = await sql<Cohort[]>`
		select ${sql.unsafe(columns)} from (${sql.unsafe(slots)}) s
		join listings l on l.id = s.listing_id and l.organization_id = ${organizationId}
		where s.id = ${id}`;
	return row;
}

export type CohortPerson = {
	/** Of the application. */
	id: string;
	version: number;
	state: ApplicationState;
	displayName: string;
	sample: boolean;
	/** The days (in Nanjing) on which the person applied, and came to the state. */
	askedOn: string;
	movedOn: string;
	certificate: CertificateState | null;
};

/** Everybody in a run or period whom the organization may see, in the order in which they asked. */
export async function peopleOf(
	db: Database,
	organizationId: string,
	slotId: string
): Promise<CohortPerson[]> {
	const sql = reader(db);
	return sql<CohortPerson[]>`
		select a.id, a.version, a.state, t.display_name as "displayName", t.sample, c.state as certificate,
			to_char(a.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "askedOn",
			to_char(a.moved_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "movedOn"
		from applications a
		join talents t on t.id = a.talent_id
		left join certificates c on c.application_id = a.id and c.state <> 'withdrawn'
		where (a.run_id = ${slotId} or a.period_id = ${slotId}) and a.held_until is null
			and a.state <> all(${[...accessEndedStates]})
			and not exists (select from blocked_organizations b
				where b.organization_id = ${organizationId} and b.talent_id = a.talent_id)
		order by case when a.state = 'waiting' then a.moved_at end, a.created_at, a.id`;
}

export type GainedSkill = { id: string; zh: string; en: string; level: SkillLevel };

/** What a completed course confirms: its taught skills. */
export async function gainsOf(db: Database, listingId: string): Promise<GainedSkill[]> {
	return reader(db)<GainedSkill[]>`
		select k.id, k.zh, k.en, coalesce(s.level, 1)::int as level
		from listing_skills s join skills k on k.id = s.skill_id
		where s.listing_id = ${listingId} and s.relation = 'taught' order by s.level desc nulls last, k.position`;
}
