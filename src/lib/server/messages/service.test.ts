import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { clearFiles } from '#lib/server/files/service.ts';
import { pdf } from '#lib/server/files/testing.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { mailMessages } from '#lib/server/messages/digest.ts';
import { messageFile } from '#lib/server/messages/file.ts';
import {
	conversation,
	markRead,
	myConversations,
	receivedConversations,
	sendMessage
} from '#lib/server/messages/service.ts';
import { noticesOf, settingsOf } from '#lib/server/notifications/data.ts';
import { saveSettings } from '#lib/server/notifications/service.ts';
import { unsubscribe } from '#lib/server/notifications/unsubscribe.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { clockedApp, person, start } from '#lib/server/searches/testing.ts';
import { blockedOrganizations } from '#lib/server/talents/table.ts';
import { account, employer, outcome, role, talent } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { app, wait, setTime } = clockedApp(connection);
const dataDir = await mkdtemp(join(tmpdir(), 'pons-messages-'));
app.environment = { ...app.environment, dataDir };
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const { db } = app;
const part = { limit: 20, offset: 0 };
let houses = 0;

/** Somebody who has applied, and the organization. */
async function pair() {
	const company = await employer(db, `talk${++houses}`);
	const { actor, id: talentId } = await talent(app);
	for (const { accountId } of [actor, company.actor])
		await db.update(accounts).set({ emailVerifiedAt: start }).where(eq(accounts.id, accountId));
	const listingId = await role(db, company.id);
	const [row] = await db.insert(applications).values({ listingId, kind: 'role', talentId }).returning();
	const { slug } = company;
	const ours = { id: row!.id, slug };
	const mine = { id: row!.id };
	return {
		...{ company, actor, talentId, mine, ours },
		says: (text: string) => sendMessage(app, actor, mine, { text, file: undefined }),
		answers: (text: string, by: Actor = company.actor) =>
			sendMessage(app, by, ours, { text, file: undefined })
	};
}
const noticesFor = (actor: Actor) => noticesOf(db, actor.accountId, 20);
const mailsTo = async ({ email }: Actor) => (await keptMails(app)).filter(({ to }) => to === email);
const texts = async (actor: Actor, place: { id: string; slug?: string }) =>
	(await conversation(app, actor, place)).messages.map(({ text }) => text);

test('both sides read what each wrote, in order, and who of the organization wrote is its own matter', async () => {
	const { actor, company, mine, ours, says, answers } = await pair();
	await says('您好');
	await answers('请讲');
	await says('谢谢');
	expect(await texts(actor, mine)).toEqual(['您好', '请讲', '谢谢']);
	expect(await texts(company.actor, ours)).toEqual(['您好', '请讲', '谢谢']);
	const by = async (who: Actor, place: typeof mine) =>
		(await conversation(app, who, place)).messages.map((message) => message.by);
	expect(await by(actor, mine)).toEqual([actor.email, null, actor.email]);
	expect(await by(company.actor, ours)).toEqual([null, company.actor.email, null]);
});

test('messages that are sent at the same time are all there, each with its own number', async () => {
	const { actor, mine, says, answers } = await pair();
	await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? says(`第 ${i}`) : answers(`第 ${i}`))));
	const { messages } = await conversation(app, actor, mine);
	expect(messages.map(({ position }) => position)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
	expect(new Set(messages.map(({ text }) => text)).size).toBe(20);
});

test('for anybody else the conversation does not exist', async () => {
	const { company, mine, ours } = await pair();
	const other = await pair();
	const stranger = await account(db);
	for (const [who, place] of [
		[stranger, mine],
		[stranger, ours],
		[other.actor, mine],
		[other.company.actor, { ...ours, slug: other.company.slug }],
		[company.actor, mine],
		[company.actor, { ...ours, id: other.mine.id }],
		[company.actor, { ...ours, id: 'nothing' }]
	] as const) {
		expect(await outcome(conversation(app, who, place))).toBe('notFound');
		expect(await outcome(sendMessage(app, who, place, { text: 'x', file: undefined }))).toBe('notFound');
		expect(await outcome(markRead(app, who, place, 1))).toBe('notFound');
	}
	expect(await outcome(conversation(app, undefined, mine))).toBe('signInFirst');
});

