// Mails what saved searches have found: each find in one mail at most, written in the same step as it is ticked off.
// Only to confirmed addresses, and at once only in the hours in which the person wants mail.
import { eq } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { mailedMax, type Frequency } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { talentsByIds } from '#lib/server/matching/data.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { oneClickHeaders, sendMail } from '#lib/server/mail/send.ts';
import { unsubscribeLink } from '#lib/server/notifications/letters.ts';
import type { Shows } from '#lib/server/mail/table.ts';
import { isNight } from '#lib/server/notifications/night.ts';
import { issueUnsubscribe } from '#lib/server/notifications/token.ts';
import { dueItems, settle } from '#lib/server/searches/due.ts';
import { foundLetter, listingText, talentText } from '#lib/server/searches/letters.ts';
import { savedSearches } from '#lib/server/searches/table.ts';
import { membershipIn } from '#lib/server/organizations/data.ts';
import { canPublish } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { talentLine } from '#lib/server/talents/line.ts';

/** Finds wait so long (ms) for others, so that what is published together is mailed together. */
const gatherTime = 30_000;
/** Finds that are read again for a mail: enough to fill it when some are closed. */
const readMax = 3 * mailedMax;
/** Searches of one round, so that a round ends. */
const roundMax = 200;

/** Writes the mails that are due for this frequency; returns how many searches were settled. */
export async function mailFinds(app: App, frequency: Exclude<Frequency, 'off'>): Promise<number> {
	const atOnce = frequency === 'atOnce';
	const now = app.now();
	const before = new Date(now.getTime() - (atOnce ? gatherTime : 0)).toISOString();
	const rows = await reader(app.db)<Array<{ id: string }>>`
		select s.id from saved_searches s
		join accounts a on a.id = s.account_id and a.suspended_at is null and a.email_verified_at is not null
		left join notice_settings n on n.account_id = s.account_id
		where s.frequency = ${frequency} and s.deleted_at is null
			and s.id in (select search_id from saved_search_items where settled_at is null and found_at <= ${before}::timestamptz)
			and not (${atOnce && isNight(now)} and coalesce(n.quiet_nights, true))
		order by s.id limit ${roundMax}`;
	for (const { id } of rows) await mailSearch(app, id, frequency);
	return rows.length;
}

/** All of a day's or a week's, as many rounds as it takes. */
export async function mailAllFinds(app: App, frequency: 'daily' | 'weekly'): Promise<void> {
	while ((await mailFinds(app, frequency)) > 0);
}

async function mailSearch(app: App, id: string, frequency: Frequency): Promise<void> {
	await app.db.transaction(async (tx) => {
		const search = await lockSearch(tx, id);
		// Another process has it, or its owner has just changed it.
		if (!search || search.frequency !== frequency) return;
		const due = await dueItems(tx, id);
		await settle(tx, id, app.now());
		const read = due.slice(0, readMax);
		const origin = ownOrigin(app);
		const { items, shows } = await itemTexts(app, search, read, origin);
		// What was closed or hidden again meanwhile is not worth a mail.
		const total = due.length - (read.length - items.length);
		if (items.length === 0) return;
		const token = await issueUnsubscribe(tx, search.accountId, { searchId: id }, app.now());
		const link = unsubscribeLink(origin, search.locale, token);
		const letter = foundLetter(search, origin, link, { ...search, items, total });
		const headers = oneClickHeaders(link);
		await sendMail(tx, letter, { key: `search:${id}:${due[0]}`, headers, shows, dueAt: app.now() });
	});
}

type Search = NonNullable<Awaited<ReturnType<typeof lockSearch>>>;

/** The rows of what was found as its owner may see them now. */
async function itemTexts(
	app: App,
	{ id, kind, accountId, organizationId, slug }: Search,
	ids: string[],
	origin: string
): Promise<{ items: Array<() => string>; shows?: Shows }> {
	if (kind === 'listing') {
		const cards = await listingCards(app.db, ids, dayInNanjing(app.now()));
		return { items: cards.map((card) => () => listingText(card, origin)) };
	}
	const membership = await membershipIn(app.db, accountId, slug!);
	if (!membership || !canPublish(membership.organization)) return { items: [] };
	const people = await talentsByIds(app.db, ids, { accountId, organizationId: organizationId! });
	const directory = await skillDirectory(app.db);
	return {
		items: people.map((person) => () => talentText(talentLine(person, directory), origin)),
		shows: { searchId: id, talentIds: people.slice(0, mailedMax).map((person) => person.id) }
	};
}

async function lockSearch(tx: Transaction, id: string) {
	const [row] = await tx
		.select({
			id: savedSearches.id,
			name: savedSearches.name,
			frequency: savedSearches.frequency,
			kind: savedSearches.kind,
			organizationId: savedSearches.organizationId,
			slug: organizations.slug,
			accountId: accounts.id,
			email: accounts.email,
			locale: accounts.locale
		})
		.from(savedSearches)
		.innerJoin(accounts, eq(accounts.id, savedSearches.accountId))
		.leftJoin(organizations, eq(organizations.id, savedSearches.organizationId))
		.where(eq(savedSearches.id, id))
		.for('update', { of: savedSearches, skipLocked: true });
	return row;
}
