// An organization takes back what it has confirmed, in the transaction that takes back the completion. What the person
// never agreed to is gone; what they agreed to stays as withdrawn, so that its check link says so.
import { and, eq, ne } from 'drizzle-orm';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { profileChanged, takeOut } from '#lib/server/certificates/verified.ts';
import type { Transaction } from '#lib/server/db/client.ts';

/** Refuses with `notNow`, beside the reason, to withdraw without one what counts in a profile already. */
export async function withdrawCertificate(
	app: App,
	tx: Transaction,
	applicationId: string,
	reason: string
): Promise<void> {
	const valid = and(eq(certificates.applicationId, applicationId), ne(certificates.state, 'withdrawn'));
	const [held] = await tx.select().from(certificates).where(valid).for('update');
	if (!held) return;
	if (held.state !== 'agreed') {
		await tx.delete(certificates).where(eq(certificates.id, held.id));
		return;
	}
	if (reason === '') throw new Refusal('notNow', { reason: 'certificates_error_reason' });
	await tx
		.update(certificates)
		.set({ state: 'withdrawn', withdrawnAt: app.now() })
		.where(eq(certificates.id, held.id));
	await takeOut(tx, held.talentId, held.id);
	await profileChanged(tx, held.talentId);
}
