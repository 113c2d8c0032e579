// The weekly mail of new roles that match a person, for those who asked for it. What is shown of a role, and to whom
// anything is sent at all, is read when the mail is written.
import { and, arrayContains, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { weights } from '#lib/matching/weights.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { oneClickHeaders, sendMail } from '#lib/server/mail/send.ts';
import { matchDigests } from '#lib/server/marks/table.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { rolesNotToSuggest } from '#lib/server/matching/data.ts';
import { digestLetter } from '#lib/server/matching/digest-letter.ts';
import { explainedRoles, type RoleMatch } from '#lib/server/matching/explained.ts';
import { personOf } from '#lib/server/matching/person.ts';
import { rankedRoles } from '#lib/server/matching/ranking.ts';
import { unsubscribeLink } from '#lib/server/notifications/letters.ts';
import { afterNight } from '#lib/server/notifications/night.ts';
import { noticeSettings } from '#lib/server/notifications/table.ts';
import { issueUnsubscribe } from '#lib/server/notifications/token.ts';

/** Roles that a mail lists. */
const listedMax = 10;
/** People whose ids are in memory at a time. */
const batchSize = 200;
const day = 86_400_000;
/** A mail never comes sooner (ms) after the one before; an hour is left for a worker that was late. */
const restTime = 7 * day - 3_600_000;
/** How far back (ms) a first mail looks, or one after a pause: two weeks, so that one missed Monday loses nothing. */
const reach = 14 * day;

/** Whose turn it is to be looked at: whoever asked for the mail and may have it. */
const wanted = and(
	arrayContains(noticeSettings.mailed, ['weeklyMatches']),
	eq(accounts.personalised, true),
	isNotNull(accounts.emailVerifiedAt),
	isNull(accounts.suspendedAt)
);

/** Writes this week's mails; whoever already has one gets no other, however often this runs. */
export async function mailDigests(app: App): Promise<void> {
	for (let after = ''; ;) {
		const people = await app.db
			.select({ id: accounts.id })
			.from(noticeSettings)
			.innerJoin(accounts, eq(accounts.id, noticeSettings.accountId))
			.where(and(wanted, gt(accounts.id, after)))
			.orderBy(asc(accounts.id))
			.limit(batchSize);
		for (const { id } of people) await app.db.transaction((tx) => mailDigest(app, tx, id));
		if (people.length < batchSize) return;
		after = people.at(-1)!.id;
	}
}

async function mailDigest(app: App, tx: Transaction, accountId: string): Promise<void> {
	const now = app.now();
	const reader = await lockReader(tx, accountId);
	// Another process has it, or it is not wanted any more.
	if (!reader) return;
	const before = await lastDigest(tx, accountId);
	if (before && now.getTime() - before.getTime() < restTime) return;
	const since = Math.max(before?.getTime() ?? 0, now.getTime() - reach);
	const found = await newRoles(app, accountId, since);
	if (!found) return;
	const at = { at: now };
	await tx
		.insert(matchDigests)
		.values({ accountId, ...at })
		.onConflictDoUpdate({ target: matchDigests.accountId, set: at });
	if (found.roles.length === 0) return;
	const token = await issueUnsubscribe(tx, accountId, { kind: 'weeklyMatches' }, now);
	const origin = ownOrigin(app);
	const link = unsubscribeLink(origin, reader.locale, token);
	await sendMail(tx, digestLetter(reader, origin, link, found), {
		key: `matches:${accountId}:${dayInNanjing(now)}`,
		headers: oneClickHeaders(link),
		dueAt: reader.quietNights ? afterNight(now) : now
	});
}

/** The best roles published after `since` (ms), explained; undefined for who cannot be matched yet. */
async function newRoles(
	app: App,
	accountId: string,
	since: number
): Promise<{ total: number; roles: RoleMatch[] } | undefined> {
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, { accountId });
	if (!person || person.prepared.skills.length < weights.fewestSkills) return undefined;
	const unwanted = new Set(await rolesNotToSuggest(app.db, accountId));
	const page = { limit: listedMax, offset: 0 };
	const isLeftOut = ({ id, facts }: { id: string; facts: { publishedAt: number } }) =>
		facts.publishedAt * 1_000 <= since || unwanted.has(id);
	const { total, rows } = await rankedRoles(app, basis, person, 'rank', page, isLeftOut);
	const roles = await explainedRoles(app, basis, person, rows);
	// What was closed meanwhile is not counted either.
	return { total: total - (rows.length - roles.length), roles };
}

async function lockReader(tx: Transaction, accountId: string) {
	const [row] = await tx
		.select({ email: accounts.email, locale: accounts.locale, quietNights: noticeSettings.quietNights })
		.from(noticeSettings)
		.innerJoin(accounts, eq(accounts.id, noticeSettings.accountId))
		.where(and(wanted, eq(accounts.id, accountId)))
		.for('update', { of: noticeSettings, skipLocked: true });
	return row;
}

async function lastDigest(tx: Database | Transaction, accountId: string): Promise<Date | undefined> {
	const [row] = await tx.select().from(matchDigests).where(eq(matchDigests.accountId, accountId));
	return row?.at;
}
