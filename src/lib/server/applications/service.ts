// What a person decides about their own applications: apply, and move them on or out.
import type { Actor } from '#lib/accounts/types.ts';
import type { ApplyInput, OwnMoveInput } from '#lib/applications/schema.ts';
import { isEnded } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import {
	applicationsOf,
	eventsOf,
	lastApplication,
	listingToApply,
	slotsOf
} from '#lib/server/applications/data.ts';
import { draftOf, removeDraft, saveDraft } from '#lib/server/applications/draft.ts';
import { holdTime } from '#lib/server/applications/hold.ts';
import { lockApplication, moveApplication } from '#lib/server/applications/move.ts';
import { isOpen, startApplication } from '#lib/server/applications/start.ts';
import { tellReceived } from '#lib/server/applications/tell.ts';
import { contactOf, profileOf, talentOf } from '#lib/server/talents/data.ts';
import { teamsOf } from '#lib/server/teams/data.ts';
import { askTeam, hasOther } from '#lib/server/teams/service.ts';
import { untilConfirmed } from '#lib/teams/types.ts';

/** What the page before applying shows: the listing, the choices, what will be shared, and what stands in the way. */
export async function applyPage(app: App, actor: Actor | undefined, listingId: string) {
	if (!actor) throw new Refusal('signInFirst');
	const listing = await listingToApply(app.db, listingId);
	if (!listing) throw new Refusal('notFound');
	const today = dayInNanjing(app.now());
	const talent = await talentOf(app.db, actor.accountId);
	const profile = talent && (await profileOf(app.db, talent));
	const last = talent && (await lastApplication(app.db, talent.id, listingId));
	return {
		listing,
		slots: await slotsOf(app.db, listingId, today),
		profile,
		contact: talent && contactOf(talent),
		hidden: talent?.visibility === 'hidden',
		draft: talent && (await draftOf(app.db, talent.id, listingId)),
		active: last && !isEnded(last.state) ? last : undefined,
		isOpen: isOpen(listing, today)
	};
}

/**
 * Applies for an open listing; returns the application's id. One active application a person and run or period:
 * refuses with `alreadyExists`. Needs a profile, and an organization the person does not block. `held` is for a
 * person who may still take it back: the organization sees it ten seconds later.
 */
export async function apply(
	app: App,
	actor: Actor | undefined,
	{ listingId, ...input }: Asked,
	{ held = false } = {}
): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const listing = await listingToApply(app.db, listingId);
	if (!listing) throw new Refusal('notFound');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notNow', { '': 'applications_error_profile' });
	// Kept first: what was typed and handed in is not lost when applying is refused.
	const draft = await saveDraft(app, actor, listingId, { ...nothing, ...input });
	const { slot, letter, answers, shareEmail, sharePhone, shareWechat, cvFileId } = draft;
	const team = listing.takesTeams ? draft.team : [];
	const release = held ? new Date(app.now().getTime() + holdTime) : null;
	const heldUntil = team.length ? untilConfirmed : release;
	return app.db.transaction(async (tx) => {
		if (listing.takesTeams && (await hasOther(tx, talent.id, { listingId })))
			throw new Refusal('alreadyExists', { '': 'applications_error_exists' });
		const more = { shareEmail, sharePhone, shareWechat, cvFileId, heldUntil };
		const id = await startApplication(app, tx, talent, listing, { slot, letter, answers, more });
		await removeDraft(tx, talent.id, listingId);
		if (team.length) await askTeam(app, tx, actor, { id, listingId }, team);
		if (!heldUntil) await tellReceived(app, tx, id, listingId);
		return id;
	});
}

type Asked = { listingId: string; slot: string | null; letter: string } & Partial<ApplyInput>;
const nothing = {
	...{ answers: [], shareEmail: true, sharePhone: true, shareWechat: true },
	...{ cv: undefined, removeCv: false, team: [] }
};

/** A move of the actor's own application: withdrawing it, accepting or declining, taking the place. */
export async function moveOwn(
	app: App,
	actor: Actor | undefined,
	{ id, state, reason }: OwnMoveInput
): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		const application = await lockApplication(tx, id);
		if (application?.talentId !== talent.id) throw new Refusal('notFound');
		const { accountId } = actor;
		await moveApplication(app, tx, application, { to: state, mover: 'talent', accountId, reason });
	});
}

/** The actor's applications with what happened to them; undefined without a profile. */
export async function myApplications(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return undefined;
	const rows = await applicationsOf(app.db, talent.id);
	const events = await eventsOf(
		app.db,
		rows.map(({ id }) => id)
	);
	const teams = await teamsOf(
		app.db,
		rows.map(({ id }) => id)
	);
	return rows.map((row) => ({
		...row,
		events: events.get(row.id) ?? [],
		team: teams.get(row.id) ?? [],
		awaitsTeam: row.heldUntil?.getTime() === untilConfirmed.getTime()
	}));
}
