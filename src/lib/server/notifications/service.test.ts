import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Notice } from '#lib/notifications/types.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { noticesOf, settingsOf } from '#lib/server/notifications/data.ts';
import { afterNight, isNight } from '#lib/server/notifications/night.ts';
import { notify, readAllNotices, readNotice, saveSettings } from '#lib/server/notifications/service.ts';
import { unsubscribe } from '#lib/server/notifications/unsubscribe.ts';
import { gatherViews } from '#lib/server/notifications/views.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { employer, outcome, role, talent } from '#lib/server/talents/testing.ts';
import { recordView } from '#lib/server/talents/view.ts';

const connection = await testDatabase();
const { app, setTime } = clockedApp(connection);
const { db } = app;
const received: Notice = {
	kind: 'applicationReceived',
	data: { titleZh: '脑电岗位', titleEn: null, slug: 'ningxi' }
};
const confirm = (accountId: string) =>
	connection.sql`update accounts set email_verified_at = now() where id = ${accountId}`;
const noticesFor = (accountId: string) => noticesOf(db, accountId, 20);
const mailsTo = async (email: string) => (await keptMails(app)).filter(({ to }) => to === email);

test('a notice is told once in the app and once by mail, however often it is told', async () => {
	const { accountId, email } = await person(app);
	for (let i = 0; i < 3; i++)
		await db.transaction((tx) => notify(app, tx, [accountId, accountId], 'x', received));
	expect(await noticesFor(accountId)).toMatchObject([{ ...received, unread: true }]);
	expect(await mailsTo(email)).toMatchObject([{ subject: '“脑电岗位”收到一份申请' }]);
});

test('a notice exists if and only if what it tells has happened', async () => {
	const { accountId, email } = await person(app);
	const undone = db.transaction(async (tx) => {
		await notify(app, tx, [accountId], 'x', received);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	expect([await noticesFor(accountId), await mailsTo(email)]).toEqual([[], []]);
});

test('each kind can be switched off in the app and by mail', async () => {
	const owner = await person(app);
	await saveSettings(app, owner, { muted: ['applicationReceived'], mailed: [], quietNights: true });
	await db.transaction((tx) => notify(app, tx, [owner.accountId], 'x', received));
	expect([await noticesFor(owner.accountId), await mailsTo(owner.email)]).toEqual([[], []]);
});

test('reading marks one’s own notices, and the session knows how many are left', async () => {
	const [owner, other] = [await person(app), await person(app)];
	for (const subject of ['a', 'b', 'c']) await notify(app, db, [owner.accountId], subject, received);
	const unread = async () => {
		const session = await beginSession(app, owner.accountId, '');
		return (await actorOf(app, session))!.unread;
	};
	expect(await unread()).toBe(3);
	const [notice] = await noticesFor(owner.accountId);
	expect(await outcome(readNotice(app, other, notice!.id))).toBe('notFound');
	expect(await readNotice(app, owner, notice!.id)).toEqual(received);
	expect(await unread()).toBe(2);
	await readAllNotices(app, other);
	expect(await unread()).toBe(2);
	await readAllNotices(app, owner);
	expect(await unread()).toBe(0);
});

test('members hear of an application, and the person of each answer', async () => {
	const company = await employer(db, 'ningxi');
	const { actor } = await talent(app, { has: ['eeg 2'].slice(1) });
	await confirm(actor.accountId);
	const listingId = await role(db, company.id);
	const id = await apply(app, actor, { listingId, slot: null, letter: '' });
	const [arrived] = await noticesFor(company.actor.accountId);
	expect(arrived).toMatchObject({ kind: 'applicationReceived', data: { slug: 'ningxi' } });
	expect(JSON.stringify(arrived)).not.toContain('陈同学');
	const words = { reason: '好', meetsAt: null, place: null };
	await answerApplication(app, company.actor, 'ningxi', id, { version: 1, state: 'talking', ...words });
	await answerApplication(app, company.actor, 'ningxi', id, { version: 2, state: 'offer', ...words });
	expect((await noticesFor(actor.accountId)).map(({ data }) => 'state' in data && data.state).sort()).toEqual(
		['offer', 'talking']
	);
	const mails = await mailsTo(actor.email);
	expect(mails).toHaveLength(2);
	expect(mails[0]!.text).toContain('https://pons.example/me/applications');
	await unsubscribe(app, /token=([\w-]{43})/.exec(mails[0]!.text)![1]!);
	expect((await settingsOf(db, actor.accountId)).mailed).not.toContain('applicationAnswered');
});

test('the organizations that looked at a profile are told the next morning, once', async () => {
	const { actor, id } = await talent(app);
	for (const slug of ['one', 'two', 'three', 'four']) {
		const company = await employer(db, slug);
		await recordView(app, company.actor, id);
		setTime('2026-11-23T15:59:00Z');
	}
	setTime('2026-11-23T16:01:00Z');
	await gatherViews(app);
	await gatherViews(app);
	setTime('2026-11-24T00:05:00Z');
	await gatherViews(app);
	const viewed = (await noticesFor(actor.accountId)).filter(({ kind }) => kind === 'profileViewed');
	expect(viewed).toMatchObject([{ data: { day: '2026-11-23', count: 4 } }]);
	expect((viewed[0]!.data as { names: unknown[] }).names).toHaveLength(3);
	setTime('2026-11-25T00:05:00Z');
	expect(await gatherViews(app)).toBe(0);
});

test('after the night means the next eight o’clock, at most ten hours ahead', () => {
	expect(afterNight(new Date('2026-11-23T14:00:00Z')).toISOString()).toBe('2026-11-24T00:00:00.000Z');
	expect(afterNight(new Date('2026-11-30T17:00:00Z')).toISOString()).toBe('2026-12-01T00:00:00.000Z');
	fc.assert(
		fc.property(
			fc.date({
				min: new Date('2026-01-01T00:00:00Z'),
				max: new Date('2028-01-01T00:00:00Z'),
				noInvalidDate: true
			}),
			(now) => {
				const after = afterNight(now);
				expect(isNight(after)).toBe(false);
				expect(after.getTime() - now.getTime()).toBeLessThanOrEqual(10 * 3_600_000);
				if (!isNight(now)) expect(after).toEqual(now);
			}
		)
	);
});
