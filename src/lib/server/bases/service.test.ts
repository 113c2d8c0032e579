import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { baseSchema } from '#lib/bases/schema.ts';
import { isRefusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { partnershipsOf } from '#lib/server/bases/data.ts';
import { askPartners, confirmPartnership, declinePartnership } from '#lib/server/bases/service.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listingPage } from '#lib/server/listings/data.ts';
import { formOptions } from '#lib/server/listings/edit.ts';
import { previewPartnerBase } from '#lib/server/listings/preview.ts';
import { publishListing, saveListing } from '#lib/server/listings/service.ts';
import { mails } from '#lib/server/mail/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { readDocuments } from '#lib/server/search/documents.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { account, employer, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const origin = 'https://pons.example';

type Employer = Awaited<ReturnType<typeof employer>>;
let count = 0;
let host: Employer;
let partner: Employer;
let id: string;

beforeEach(async () => {
	await db.delete(mails);
	[host, partner] = [await employer(db, `host-${++count}`), await employer(db, `partner-${count}`)];
	await db.update(accounts).set({ emailVerifiedAt: app.now() });
	id = await saveListing(app, host.actor, host.slug, undefined, base([partner.slug]));
});

function base(partners: string[], version = 0) {
	const periods = [{ startsOn: '2027-01-01', endsOn: '2027-03-01', places: '8' }];
	const texts = { titleZh: '联合实训基地', titleEn: 'Joint base', textZh: '共同带教。', district: 'gulou' };
	const input = { ...texts, validUntil: '2026-12-31', periods, partners, version: String(version) };
	return { kind: 'base' as const, ...v.parse(baseSchema, input) };
}
const save = (partners: string[], version: number) =>
	saveListing(app, host.actor, host.slug, id, base(partners, version));
const ask = () => askPartners(app, host.actor, host.slug, id, origin);
const confirm = (actor: Actor = partner.actor) => confirmPartnership(app, actor, partner.slug, id, origin);
const decline = (actor: Actor = partner.actor) => declinePartnership(app, actor, partner.slug, id, origin);
const standing = async () => (await partnershipsOf(db, partner.id))[0]?.standing;
const refusal = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) => (isRefusal(error) ? error.reason : error)
	);
const letters = () => db.select().from(mails).orderBy(mails.createdAt);
const isMarked = async () => (await db.$count(searchOutbox, eq(searchOutbox.documentId, id))) === 1;

/** Who stands on the public page, and whom search finds it by. */
async function shown() {
	const page = await listingPage(db, 'base', id, '2026-11-23');
	const [document] = await readDocuments(db, [id], app.now());
	expect(document!.facets.organization).toHaveLength(page!.organizations.length);
	return page!.organizations.map(({ slug }) => slug);
}

test('a partner is asked by mail, in its owner’s language, once', async () => {
	await db.update(accounts).set({ locale: 'en' }).where(eq(accounts.id, partner.actor.accountId));
	await ask();
	await ask();
	const sent = await letters();
	expect(sent.map(({ recipient }) => recipient)).toEqual([partner.actor.email]);
	expect(sent[0]!.subject).toContain(`Sample ${host.slug}`);
	expect(sent[0]!.body).toContain(`https://pons.example/en/org/${partner.slug}/bases/${id}`);
	expect(await standing()).toBe('waiting');
});

test('only owners with a proven address are written to', async () => {
	const editor = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: partner.id, accountId: editor.accountId, role: 'editor' });
	await db.update(accounts).set({ emailVerifiedAt: null }).where(eq(accounts.id, partner.actor.accountId));
	await ask();
	expect(await letters()).toEqual([]);
	expect(await standing()).toBe('waiting');
});

test('on behalf of an unverified organization nobody is asked until it is verified', async () => {
	const hostRow = eq(organizations.id, host.id);
	await db.update(organizations).set({ verification: 'pending' }).where(hostRow);
	await ask();
	expect(await letters()).toEqual([]);
	expect(await standing()).toBeUndefined();
	expect(await refusal(confirm())).toBe('notFound');
	const { partners } = await formOptions(app, host.actor, host.slug, 'base', id);
	expect(partners[0]).toMatchObject({ slug: partner.slug, standing: 'unasked' });
	await db.update(organizations).set({ verification: 'verified' }).where(hostRow);
	await ask();
	expect(await letters()).toHaveLength(1);
});

