import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keptMails, outboxOpen } from '#lib/server/mail/data.ts';
import { clearMails, deliverMails, type Send } from '#lib/server/mail/deliver.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { mails } from '#lib/server/mail/table.ts';

const { db } = await testDatabase();
let now = new Date();
const environment = {
	smtpUrl: undefined,
	origin: undefined,
	host: '127.0.0.1',
	port: 3000,
	mailFrom: 'Pons <no-reply@pons.example>'
};
const appWith = (more: object = {}) =>
	({ db, now: () => now, environment: { ...environment, ...more } }) as unknown as App;
const app = appWith();
const letter = {
	to: 'lin@example.org',
	subject: '确认邮箱',
	text: '打开链接：https://pons.example/verify?token=x'
};

beforeEach(async () => {
	now = new Date(Date.now() + 1000);
	await db.delete(mails);
});

/** A mail server that takes everything and keeps what it was told. */
async function mailServer() {
	let heard = '';
	const server = createServer((socket) => {
		let inData = false;
		socket.write('220 test\r\n');
		socket.on('data', (chunk) => {
			heard += chunk;
			if (inData && heard.endsWith('\r\n.\r\n')) inData = false;
			else if (inData) return;
			else if (/^DATA/im.test(String(chunk))) return ((inData = true), void socket.write('354 go on\r\n'));
			else if (/^QUIT/im.test(String(chunk))) return void socket.end('221 bye\r\n');
			socket.write('250 ok\r\n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard: () => heard,
		close: () => server.close()
	};
}

test('a mail exists if and only if what it tells has happened', async () => {
	const undone = db.transaction(async (tx) => {
		await sendMail(tx, letter);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	expect(await keptMails(app)).toEqual([]);
	await db.transaction((tx) => sendMail(tx, letter));
	expect(await keptMails(app)).toMatchObject([letter]);
});

test('a mail goes out by SMTP once, and its text is not kept afterwards', async () => {
	const server = await mailServer();
	await sendMail(db, letter);
	const sending = appWith({ smtpUrl: server.url });
	expect(await deliverMails(sending)).toBe(1);
	expect(await deliverMails(sending)).toBe(0);
	server.close();
	expect(server.heard()).toContain('RCPT TO:<lin@example.org>');
	expect(server.heard()).toContain('no-reply@pons.example');
	const [row] = await db.select().from(mails);
	expect(row).toMatchObject({ body: '', attempts: 1, sentAt: now });
});

test('without a mail server nothing is sent and nothing is lost', async () => {
	await sendMail(db, letter);
	expect(await deliverMails(app)).toBe(0);
	expect(await keptMails(app)).toMatchObject([letter]);
});

test('two workers send each mail once', async () => {
	for (let i = 0; i < 20; i++) await sendMail(db, { ...letter, to: `reader${i}@example.org` });
	const sent: string[] = [];
	const send: Send = async ({ to }) => void sent.push(to);
	await Promise.all([deliverMails(app, send), deliverMails(app, send)]);
	expect(sent).toHaveLength(20);
	expect(new Set(sent).size).toBe(20);
});

test('a mail that fails waits longer each time, holds nobody up, and is given up in the end', async () => {
	const log = vi.spyOn(console, 'error').mockImplementation(() => {});
	await sendMail(db, { ...letter, to: 'broken@example.org' });
	await sendMail(db, letter);
	const tried: Date[] = [];
	const send: Send = async ({ to }) => {
		if (to !== 'broken@example.org') return;
		tried.push(now);
		throw new Error(`no such mailbox ${to}`);
	};
	expect(await deliverMails(app, send)).toBe(1);
	const start = now.getTime();
	for (let hours = 0; hours < 24 * 7; hours += 0.02) {
		now = new Date(start + hours * 3_600_000);
		if ((await db.select().from(mails).where(eq(mails.recipient, 'broken@example.org')))[0]!.dueAt > now)
			continue;
		await deliverMails(app, send);
		if (tried.length === 12) break;
	}
	const waits = tried.slice(1).map((time, i) => time.getTime() - tried[i]!.getTime());
	expect(tried).toHaveLength(12);
	for (let i = 1; i < waits.length; i++) expect(waits[i]!).toBeGreaterThan(waits[i - 1]!);
	now = new Date(start + 365 * 24 * 3_600_000);
	expect(await deliverMails(app, send)).toBe(0);
	expect(tried).toHaveLength(12);
	expect(JSON.stringify(log.mock.calls)).not.toContain('example.org');
	log.mockRestore();
});

test('old mails are deleted', async () => {
	await sendMail(db, letter);
	await clearMails(app);
	expect(await keptMails(app)).toHaveLength(1);
	now = new Date(Date.now() + 31 * 24 * 3_600_000);
	await clearMails(app);
	expect(await keptMails(app)).toEqual([]);
});

test('the outbox is closed with a mail server, on a network address, by another name, and without the own database', async () => {
	const here = { hostname: 'localhost', address: '127.0.0.1' };
	const folder = { dataDir: '/nonexistent', databaseUrl: 'postgres://elsewhere/pons' };
	expect(await outboxOpen(appWith({ ...folder, smtpUrl: 'smtp://mail.example' }), here)).toBe(false);
	expect(await outboxOpen(appWith({ ...folder, host: '0.0.0.0' }), here)).toBe(false);
	expect(await outboxOpen(appWith(folder), { ...here, hostname: 'pons.example' })).toBe(false);
	expect(await outboxOpen(appWith(folder), { ...here, address: '203.0.113.7' })).toBe(false);
	expect(await outboxOpen(appWith({ ...folder, origin: 'https://pons.example' }), here)).toBe(false);
	expect(await outboxOpen(appWith(folder), here)).toBe(false);
});

test('links in mails that are sent never lead where a request’s host header says', () => {
	const asked = new URL('http://evil.example/forgot');
	expect(siteOrigin(appWith({ origin: 'https://pons.example', smtpUrl: 'smtp://mail' }), asked)).toBe(
		'https://pons.example'
	);
	expect(() => siteOrigin(appWith({ smtpUrl: 'smtp://mail' }), asked)).toThrow('ORIGIN');
	expect(siteOrigin(app, new URL('http://localhost:5173/forgot'))).toBe('http://localhost:5173');
});
