// Counts the marketplace by skill, district and study level from its rows: what the map shows of today, and what the
// nightly snapshot keeps. A skill stands for everything under it, and counts each listing, signal and person once.
import { sql, type SQL } from 'drizzle-orm';
import { headcountBandWords, peopleIn } from '#lib/signals/types.ts';

/**
 * Rows of (skill_id, district, study_level, …) as skill_snapshots has them, without the day. A listing counts on that
 * day as long as a search finds it: open, valid, of a verified organization. Demand is what roles need, teaching and
 * practice what courses and bases give. District and study level part listings, so sums over them are true; sums over
 * skills are not. A person has no district here, and counts only while the profile can be found and the account works.
 */
export function countedOn(day: string): SQL {
	return sql`
		with recursive up (skill_id, within) as (
			select id, id from skills
			union
			select up.skill_id, parents.parent_id from up join skill_parents parents on parents.skill_id = up.within
		), listed as (
			select l.id, l.kind, coalesce(l.district, '') as district, coalesce(c.study_level, '') as study_level, r.headcount,
				runs.seats, periods.places
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
			select distinct s.listing_id, up.within as skill_id
			from listing_skills s
			join listed l on l.id = s.listing_id and (l.kind = 'role') = (s.relation in ('required', 'preferred'))
			join up on up.skill_id = s.skill_id
		), announced as (
			select distinct s.signal_id, up.within as skill_id from signal_skills s join up on up.skill_id = s.skill_id
		)
		select skill_id, district, study_level,
			sum(roles)::int as roles, sum(named)::int as named, sum(headcount)::int as headcount,
			sum(signals)::int as signals, sum(wanted_from)::int as wanted_from, sum(wanted_to)::int as wanted_to,
			sum(talents)::int as talents, sum(courses)::int as courses, sum(seats)::int as seats,
			sum(bases)::int as bases, sum(places)::int as places
		from (
			select a.skill_id, l.district, l.study_level,
				count(*) filter (where l.kind = 'role') as roles, 0 as named, coalesce(sum(l.headcount), 0) as headcount,
				0 as signals, 0 as wanted_from, 0 as wanted_to, 0 as talents,
				count(*) filter (where l.kind = 'course') as courses, coalesce(sum(l.seats), 0) as seats,
				count(*) filter (where l.kind = 'base') as bases, coalesce(sum(l.places), 0) as places
			from about a join listed l on l.id = a.listing_id
			group by a.skill_id, l.district, l.study_level
			union all
			select s.skill_id, coalesce(l.district, ''), '', 0, count(distinct l.id), 0, 0, 0, 0, 0, 0, 0, 0, 0
			from listings l
			join listing_skills s on s.listing_id = l.id and s.relation in ('required', 'preferred')
			where l.kind = 'role' and l.state = 'open'
			group by s.skill_id, l.district
			union all
			select a.skill_id, coalesce(g.district, ''), '', 0, 0, 0, count(*), sum(band.at_least), sum(band.at_most), 0, 0, 0, 0, 0
			from announced a
			join demand_signals g on g.id = a.signal_id and g.state = 'open' and g.needed_by >= ${day}::date
			join organizations o on o.id = g.organization_id and o.verification = 'verified'
			join (values ${bands}) band (word, at_least, at_most) on band.word = g.headcount
			group by a.skill_id, g.district
			union all
			select up.within, '', '', 0, 0, 0, 0, 0, 0, count(distinct t.id), 0, 0, 0, 0
			from talents t
			join accounts a on a.id = t.account_id and a.suspended_at is null
			join talent_skills s on s.talent_id = t.id
			join up on up.skill_id = s.skill_id
			where t.visibility <> 'hidden'
			group by up.within
		) part
		group by skill_id, district, study_level`;
}

const bands = sql.join(
	headcountBandWords.map((band) => {
		const { from, to } = peopleIn(band);
		return sql`(${band}, ${from}::int, ${to}::int)`;
	}),
	sql`, `
);
