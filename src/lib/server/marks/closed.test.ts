import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { closeExpired, closeListing } from '#lib/server/listings/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { tellClosed } from '#lib/server/marks/closed.ts';
import { markListing } from '#lib/server/marks/service.ts';
import { noticesOf, settingsOf } from '#lib/server/notifications/data.ts';
import { saveSettings } from '#lib/server/notifications/service.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { employer, role } from '#lib/server/talents/testing.ts';

const { app, wait, setTime } = clockedApp(await testDatabase());
const { db } = app;
const house = await employer(db, 'closing');
async function openRole(): Promise<string> {
	const id = await role(db, house.id);
	await db.update(listings).set({ district: 'jiangbei' }).where(eq(listings.id, id));
	return id;
}
const told = async (actor: Actor) =>
	(await noticesOf(db, actor.accountId, 20)).filter(({ kind }) => kind === 'savedClosed');
const close = async (id: string) => {
	wait(1);
	await closeListing(app, house.actor, house.slug, id);
	wait(1);
};
const settle = async () => {
	while ((await tellClosed(app)) > 0);
};

test('whoever saved a listing is told once when it closes, and once more when it closes again', async () => {
	const [saves, hides, other] = [await person(app), await person(app), await person(app)];
	const id = await openRole();
	await markListing(app, saves, { listing: id, mark: 'saved' });
	await markListing(app, hides, { listing: id, mark: 'hidden' });
	await settle();
	expect(await told(saves)).toEqual([]);
	await close(id);
	await Promise.all([settle(), settle()]);
	await settle();
	expect(await told(saves)).toMatchObject([
		{ data: { id, kind: 'role', titleZh: '示例·role' }, unread: true }
	]);
	expect([await told(hides), await told(other)]).toEqual([[], []]);
	await db.update(listings).set({ state: 'open', closedAt: null }).where(eq(listings.id, id));
	await settle();
	await close(id);
	await settle();
	expect(await told(saves)).toHaveLength(2);
});

test('a listing whose time is over is told of too, by mail to who wants it', async () => {
	const [reader, plain] = [await person(app), await person(app)];
	const settings = await settingsOf(db, reader.accountId);
	await saveSettings(app, reader, { ...settings, mailed: ['savedClosed'] });
	const id = await openRole();
	for (const actor of [reader, plain]) await markListing(app, actor, { listing: id, mark: 'saved' });
	setTime('2027-01-01T04:00:00Z');
	await closeExpired(app);
	wait(1);
	await settle();
	expect(await told(reader)).toHaveLength(1);
	expect(await told(plain)).toHaveLength(1);
	const mails = (await keptMails(app)).filter(({ subject }) => subject.includes('已关闭'));
	expect(mails.map(({ to }) => to)).toEqual([reader.email]);
});

test('what was closed when it was saved, or closed long ago, is no news', async () => {
	const [late, slow] = [await person(app), await person(app)];
	const id = await openRole();
	await markListing(app, slow, { listing: id, mark: 'saved' });
	await close(id);
	await markListing(app, late, { listing: id, mark: 'saved' });
	wait(8 * 24 * 60);
	await settle();
	expect([await told(late), await told(slow)]).toEqual([[], []]);
});
