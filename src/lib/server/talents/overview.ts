// What needs the person now: one next step, what the profile lacks, and their latest applications.
import type { Actor } from '#lib/accounts/types.ts';
import { isEnded } from '#lib/applications/types.ts';
import { weights } from '#lib/matching/weights.ts';
import { Refusal } from '#lib/refusal.ts';
import { missingParts, type ProfilePart } from '#lib/talents/profile.ts';
import type { App } from '#lib/server/app.ts';
import { applicationsOf } from '#lib/server/applications/data.ts';
import { contactOf, profileOf, talentOf } from '#lib/server/talents/data.ts';

/** Applications shown; the rest are on their own page. */
const latestMax = 5;

type Latest = Awaited<ReturnType<typeof applicationsOf>>[number];
export type NextStep =
	| { step: 'profile' }
	| { step: 'matches' }
	| { step: 'skills'; skills: number }
	| { step: 'answer'; organization: Latest['organization'] };
export type Overview = {
	displayName: string | undefined;
	next: NextStep;
	missing: ProfilePart[];
	latest: Pick<Latest, 'id' | 'state' | 'listing' | 'organization'>[];
};

export async function overviewOf(app: App, actor: Actor | undefined): Promise<Overview> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return { displayName: undefined, next: { step: 'profile' }, missing: [], latest: [] };
	const [profile, applications] = await Promise.all([
		profileOf(app.db, talent),
		applicationsOf(app.db, talent.id)
	]);
	const answered = applications.find(({ answeredAt, state }) => answeredAt !== null && !isEnded(state));
	const latest = applications
		.slice(0, latestMax)
		.map(({ id, state, listing, organization }) => ({ id, state, listing, organization }));
	return {
		displayName: talent.displayName,
		next: nextOf(profile.skills.length, answered),
		missing: missingParts(profile, contactOf(talent)),
		latest
	};
}

function nextOf(skills: number, answered: Latest | undefined): NextStep {
	if (answered) return { step: 'answer', organization: answered.organization };
	return skills < weights.fewestSkills ? { step: 'skills', skills } : { step: 'matches' };
}
