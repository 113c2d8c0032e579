// Keeps what is published: written in the transaction that publishes or changes it, read by operators who say why,
// removed after the time the rules on online recruitment ask for.
import { desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { bases } from '#lib/server/bases/table.ts';
import { courses } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { listingVersions, versionReadings } from '#lib/server/moderation/table.ts';
import { roles } from '#lib/server/roles/table.ts';

/** Years that a published text is kept. */
const keptYears = 3;
const kindTables = { role: roles, course: courses, base: bases };

/** Keeps those of the listings that are open as they are now. Called in the transaction that changed them. */
export async function keepVersions(
	tx: Transaction,
	listingIds: readonly string[],
	accountId: string | null
): Promise<void> {
	const rows = await tx
		.select()
		.from(listings)
		.where(inArray(listings.id, ['', ...listingIds]));
	for (const kind of ['role', 'course', 'base'] as const) {
		const open = rows.filter((row) => row.kind === kind && row.state === 'open');
		if (open.length === 0) continue;
		const table = kindTables[kind];
		const ids = open.map(({ id }) => id);
		const own = new Map(
			(await tx.select().from(table).where(inArray(table.listingId, ids))).map((row) => [row.listingId, row])
		);
		const values = open.map((listing) => ({
			listingId: listing.id,
			version: listing.version,
			organizationId: listing.organizationId,
			kind,
			content: { ...own.get(listing.id), ...listing },
			reasons: listing.reasons,
			accountId
		}));
		await tx.insert(listingVersions).values(values).onConflictDoNothing();
	}
}

/** The title of a listing of which versions are kept, for operators. Reading them takes a reason (`readVersions`). */
export async function keptListing(app: App, actor: Actor | undefined, listingId: string) {
	requireOperator(actor);
	const [last] = await app.db
		.select({ content: listingVersions.content })
		.from(listingVersions)
		.where(eq(listingVersions.listingId, listingId))
		.orderBy(desc(listingVersions.version))
		.limit(1);
	if (!last) throw new Refusal('notFound');
	const { titleZh, titleEn } = last.content as { titleZh: string | null; titleEn: string | null };
	return { titleZh, titleEn };
}

/**
 * What was published of a listing, newest first, for an operator who says why; each reading is recorded. Anybody else
 * is answered as if there were nothing.
 */
export async function readVersions(app: App, actor: Actor | undefined, listingId: string, reason: string) {
	requireOperator(actor);
	requireRecent(actor);
	return app.db.transaction(async (tx) => {
		const versions = await tx
			.select({
				version: listingVersions.version,
				content: listingVersions.content,
				reasons: listingVersions.reasons,
				author: accounts.email,
				at: listingVersions.createdAt
			})
			.from(listingVersions)
			.leftJoin(accounts, eq(accounts.id, listingVersions.accountId))
			.where(eq(listingVersions.listingId, listingId))
			.orderBy(desc(listingVersions.version));
		if (versions.length === 0) throw new Refusal('notFound');
		await tx.insert(versionReadings).values({ listingId, accountId: actor.accountId, reason });
		await record(app, tx, actor, { act: 'versions.read', subject: `listing:${listingId}`, reason });
		return versions;
	});
}

/** Removes what has been kept long enough. Returns how many. */
export async function clearVersions(app: App): Promise<number> {
	const before = sql`${app.now().toISOString()}::timestamptz - make_interval(years => ${keptYears})`;
	const gone = await app.db
		.delete(listingVersions)
		.where(lt(listingVersions.createdAt, before))
		.returning({ id: listingVersions.id });
	return gone.length;
}
