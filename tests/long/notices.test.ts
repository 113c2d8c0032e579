// The worker is killed at random while two thousand things happen: everybody is told of each once in the app, and at
// least once by mail, in which a mail that is sent twice is the same mail.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { eq, isNull } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { mails } from '#lib/server/mail/table.ts';
import { listingMarks } from '#lib/server/marks/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { notices, noticeSettings } from '#lib/server/notifications/table.ts';
import { employer, role } from '#lib/server/talents/testing.ts';

/** Half of the events are told by the worker itself (closed listings), half by the site (answers). */
const people = 50;
const rounds = 20;
const kills = 15;
/** A worker is killed so long (ms) after it said that it runs, at most. */
const lifeMax = 4_000;

const { db, url } = await testDatabase();
const app = {
	db,
	now: () => new Date(),
	environment: { origin: 'https://pons.example', mailFrom: 'Pons <no-reply@pons.example>' }
} as unknown as App;
const pause = (time: number) => new Promise((done) => setTimeout(done, time));

/** A mail server that takes everything, now and then slowly; it keeps who got which text under which Message-ID. */
function mailServer() {
	const heard: { to: string; about: string; messageId: string }[] = [];
	const server: Server = createServer((socket) => {
		let text = '';
		let inData = false;
		socket.on('error', () => {});
		socket.write('220 test\r\n');
		socket.on('data', (chunk) => {
			text += String(chunk);
			if (inData) {
				if (!text.endsWith('\r\n.\r\n')) return;
				heard.push(readMail(text));
				[text, inData] = ['', false];
				// A worker that is killed while it waits does not know that the mail was taken.
				setTimeout(() => socket.writable && socket.write('250 ok\r\n'), Math.random() < 0.05 ? 300 : 0);
			} else if (/^DATA\r\n$/im.test(String(chunk))) {
				inData = true;
				socket.write('354 go on\r\n');
			} else socket.write(/^QUIT/im.test(String(chunk)) ? '221 bye\r\n' : '250 ok\r\n');
		});
	});
	return { server, heard };
}

function readMail(text: string) {
	const whole = text.replaceAll(/=\r\n/g, '');
	return {
		to: /RCPT TO:<([^>]+)>/i.exec(text)![1]!,
		about: /event-\d+-end/.exec(whole)![0],
		messageId: /^Message-ID: (<[^>]+>)/im.exec(text)![1]!
	};
}

const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** Resolves once it runs. */
async function startWorker(smtpUrl: string): Promise<ChildProcess> {
	const child = spawn(process.execPath, ['src/cli/worker.ts'], {
		env: {
			...{ PATH: process.env.PATH, DATABASE_URL: url, MEILI_BIN: 'none', SMTP_URL: smtpUrl },
			...{ ORIGIN: 'https://pons.example', MAIL_FROM: 'no-reply@pons.example' }
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	running.add(child);
	child.once('close', () => running.delete(child));
	await new Promise<void>((ready, fail) => {
		child.once('close', () => fail(new Error('the worker ended')));
		child.stdout.on('data', (part) => String(part).includes('is running') && ready());
	});
	return child;
}

async function makePeople(): Promise<string[]> {
	const rows = await db
		.insert(accounts)
		.values(
			Array.from({ length: people }, (_, i) => ({
				...{ email: `reader${i}@sample.example`, passwordHash: '-', purpose: 'work' as const },
				...{ locale: 'en' as const, emailVerifiedAt: new Date() }
			}))
		)
		.returning({ id: accounts.id });
	const mailed = ['savedClosed' as const, 'applicationAnswered' as const];
	await db
		.insert(noticeSettings)
		.values(rows.map(({ id }) => ({ accountId: id, muted: [], mailed, quietNights: false })));
	return rows.map(({ id }) => id);
}

/** Things happen, some at a time: listings that people saved close, and people are answered. */
async function letThingsHappen(ids: string[]): Promise<void> {
	const house = await employer(db, 'notices');
	for (let round = 0; round < rounds; round++) {
		const id = await role(db, house.id);
		await db
			.update(listings)
			.set({ titleZh: `event-${round}-end` })
			.where(eq(listings.id, id));
		const at = new Date(Date.now() - 60_000);
		await db
			.insert(listingMarks)
			.values(ids.map((accountId) => ({ accountId, listingId: id, mark: 'saved' as const, version: 1, at })));
		await db.update(listings).set({ state: 'closed', closedAt: new Date() }).where(eq(listings.id, id));
		const data = { titleZh: `event-${rounds + round}-end`, titleEn: null, state: 'talking' as const };
		for (const accountId of ids) {
			// Told twice, as when a request is sent again.
			for (let i = 0; i < 2; i++)
				await db.transaction((tx) =>
					notify(app, tx, [accountId], `answer:${round}`, { kind: 'applicationAnswered', data })
				);
		}
		await pause(500);
	}
}

test(
	`${people * rounds * 2} events, a worker killed ${kills} times: one notice each, and no mail under two names`,
	async () => {
		const { server, heard } = mailServer();
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const ids = await makePeople();
		const happening = letThingsHappen(ids);
		for (let i = 0; i < kills; i++) {
			const worker = await startWorker(smtpUrl);
			await pause(Math.random() * lifeMax);
			worker.kill('SIGKILL');
			await pause(Math.random() * 500);
		}
		await happening;
		const last = await startWorker(smtpUrl);
		const all = people * rounds * 2;
		while ((await db.$count(notices)) < all || (await db.$count(mails, isNull(mails.sentAt))) > 0)
			await pause(500);
		last.kill('SIGTERM');
		server.close();

		expect(await db.$count(notices)).toBe(all);
		const told = await db.select({ accountId: notices.accountId, data: notices.data }).from(notices);
		const titles = told.map(({ accountId, data }) => `${accountId} ${(data as { titleZh: string }).titleZh}`);
		expect(new Set(titles).size).toBe(all);
		const names = new Map<string, Set<string>>();
		for (const { to, about, messageId } of heard) {
			const key = `${to} ${about}`;
			names.set(key, (names.get(key) ?? new Set()).add(messageId));
		}
		expect(names.size).toBe(all);
		expect([...names].filter(([, ids]) => ids.size > 1)).toEqual([]);
		expect(new Set(heard.map(({ messageId }) => messageId)).size).toBe(all);
		console.log(`${all} events: ${heard.length} mails sent, ${heard.length - all} of them a second time`);
	},
	20 * 60_000
);
