import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { deliverMails } from '#lib/server/mail/deliver.ts';
import { changeSettings } from '#lib/server/notifications/service.ts';
import { subscriptionOf, unsubscribe } from '#lib/server/notifications/unsubscribe.ts';
import { addOrganization } from '#lib/server/search/testing.ts';
import { mailAllFinds, mailFinds } from '#lib/server/searches/mails.ts';
import { deleteSearch, setFrequency } from '#lib/server/searches/service.ts';
import { clockedApp, close, person, publish, save, settleAll } from '#lib/server/searches/testing.ts';

const connection = await testDatabase();
const { app, wait, setTime } = clockedApp(connection);
await addOrganization(app.db, 'ningxi', '宁析神经科技');

beforeEach(async () => {
	await connection.sql`truncate search_outbox, search_documents, seen_documents, saved_searches, listings, mails cascade`;
	setTime('2026-11-23T04:00:00Z');
});

const publishAll = async (ids: string[]) => {
	wait(1);
	for (const id of ids) await publish(app, id, `脑电岗位 ${id}`);
	await settleAll(app);
	wait(1);
};
const subjects = async () =>
	(await keptMails(app)).map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);
const tokenIn = (text: string) => /unsubscribe\?token=([\w-]{43})/.exec(text)![1]!;

test('what is found together goes out in one mail, once, in the language of the account', async () => {
	const [lin, smith] = [await person(app), await person(app, 'en')];
	await save(app, lin, 'q=脑电');
	await save(app, smith, 'q=脑电');
	await publishAll(['a', 'b']);
	expect(await mailFinds(app, 'atOnce')).toBe(2);
	expect(await mailFinds(app, 'atOnce')).toBe(0);
	const mails = await keptMails(app);
	const [zh, en] = [lin, smith].map(({ email }) => mails.filter(({ to }) => to === email));
	expect(zh).toMatchObject([{ subject: '“脑电”有 2 条新结果' }]);
	expect(zh![0]!.text).toContain('脑电岗位 a');
	expect(zh![0]!.text).toContain('https://pons.example/roles/a');
	expect(en).toMatchObject([{ subject: '2 new for “脑电”' }]);
	expect(en![0]!.text).toContain('https://pons.example/en/roles/b');
	expect(mails.map(({ text }) => text).join()).not.toContain('sample.example');
});

test('a mail waits a moment for what is published together', async () => {
	await save(app, await person(app), 'q=脑电');
	wait(1);
	await publish(app, 'a', '脑电岗位');
	await settleAll(app);
	expect(await mailFinds(app, 'atOnce')).toBe(0);
	wait(1);
	expect(await mailFinds(app, 'atOnce')).toBe(1);
});

