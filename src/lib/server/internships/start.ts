// What must be there before an internship starts, at a base or in a role: the person's statement and, where one is needed,
// the agreement.
import { sql } from 'drizzle-orm';
import { Refusal } from '#lib/refusal.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';

/** Whether an agreement is needed; undefined as long as the person has not made their statement. */
export async function needsAgreement(db: Database | Transaction, id: string): Promise<boolean | undefined> {
	// The rule is the database's own: it keeps an internship from starting around this service too.
	const [row] = await db.execute<{ needed: boolean | null }>(sql`select needs_agreement(${id}) as needed`);
	return row?.needed ?? undefined;
}

/** Whether an application is for a period of a base, or for a role that is an internship. */
export async function isInternship(tx: Transaction, id: string): Promise<boolean> {
	const [about] = await tx.execute<{ internship: boolean }>(sql`select is_internship(${id}) as internship`);
	return about?.internship ?? false;
}

/** Refuses with `notNow` an internship that may not start yet. */
export async function requireReady(tx: Transaction, id: string): Promise<void> {
	if (!(await isInternship(tx, id))) return;
	const needed = await needsAgreement(tx, id);
	if (needed === undefined) throw new Refusal('notNow', { '': 'internships_error_statement' });
	if (!needed) return;
	const [row] = await tx.execute<{ signed: boolean }>(sql`
		select exists (select from agreements where application_id = ${id} and state in ('signed', 'amending')) as signed`);
	if (!row?.signed) throw new Refusal('notNow', { '': 'internships_error_agreement' });
}
