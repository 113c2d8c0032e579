// The courses and bases a pathway is chosen from: those that give what a person lacks for a role, and those that give
// the prerequisites that these ask for, in turn. Read from rows; what is chosen among them is decided elsewhere.
import type postgres from 'postgres';
import { isGap } from '#lib/matching/gap.ts';
import { missingPrerequisites } from '#lib/matching/gain.ts';
import { levelOf } from '#lib/matching/levels.ts';
import { descendants } from '#lib/matching/near.ts';
import type { Offering, Run } from '#lib/matching/pathway.ts';
import type { PreparedTalent } from '#lib/matching/prepared.ts';
import type { Giving, Need, SkillId } from '#lib/matching/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import type { Basis } from '#lib/server/matching/basis.ts';

/** The most courses and bases that are read for one skill: those with room, of these those that give most else. */
const perSkill = 25;

/** How often prerequisites of prerequisites are looked for. */
const roundsMax = 4;

/** Open courses and bases that give any of the skills a person lacks for these needs, or what they ask for. */
export async function offeringsFor(
	db: Database,
	{ children }: Basis,
	talent: PreparedTalent,
	needs: readonly Need[],
	today: string
): Promise<Offering[]> {
	const found = new Map<string, Offering>();
	const asked = new Set<SkillId>();
	let lacking: readonly Need[] = needs.filter(({ skill, level }) =>
		isGap(talent.cover(skill, levelOf(level)))
	);
	for (let round = 0; round < roundsMax; round++) {
		const skills = [...new Set(lacking.map(({ skill }) => skill))].filter((skill) => !asked.has(skill));
		if (skills.length === 0) break;
		for (const skill of skills) asked.add(skill);
		const giving = new Set(skills.flatMap((skill) => [skill, ...descendants(children, skill)]));
		const offerings = await offeringsGiving(db, [...giving], today);
		for (const offering of offerings) found.set(offering.id, offering);
		lacking = offerings.flatMap((offering) => missingPrerequisites(talent, offering.needs));
	}
	return [...found.values()];
}

type Row = Omit<Offering, 'gives' | 'needs' | 'runs'> & { lines: (Giving | Need)[]; runs: Run[] };

async function offeringsGiving(db: Database, skillIds: SkillId[], today: string): Promise<Offering[]> {
	const from = reader(db)`
		with giving as (
			select s.listing_id, s.skill_id, count(*) over (partition by s.listing_id) as given
			from listing_skills s
			join listings l on l.id = s.listing_id and l.state = 'open' and l.valid_until >= ${today}::date
			join organizations o on o.id = l.organization_id and o.verification = 'verified'
			where s.skill_id = any(${skillIds}) and s.relation in ('taught', 'practised')
		), open as (
			select *, exists (
				select from course_runs u
				where u.listing_id = g.listing_id and u.starts_on >= ${today}::date and u.seats_taken < u.seats
				union all
				select from base_periods p
				where p.listing_id = g.listing_id and p.starts_on >= ${today}::date and p.places_taken < p.places
			) as room from giving g
		)
		select distinct listing_id as id from (
			select listing_id, row_number() over (partition by skill_id order by room desc, given desc, listing_id) as place
			from open
		) placed where place <= ${perSkill}`;
	const rows = await offeringRows(db, from, today);
	return rows.map(offeringOf);
}

/**
 * Courses and bases with everything a pathway asks of them. `from` is a query for their ids, as `id`. A base costs
 * nothing. Runs that have ended are left out, and those of a course whose admission is over.
 */
function offeringRows(
	db: Database,
	from: postgres.PendingQuery<postgres.Row[]>,
	today: string
): Promise<Row[]> {
	return reader(db)<Row[]>`
		select l.id, l.kind, case l.kind when 'base' then 0 else c.fee end as fee, (
			select json_agg(json_build_object('skill', s.skill_id, 'relation', s.relation, 'level', s.level))
			from listing_skills s where s.listing_id = l.id
		) as lines, coalesce((
			select json_agg(json_build_object('id', id, 'from', starts_on, 'to', ends_on, 'left', room) order by starts_on, id)
			from (
				select u.id, u.starts_on, u.ends_on, u.seats - u.seats_taken as room from course_runs u
				where u.listing_id = l.id and u.ends_on >= ${today}::date and coalesce(c.admission_to >= ${today}::date, true)
				union all
				select p.id, p.starts_on, p.ends_on, p.places - p.places_taken from base_periods p
				where p.listing_id = l.id and p.ends_on >= ${today}::date
			) runs
		), '[]') as runs
		from (${from}) wanted join listings l on l.id = wanted.id left join courses c on c.listing_id = l.id
		order by l.id`;
}

function offeringOf({ lines, ...row }: Row): Offering {
	return {
		...row,
		gives: lines.filter(
			(line): line is Giving => line.relation === 'taught' || line.relation === 'practised'
		),
		needs: lines.filter((line): line is Need => line.relation === 'required')
	};
}

/** The courses and bases of steps that a person takes already, whatever their state. */
export async function offeringsByIds(db: Database, ids: string[], today: string): Promise<Offering[]> {
	if (ids.length === 0) return [];
	const rows = await offeringRows(db, reader(db)`select id from listings where id = any(${ids})`, today);
	return rows.map(offeringOf);
}
