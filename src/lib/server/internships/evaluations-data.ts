// Reads of evaluations, and of the skills that they are about.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { InternshipKind, Voice } from '#lib/internships/types.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { evaluatedSkills, internshipEvaluations } from '#lib/server/internships/table.ts';
import { listingSkills } from '#lib/server/listings/table.ts';
import { skills } from '#lib/server/skills/table.ts';

export type Evaluation = {
	voice: Voice;
	name: string | null;
	text: string;
	at: Date;
	skills: { id: string; zh: string; en: string; level: SkillLevel }[];
};

export async function evaluationsOf(db: Database, applicationId: string): Promise<Evaluation[]> {
	const { voice, name, text, at } = internshipEvaluations;
	const rows = await db
		.select({ voice, name, text, at })
		.from(internshipEvaluations)
		.where(eq(internshipEvaluations.applicationId, applicationId))
		.orderBy(asc(at));
	const levels = await db
		.select({
			...{ voice: evaluatedSkills.voice, level: evaluatedSkills.level },
			...{ id: skills.id, zh: skills.zh, en: skills.en }
		})
		.from(evaluatedSkills)
		.innerJoin(skills, eq(skills.id, evaluatedSkills.skillId))
		.where(eq(evaluatedSkills.applicationId, applicationId))
		.orderBy(desc(evaluatedSkills.level), asc(skills.position));
	return rows.map((row) => ({
		...row,
		skills: levels
			.filter((one) => one.voice === row.voice)
			.map(({ id, zh, en, level }) => ({ id, zh, en, level: level as SkillLevel }))
	}));
}

/** What is learnt: what the base practises; at a role, what it asks for is what is done there. */
export async function practisedSkills(
	db: Database | Transaction,
	{ kind, listingId }: { kind: InternshipKind; listingId: string }
) {
	const relations = kind === 'base' ? (['practised'] as const) : (['required', 'preferred'] as const);
	const ids = db
		.select({ id: listingSkills.skillId })
		.from(listingSkills)
		.where(and(eq(listingSkills.listingId, listingId), inArray(listingSkills.relation, [...relations])));
	return db
		.select({ id: skills.id, zh: skills.zh, en: skills.en })
		.from(skills)
		.where(inArray(skills.id, ids))
		.orderBy(asc(skills.position));
}
