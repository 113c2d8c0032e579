// Applying together: the one who sends asks the others, and the organization sees nothing before each has confirmed
// or the sender goes on without those who have not.
import { and, eq, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { endedStates, isEnded } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { holdTime } from '#lib/server/applications/hold.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { isBlocked, talentOf } from '#lib/server/talents/data.ts';
import { talents } from '#lib/server/talents/table.ts';
import { requestsTo } from '#lib/server/teams/data.ts';
import { mailStranger } from '#lib/server/teams/letters.ts';
import { teamMembers } from '#lib/server/teams/table.ts';
import type { JoinInput } from '#lib/teams/schema.ts';
import { untilConfirmed } from '#lib/teams/types.ts';

/** Asks people to apply along, in the transaction that writes the application. */
export async function askTeam(
	app: App,
	tx: Transaction,
	actor: Actor,
	application: { id: string; listingId: string },
	emails: readonly string[]
): Promise<void> {
	if (emails.includes(actor.email.toLowerCase())) throw new Refusal('invalid', { team: 'teams_error_self' });
	await countTry(app, [['teamMail', actor.accountId]]);
	const title = await titleOf(tx, application.listingId);
	const rows = emails.map((email) => ({ applicationId: application.id, email, askedAt: app.now() }));
	const asked = await tx.insert(teamMembers).values(rows).returning();
	for (const { id, email } of asked) {
		const [account] = await tx
			.select({ id: accounts.id })
			.from(accounts)
			.where(eq(sql`lower(${accounts.email})`, email));
		if (account) await notify(app, tx, [account.id], id, { kind: 'teamAsked', data: title });
		else await mailStranger(app, tx, email, title);
	}
}

async function titleOf(tx: Transaction, listingId: string) {
	const [row] = await tx
		.select({ titleZh: listings.titleZh, titleEn: listings.titleEn })
		.from(listings)
		.where(eq(listings.id, listingId));
	return row!;
}

/** Requests to the actor, and the teams they are in; only a proven address is asked. */
export async function teamRequests(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	return requestsTo(app.db, actor.emailVerified ? actor.email : undefined, talent?.id);
}

/** Confirms that the actor applies along, and what of their contact is shared. The last one sends the application. */
export async function joinTeam(
	app: App,
	actor: Actor | undefined,
	{ id, ...share }: JoinInput
): Promise<void> {
	await answer(app, actor, id, async (tx, application, talentId) => {
		if (!talentId) throw new Refusal('notNow', { '': 'applications_error_profile' });
		if (await isBlocked(tx, talentId, application.organizationId))
			throw new Refusal('notNow', { '': 'applications_error_blocked' });
		if (await hasOther(tx, talentId, application))
			throw new Refusal('alreadyExists', { '': 'applications_error_exists' });
		await tx
			.update(teamMembers)
			.set({ state: 'confirmed', talentId, ...share, answeredAt: app.now() })
			.where(eq(teamMembers.id, id));
		const open = and(eq(teamMembers.applicationId, application.id), ne(teamMembers.state, 'confirmed'));
		if ((await tx.$count(teamMembers, open)) === 0) await letGo(app, tx, application.id);
		return 'confirmed';
	});
}

/** Declines a request, or leaves a team. */
export async function leaveTeam(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await answer(app, actor, id, (tx) => leave(app, tx, id));
}

/** Leaves a team in the caller's transaction; what has ended stays as it was. */
export async function leaveTeamAs(app: App, tx: Transaction, actor: Actor, id: string): Promise<void> {
	const [member] = await tx
		.select({ state: applications.state })
		.from(teamMembers)
		.innerJoin(applications, eq(applications.id, teamMembers.applicationId))
		.where(eq(teamMembers.id, id));
	if (member && !isEnded(member.state)) await answerIn(app, tx, actor, id, () => leave(app, tx, id));
}

async function leave(app: App, tx: Transaction, id: string): Promise<'declined'> {
	const set = { state: 'declined', talentId: null, answeredAt: app.now() } as const;
	await tx.update(teamMembers).set(set).where(eq(teamMembers.id, id));
	return 'declined';
}

/** Sends without those who have not confirmed. */
export async function sendWithout(app: App, actor: Actor | undefined, id: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		const own = and(eq(applications.id, id), eq(applications.talentId, talent.id));
		const [application] = await tx.select().from(applications).where(own).for('update');
		if (!application) throw new Refusal('notFound');
		if (application.heldUntil?.getTime() !== untilConfirmed.getTime())
			throw new Refusal('notNow', { '': 'teams_error_sent' });
		await tx
			.delete(teamMembers)
			.where(and(eq(teamMembers.applicationId, id), ne(teamMembers.state, 'confirmed')));
		await letGo(app, tx, id);
	});
}

