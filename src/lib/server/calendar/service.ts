// A person's and an organization's calendar, as pages and as files, and the link by which calendar programs read it.
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { token as tokenForm } from '#lib/accounts/schema.ts';
import type { Actor } from '#lib/accounts/types.ts';
import { icsCalendar, type IcsEvent } from '#lib/calendar/ics.ts';
import type { CalendarEntry } from '#lib/calendar/types.ts';
import { entrySummary } from '#lib/calendar/words.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { organizationEntries, talentEntries } from '#lib/server/calendar/data.ts';
import { calendarFeeds } from '#lib/server/calendar/table.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talentOf } from '#lib/server/talents/data.ts';

/** Whose calendar: an organization's by its slug, or the actor's own. */
export type Whose = { slug?: string | undefined };

/** How long an interview takes in a calendar, in minutes: nobody says, and an hour is what most plan. */
const interviewMinutes = 60;

type Owner = {
	accountId: string;
	organization: { id: string; slug: string; seesPeople: boolean } | undefined;
};

async function requireOwnerOf(app: App, actor: Actor | undefined, { slug }: Whose): Promise<Owner> {
	if (!actor) throw new Refusal('signInFirst');
	const { accountId } = actor;
	if (slug === undefined) return { accountId, organization: undefined };
	const { organization } = await requireMember(app.db, actor, slug);
	return { accountId, organization: { id: organization.id, slug, seesPeople: canPublish(organization) } };
}

/** What the calendar holds, and since when there is a link to it. */
export async function calendarPage(app: App, actor: Actor | undefined, whose: Whose) {
	const owner = await requireOwnerOf(app, actor, whose);
	const today = dayInNanjing(app.now());
	const [feed] = await app.db
		.select({ since: calendarFeeds.createdAt })
		.from(calendarFeeds)
		.where(ownFeed(owner));
	return { entries: await entriesOf(app, owner, today), today, feedSince: feed?.since };
}

/** One entry as a file. */
export async function entryFile(
	app: App,
	actor: Actor | undefined,
	whose: Whose,
	id: string
): Promise<string> {
	const owner = await requireOwnerOf(app, actor, whose);
	const entries = await entriesOf(app, owner, dayInNanjing(app.now()));
	const entry = entries.find((one) => one.id === id);
	if (!entry) throw new Refusal('notFound');
	return icsCalendar(m.calendar_name(), [eventOf(app, entry)]);
}

/** Makes the link, or another in its place; returns its token, which is kept nowhere. */
export async function renewFeed(app: App, actor: Actor | undefined, whose: Whose): Promise<string> {
	const owner = await requireOwnerOf(app, actor, whose);
	const token = newToken();
	await app.db.transaction(async (tx) => {
		await tx.delete(calendarFeeds).where(ownFeed(owner));
		await tx.insert(calendarFeeds).values({
			...{ hash: hashSecret(token), accountId: owner.accountId, createdAt: app.now() },
			organizationId: owner.organization?.id ?? null
		});
	});
	return token;
}

export async function stopFeed(app: App, actor: Actor | undefined, whose: Whose): Promise<void> {
	const owner = await requireOwnerOf(app, actor, whose);
	await app.db.delete(calendarFeeds).where(ownFeed(owner));
}

/**
 * The calendar behind a link, in its owner's language. What its owner may not see any more is not in it; a link that
 * is none, was replaced, or whose owner has left answers like one that never was.
 */
export async function feedFile(app: App, token: string): Promise<string> {
	if (!v.is(tokenForm, token)) throw new Refusal('notFound');
	const feed = await feedOf(app, token);
	if (!feed) throw new Refusal('notFound');
	const { accountId, locale, slug } = feed;
	const actor = { accountId } as Actor;
	const owner = await requireOwnerOf(app, actor, { slug: slug ?? undefined });
	const entries = await entriesOf(app, owner, dayInNanjing(app.now()));
	return inLocale(locale, () => {
		const name = pick(feed.nameZh, feed.nameEn).text;
		const events = entries.map((entry) => eventOf(app, entry));
		return icsCalendar(name ? m.calendar_name_of({ name }) : m.calendar_name(), events);
	});
}

async function feedOf(app: App, token: string) {
	const [row] = await app.db
		.select({
			accountId: calendarFeeds.accountId,
			locale: accounts.locale,
			slug: organizations.slug,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn
		})
		.from(calendarFeeds)
		.innerJoin(accounts, eq(accounts.id, calendarFeeds.accountId))
		.leftJoin(organizations, eq(organizations.id, calendarFeeds.organizationId))
		.where(and(eq(calendarFeeds.hash, hashSecret(token)), isNull(accounts.suspendedAt)));
	return row;
}

const ownFeed = ({ accountId, organization }: Owner) =>
	and(
		eq(calendarFeeds.accountId, accountId),
		sql`coalesce(${calendarFeeds.organizationId}, '') = ${organization?.id ?? ''}`
	);

async function entriesOf(
	app: App,
	{ accountId, organization }: Owner,
	today: string
): Promise<CalendarEntry[]> {
	if (organization) {
		const { id: organizationId, slug, seesPeople } = organization;
		return organizationEntries(app.db, { organizationId, slug, seesPeople }, today);
	}
	const talent = await talentOf(app.db, accountId);
	return talentEntries(app.db, { talentId: talent?.id, accountId }, today);
}

/** An entry as calendar programs know it. Whom it is with is not in it: the file leaves this site. */
function eventOf(app: App, entry: CalendarEntry): IcsEvent {
	const origin = ownOrigin(app);
	const { id, kind, time, place, path, version, changedAt } = entry;
	return {
		uid: `${id}@${new URL(origin).hostname}`,
		summary: entrySummary(entry),
		time: 'at' in time ? { at: time.at, minutes: interviewMinutes } : time,
		location: place ?? undefined,
		url: origin + href(path),
		sequence: version,
		changedAt,
		busy: kind === 'interview'
	};
}
