// The way out for every mail: a row in the caller's transaction, so that a mail exists exactly when the change does.
// Delivery is the worker's (deliver.ts).
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { mails, type Shows } from '#lib/server/mail/table.ts';

export type Mail = { to: string; subject: string; text: string };
export type MailOptions = {
	/** What it tells: a second mail with the same key is not sent. */
	key?: string;
	/** Header lines besides the usual ones. */
	headers?: Record<string, string>;
	/** People whom it names. */
	shows?: Shows | undefined;
	/** Not before this. */
	dueAt?: Date | undefined;
};

export async function sendMail(
	tx: Database | Transaction,
	{ to, subject, text }: Mail,
	options: MailOptions = {}
): Promise<void> {
	await tx
		.insert(mails)
		.values({ recipient: to, subject, body: text, ...options })
		.onConflictDoNothing({ target: mails.key });
}

/** Lets the reader's mail program end such mails at a click, without signing in (RFC 2369, RFC 8058). */
export function oneClickHeaders(link: string): Record<string, string> {
	return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