test.each(['withdrawing', 'blocking', 'losing the verification'])(
	'%s closes it: the organization sees nothing, the person keeps what was said and writes no more',
	async (how) => {
		const { actor, company, talentId, mine, ours, says, answers } = await pair();
		await says('您好');
		await answers('请讲');
		if (how === 'withdrawing') await moveOwn(app, actor, { id: mine.id, state: 'withdrawn', reason: '' });
		else if (how === 'blocking')
			await db.insert(blockedOrganizations).values({ talentId, organizationId: company.id });
		else
			await db
				.update(organizations)
				.set({ verification: 'refused', verifiedAt: null, verificationDue: null })
				.where(eq(organizations.id, company.id));
		expect(await outcome(conversation(app, company.actor, ours))).toBe('notFound');
		expect(await outcome(answers('还在吗'))).toBe('notFound');
		expect((await receivedConversations(app, company.actor, company.slug, part)).lines).toEqual([]);
		expect(await texts(actor, mine)).toEqual(['您好', '请讲']);
		expect((await conversation(app, actor, mine)).about.open).toBe(false);
		expect(await outcome(says('还在'))).toBe('notNow');
		expect((await myConversations(app, actor, part)).lines).toHaveLength(1);
		wait(11);
		await mailMessages(app);
		expect((await mailsTo(company.actor)).filter(({ text }) => text.includes('/messages/'))).toEqual([]);
	}
);

test('what is unread is counted for each reader, told once a conversation, and gone when it is read', async () => {
	const { actor, company, mine, ours, says, answers } = await pair();
	await says('一');
	await says('二');
	const colleague = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: company.id, accountId: colleague.accountId, role: 'editor' });
	await says('三');
	const unread = async (who: Actor) =>
		(await receivedConversations(app, who, company.slug, part)).lines[0]!.unread;
	expect([await unread(company.actor), await unread(colleague)]).toEqual([3, 1]);
	const notice = {
		kind: 'messageReceived',
		unread: true,
		data: { count: 3, id: mine.id, slug: company.slug }
	};
	expect(await noticesFor(company.actor)).toMatchObject([notice]);
	await markRead(app, company.actor, ours, 2);
	expect([await unread(company.actor), await unread(colleague)]).toEqual([1, 1]);
	expect(await noticesFor(company.actor)).toMatchObject([{ unread: true }]);
	expect((await conversation(app, actor, mine)).otherReadTo).toBe(2);
	await markRead(app, company.actor, ours, 99);
	expect([await unread(company.actor), await unread(colleague)]).toEqual([0, 1]);
	expect(await noticesFor(company.actor)).toMatchObject([{ unread: false }]);
	await answers('好', colleague);
	expect(await unread(colleague)).toBe(0);
	expect((await myConversations(app, actor, part)).lines).toMatchObject([
		{ id: mine.id, unread: 1, last: '好', lastSide: 'organization' }
	]);
});

test('who is away gets one mail about everything that waits, with no word of what was said', async () => {
	const one = await pair();
	const two = await pair();
	const { actor } = one;
	await db.update(applications).set({ talentId: one.talentId }).where(eq(applications.id, two.mine.id));
	await one.answers('机密内容甲');
	await one.answers('机密内容乙');
	await two.answers('机密内容丙');
	expect(await mailMessages(app)).toBe(0);
	wait(11);
	await Promise.all([mailMessages(app), mailMessages(app)]);
	const [mail, ...more] = await mailsTo(actor);
	expect(more).toEqual([]);
	expect(mail!.subject).toBe('你有 3 条未读消息');
	expect(mail!.text).toContain(`https://pons.example/me/messages/${one.mine.id}`);
	expect(mail!.text).toContain(`https://pons.example/me/messages/${two.mine.id}`);
	expect(mail!.text).not.toContain('机密');
	await one.answers('又一条');
	wait(30);
	await mailMessages(app);
	expect(await mailsTo(actor)).toHaveLength(1);
	wait(31);
	await mailMessages(app);
	expect(await mailsTo(actor)).toHaveLength(2);
	await unsubscribe(app, /token=([\w-]{43})/.exec(mail!.text)![1]!);
	expect((await settingsOf(db, actor.accountId)).mailed).not.toContain('messageReceived');
	await one.answers('再一条');
	wait(120);
	await mailMessages(app);
	expect(await mailsTo(actor)).toHaveLength(2);
});

