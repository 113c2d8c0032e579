// Reads of demand signals: an organization's own, and the open ones about some skills.
import type { District } from '#lib/organizations/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import type { HeadcountBand } from '#lib/signals/types.ts';

type Terms = {
	id: string;
	/** Ids, in order. */
	skills: string[];
	headcount: HeadcountBand;
	district: District | null;
	/** Last day on which the people are looked for. */
	neededBy: string;
};
export type OwnSignal = Terms & { state: 'open' | 'withdrawn' | 'expired' };
export type OpenSignal = Terms & { slug: string; nameZh: string | null; nameEn: string | null };

/** All signals of an organization, the newest first. */
export function signalsOf(db: Database, organizationId: string, today: string): Promise<OwnSignal[]> {
	return reader(db)<OwnSignal[]>`
		select g.id, g.headcount, g.district, g.needed_by::text as "neededBy",
			(select array_agg(skill_id order by skill_id) from signal_skills where signal_id = g.id) as skills,
			case when g.state = 'open' and g.needed_by < ${today}::date then 'expired' else g.state end as state
		from demand_signals g where g.organization_id = ${organizationId} order by g.created_at desc, g.id`;
}

/** Open signals of verified organizations that name one of the skills, the soonest first. */
export function openSignals(db: Database, skills: readonly string[], today: string): Promise<OpenSignal[]> {
	return reader(db)<OpenSignal[]>`
		select g.id, g.headcount, g.district, g.needed_by::text as "neededBy", o.slug,
			o.name_zh as "nameZh", o.name_en as "nameEn",
			(select array_agg(skill_id order by skill_id) from signal_skills where signal_id = g.id) as skills
		from demand_signals g
		join organizations o on o.id = g.organization_id and o.verification = 'verified'
		where g.state = 'open' and g.needed_by >= ${today}::date and exists (
			select 1 from signal_skills where signal_id = g.id and skill_id = any(${skills as string[]})
		)
		order by g.needed_by, g.id`;
}
