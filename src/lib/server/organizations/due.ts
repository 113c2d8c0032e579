// Verification is due again every six months (notice on recruiting information, 2026-01): owners are reminded two weeks
// and two days before, and what nobody has checked again by then counts as not verified, until an operator does.
import { and, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href } from '#lib/i18n/locale.ts';
import { day, dayInNanjing, pick } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { ownersOf, type Organization } from '#lib/server/organizations/data.ts';
import { markAllListings } from '#lib/server/organizations/service.ts';
import { organizations } from '#lib/server/organizations/table.ts';

/** Days before the due day on which owners are written to. */
const reminders = [14, 2];

/** Reminds and lets lapse; returns how many lapsed. Each reminder goes out once, however often this runs. */
export async function checkDue(app: App): Promise<number> {
	const today = dayInNanjing(app.now());
	for (const days of reminders) {
		const soon = dayInNanjing(new Date(app.now().getTime() + days * 86_400_000));
		const due = and(
			isVerified,
			sql`${organizations.verificationDue} between ${today}::date and ${soon}::date`
		);
		const rows = await app.db.select().from(organizations).where(due);
		for (const row of rows) await app.db.transaction((tx) => remind(app, tx, row, days));
	}
	return app.db.transaction(async (tx) => {
		const late = await tx
			.update(organizations)
			.set({
				verification: 'pending',
				verifiedAt: null,
				verificationDue: null,
				version: sql`${organizations.version} + 1`
			})
			.where(and(isVerified, lt(organizations.verificationDue, today)))
			.returning();
		for (const { id } of late) await markAllListings(tx, id);
		return late.length;
	});
}

const isVerified = and(
	eq(organizations.verification, 'verified'),
	isNotNull(organizations.verificationDue),
	eq(organizations.sample, false)
);

async function remind(app: App, tx: Transaction, row: Organization, days: number): Promise<void> {
	const { id, slug, nameZh, nameEn, verificationDue } = row;
	for (const { email, locale } of await ownersOf(tx, id)) {
		const mail = inLocale(locale, () => {
			const name = pick(nameZh, nameEn).text;
			const link = ownOrigin(app) + href(`/org/${slug}/profile`);
			const parts = { name, day: day(verificationDue!), link };
			return { to: email, subject: m.org_mail_due_subject(parts), text: m.org_mail_due_text(parts) };
		});
		await sendMail(tx, mail, { key: `verificationDue:${id}:${verificationDue}:${days}:${email}` });
	}
}
