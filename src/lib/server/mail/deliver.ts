// Sends stored mails by SMTP, each at least once. Runs in the worker, in any number of processes.
import { and, eq, isNull, lt, lte } from 'drizzle-orm';
import { createTransport, type Transporter } from 'nodemailer';
import type { App } from '#lib/server/app.ts';
import type { Mail } from '#lib/server/mail/send.ts';
import { mails } from '#lib/server/mail/table.ts';
import { mayShow, takeBack } from '#lib/server/searches/shows.ts';

/** Mails of one round, so that a round ends. */
const roundMax = 50;
/** After so many failed attempts (the last about two days after the first) a mail is left alone. */
const attemptsMax = 12;
/** Wait after the first attempt (ms); it doubles with each. Longer than an attempt can take. */
const firstWait = 90_000;
/** Mails are kept so long (days). */
const keptDays = 30;

/** A mail on its way. The message id is the row's, so that a mail sent twice is recognised as one. */
type Outgoing = Mail & { messageId: string; headers: Record<string, string> };

/** Sends one mail or throws. */
export type Send = (mail: Outgoing) => Promise<unknown>;

/** Sends what is due; returns how many were sent. Without a mail server it does nothing. */
export async function deliverMails(app: App, send: Send | undefined = smtp(app)): Promise<number> {
	if (!send) return 0;
	let sent = 0;
	for (let i = 0; i < roundMax; i++) {
		const mail = await claim(app);
		if (!mail) break;
		if (mail.shows && !(await mayShow(app.db, mail.shows))) {
			await takeBack(app, mail.id, mail.shows);
			continue;
		}
		try {
			const { recipient: to, subject, body: text, headers } = mail;
			await send({ to, subject, text, headers, messageId: messageId(app, mail.id) });
		} catch (error) {
			// The address and the text are personal: only the kind of failure is written.
			console.error('mail:', error instanceof Error && 'code' in error ? error.code : 'not sent', mail.id);
			continue;
		}
		// The text may hold a link that still works: it is not kept once it is on its way.
		await app.db
			.update(mails)
			.set({ sentAt: app.now(), body: '', headers: {}, shows: null })
			.where(eq(mails.id, mail.id));
		sent++;
	}
	return sent;
}

/** The row's id at the sender's domain. */
function messageId({ environment }: App, id: string): string {
	const domain = /@([\w.-]+)/.exec(environment.mailFrom)?.[1] ?? 'localhost';
	return `<${id}@${domain}>`;
}

/** Deletes mails that are too old to be of use. */
export async function clearMails(app: App): Promise<void> {
	const before = new Date(app.now().getTime() - keptDays * 24 * 3_600_000);
	await app.db.delete(mails).where(lt(mails.createdAt, before));
}

/** Takes the oldest due mail and counts the attempt, so that nobody else takes it before the wait is over. */
async function claim(app: App) {
	const now = app.now();
	return app.db.transaction(async (tx) => {
		const [mail] = await tx
			.select()
			.from(mails)
			.where(and(isNull(mails.sentAt), lt(mails.attempts, attemptsMax), lte(mails.dueAt, now)))
			.orderBy(mails.dueAt)
			.limit(1)
			.for('update', { skipLocked: true });
		if (!mail) return undefined;
		const dueAt = new Date(now.getTime() + firstWait * 2 ** mail.attempts);
		await tx
			.update(mails)
			.set({ attempts: mail.attempts + 1, dueAt })
			.where(eq(mails.id, mail.id));
		return mail;
	});
}

const transports = new Map<string, Transporter>();

/** Sends through the configured mail server. */
function smtp(app: App): Send | undefined {
	const { smtpUrl, mailFrom } = app.environment;
	if (!smtpUrl) return undefined;
	let transport = transports.get(smtpUrl);
	if (!transport) {
		const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
		transport = createTransport({ url: smtpUrl, ...patience });
		transports.set(smtpUrl, transport);
	}
	const ready = transport;
	return (mail) => ready.sendMail({ from: mailFrom, ...mail });
}