/** From here on as with any other application: ten seconds to take it back. */
async function letGo(app: App, tx: Transaction, id: string): Promise<void> {
	const heldUntil = new Date(app.now().getTime() + holdTime);
	await tx
		.update(applications)
		.set({ heldUntil })
		.where(and(eq(applications.id, id), eq(applications.heldUntil, untilConfirmed)));
}

type Asked = { id: string; listingId: string; organizationId: string };
type Act = (
	tx: Transaction,
	application: Asked,
	talentId: string | undefined
) => Promise<'confirmed' | 'declined'>;

async function answer(app: App, actor: Actor | undefined, id: string, act: Act): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db.transaction((tx) => answerIn(app, tx, actor, id, act));
}

/** Locks what the actor was asked for, acts, and tells who asked. Anybody else's request answers as if there were none. */
async function answerIn(app: App, tx: Transaction, actor: Actor, id: string, act: Act): Promise<void> {
	const talent = await talentOf(tx, actor.accountId);
	const mine = or(
		actor.emailVerified
			? and(eq(teamMembers.email, actor.email.toLowerCase()), eq(teamMembers.state, 'asked'))
			: undefined,
		talent && eq(teamMembers.talentId, talent.id)
	);
	if (!mine) throw new Refusal('notFound');
	// Whoever confirms twice at once waits here for themselves.
	if (talent)
		await tx.select({ id: talents.id }).from(talents).where(eq(talents.id, talent.id)).for('update');
	const [found] = await tx
		.select({
			id: applications.id,
			listingId: applications.listingId,
			organizationId: applications.organizationId,
			leader: applications.talentId,
			state: applications.state
		})
		.from(teamMembers)
		.innerJoin(applications, eq(applications.id, teamMembers.applicationId))
		.where(and(eq(teamMembers.id, id), mine))
		.for('update', { of: applications });
	if (!found) throw new Refusal('notFound');
	if (isEnded(found.state)) throw new Refusal('notNow', { '': 'applications_error_ended' });
	const state = await act(tx, found, talent?.id);
	const [leader] = await tx
		.select({ accountId: talents.accountId })
		.from(talents)
		.where(eq(talents.id, found.leader));
	const data = { ...(await titleOf(tx, found.listingId)), state };
	if (leader) await notify(app, tx, [leader.accountId], `${id}:${state}`, { kind: 'teamAnswered', data });
}

/** Whether somebody already applies for the listing, alone or in another team. */
export async function hasOther(
	tx: Transaction,
	talentId: string,
	{ id = '', listingId }: { id?: string; listingId: string }
): Promise<boolean> {
	const active = and(
		eq(applications.listingId, listingId),
		ne(applications.id, id),
		notInArray(applications.state, [...endedStates])
	);
	const [other] = await tx
		.select({ id: applications.id })
		.from(applications)
		.leftJoin(
			teamMembers,
			and(eq(teamMembers.applicationId, applications.id), eq(teamMembers.talentId, talentId))
		)
		.where(and(active, or(eq(applications.talentId, talentId), eq(teamMembers.talentId, talentId))))
		.limit(1);
	return other !== undefined;
}
