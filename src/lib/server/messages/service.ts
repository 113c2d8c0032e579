// What people do in a conversation: write, and read what the other side wrote.
import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { SendInput } from '#lib/messages/schema.ts';
import type { ConversationLine } from '#lib/messages/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import type { App } from '#lib/server/app.ts';
import { membersOf } from '#lib/server/applications/tell.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { keepPdf } from '#lib/server/files/service.ts';
import { requireAccess, type Access, type Place } from '#lib/server/messages/access.ts';
import {
	countConversations,
	messagesOf,
	organizationConversations,
	otherReading,
	readingOf,
	talentConversations,
	unreadOf
} from '#lib/server/messages/data.ts';
import { conversations, messageReaders, messages } from '#lib/server/messages/table.ts';
import { readMessageNotice, tellMessage } from '#lib/server/notifications/message.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { talentOf } from '#lib/server/talents/data.ts';

/** Messages of a page. */
const shownMax = 50;

/** A conversation as its reader sees it. Changes nothing: reading is told by `markRead`. */
export async function conversation(app: App, actor: Actor | undefined, place: Place, before?: number) {
	const { db } = app;
	const access = await requireAccess(db, actor, place);
	const rows = await messagesOf(db, place.id, { limit: shownMax + 1, before });
	const shown = rows.slice(-shownMax);
	const reading = await readingOf(db, place.id, actor!.accountId);
	return {
		about: access,
		// Which member wrote something is the organization's own matter.
		messages: shown.map((row) => ({ ...row, by: row.side === access.side ? row.by : null })),
		/** The position before which there is more. */
		earlier: rows.length > shownMax ? shown[0]!.position : undefined,
		readTo: reading?.readTo ?? 0,
		otherReadTo: await otherReading(db, place.id, access.side)
	};
}

/** A page of the actor's own conversations. */
export async function myConversations(
	app: App,
	actor: Actor | undefined,
	part: { limit: number; offset: number }
): Promise<{ lines: ConversationLine[]; total: number }> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return { lines: [], total: 0 };
	const who = { talentId: talent.id, accountId: actor.accountId };
	const lines = await talentConversations(app.db, who, part);
	return { lines, total: await countConversations(app.db, { talentId: talent.id }) };
}

/** A page of an organization's; none while it is not verified and may see nobody. */
export async function receivedConversations(
	app: App,
	actor: Actor | undefined,
	slug: string,
	part: { limit: number; offset: number }
): Promise<{ lines: ConversationLine[]; total: number }> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return { lines: [], total: 0 };
	const who = { organizationId: organization.id, accountId: actor!.accountId };
	const lines = await organizationConversations(app.db, who, part);
	return { lines, total: await countConversations(app.db, { organizationId: organization.id }) };
}

/**
 * Writes to the other side and tells it. Refuses with `notNow` a person whom the organization cannot read any more:
 * after withdrawing, after blocking it, while it is not verified, and while the application can still be taken back.
 */
export async function sendMessage(
	app: App,
	actor: Actor | undefined,
	place: Place,
	{ text, file }: SendInput
): Promise<void> {
	const access = await requireAccess(app.db, actor, place);
	if (!access.open) throw new Refusal('notNow', { '': 'messages_error_closed' });
	await countTry(app, [['message', actor!.accountId]]);
	const fileId = file ? await keepPdf(app, actor!.accountId, file, 'file') : null;
	await app.db.transaction(async (tx) => {
		const position = await nextPosition(app, tx, access);
		const row = { applicationId: place.id, position, side: access.side, accountId: actor!.accountId };
		await tx.insert(messages).values({ ...row, text, fileId, at: app.now() });
		await setRead(app, tx, access, actor!.accountId, { to: position, last: position });
		const others = await otherPeople(tx, access, actor!.accountId);
		await setWaiting(app, tx, access, others, position);
		await tellMessage(app, tx, access, await unreadOf(tx, place.id, others));
	});
}

/** Takes note that the actor has read up to a position; sent by the page once it is shown. */
export async function markRead(app: App, actor: Actor | undefined, place: Place, to: number): Promise<void> {
	const access = await requireAccess(app.db, actor, place);
	await app.db.transaction(async (tx) => {
		const [conversation] = await tx
			.select({ messages: conversations.messages })
			.from(conversations)
			.where(eq(conversations.applicationId, place.id))
			.for('share');
		if (!conversation) return;
		const last = conversation.messages;
		await setRead(app, tx, access, actor!.accountId, { to: Math.min(to, last), last });
	});
}

/** Locks the conversation, so that its messages are numbered one after the other; returns the next number. */
async function nextPosition(app: App, tx: Transaction, access: Access): Promise<number> {
	const { applicationId, organizationId, talentId } = access;
	const [row] = await tx
		.insert(conversations)
		.values({ applicationId, organizationId, talentId, messages: 1, lastAt: app.now() })
		.onConflictDoUpdate({
			target: conversations.applicationId,
			set: { messages: sql`${conversations.messages} + 1`, lastAt: app.now() }
		})
		.returning({ messages: conversations.messages });
	return row!.messages;
}

/** `last` is the conversation's last message: with it nothing is left to tell of. */
async function setRead(
	app: App,
	tx: Transaction,
	{ applicationId, side }: Access,
	accountId: string,
	{ to, last }: { to: number; last: number }
): Promise<void> {
	const set = { readTo: to, readAt: app.now(), ...(to === last ? { waitingSince: null } : {}) };
	const changed = await tx
		.insert(messageReaders)
		.values({ applicationId, accountId, side, ...set })
		.onConflictDoUpdate({
			target: [messageReaders.applicationId, messageReaders.accountId],
			set,
			setWhere: sql`${messageReaders.readTo} < excluded.read_to`
		})
		.returning({ readTo: messageReaders.readTo });
	if (changed.length && to === last) await readMessageNotice(app, tx, accountId, applicationId);
}

/** The accounts of the other side. Somebody who is on both writes to the others. */
async function otherPeople(tx: Transaction, access: Access, accountId: string): Promise<string[]> {
	if (access.side === 'organization')
		return access.talentAccountId === accountId ? [] : [access.talentAccountId];
	const members = await membersOf(tx, access.organizationId);
	return members.filter((id) => id !== accountId);
}

/** Notes since when somebody has something unread that no mail has told of. */
async function setWaiting(
	app: App,
	tx: Transaction,
	{ applicationId, side }: Access,
	accountIds: string[],
	position: number
): Promise<void> {
	if (!accountIds.length) return;
	const otherSide = side === 'talent' ? ('organization' as const) : ('talent' as const);
	// Whoever is new to the conversation has to read from this message on.
	const row = { applicationId, side: otherSide, readTo: position - 1, waitingSince: app.now() };
	await tx
		.insert(messageReaders)
		.values(accountIds.map((accountId) => ({ ...row, accountId })))
		.onConflictDoUpdate({
			target: [messageReaders.applicationId, messageReaders.accountId],
			set: { waitingSince: sql`coalesce(${messageReaders.waitingSince}, excluded.waiting_since)` }
		});
}
