import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Frequency } from '#lib/searches/types.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { deliverMails } from '#lib/server/mail/deliver.ts';
import { noticesOf } from '#lib/server/notifications/data.ts';
import { noticeText } from '#lib/notifications/words.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { addSkill } from '#lib/server/search/testing.ts';
import { mailFinds } from '#lib/server/searches/mails.ts';
import { searchFinds, searchList } from '#lib/server/searches/pages.ts';
import { clearSearches, lookAt, saveSearch } from '#lib/server/searches/service.ts';
import { clockedApp, settleAll, told } from '#lib/server/searches/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talents } from '#lib/server/talents/table.ts';
import { employer, outcome, profile, talent } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { app, wait } = clockedApp(connection);
const { db, sql } = connection;
await addSkill(db, 'eeg', '脑电', 'EEG');
await addSkill(db, 'cpp', 'C++', 'C++');
const ningxi = await employer(db, 'ningxi');
const qixia = await employer(db, 'qixia');
const newcomer = await employer(db, 'newcomer', 'pending');

beforeEach(async () => {
	await sql`truncate search_outbox, talent_documents, seen_documents, saved_searches, talents, notices, mails cascade`;
	await sql`update organizations set verification = 'verified', verified_at = now(), verification_due = '2027-05-01'
		where slug <> 'newcomer'`;
	await sql`update accounts set email_verified_at = now(), suspended_at = null`;
	await sql`delete from memberships where account_id = ${ningxi.actor.accountId} and organization_id <> ${ningxi.id}`;
	wait(10);
});

type Person = Awaited<ReturnType<typeof talent>>;
const chen = {
	displayName: '陈同学',
	headline: '在线解码',
	has: ['eeg 3'],
	contactEmail: 'secret-address@mail.example',
	contactPhone: '13900004711',
	contactWechat: 'secretwechat'
};
const save = (query: string, who = ningxi, frequency: Frequency = 'atOnce') =>
	saveSearch(app, who.actor, { kind: 'talent', query, frequency, name: null }, who.slug);
const change = async ({ actor }: Person, more: Parameters<typeof profile>[0]) => {
	const [row] = await db.select().from(talents).where(eq(talents.accountId, actor.accountId));
	await saveProfile(app, actor, profile({ version: String(row!.version), ...chen, ...more }));
};
const suspend = async ({ actor, id }: Person, since: string | null) => {
	await sql`update accounts set suspended_at = ${since} where id = ${actor.accountId}`;
	await markTalents(db, [id]);
};
/** Everything that tells a member of finds: the list, the page, the notices, and the mails that went out. */
async function heard(search: string, { actor, slug } = ningxi) {
	await mailFinds(app, 'atOnce');
	const sent: string[] = [];
	await deliverMails(app, async ({ to, text }) => void (to === actor.email && sent.push(text)));
	const list = await searchList(app, actor, slug);
	const { finds } = await searchFinds(app, actor, search, slug);
	return {
		fresh: list.find(({ id }) => id === search)!.fresh,
		names: finds.map((find) => find.talent!.name),
		notices: (await noticesOf(db, actor.accountId, 9)).map(noticeText),
		mails: sent
	};
}
const nothing = { fresh: 0, names: [], notices: [], mails: [] };
const settled = async () => {
	wait(1);
	await settleAll(app);
	wait(1);
};

