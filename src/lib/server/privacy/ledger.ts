// What somebody agreed to and with whom it is shared: the ledger in the order of its recipients, and the way to end
// each line with effect at once. The lines themselves are written by the database (drizzle/0028).
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor, LedgerPurpose } from '#lib/accounts/types.ts';
import { mayMove } from '#lib/applications/moves.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { EndConsent } from '#lib/privacy/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import { consents } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { lockApplication, moveApplication, trackOf } from '#lib/server/applications/move.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { organizationBySlug } from '#lib/server/organizations/data.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { talents } from '#lib/server/talents/table.ts';
import { leaveTeamAs } from '#lib/server/teams/service.ts';

/** A line of the ledger that is about the platform or the profile. */
export type ConsentLine = { purpose: LedgerPurpose; version: string; on: string; until: string | null };

/** One organization that applications share, or shared, with. */
export type Recipient = {
	slug: string;
	zh: string | null;
	en: string | null;
	/** Days of the first application, and of the end; absent while anything is shared. */
	on: string;
	until: string | null;
	listings: Array<{ id: string; kind: ListingKind; zh: string | null; en: string | null }>;
};

const day = (column: string) => `to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** The actor's consents without those of applications: the latest of each purpose. */
export async function consentLines(app: App, actor: Actor | undefined): Promise<ConsentLine[]> {
	if (!actor) throw new Refusal('signInFirst');
	const sql = reader(app.db);
	const rows = await sql<ConsentLine[]>`
		select distinct on (purpose) purpose, text_version as version,
			${sql.unsafe(day('given_at'))} as on, ${sql.unsafe(day('withdrawn_at'))} as until
		from consents where account_id = ${actor.accountId} and purpose <> 'application'
		order by purpose, given_at desc, id`;
	return [...rows];
}

/** The organizations that the actor's applications share with, those that still see something first. */
export async function recipientsOf(app: App, actor: Actor | undefined): Promise<Recipient[]> {
	if (!actor) throw new Refusal('signInFirst');
	const sql = reader(app.db);
	const rows = await sql<Recipient[]>`
		select o.slug, o.name_zh as zh, o.name_en as en, ${sql.unsafe(day('min(c.given_at)'))} as on,
			case when bool_and(c.withdrawn_at is not null) then ${sql.unsafe(day('max(c.withdrawn_at)'))} end as until,
			json_agg(json_build_object('id', l.id, 'kind', l.kind, 'zh', l.title_zh, 'en', l.title_en) order by c.given_at desc) as listings
		from consents c join organizations o on o.id = c.organization_id
		join applications a on a.id = c.application_id join listings l on l.id = a.listing_id
		where c.account_id = ${actor.accountId}
		group by o.id order by bool_and(c.withdrawn_at is not null), max(c.given_at) desc, o.id`;
	return [...rows];
}

/**
 * Withdraws a consent: hides the profile from those it was for, or ends all sharing with one organization. The texts
 * of signing up end with the account. @throws Refusal signInFirst, notFound
 */
export async function endConsent(app: App, actor: Actor | undefined, input: EndConsent): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db.transaction((tx) =>
		input.purpose === 'application'
			? endSharing(app, tx, actor, input.organization)
			: narrowProfile(tx, actor, input.purpose)
	);
}

/** What of the profile's visibility is left without a purpose. */
const without = {
	profileVerified: { visibility: 'hidden', indexable: false },
	profilePublic: { visibility: 'verified', indexable: false },
	profileIndexed: { indexable: false }
} as const;

async function narrowProfile(tx: Transaction, { accountId }: Actor, purpose: keyof typeof without) {
	const given = and(
		eq(consents.accountId, accountId),
		eq(consents.purpose, purpose),
		isNull(consents.withdrawnAt)
	);
	if ((await tx.$count(consents, given)) === 0) throw new Refusal('notFound');
	const rows = await tx
		.update(talents)
		.set({ ...without[purpose], version: sql`${talents.version} + 1` })
		.where(eq(talents.accountId, accountId))
		.returning({ id: talents.id });
	await markTalents(
		tx,
		rows.map(({ id }) => id)
	);
}

/**
 * Withdraws what is under way, leaves the teams of others, and takes from the organization what earlier applications
 * let it see.
 */
async function endSharing(app: App, tx: Transaction, actor: Actor, slug: string) {
	const { accountId } = actor;
	const organization = await organizationBySlug(tx, slug);
	const shared = and(
		eq(consents.accountId, accountId),
		eq(consents.organizationId, organization?.id ?? ''),
		isNull(consents.withdrawnAt)
	);
	const lines = await tx.select().from(consents).where(shared).orderBy(consents.id);
	if (lines.length === 0) throw new Refusal('notFound');
	for (const { applicationId, memberId } of lines) {
		if (memberId) {
			await leaveTeamAs(app, tx, actor, memberId);
			continue;
		}
		const application = await lockApplication(tx, applicationId!);
		if (application && mayMove(await trackOf(tx, application), application.state, 'withdrawn', 'talent'))
			await moveApplication(app, tx, application, { to: 'withdrawn', mover: 'talent', accountId });
	}
	await tx.update(consents).set({ withdrawnAt: app.now() }).where(shared);
}

/** Each time one of an organization's members opened the profile. */
export type ViewLine = { slug: string; zh: string | null; en: string | null; times: Date[] };

/** How far back views are shown (days), and how many. */
const [viewDays, viewsMost] = [180, 500];

/** Every view of the actor's profile by an organization, the organization that looked last first. */
export async function viewLines(app: App, actor: Actor | undefined): Promise<ViewLine[]> {
	if (!actor) throw new Refusal('signInFirst');
	const since = new Date(app.now().getTime() - viewDays * 86_400_000).toISOString();
	const rows = await reader(app.db)<Array<Omit<ViewLine, 'times'> & { at: Date | string }>>`
		select o.slug, o.name_zh as zh, o.name_en as en, v.viewed_at as at
		from talents t join profile_views v on v.talent_id = t.id join organizations o on o.id = v.organization_id
		where t.account_id = ${actor.accountId} and v.viewed_at > ${since}::timestamptz
		order by v.viewed_at desc, v.id limit ${viewsMost}`;
	const bySlug = Map.groupBy(rows, ({ slug }) => slug);
	return [...bySlug.values()].map((views) => ({
		slug: views[0]!.slug,
		zh: views[0]!.zh,
		en: views[0]!.en,
		times: views.map(({ at }) => new Date(at))
	}));
}