test('who has read, who mutes the kind and whoever sleeps gets no mail', async () => {
	const reads = await pair();
	await reads.answers('一');
	await markRead(app, reads.actor, reads.mine, 1);
	const mutes = await pair();
	const settings = await settingsOf(db, mutes.actor.accountId);
	await saveSettings(app, mutes.actor, { ...settings, muted: ['messageReceived'], mailed: [] });
	await mutes.answers('一');
	setTime('2026-11-24T15:00:00Z');
	const sleeps = await pair();
	await sleeps.answers('一');
	wait(20);
	await mailMessages(app);
	for (const { actor } of [reads, mutes, sleeps]) expect(await mailsTo(actor)).toEqual([]);
	expect(await noticesFor(mutes.actor)).toEqual([]);
	setTime('2026-11-25T00:00:00Z');
	await mailMessages(app);
	expect(await mailsTo(sleeps.actor)).toHaveLength(1);
});

test('nobody floods the other side', async () => {
	const { says } = await pair();
	for (let i = 0; i < 100; i++) await says('刷屏');
	expect(await outcome(says('刷屏'))).toBe('tooMany');
});

test('the person’s own reader is never the organization’s', async () => {
	const reader = await person(app);
	const { company, ours, says } = await pair();
	await db
		.insert(memberships)
		.values({ organizationId: company.id, accountId: reader.accountId, role: 'editor' });
	await says('您好');
	await db.delete(memberships).where(eq(memberships.accountId, reader.accountId));
	expect(await outcome(conversation(app, reader, ours))).toBe('notFound');
	wait(11);
	await mailMessages(app);
	expect(await mailsTo(reader)).toEqual([]);
});

test('a file is checked by its content, and only those of the conversation can read it', async () => {
	const { actor, company, mine, ours } = await pair();
	const other = await pair();
	const send = (bytes: Buffer, name: string) =>
		sendMessage(app, actor, mine, { text: '', file: new File([new Uint8Array(bytes)], name) });
	expect(await outcome(send(Buffer.from('MZ…'), '成绩单.pdf'))).toBe('invalid file');
	expect((await conversation(app, actor, mine)).messages).toEqual([]);
	await send(pdf(), '../成绩单.pdf');
	const [message] = (await conversation(app, company.actor, ours)).messages;
	expect(message).toMatchObject({ text: '', file: '成绩单.pdf' });
	const list = await receivedConversations(app, company.actor, company.slug, part);
	expect(list.lines).toMatchObject([{ last: '成绩单.pdf', unread: 1 }]);
	for (const [who, place] of [
		[actor, mine],
		[company.actor, ours]
	] as const)
		expect((await messageFile(app, who, place, message!.id)).name).toBe('成绩单.pdf');
	for (const [who, place] of [
		[other.actor, mine],
		[other.actor, other.mine],
		[other.company.actor, other.ours],
		[company.actor, mine]
	] as const)
		expect(await outcome(messageFile(app, who, place, message!.id))).toBe('notFound');
	wait(3 * 24 * 60);
	await clearFiles(app);
	expect(await outcome(messageFile(app, actor, mine, message!.id))).toBe('accepted');
	await moveOwn(app, actor, { id: mine.id, state: 'withdrawn', reason: '' });
	expect(await outcome(messageFile(app, company.actor, ours, message!.id))).toBe('notFound');
	expect(await outcome(messageFile(app, actor, mine, message!.id))).toBe('accepted');
});