test('a talent who appears is told once, in the app and by one mail that carries no contact', async () => {
	await talent(app, { displayName: '林同学', has: ['eeg 1'] });
	await settled();
	const search = await save('skill=eeg');
	await talent(app, chen);
	await settled();
	const { mails, ...rest } = await heard(search);
	expect(rest).toEqual({ fresh: 1, names: ['陈同学'], notices: ['“脑电”有 1 条新结果'] });
	expect(mails).toHaveLength(1);
	expect(mails[0]).toMatch(/陈同学\n在线解码 · 硕士 · 脑电\nhttps:\/\/pons\.example\/talents\//);
	expect(mails[0]).toContain('https://pons.example/org/ningxi/searches/');
	for (const secret of ['mail.example', '13900004711', 'secretwechat'])
		expect(mails[0]).not.toContain(secret);
	await settled();
	expect((await heard(search)).mails).toEqual([]);
	await lookAt(app, ningxi.actor, search);
	expect(await heard(search)).toEqual({ ...nothing, names: ['陈同学'] });
});

test('a profile that becomes visible, or changes so that it fits, is new; one that fitted already is not', async () => {
	const hidden = await talent(app, { ...chen, visibility: 'hidden' });
	const other = await talent(app, { displayName: '改同学', has: ['cpp 2'] });
	const fitting = await talent(app, { displayName: '林同学', has: ['eeg 1'] });
	await settled();
	const search = await save('q=脑电');
	await settled();
	expect(await told(app, search)).toEqual([]);
	await change(hidden, { visibility: 'public' });
	await change(other, { has: ['eeg 1'] });
	await change(fitting, { has: ['eeg 4'], displayName: '林同学' });
	await settled();
	expect(await told(app, search)).toEqual([hidden.id, other.id].sort());
	await change(hidden, { visibility: 'hidden' });
	await settled();
	await change(hidden, { visibility: 'verified' });
	await settled();
	expect((await heard(search)).mails).toHaveLength(1);
});

test('who hides, blocks or is suspended is in no list, count, notice or mail from that moment', async () => {
	const search = await save('skill=eeg');
	const own = await talent(app, chen);
	for (const hide of [
		() => change(own, { visibility: 'hidden' }),
		() => change(own, { blocked: ['示例·ningxi'] }),
		() => suspend(own, '2026-11-01')
	]) {
		await settled();
		const list = await searchList(app, ningxi.actor, 'ningxi');
		expect(list).toMatchObject([{ fresh: 1 }]);
		expect(await noticesOf(db, ningxi.actor.accountId, 9)).toHaveLength(1);
		await hide();
		expect(await heard(search)).toEqual(nothing);
		await suspend(own, null);
		await change(own, {});
	}
});

test('a blocked employer is told nothing, others are, and it is told when it is blocked no longer', async () => {
	const [blocked, free] = [await save('skill=eeg'), await save('skill=eeg', qixia)];
	const own = await talent(app, { ...chen, blocked: ['示例·ningxi'] });
	await settled();
	expect([await told(app, blocked), await told(app, free)]).toEqual([[], [own.id]]);
	await change(own, { blocked: [] });
	await settled();
	expect(await told(app, blocked)).toEqual([own.id]);
	expect((await heard(free, qixia)).mails).toHaveLength(1);
});

test('who works for a blocked employer too is told nothing', async () => {
	const search = await save('skill=eeg');
	await sql`insert into memberships (organization_id, account_id, role)
		values (${qixia.id}, ${ningxi.actor.accountId}, 'editor')`;
	await talent(app, { ...chen, blocked: ['示例·qixia'] });
	await settled();
	expect(await heard(search)).toEqual(nothing);
});

test.each(['membership', 'verification'])('nothing is sent when the %s has ended', async (what) => {
	const search = await save('skill=eeg');
	await talent(app, chen);
	await settled();
	if (what === 'membership') await sql`delete from memberships where account_id = ${ningxi.actor.accountId}`;
	else await sql`update organizations set verification = 'pending' where id = ${ningxi.id}`;
	await mailFinds(app, 'atOnce');
	await talent(app, { ...chen, displayName: '后同学' });
	await settled();
	await mailFinds(app, 'atOnce');
	expect(await keptMails(app)).toEqual([]);
	expect(await noticesOf(db, ningxi.actor.accountId, 9)).toEqual([]);
	expect(await told(app, search)).toHaveLength(1);
	if (what === 'verification') expect(await heard(search)).toEqual(nothing);
	else
		await sql`insert into memberships (organization_id, account_id, role)
			values (${ningxi.id}, ${ningxi.actor.accountId}, 'owner')`;
});

test('a mail that waits for its server is taken back when somebody in it hides, and tells of the others', async () => {
	await save('skill=eeg');
	const own = await talent(app, chen);
	await talent(app, { displayName: '林同学', has: ['eeg 1'] });
	await settled();
	await mailFinds(app, 'atOnce');
	await change(own, { visibility: 'hidden' });
	const sent: string[] = [];
	const send = async ({ text }: { text: string }) => void sent.push(text);
	expect(await deliverMails(app, send)).toBe(0);
	await mailFinds(app, 'atOnce');
	expect(await deliverMails(app, send)).toBe(1);
	expect(sent[0]).toContain('林同学');
	expect(sent[0]).not.toContain('陈同学');
	expect(JSON.stringify(await sql`select * from mails`)).not.toContain('同学');
});

test('only a verified organization saves a search for talents, and nobody saves one without an organization', async () => {
	expect(await outcome(save('skill=eeg', newcomer))).toBe('notAllowed');
	expect(await outcome(save('skill=eeg', { ...qixia, actor: ningxi.actor }))).toBe('notFound');
	const own = { kind: 'talent' as const, query: '', frequency: 'daily' as const, name: null };
	expect(await outcome(saveSearch(app, ningxi.actor, own))).toBe('notFound');
	const id = await save('days=4&degree=master&q=解码&kind=role&sort=new');
	expect(await save('q=解码&degree=master&days=4')).toBe(id);
	expect(await searchList(app, ningxi.actor, 'ningxi')).toMatchObject([
		{ name: '解码 · 硕士 · 4 天', chips: ['找人才', '“解码”', '最高学历：硕士', '每周可到岗：4 天'] }
	]);
});

test('of somebody who hid or erased a profile the comparison keeps no word', async () => {
	const [hides, erases] = [await talent(app, chen), await talent(app, { ...chen, displayName: '走同学' })];
	const search = await save('skill=eeg', qixia);
	await settled();
	await change(hides, { visibility: 'hidden' });
	await sql`delete from accounts where id = ${erases.actor.accountId}`;
	await markTalents(db, [erases.id]);
	await settled();
	expect(JSON.stringify(await sql`select document from seen_documents`)).not.toMatch(/同学|解码|eeg/);
	await clearSearches(app);
	expect(await sql`select document_id from seen_documents`).toHaveLength(0);
	expect(await heard(search, qixia)).toEqual(nothing);
});

test('whatever talents do, a member hears of each newcomer once and of nobody who may not be seen', async () => {
	const steps = ['show', 'hide', 'block', 'free', 'fit', 'unfit', 'suspend', 'restore', 'look'] as const;
	const run = fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(1)), { minLength: 4, maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(run, async (script) => {
			await sql`truncate search_outbox, talent_documents, seen_documents, saved_searches, talents, notices, mails cascade`;
			await sql`update accounts set suspended_at = null`;
			const people = [];
			for (const name of ['甲同学', '乙同学']) {
				const state = { name, visible: false, blocks: false, fits: false, suspended: false };
				const own = await talent(app, { displayName: name, visibility: 'hidden', has: ['cpp 1'] });
				people.push({ ...own, state });
			}
			const search = await save('skill=eeg');
			const mailed: string[] = [];
			for (const [step, at] of script) {
				const { state, ...own } = people[at]!;
				if (step === 'show' || step === 'hide') state.visible = step === 'show';
				if (step === 'block' || step === 'free') state.blocks = step === 'block';
				if (step === 'fit' || step === 'unfit') state.fits = step === 'fit';
				if (step === 'suspend' || step === 'restore') {
					state.suspended = step === 'suspend';
					await suspend(own, state.suspended ? '2026-11-01' : null);
				} else if (step === 'look') await lookAt(app, ningxi.actor, search);
				else
					await change(own, {
						displayName: state.name,
						visibility: state.visible ? 'verified' : 'hidden',
						has: [state.fits ? 'eeg 1' : 'cpp 1'],
						blocked: state.blocks ? ['示例·ningxi'] : []
					});
				const shown = people.filter(({ state: s }) => s.visible && !s.blocks && !s.suspended);
				const names = new Set(shown.map(({ state: s }) => s.name));
				const at_once = await heard(search);
				expect(at_once.names.every((name) => names.has(name))).toBe(true);
				expect(at_once.fresh).toBeLessThanOrEqual(at_once.names.length);
				if (at_once.fresh === 0) expect(at_once.notices).toEqual([]);
				await settled();
				const later = await heard(search);
				for (const text of [...at_once.mails, ...later.mails]) {
					const named = ['甲同学', '乙同学'].filter((name) => text.includes(name));
					expect(named.every((name) => names.has(name))).toBe(true);
					mailed.push(...named);
				}
				for (const { state: s } of shown.filter(({ state: s }) => s.fits))
					expect(later.names).toContain(s.name);
			}
			expect(new Set(mailed).size).toBe(mailed.length);
		}),
		{ numRuns: 8 }
	);
});
