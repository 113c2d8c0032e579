import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { checkDigit } from '#lib/organizations/credit-code.ts';
import { organizationChangeSchema, organizationSchema } from '#lib/organizations/schema.ts';
import { isRefusal } from '#lib/refusal.ts';
import { basePartners, bases } from '#lib/server/bases/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizationBySlug } from '#lib/server/organizations/data.ts';
import { createOrganization, updateOrganization } from '#lib/server/organizations/service.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { decideVerification } from '#lib/server/organizations/verify.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { account, employer, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const operator: Actor = { ...(await account(db, 'operator')), isOperator: true };
const code = (first: string) => first + checkDigit(first);

let count = 0;
let mine: Awaited<ReturnType<typeof employer>>;
beforeEach(async () => {
	mine = await employer(db, `ningxi-${++count}`);
});

const stored = async (slug = mine.slug) => (await organizationBySlug(db, slug))!;
/** What the form sends: what is stored, with changes. */
async function change(more: Record<string, unknown>) {
	const { nameZh, nameEn, kind, version } = await stored();
	return v.parse(organizationChangeSchema, { nameZh, nameEn, kind, version: String(version), ...more });
}
const update = async (more: Record<string, unknown>, actor: Actor | undefined = mine.actor) =>
	updateOrganization(app, actor, mine.slug, await change(more));
const refusal = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) => (isRefusal(error) ? { reason: error.reason, fields: error.fields } : error)
	);

test('an owner changes the introduction, and the organization stays verified', async () => {
	expect(await update({ aboutZh: '新的介绍', district: 'gulou', website: 'https://ningxi.example' })).toBe(
		'verified'
	);
	expect(await stored()).toMatchObject({
		aboutZh: '新的介绍',
		district: 'gulou',
		verification: 'verified',
		version: 2
	});
});

test('another name, kind or credit code makes a verified organization wait for verification again', async () => {
	const changes = [
		{ nameZh: '另一家公司' },
		{ nameEn: 'Another company' },
		{ kind: 'hospital' },
		{ creditCode: code('91320100MA1XYTEU1') }
	];
	for (const identity of changes) {
		mine = await employer(db, `identity-${++count}`);
		expect(await update({ ...identity, recheck: 'on' }), JSON.stringify(identity)).toBe('pending');
		expect(await stored()).toMatchObject({
			...identity,
			verification: 'pending',
			verifiedAt: null,
			verificationDue: null
		});
	}
});

test('nobody loses the verification without having agreed to it', async () => {
	expect(await refusal(update({ nameZh: '另一家公司' }))).toEqual({
		reason: 'invalid',
		fields: { recheck: 'org_error_recheck' }
	});
	expect(await stored()).toMatchObject({ nameZh: `示例·${mine.slug}`, verification: 'verified', version: 1 });
});

test('a refused organization waits again after any change, without its old reason', async () => {
	await db
		.update(organizations)
		.set({ verification: 'refused', verifiedAt: null, verificationDue: null, verificationReason: '代码不符' })
		.where(eq(organizations.id, mine.id));
	expect(await update({ aboutZh: '补充说明' })).toBe('pending');
	expect((await stored()).verificationReason).toBeNull();
});

test('only owners change an organization; for strangers it does not exist', async () => {
	const editor = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: mine.id, accountId: editor.accountId, role: 'editor' });
	const stranger = await employer(db, `stranger-${count}`);
	const changed = { aboutZh: '改动' };
	expect(await refusal(update(changed, editor))).toMatchObject({ reason: 'notAllowed' });
	expect(await refusal(update(changed, stranger.actor))).toMatchObject({ reason: 'notFound' });
	const signedOut = updateOrganization(app, undefined, mine.slug, await change(changed));
	expect(await refusal(signedOut)).toMatchObject({ reason: 'signInFirst' });
	expect((await stored()).aboutZh).toBeNull();
});

test('an older tab never overwrites a newer edit, not even when both are sent at once', async () => {
	const [first, second] = [await change({ aboutZh: '第一' }), await change({ aboutZh: '第二' })];
	const answers = await Promise.all(
		[first, second].map((input) => refusal(updateOrganization(app, mine.actor, mine.slug, input)))
	);
	expect(answers).toContain('accepted');
	expect(answers).toContainEqual({ reason: 'changedElsewhere', fields: {} });
	expect((await stored()).version).toBe(2);
});

test('a credit code belongs to one organization', async () => {
	const creditCode = code('91320100MA1XYTEU2');
	await update({ creditCode, recheck: 'on' });
	mine = await employer(db, `second-${count}`);
	expect(await refusal(update({ creditCode, recheck: 'on' }))).toEqual({
		reason: 'alreadyExists',
		fields: { creditCode: 'org_error_exists' }
	});
	const fresh = v.parse(organizationSchema, { nameZh: '第三家', kind: 'company', creditCode });
	expect(await refusal(createOrganization(app, mine.actor, fresh))).toMatchObject({
		reason: 'alreadyExists'
	});
});

test('a new name reaches every listing that shows it: its own, and bases it is a confirmed partner of', async () => {
	const host = await employer(db, `host-${count}`);
	const listing = async (id: string, organizationId: string, kind: 'role' | 'base') => {
		await db.insert(listings).values({ id, kind, organizationId, titleZh: id });
		if (kind === 'base') await db.insert(bases).values({ listingId: id });
		return id;
	};
	const own = await listing(`own-${count}`, mine.id, 'role');
	const shared = await listing(`shared-${count}`, host.id, 'base');
	const asked = await listing(`asked-${count}`, host.id, 'base');
	await listing(`other-${count}`, host.id, 'role');
	await db.insert(basePartners).values([
		{ listingId: shared, organizationId: mine.id, askedAt: app.now(), confirmedAt: app.now() },
		{ listingId: asked, organizationId: mine.id, askedAt: app.now() }
	]);
	await db.delete(searchOutbox);
	await update({ nameZh: '改名后的公司', recheck: 'on' });
	const marked = await db.select({ id: searchOutbox.documentId }).from(searchOutbox);
	expect(marked.map(({ id }) => id).sort()).toEqual([own, shared].sort());
});

test('an operator verifies what was looked at, never what the owner wrote meanwhile', async () => {
	await update({ nameZh: '送审的名称', recheck: 'on' });
	const { version } = await stored();
	await update({ nameZh: '悄悄换上的名称' });
	const decision = { slug: mine.slug, version, decision: 'verified' as const, reason: null };
	expect(await refusal(decideVerification(app, operator, decision))).toMatchObject({
		reason: 'changedElsewhere'
	});
	expect((await stored()).verification).toBe('pending');
	expect(await decideVerification(app, operator, { ...decision, version: version + 1 })).toBe('proposed');
	expect((await stored()).verification).toBe('pending');
	expect(await decideVerification(app, operator, { ...decision, version: version + 1 })).toBe('decided');
	expect(await stored()).toMatchObject({
		nameZh: '悄悄换上的名称',
		verification: 'verified',
		verificationDue: '2027-05-23'
	});
});

test('nobody but an operator decides about verification', async () => {
	const decision = { slug: mine.slug, version: 1, decision: 'refused' as const, reason: '不符' };
	for (const actor of [undefined, mine.actor])
		expect(await refusal(decideVerification(app, actor, decision))).toMatchObject({ reason: 'notFound' });
	expect((await stored()).verification).toBe('verified');
});