test('a mail lists twenty at most and says how many more there are', async () => {
	await save(app, await person(app), 'q=脑电');
	await publishAll(Array.from({ length: 23 }, (_, i) => `l${i}`));
	await mailFinds(app, 'atOnce');
	const [mail] = await keptMails(app);
	expect(mail!.subject).toContain('23');
	expect(mail!.text.match(/\/roles\//g)).toHaveLength(20);
	expect(mail!.text).toContain('还有 3 条');
});

test('each frequency has its own time, and what was mailed once is not mailed again under another', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电', 'weekly');
	await publishAll(['a']);
	await mailFinds(app, 'atOnce');
	await mailAllFinds(app, 'daily');
	expect(await subjects()).toEqual([]);
	await mailAllFinds(app, 'weekly');
	expect(await subjects()).toHaveLength(1);
	await setFrequency(app, owner, { id: search, frequency: 'daily' });
	await mailAllFinds(app, 'daily');
	expect(await subjects()).toHaveLength(1);
	await publishAll(['b']);
	await mailAllFinds(app, 'daily');
	expect(await subjects()).toHaveLength(2);
});

test('what was found while no mail was wanted is not mailed later', async () => {
	const owner = await person(app);
	const search = await save(app, owner, 'q=脑电', 'off');
	await publishAll(['a']);
	await setFrequency(app, owner, { id: search, frequency: 'atOnce' });
	expect(await mailFinds(app, 'atOnce')).toBe(0);
	await publishAll(['b']);
	await mailFinds(app, 'atOnce');
	expect(await keptMails(app)).toMatchObject([{ subject: '“脑电”有 1 条新结果' }]);
});

test('nothing closed again is mailed, and a deleted search mails nothing', async () => {
	const owner = await person(app);
	await save(app, owner, 'q=脑电');
	const deleted = await save(app, owner, 'q=脑电&kind=role');
	await publishAll(['a', 'b']);
	await close(app, 'a');
	await settleAll(app);
	await deleteSearch(app, owner, deleted);
	await mailFinds(app, 'atOnce');
	const mails = await keptMails(app);
	expect(mails).toMatchObject([{ subject: '“脑电”有 1 条新结果' }]);
	expect(mails[0]!.text).not.toContain('/roles/a');
});

test('at night mails wait for the morning, except for those who want them', async () => {
	const [sleeper, owl] = [await person(app), await person(app)];
	const settings = { muted: [], mailed: [], quietNights: false };
	await changeSettings(app.db, owl.accountId, settings);
	await save(app, sleeper, 'q=脑电');
	await save(app, owl, 'q=脑电');
	setTime('2026-11-23T14:30:00Z');
	await publishAll(['a']);
	expect(await mailFinds(app, 'atOnce')).toBe(1);
	expect(await keptMails(app)).toMatchObject([{ to: owl.email }]);
	setTime('2026-11-24T00:00:00Z');
	expect(await mailFinds(app, 'atOnce')).toBe(1);
	expect((await keptMails(app)).map(({ to }) => to).sort()).toEqual([sleeper.email, owl.email].sort());
});

test('an address nobody confirmed and a suspended account get no mail', async () => {
	const [unknown, suspended] = [await person(app), await person(app)];
	await save(app, unknown, 'q=脑电');
	await save(app, suspended, 'q=脑电');
	await connection.sql`update accounts set email_verified_at = null where id = ${unknown.accountId}`;
	await connection.sql`update accounts set suspended_at = now() where id = ${suspended.accountId}`;
	await publishAll(['a']);
	expect(await mailFinds(app, 'atOnce')).toBe(0);
});

test('two workers send each mail once, with one message id and the headers of a click that ends it', async () => {
	for (let i = 0; i < 5; i++) await save(app, await person(app), 'q=脑电');
	await publishAll(['a']);
	await Promise.all([mailFinds(app, 'atOnce'), mailFinds(app, 'atOnce')]);
	expect(await keptMails(app)).toHaveLength(5);
	const sent: Array<{ messageId: string; headers: Record<string, string>; text: string }> = [];
	app.environment = { ...app.environment, mailFrom: 'Pons <no-reply@pons.example>' };
	await connection.sql`update mails set due_at = ${app.now().toISOString()}::timestamptz`;
	await deliverMails(app, async (mail) => {
		sent.push(mail);
		if (sent.length === 1) throw new Error('lost on the way');
	});
	expect(sent).toHaveLength(5);
	wait(60);
	await deliverMails(app, async (mail) => void sent.push(mail));
	expect(sent).toHaveLength(6);
	expect(sent[5]!.messageId).toBe(sent[0]!.messageId);
	expect(sent[0]!.messageId).toMatch(/^<[a-z0-9]{14}@pons\.example>$/);
	expect(sent[0]!.headers).toEqual({
		'List-Unsubscribe': `<https://pons.example/unsubscribe?token=${tokenIn(sent[0]!.text)}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
	});
	const rows = await connection.sql`select body, headers from mails where sent_at is not null`;
	expect(rows.every(({ body, headers }) => body === '' && Object.keys(headers).length === 0)).toBe(true);
});

test('the link in a mail ends the mails of that search alone, as often as it is used; the table holds no token', async () => {
	const owner = await person(app);
	await save(app, owner, 'q=脑电');
	await save(app, owner, 'kind=role');
	await publishAll(['a']);
	await mailFinds(app, 'atOnce');
	const mail = (await keptMails(app)).find(({ subject }) => subject.includes('脑电'))!;
	const token = tokenIn(mail.text);
	expect(await subscriptionOf(app, token)).toEqual({ search: '脑电' });
	await unsubscribe(app, token);
	await unsubscribe(app, token);
	const rows = await connection.sql`select name, frequency from saved_searches order by name`;
	expect(rows.map(({ name, frequency }) => `${name} ${frequency}`)).toEqual(['岗位 atOnce', '脑电 off']);
	const tokens = await connection.sql`select * from unsubscribe_tokens`;
	expect(JSON.stringify(tokens)).not.toContain(token);
	await publishAll(['b']);
	await mailFinds(app, 'atOnce');
	expect((await subjects()).filter((subject) => subject.includes('脑电'))).toHaveLength(1);
});

test.each([null, '', 'x', 'x'.repeat(43), "'; drop table mails"])('%j is no link of ours', async (token) => {
	expect(await subscriptionOf(app, token)).toBeUndefined();
	await expect(unsubscribe(app, token)).rejects.toMatchObject({ reason: 'expired' });
});
