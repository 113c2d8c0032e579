// The way out for every mail: a row in the caller's transaction, so that a mail exists exactly when the change does.
// Delivery is the worker's (deliver.ts).
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { mails } from '#lib/server/mail/table.ts';

export type Mail = { to: string; subject: string; text: string };

export async function sendMail(tx: Database | Transaction, { to, subject, text }: Mail): Promise<void> {
	await tx.insert(mails).values({ recipient: to, subject, body: text });
}