test('public page and search name a partner only after it has confirmed, and no longer after it has left', async () => {
	await ask();
	await publishListing(app, host.actor, host.slug, id);
	expect(await shown()).toEqual([host.slug]);
	await db.delete(searchOutbox);
	await confirm();
	expect(await shown()).toEqual([host.slug, partner.slug]);
	expect(await isMarked()).toBe(true);
	await db.delete(searchOutbox);
	await decline();
	expect(await shown()).toEqual([host.slug]);
	expect(await isMarked()).toBe(true);
	expect(await standing()).toBe('declined');
});

test('the host’s owner is told each answer, and an answer given twice counts once', async () => {
	await ask();
	await Promise.all([confirm(), confirm()]);
	await decline();
	await decline();
	const [, ...answers] = await letters();
	expect(answers.map(({ recipient }) => recipient)).toEqual([host.actor.email, host.actor.email]);
	expect(answers[0]!.subject).toContain('已确认');
	expect(answers[1]!.body).toContain(`https://pons.example/org/${host.slug}/listings/${id}`);
});

test('an editor of the partner may answer; a stranger, the host and the unverified may not', async () => {
	await ask();
	const editor = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: partner.id, accountId: editor.accountId, role: 'editor' });
	expect(await refusal(confirm(host.actor))).toBe('notFound');
	expect(await refusal(decline(host.actor))).toBe('notFound');
	const other = await employer(db, `other-${count}`);
	const ofOther = confirmPartnership(app, other.actor, other.slug, id, origin);
	expect(await refusal(ofOther)).toBe('notFound');
	await db.update(organizations).set({ verification: 'pending' }).where(eq(organizations.id, partner.id));
	expect(await refusal(confirm())).toBe('notAllowed');
	await db.update(organizations).set({ verification: 'verified' }).where(eq(organizations.id, partner.id));
	await confirm(editor);
	expect(await standing()).toBe('confirmed');
	expect(await refusal(askPartners(app, partner.actor, host.slug, id, origin))).toBe('notFound');
});

test('saving the base again keeps every answer; unticking a partner removes it from page and search', async () => {
	await ask();
	await confirm();
	await publishListing(app, host.actor, host.slug, id);
	await save([partner.slug], 2);
	expect(await shown()).toEqual([host.slug, partner.slug]);
	await db.delete(searchOutbox);
	await save([], 3);
	expect(await shown()).toEqual([host.slug]);
	expect(await isMarked()).toBe(true);
	expect(await standing()).toBeUndefined();
	expect(await refusal(confirm())).toBe('notFound');
});

test('an organization that lost its verification stays a partner, but is not named anew', async () => {
	await ask();
	await confirm();
	await db.update(organizations).set({ verification: 'pending' }).where(eq(organizations.id, partner.id));
	const { partners } = await formOptions(app, host.actor, host.slug, 'base', id);
	expect(partners[0]).toMatchObject({ slug: partner.slug, standing: 'confirmed' });
	await save([partner.slug], 1);
	expect(await standing()).toBe('confirmed');
	await save([], 2);
	expect(await refusal(save([partner.slug], 3))).toBe('invalid');
});

test('naming, removing and naming again does not flood a partner with mails', async () => {
	for (let version = 1; version < 30; version += 2) {
		await ask();
		await save([], version);
		await save([partner.slug], version + 1);
	}
	expect(await letters()).toHaveLength(10);
	await ask();
	expect(await standing()).toBe('waiting');
});

test('whoever was asked sees the draft; whoever was not, does not', async () => {
	const see = (who: Employer) => previewPartnerBase(app, who.actor, who.slug, id);
	expect(await refusal(see(partner))).toBe('notFound');
	await ask();
	expect(await see(partner)).toMatchObject({
		standing: 'waiting',
		view: { title: { text: '联合实训基地' } }
	});
	const other = await employer(db, `curious-${count}`);
	expect(await refusal(see(other))).toBe('notFound');
	expect(await refusal(previewPartnerBase(app, other.actor, partner.slug, id))).toBe('notFound');
	await db
		.delete(basePartners)
		.where(and(eq(basePartners.listingId, id), eq(basePartners.organizationId, partner.id)));
	expect(await refusal(see(partner))).toBe('notFound');
});
