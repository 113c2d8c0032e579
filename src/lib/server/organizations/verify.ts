// Verification by two people: one operator proposes, another one confirms, each with their own reason. Where there is only
// one operator, they confirm their own proposal, and the log says that nobody else looked.
import { and, eq, exists, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing, monthsLater } from '#lib/i18n/text.ts';
import type { Decision } from '#lib/organizations/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { accounts, passkeys, secondFactors } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Organization } from '#lib/server/organizations/data.ts';
import { markAllListings, unverified } from '#lib/server/organizations/service.ts';
import { organizations, verificationProposals } from '#lib/server/organizations/table.ts';

/** Verification is due again after six months (notice on recruiting information, 2026-01). */
const verificationMonths = 6;

/**
 * What an operator thinks of an organization. The first to say so proposes; another who says the same makes it count,
 * one who says the opposite proposes that instead. It holds for the row that was seen (`version`): an owner who changes
 * the name meanwhile is not verified under it. Returns whether it counts now.
 * @throws Refusal notFound, confirmFirst, changedElsewhere, notNow (frozen, or one's own proposal)
 */
export async function decideVerification(
	app: App,
	actor: Actor | undefined,
	{ slug, version, decision, reason }: Decision
): Promise<'proposed' | 'decided'> {
	requireOperator(actor);
	requireRecent(actor);
	return app.db.transaction(async (tx) => {
		const [seen] = await tx.select().from(organizations).where(eq(organizations.slug, slug)).for('update');
		if (!seen) throw new Refusal('notFound');
		if (seen.version !== version) throw new Refusal('changedElsewhere');
		// What a case has frozen is released by the case.
		if (seen.verification === 'frozen') throw new Refusal('notNow');
		const of = eq(verificationProposals.organizationId, seen.id);
		const [proposed] = await tx.select().from(verificationProposals).where(of);
		if (proposed?.version !== version || proposed.decision !== decision) {
			const row = { version, decision, reason, accountId: actor.accountId, createdAt: app.now() };
			await tx
				.insert(verificationProposals)
				.values({ organizationId: seen.id, ...row })
				.onConflictDoUpdate({ target: verificationProposals.organizationId, set: row });
			await record(app, tx, actor, deed(seen, `proposed-${decision}`, reason));
			return 'proposed' as const;
		}
		const alone = proposed.accountId === actor.accountId;
		if (alone && (await hasOthers(tx, actor))) throw new Refusal('notNow', { '': 'ops_error_other' });
		await tx.delete(verificationProposals).where(of);
		await write(app, tx, seen, decision, reason ?? proposed.reason);
		await record(app, tx, actor, deed(seen, alone ? `${decision}-alone` : decision, reason));
		return 'decided' as const;
	});
}

const deed = ({ id }: Organization, act: string, reason: string | null) => ({
	...{ act: `organization.${act}`, subject: `organization:${id}`, reason }
});

/** Whether somebody else could confirm: an operator who works as one, and so has a second factor. */
async function hasOthers(tx: Transaction, { accountId }: Actor): Promise<boolean> {
	const own = (account: PgColumn) => eq(account, accounts.id);
	const app = and(own(secondFactors.accountId), isNotNull(secondFactors.confirmedAt));
	const active = and(eq(accounts.isOperator, true), isNull(accounts.suspendedAt), ne(accounts.id, accountId));
	const secured = or(
		exists(tx.select().from(secondFactors).where(app)),
		exists(tx.select().from(passkeys).where(own(passkeys.accountId)))
	);
	return (await tx.$count(accounts, and(active, secured))) > 0;
}

async function write(
	app: App,
	tx: Transaction,
	{ id, version }: Organization,
	decision: Decision['decision'],
	reason: string | null
): Promise<void> {
	const due = monthsLater(dayInNanjing(app.now()), verificationMonths);
	await tx
		.update(organizations)
		.set({
			...(decision === 'verified' ? { verifiedAt: app.now(), verificationDue: due } : unverified),
			...{ verification: decision, verificationReason: reason, version: version + 1 }
		})
		.where(eq(organizations.id, id));
	await markAllListings(tx, id);
}
