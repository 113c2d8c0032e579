// Reading of mails on a site that cannot send them.
import { desc } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { joinDatabase } from '#lib/server/db/embedded.ts';
import { isLoopback, staysHere } from '#lib/server/loopback.ts';
import { mails } from '#lib/server/mail/table.ts';

const listed = 50;

export type KeptMail = { id: string; to: string; subject: string; text: string; at: Date };

/** The latest mails, newest first. Whether the reader may see them is `outboxOpen`'s to say. */
export async function keptMails(app: App): Promise<KeptMail[]> {
	const rows = await app.db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(listed);
	return rows.map(({ id, recipient, subject, body, createdAt }) => ({
		id,
		to: recipient,
		subject,
		text: body,
		at: createdAt
	}));
}

/**
 * Whether mails may be read by whoever asks: only without a mail server, with the embedded database, on a site that
 * listens on loopback, asked for by a loopback name and address (so neither through a proxy nor from the network).
 */
export async function outboxOpen(app: App, visit: { hostname: string; address: string }): Promise<boolean> {
	const { dataDir, databaseUrl } = app.environment;
	if (!staysHere(app.environment) || ![visit.hostname, visit.address].every(isLoopback)) return false;
	const embedded = await joinDatabase({ dataDir }).catch(() => undefined);
	return embedded === databaseUrl;
}
