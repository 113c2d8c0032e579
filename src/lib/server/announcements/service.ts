// Announcements: operators publish and end them; every page shows those whose time it is. Pages ask this process's copy,
// which is read again after some seconds, so that no request costs a query and every process follows.
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { AnnouncementInput } from '#lib/announcements/schema.ts';
import type { AnnouncementState, Shown } from '#lib/announcements/types.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { announcements } from '#lib/server/announcements/table.ts';
import type { Database } from '#lib/server/db/client.ts';

type Row = typeof announcements.$inferSelect;

/** How old a process's copy may be, ms. */
const maxAge = 10_000;
/** Announcements of one page, and rows that operators see. */
const [shownMost, listedMost] = [3, 50];

const copies = new WeakMap<Database, { rows: Promise<Row[]>; readAt: number }>();

/** What is announced now, the most urgent first, without those that the reader has put away. */
export async function announcedNow(app: App, locale: Locale, dismissed: readonly string[]): Promise<Shown[]> {
	const rows = await standing(app);
	if (rows.length === 0) return [];
	const now = app.now();
	return rows
		.filter(({ id, startsAt, endsAt }) => startsAt <= now && now < endsAt && !dismissed.includes(id))
		.sort((a, b) => Number(b.severity === 'warning') - Number(a.severity === 'warning'))
		.slice(0, shownMost)
		.map(({ id, severity, textZh, textEn }) => ({ id, severity, text: locale === 'en' ? textEn : textZh }));
}

/** Those that are not over, from the copy. */
function standing({ db, now }: App): Promise<Row[]> {
	const known = copies.get(db);
	if (known && Date.now() - known.readAt < maxAge) return known.rows;
	const rows = Promise.resolve(
		db
			.select()
			.from(announcements)
			.where(and(isNull(announcements.endedAt), gt(announcements.endsAt, now())))
			.orderBy(desc(announcements.startsAt), announcements.id)
	);
	copies.set(db, { rows, readAt: Date.now() });
	rows.catch(() => copies.delete(db));
	return rows;
}

/** What operators see: the latest, each with where it stands. */
export async function announcementList(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const rows = await app.db
		.select()
		.from(announcements)
		.orderBy(desc(announcements.createdAt), announcements.id)
		.limit(listedMost);
	return rows.map(({ id, textZh, textEn, severity, startsAt, endsAt, endedAt }) => ({
		...{ id, textZh, textEn, severity, startsAt, endsAt: endedAt ?? endsAt },
		state: stateOf({ startsAt, endsAt, endedAt }, app.now())
	}));
}

function stateOf(
	{ startsAt, endsAt, endedAt }: Pick<Row, 'startsAt' | 'endsAt' | 'endedAt'>,
	now: Date
): AnnouncementState {
	if (endedAt) return 'ended';
	if (endsAt <= now) return 'over';
	return startsAt > now ? 'coming' : 'running';
}

/** @throws Refusal notFound, invalid when its time is over already */
export async function publishAnnouncement(
	app: App,
	actor: Actor | undefined,
	input: AnnouncementInput
): Promise<void> {
	requireOperator(actor);
	refuseOver(app, input);
	await app.db.transaction(async (tx) => {
		const row = { ...input, createdBy: actor.accountId, createdAt: app.now() };
		const [added] = await tx.insert(announcements).values(row).returning({ id: announcements.id });
		await record(app, tx, actor, { act: 'announcement.published', subject: `announcement:${added!.id}` });
	});
	copies.delete(app.db);
}

/** Refuses what a preview of it would already have to refuse. @throws Refusal notFound, invalid */
export function checkAnnouncement(app: App, actor: Actor | undefined, input: AnnouncementInput): void {
	requireOperator(actor);
	refuseOver(app, input);
}

function refuseOver(app: App, { endsAt }: AnnouncementInput): void {
	if (endsAt <= app.now()) throw new Refusal('invalid', { endsAt: 'announcements_error_over' });
}

/** Ends one that runs or is to come. @throws Refusal notFound, notNow */
export async function endAnnouncement(app: App, actor: Actor | undefined, id: string): Promise<void> {
	requireOperator(actor);
	await app.db.transaction(async (tx) => {
		const [row] = await tx.select().from(announcements).where(eq(announcements.id, id)).for('update');
		if (!row) throw new Refusal('notFound');
		if (row.endedAt || row.endsAt <= app.now()) throw new Refusal('notNow');
		await tx.update(announcements).set({ endedAt: app.now() }).where(eq(announcements.id, id));
		await record(app, tx, actor, { act: 'announcement.ended', subject: `announcement:${id}` });
	});
	copies.delete(app.db);
}
