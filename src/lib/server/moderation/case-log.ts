// The log of a case, and who hears of it: those it is about by notice and mail, reporters with an account when it is
// decided. Called in the transaction of the step.
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { CaseStep, Outcome } from '#lib/moderation/cases.ts';
import { Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { membersOf } from '#lib/server/applications/tell.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { caseLetter } from '#lib/server/moderation/letters.ts';
import type { Case } from '#lib/server/moderation/data.ts';
import { caseEvents, cases, reports } from '#lib/server/moderation/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { ownersOf } from '#lib/server/organizations/data.ts';
import { talents } from '#lib/server/talents/table.ts';

/** A case that is being written to: locked, so that two operators decide one after the other. */
export async function lockCase(tx: Transaction, id: string): Promise<Case> {
	const [row] = await tx.select().from(cases).where(eq(cases.id, id)).for('update');
	if (!row) throw new Refusal('notFound');
	return row;
}

type Event = { step: CaseStep; words: string; accountId: string | null };

/** Writes the log and tells those the case is about. */
export async function recordStep(app: App, tx: Transaction, it: Case, event: Event): Promise<void> {
	await tx.insert(caseEvents).values({ caseId: it.id, at: app.now(), ...event });
	if (event.step === 'appealed' || event.step === 'lapsed') return;
	const [listing] = it.listingId ? await tx.select().from(listings).where(eq(listings.id, it.listingId)) : [];
	const data = {
		id: it.id,
		step: event.step,
		titleZh: listing?.titleZh ?? null,
		titleEn: listing?.titleEn ?? null
	};
	const told = it.organizationId ? await membersOf(tx, it.organizationId) : [];
	const owner = it.talentId ? await ownerOf(tx, it.talentId) : undefined;
	const subject = `${it.id}:${it.version + 1}`;
	await notify(app, tx, owner ? [owner.id] : told, subject, { kind: 'caseMoved', data });
	const readers = owner ? [owner] : it.organizationId ? await ownersOf(tx, it.organizationId) : [];
	for (const reader of readers) await sendMail(tx, caseLetter(reader, ownOrigin(app), data, event.words));
}

async function ownerOf(tx: Transaction, talentId: string) {
	const [row] = await tx
		.select({ id: accounts.id, email: accounts.email, locale: accounts.locale })
		.from(talents)
		.innerJoin(accounts, eq(accounts.id, talents.accountId))
		.where(eq(talents.id, talentId));
	return row;
}

export async function tellReporters(app: App, tx: Transaction, it: Case, outcome: Outcome): Promise<void> {
	const filed = await tx
		.select({ id: reports.id, accountId: reports.accountId })
		.from(reports)
		.where(and(eq(reports.caseId, it.id), isNotNull(reports.accountId), isNull(reports.withdrawnAt)));
	for (const { id, accountId } of filed) {
		const data = { id, outcome };
		await notify(app, tx, [accountId!], `${id}:${outcome}`, { kind: 'reportAnswered', data });
	}
}
