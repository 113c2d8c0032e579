// What happens while an organization does not answer: its members are reminded after five days, and a listing on
// which nobody has answered for thirty days is closed, with a notice to both sides.
import { and, eq, inArray, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { graceDays } from '#lib/server/answers/figures.ts';
import { lockApplication, moveApplication } from '#lib/server/applications/move.ts';
import { applications } from '#lib/server/applications/table.ts';
import { membersOf } from '#lib/server/applications/tell.ts';
import { listings } from '#lib/server/listings/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { markListings } from '#lib/server/search/outbox.ts';

/** Days without an answer after which a listing is closed. */
export const silentDays = 30;

/** What the organization has neither answered nor lost. */
const waiting = sql`a.held_until is null and a.answered_at is null and a.state in ('sent', 'viewed')`;

type Due = { organizationId: string; slug: string; count: number; ids: string[] };

/**
 * Reminds the members of each organization of what has waited five days, once for each application: together in one
 * notice a day. Returns how many organizations were reminded.
 */
export async function remindUnanswered(app: App): Promise<number> {
	const now = app.now().toISOString();
	const rows = await app.db.execute<Due>(sql`
		select o.id as "organizationId", o.slug, count(*)::int as count,
			array_agg(a.id) filter (where a.reminded_at is null) as ids
		from applications a join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id
		where ${waiting} and a.created_at <= ${now}::timestamptz - make_interval(days => ${graceDays})
		group by o.id having count(*) filter (where a.reminded_at is null) > 0 order by o.id`);
	for (const { organizationId, slug, count, ids } of rows)
		await app.db.transaction(async (tx) => {
			const subject = `${organizationId}:${dayInNanjing(app.now())}`;
			const data = { slug, count, days: graceDays };
			await notify(app, tx, await membersOf(tx, organizationId), subject, { kind: 'answerDue', data });
			await tx.update(applications).set({ remindedAt: app.now() }).where(inArray(applications.id, ids));
		});
	return rows.length;
}

/**
 * Closes open listings on which somebody has waited thirty days and nobody was answered in that time. Who waited so
 * long is told that it has expired. Returns how many listings were closed.
 */
export async function closeSilent(app: App): Promise<number> {
	const since = new Date(app.now().getTime() - silentDays * 86_400_000).toISOString();
	const rows = await app.db.execute<{ id: string }>(sql`
		select l.id from listings l
		where l.state = 'open'
			and exists (select from applications a where a.listing_id = l.id and ${waiting} and a.created_at <= ${since}::timestamptz)
			and not exists (
				select from applications a join application_events e on e.application_id = a.id
				where a.listing_id = l.id and e.mover = 'organization' and e.to_state <> 'viewed' and e.at > ${since}::timestamptz)
		order by l.id`);
	for (const { id } of rows) await closeOne(app, id, since);
	return rows.length;
}

async function closeOne(app: App, id: string, since: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		const [listing] = await tx
			.update(listings)
			.set({ state: 'closed', closedAt: app.now(), version: sql`${listings.version} + 1` })
			.where(and(eq(listings.id, id), eq(listings.state, 'open')))
			.returning();
		if (!listing) return;
		await markListings(tx, [id]);
		const late = await tx.execute<{ id: string }>(sql`
			select a.id from applications a where a.listing_id = ${id} and ${waiting} and a.created_at <= ${since}::timestamptz
			order by a.id`);
		for (const one of late) {
			const application = await lockApplication(tx, one.id);
			if (application) await moveApplication(app, tx, application, { to: 'expired', mover: 'system' });
		}
		const { titleZh, titleEn, organizationId } = listing;
		const told = await membersOf(tx, organizationId);
		const [owner] = await tx.execute<{ slug: string }>(
			sql`select slug from organizations where id = ${organizationId}`
		);
		const data = { titleZh, titleEn, slug: owner!.slug, id, days: silentDays };
		await notify(app, tx, told, `${id}:${listing.version}`, { kind: 'listingSilent', data });
	});
}
