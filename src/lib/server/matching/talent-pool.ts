// The pool of talents whom organizations may see, for lists of candidates. Suspended and blocking talents are left
// out when it is asked, because that depends on more than the profile.
import type { Degree } from '#lib/listings/types.ts';
import { wishedBits } from '#lib/matching/candidates.ts';
import { skillCode, type Line } from '#lib/matching/postings.ts';
import { useWeights } from '#lib/matching/scan.ts';
import type { TalentSkill, Wishes } from '#lib/matching/types.ts';
import { weights } from '#lib/matching/weights.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { wishColumns, wishesOf, type WishColumns } from '#lib/server/matching/data.ts';
import { always, pools, type PoolRow, type Stamp } from '#lib/server/matching/pool.ts';

/** `wished` are the districts of the wishes, to be filtered by. */
export type TalentFacts = { degree: Degree; wishes: Wishes; wished: number };

const partSize = 2_000;

export const talentPool = pools<TalentFacts>({ all, changedAfter, rows, weigh: useWeights });

type Row = WishColumns & {
	id: string;
	stamp: string;
	visible: boolean;
	degree: Degree;
	skills: TalentSkill[] | null;
};

const columns = (db: Database) => reader(db)`
	t.id, t.updated_at::text || ' ' || t.version as stamp, t.visibility in ('verified', 'public') as visible,
	t.degree, ${wishColumns(db)}, (
		select json_agg(json_build_object('skill', k.skill_id, 'level', k.level, 'evidence', k.evidence))
		from talent_skills k where k.talent_id = t.id
	) as skills from talents t`;

async function* all(db: Database): AsyncGenerator<PoolRow<TalentFacts>[]> {
	const parts = reader(db)<Row[]>`select ${columns(db)} where t.visibility in ('verified', 'public')`.cursor(
		partSize
	);
	for await (const part of parts) yield part.map(poolRow);
}

async function rows(db: Database, ids: string[]): Promise<PoolRow<TalentFacts>[]> {
	const found = await reader(db)<Row[]>`select ${columns(db)} where t.id = any(${ids})`;
	return found.map(poolRow);
}

async function changedAfter(db: Database, time: string | undefined) {
	const [row] = await reader(db)<{ now: string; changed: Stamp[] | null }[]>`
		select now()::text as now, (
			select json_agg(json_build_object('id', id, 'stamp', updated_at::text || ' ' || version)) from talents
			where updated_at > ${time ?? 'infinity'}::timestamptz - interval '1 minute'
		) as changed`;
	return { now: row!.now, changed: row!.changed ?? [] };
}

/** A profile with too few skills is not scored, so it is not in the pool. */
function poolRow({ id, stamp, visible, degree, skills, ...wish }: Row): PoolRow<TalentFacts> {
	const isScored = visible && skills !== null && skills.length >= weights.fewestSkills;
	const wishes = wishesOf(wish);
	const facts = { degree, wishes, wished: wishedBits(wishes) };
	return { id, stamp, until: isScored ? always : undefined, facts, lines: (skills ?? []).map(lineOf) };
}

const lineOf = ({ skill, evidence, level }: TalentSkill): Line => ({
	skill,
	code: skillCode(evidence, level)
});
