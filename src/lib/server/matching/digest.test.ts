import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#lib/notifications/types.ts';
import type { App } from '#lib/server/app.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { apply } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { mails } from '#lib/server/mail/table.ts';
import { markListing } from '#lib/server/marks/service.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { mailDigests } from '#lib/server/matching/digest.ts';
import { changeSettings } from '#lib/server/notifications/service.ts';
import { subscriptionOf, unsubscribe } from '#lib/server/notifications/unsubscribe.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { blockedOrganizations } from '#lib/server/talents/table.ts';
import { employer, line, role, talent, testApp } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { db } = connection;
/** Monday, 8:10 in Nanjing. */
const monday = new Date('2026-11-23T00:10:00Z');
const day = 86_400_000;
let now = monday;
const app = {
	...testApp(db),
	now: () => now,
	environment: { origin: 'https://pons.example', mailFrom: 'Pons <no-reply@pons.example>' }
} as App;
const company = await employer(db, 'company');

beforeAll(() => loadSkills(db));
beforeEach(async () => {
	await connection.sql`truncate listings, talents, mails, notice_settings cascade`;
	now = monday;
	forgetWeights(db);
});

type More = {
	locale?: 'zh-CN' | 'en';
	has?: string[];
	mailed?: boolean;
	suspended?: true;
	unverified?: true;
};
async function person({ locale = 'zh-CN', has, mailed = true, suspended, unverified }: More = {}) {
	const { actor, id } = await talent(app, { has: has ?? ['eeg 3', 'python 2', 'ssvep 2'] });
	await db
		.update(accounts)
		.set({
			locale,
			emailVerifiedAt: unverified ? null : monday,
			suspendedAt: suspended ? monday : null
		})
		.where(eq(accounts.id, actor.accountId));
	if (mailed) await changeSettings(db, actor.accountId, { ...defaultSettings, mailed: ['weeklyMatches'] });
	return { ...actor, talentId: id };
}

/** A role published an hour ago, or so many days. */
async function fresh(need = 'eeg 3', { days = 0, organization = company.id } = {}) {
	const id = await role(db, organization, [line('required', need)]);
	const publishedAt = new Date(now.getTime() - days * day - 3_600_000);
	await db
		.update(listings)
		.set({ publishedAt, titleEn: `Role ${need}` })
		.where(eq(listings.id, id));
	return id;
}

/** The roles of each mail by who receives it, since this was asked last. */
async function mailed(): Promise<Record<string, string[]>> {
	await mailDigests(app);
	const kept = await keptMails(app);
	await db.delete(mails);
	expect(new Set(kept.map(({ to }) => to)).size).toBe(kept.length);
	return Object.fromEntries(
		kept.map(({ to, text }) => [to, [...text.matchAll(/\/roles\/(\w+)/g)].map(([, id]) => id!)])
	);
}

test('a mail lists the new roles that match, best first, with their coverage and addresses', async () => {
	const [lin, smith] = [await person(), await person({ locale: 'en' })];
	const partly = await fresh('eeg 4');
	const met = await fresh('eeg 3');
	await fresh('eeg 3', { days: 20 });
	await fresh('patents 3');
	await mailDigests(app);
	const kept = await keptMails(app);
	const textTo = (email: string) => kept.filter(({ to }) => to === email)[0]!;
	expect(textTo(lin.email).subject).toBe('与你匹配的新岗位：2 个');
	expect(textTo(smith.email).subject).toBe('New roles that match you: 2');
	expect(textTo(lin.email).text).toContain('满足度 100 / 100');
	expect(textTo(smith.email).text).toContain('Coverage 100 / 100');
	expect(textTo(smith.email).text).toContain('Role eeg 3');
	expect(textTo(smith.email).text).toContain(`https://pons.example/en/roles/${met}`);
	expect(await mailed()).toEqual({ [lin.email]: [met, partly], [smith.email]: [met, partly] });
});

test('a role is mailed once, the next mail comes a week later, and without new roles there is none', async () => {
	const { email } = await person();
	const first = await fresh();
	expect(await mailed()).toEqual({ [email]: [first] });
	now = new Date(monday.getTime() + day);
	const second = await fresh();
	expect(await mailed()).toEqual({});
	now = new Date(monday.getTime() + 7 * day);
	expect(await mailed()).toEqual({ [email]: [second] });
	now = new Date(monday.getTime() + 14 * day);
	expect(await mailed()).toEqual({});
});

test('two workers at the same time write one mail', async () => {
	const { email } = await person();
	const id = await fresh();
	await Promise.all([mailDigests(app), mailDigests(app)]);
	expect(await mailed()).toEqual({ [email]: [id] });
});

test('a mail lists ten and counts the others', async () => {
	const { email } = await person();
	for (let i = 0; i < 12; i++) await fresh();
	await mailDigests(app);
	const [mail] = await keptMails(app);
	expect(mail!.subject).toContain('12');
	expect(mail!.text).toContain('另外 2 个');
	expect((await mailed())[email]).toHaveLength(10);
});

test('only who asked for it, can be written to and wants a personal order gets one', async () => {
	await person({ mailed: false });
	await person({ has: ['eeg 3', 'python 2'] });
	await person({ suspended: true });
	await person({ unverified: true });
	await setPersonalised(app, await person(), false);
	const { email } = await person();
	await fresh();
	expect(Object.keys(await mailed())).toEqual([email]);
});

test('hidden roles, those applied for and those of blocked employers are left out', async () => {
	const actor = await person();
	const other = await employer(db, 'other');
	await fresh('eeg 3', { organization: other.id });
	await db.insert(blockedOrganizations).values({ talentId: actor.talentId, organizationId: other.id });
	await markListing(app, actor, { listing: await fresh(), mark: 'hidden' });
	await apply(app, actor, { listingId: await fresh(), slot: null, letter: '' });
	const closed = await fresh();
	await db.update(listings).set({ state: 'closed' }).where(eq(listings.id, closed));
	await db.delete(mails);
	expect(await mailed()).toEqual({});
	now = new Date(monday.getTime() + 7 * day);
	const left = await fresh();
	expect(await mailed()).toEqual({ [actor.email]: [left] });
});

test('the link of a mail, and its header, end these mails and no others', async () => {
	const { accountId, email } = await person();
	await changeSettings(db, accountId, { ...defaultSettings, mailed: ['invited', 'weeklyMatches'] });
	await fresh();
	await mailDigests(app);
	const [row] = await db.select().from(mails).where(eq(mails.recipient, email));
	expect(row!.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
	const token = /unsubscribe\?token=([\w-]{43})/.exec(row!.body)![1]!;
	expect(row!.headers['List-Unsubscribe']).toContain(token);
	expect(await subscriptionOf(app, token)).toEqual({ kind: 'weeklyMatches' });
	await unsubscribe(app, token);
	const settings = await connection.sql`select mailed from notice_settings where account_id = ${accountId}`;
	expect(settings[0]!.mailed).toEqual(['invited']);
	await db.delete(mails);
	now = new Date(monday.getTime() + 7 * day);
	await fresh();
	expect(await mailed()).toEqual({});
});
