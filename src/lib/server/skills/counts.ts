// Counts the marketplace by skill, district and study level from its rows: what the map shows of today, and what the
// nightly snapshot keeps. A skill stands for everything under it, and counts each listing, signal and person once.
import { sql, type SQL } from 'drizzle-orm';
import { headcountBandWords, peopleIn } from '#lib/signals/types.ts';

/**
 * Rows of (skill_id, district, study_level, …) as skill_snapshots has them, without the day. A listing counts on that
 * day as long as a search finds it: open, valid, of a verified organization. Demand is what roles need, teaching and
 * practice what courses and bases give. District and study level part listings, so sums over them are true; sums over
 * skills are not. A person has no district here, and counts only while the profile can be found and the account works.
 * People, and roles by the skills they name themselves, are counted for the night only; by day they are 0.
 *
 * A hundred thousand listings have millions of pairs with a skill or what it lies under: numbers stand for both while
 * the pairs are sorted out, because ids would be compared letter by letter.
 */
export function countedOn(day: string, when: 'day' | 'night'): SQL {
	return sql`
		with recursive lies (skill_id, above) as (
			select id, id from skills
			union
			select lies.skill_id, parents.parent_id from lies join skill_parents parents on parents.skill_id = lies.above
		), numbered as (
			select id, row_number() over () as number from skills
		), up as (
			select lies.skill_id, numbered.number as within from lies join numbered on numbered.id = lies.above
		), listed as (
			select row_number() over () as no, l.id, l.kind, coalesce(l.district, '') as district,
				coalesce(c.study_level, '') as study_level, r.headcount, runs.seats, periods.places
			from listings l
			join organizations o on o.id = l.organization_id and o.verification = 'verified'
			left join roles r on r.listing_id = l.id
			left join courses c on c.listing_id = l.id
			left join (
				select listing_id, sum(seats) as seats from course_runs where ends_on >= ${day}::date group by listing_id
			) runs on runs.listing_id = l.id
			left join (
				select listing_id, sum(places) as places from base_periods where ends_on >= ${day}::date group by listing_id
			) periods on periods.listing_id = l.id
			where l.state = 'open' and l.valid_until >= ${day}::date
		), about as (
			select distinct l.no, up.within
			from listed l
			join listing_skills s on s.listing_id = l.id
				and (l.kind = 'role') = (s.relation in ('required', 'preferred'))
			join up on up.skill_id = s.skill_id
		), announced as (
			select distinct s.signal_id, up.within from signal_skills s join up on up.skill_id = s.skill_id
		), part as (
			select a.within, l.district, l.study_level,
				count(*) filter (where l.kind = 'role') as roles, 0 as named, coalesce(sum(l.headcount), 0) as headcount,
				0 as signals, 0 as wanted_from, 0 as wanted_to, 0 as talents,
				count(*) filter (where l.kind = 'course') as courses, coalesce(sum(l.seats), 0) as seats,
				count(*) filter (where l.kind = 'base') as bases, coalesce(sum(l.places), 0) as places
			from about a join listed l on l.no = a.no
			group by a.within, l.district, l.study_level
			union all
			select a.within, coalesce(g.district, ''), '', 0, 0, 0, count(*), sum(band.at_least), sum(band.at_most), 0, 0, 0, 0, 0
			from announced a
			join demand_signals g on g.id = a.signal_id and g.state = 'open' and g.needed_by >= ${day}::date
			join organizations o on o.id = g.organization_id and o.verification = 'verified'
			join (values ${bands}) band (word, at_least, at_most) on band.word = g.headcount
			group by a.within, g.district
			${when === 'night' ? ofNight : sql``}
		)
		select numbered.id as skill_id, district, study_level,
			sum(roles)::int as roles, sum(named)::int as named, sum(headcount)::int as headcount,
			sum(signals)::int as signals, sum(wanted_from)::int as wanted_from, sum(wanted_to)::int as wanted_to,
			sum(talents)::int as talents, sum(courses)::int as courses, sum(seats)::int as seats,
			sum(bases)::int as bases, sum(places)::int as places
		from part join numbered on numbered.number = part.within
		group by numbered.id, district, study_level`;
}

/** Roles by the skills they name themselves, for the weights of skills; and people. */
const ofNight = sql`
	union all
	select numbered.number, coalesce(l.district, ''), '', 0, count(distinct l.id), 0, 0, 0, 0, 0, 0, 0, 0, 0
	from listings l
	join listing_skills s on s.listing_id = l.id and s.relation in ('required', 'preferred')
	join numbered on numbered.id = s.skill_id
	where l.kind = 'role' and l.state = 'open'
	group by numbered.number, l.district
	union all
	select within, '', '', 0, 0, 0, 0, 0, 0, count(*), 0, 0, 0, 0
	from (
		select distinct t.no, up.within
		from (
			select row_number() over () as no, t.id
			from talents t join accounts a on a.id = t.account_id and a.suspended_at is null
			where t.visibility <> 'hidden'
		) t
		join talent_skills s on s.talent_id = t.id
		join up on up.skill_id = s.skill_id
	) owned
	group by within`;

/** To be run in the transaction of a count: millions of pairs of numbers fit into this, and need no file. */
export const roomToCount = sql`set local work_mem = '64MB'`;

const bands = sql.join(
	headcountBandWords.map((band) => {
		const { from, to } = peopleIn(band);
		return sql`(${band}, ${from}::int, ${to}::int)`;
	}),
	sql`, `
);
