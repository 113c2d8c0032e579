// Evaluations: how the host, the school and the person see what was learnt. When the internship is completed and the host
// and, where there is one, the school have evaluated, the person is offered a certificate of the skills they agree on.
import { and, eq, ne } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { EvaluationInput } from '#lib/internships/schema.ts';
import { hasRun, type Voice } from '#lib/internships/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { applications } from '#lib/server/applications/table.ts';
import { offerCertificate, type Gain } from '#lib/server/certificates/offer.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { caseById, datesOf, ownCase, type Case } from '#lib/server/internships/case.ts';
import { practisedSkills } from '#lib/server/internships/evaluations-data.ts';
import { evaluatedSkills, internshipEvaluations, internships } from '#lib/server/internships/table.ts';
import { tellInternship } from '#lib/server/internships/tell.ts';
import { requireTutor } from '#lib/server/internships/tutor.ts';

/** A tutor's evaluation for the host or the school. It may be changed until the certificate is offered. */
export async function evaluateAsSide(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	input: EvaluationInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { found, side, name, accountId } = await requireTutor(tx, actor, slug, id);
		await evaluate(app, tx, found, side, input, { name, accountId });
		if (side === 'host')
			await tx.update(internships).set({ endedWithJob: input.job }).where(eq(internships.applicationId, id));
		await offerIfDone(app, tx, id);
	});
}

/** The person's own: it stands beside the others, and does not enter the certificate. */
export async function evaluateAsStudent(
	app: App,
	actor: Actor | undefined,
	id: string,
	input: EvaluationInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const found = await ownCase({ db: tx }, actor, id);
		await evaluate(app, tx, found, 'student', input, { name: null, accountId: actor!.accountId });
	});
}

async function evaluate(
	app: App,
	tx: Transaction,
	found: Case,
	voice: Voice,
	{ text, skills }: EvaluationInput,
	by: { name: string | null; accountId: string }
) {
	const { id: applicationId } = found;
	if (!hasRun(found) || !found.statement)
		throw new Refusal('notNow', { '': 'internships_error_not_running' });
	// Whoever changes it at the same time waits here.
	await tx.select().from(internships).where(eq(internships.applicationId, applicationId)).for('update');
	const issued = and(eq(certificates.applicationId, applicationId), ne(certificates.state, 'withdrawn'));
	if ((await tx.$count(certificates, issued)) > 0)
		throw new Refusal('notNow', { '': 'internships_error_evaluated' });
	const practised = new Set((await practisedSkills(tx, found)).map((skill) => skill.id));
	if (!skills.every(({ skillId }) => practised.has(skillId)))
		throw new Refusal('invalid', { skills: 'common_error_field' });
	const set = { text, ...by, at: app.now() };
	const own = [eq(evaluatedSkills.applicationId, applicationId), eq(evaluatedSkills.voice, voice)];
	await tx.delete(evaluatedSkills).where(and(...own));
	await tx
		.insert(internshipEvaluations)
		.values({ applicationId, voice, ...set })
		.onConflictDoUpdate({ target: [internshipEvaluations.applicationId, internshipEvaluations.voice], set });
	if (skills.length)
		await tx.insert(evaluatedSkills).values(skills.map((skill) => ({ applicationId, voice, ...skill })));
	const subject = `${applicationId}:${voice}:${app.now().getTime()}`;
	await tellInternship(app, tx, applicationId, { news: 'evaluation', by: voice, subject });
}

/** Offers the certificate once everybody who confirms it has spoken; call it after each of the things it waits for. */
export async function offerIfDone(app: App, tx: Transaction, id: string): Promise<void> {
	const found = await caseById(tx, id);
	if (found?.state !== 'completed') return;
	const spoken = await tx
		.select({ voice: internshipEvaluations.voice })
		.from(internshipEvaluations)
		.where(eq(internshipEvaluations.applicationId, id));
	const voices: Voice[] = found.school ? ['host', 'school'] : ['host'];
	if (!voices.every((needed) => spoken.some(({ voice }) => voice === needed))) return;
	const levels = await tx.select().from(evaluatedSkills).where(eq(evaluatedSkills.applicationId, id));
	const [application] = await tx.select().from(applications).where(eq(applications.id, id));
	const dates = found.kind === 'role' ? await datesOf(tx, found) : undefined;
	if (await offerCertificate(app, tx, found.kind, application!, agreed(levels, voices), dates))
		await tellInternship(app, tx, id, { news: 'certificate', by: 'host', subject: id });
}

type Evaluated = Gain & { voice: Voice };

/** The skills that every one of the voices has confirmed, at the lowest level of them. */
export function agreed(levels: Evaluated[], voices: Voice[]): Gain[] {
	const bySkill = Map.groupBy(
		levels.filter(({ voice }) => voices.includes(voice)),
		({ skillId }) => skillId
	);
	return [...bySkill].flatMap(([skillId, said]) =>
		said.length === voices.length ? [{ skillId, level: Math.min(...said.map(({ level }) => level)) }] : []
	);
}
