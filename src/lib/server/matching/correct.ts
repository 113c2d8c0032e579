// Corrections made from the explanation of a role: what they do to the profile is the talents' service's; here is what they
// do to the coverage, which the person sees move.
import type { Actor } from '#lib/accounts/types.ts';
import type { Corrected } from '#lib/matching/shown.ts';
import type { App } from '#lib/server/app.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { nameOf } from '#lib/server/matching/explained.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
import { correctSkill, takeBackCorrection, type SkillCorrection } from '#lib/server/talents/correct.ts';
import { ownLevel } from '#lib/server/talents/data.ts';

type About = { role: string };

export async function correctFromMatch(
	app: App,
	actor: Actor | undefined,
	correction: SkillCorrection & About
): Promise<Corrected> {
	return withCoverage(app, actor, correction, false, () => correctSkill(app, actor, correction));
}

export async function takeBackFromMatch(
	app: App,
	actor: Actor | undefined,
	correction: Pick<SkillCorrection, 'skill' | 'version'> & About
): Promise<Corrected> {
	return withCoverage(app, actor, correction, true, () => takeBackCorrection(app, actor, correction));
}

async function withCoverage(
	app: App,
	actor: Actor | undefined,
	{ role, skill, version }: Pick<SkillCorrection, 'skill' | 'version'> & About,
	takenBack: boolean,
	change: () => Promise<void>
): Promise<Corrected> {
	const before = await coverageOf(app, actor, role);
	await change();
	const [after, level, basis] = await Promise.all([
		coverageOf(app, actor, role),
		ownLevel(app.db, actor!.accountId, skill),
		matchBasis(app)
	]);
	return { role, version: version + 1, skill: nameOf(basis, skill), level, takenBack, before, after };
}

async function coverageOf(app: App, actor: Actor | undefined, role: string): Promise<number | undefined> {
	const panel = await matchPanel(app, actor, role);
	return panel?.state === 'explained' ? panel.headline : undefined;
}
