// A person's home: what needs them now, one next step, and how things stand.
import type { Actor } from '#lib/accounts/types.ts';
import { weights } from '#lib/matching/weights.ts';
import { Refusal } from '#lib/refusal.ts';
import { missingParts, type ProfilePart } from '#lib/talents/profile.ts';
import type { Need } from '#lib/talents/today.ts';
import type { App } from '#lib/server/app.ts';
import { applicationsOf } from '#lib/server/applications/data.ts';
import { markedListings } from '#lib/server/marks/data.ts';
import { itemsOf, plansOf } from '#lib/server/plans/data.ts';
import { contactOf, profileOf, talentOf } from '#lib/server/talents/data.ts';
import { needsOf } from '#lib/server/talents/today.ts';
import { viewersOf, type Viewer } from '#lib/server/talents/viewers.ts';

/** Applications and organizations shown; the rest are on their own pages. */
const latestMax = 5;
const viewersMax = 3;

type Latest = Awaited<ReturnType<typeof applicationsOf>>[number];
export type NextStep = { step: 'profile' } | { step: 'matches' } | { step: 'skills'; skills: number };
export type Overview = {
	displayName: string | undefined;
	needs: Need[];
	next: NextStep;
	missing: ProfilePart[];
	latest: Pick<Latest, 'id' | 'state' | 'listing' | 'organization'>[];
	/** Steps of all plans, and how many of them are done. */
	plan: { steps: number; done: number };
	/** Saved listings that are still open. */
	saved: number;
	viewers: Viewer[];
};

export async function overviewOf(app: App, actor: Actor | undefined): Promise<Overview> {
	if (!actor) throw new Refusal('signInFirst');
	const { db } = app;
	const { accountId } = actor;
	const talent = await talentOf(db, accountId);
	const saved = (await markedListings(db, accountId, 'saved')).filter(({ state }) => state === 'open').length;
	if (!talent) return { ...empty, saved };
	const [needs, profile, applications, plan, viewers] = await Promise.all([
		needsOf(db, { talentId: talent.id, accountId }, app.now()),
		profileOf(db, talent),
		applicationsOf(db, talent.id),
		planOf(app, talent.id),
		viewersOf(app, actor)
	]);
	const skills = profile.skills.length;
	return {
		...{ displayName: talent.displayName, needs, plan, saved },
		next: skills < weights.fewestSkills ? { step: 'skills', skills } : { step: 'matches' },
		missing: missingParts(profile, contactOf(talent)),
		latest: applications
			.slice(0, latestMax)
			.map(({ id, state, listing, organization }) => ({ id, state, listing, organization })),
		viewers: viewers.slice(0, viewersMax)
	};
}

const empty: Overview = {
	...{ displayName: undefined, needs: [], next: { step: 'profile' }, missing: [] },
	...{ latest: [], plan: { steps: 0, done: 0 }, saved: 0, viewers: [] }
};

async function planOf({ db }: App, talentId: string): Promise<Overview['plan']> {
	const plans = await plansOf(db, talentId);
	const items = await itemsOf(
		db,
		plans.map(({ id }) => id)
	);
	return { steps: items.length, done: items.filter(({ state }) => state === 'done').length };
}
