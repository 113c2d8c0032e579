// What else has to be sent again when something changes that documents show.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { confirmPartnership, declinePartnership } from '#lib/server/bases/service.ts';
import { basePartners, bases } from '#lib/server/bases/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { updateOrganization } from '#lib/server/organizations/service.ts';
import { decideVerification } from '#lib/server/organizations/verify.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { addListing, addOrganization, searchApp } from '#lib/server/search/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);

/** A tree of two groups, two families and three skills. */
const tree = (changes: Partial<Record<'signals' | 'eeg' | 'ssvep' | 'p300', string>> = {}) =>
	[
		'id,parents,zh,en,aliases_zh,aliases_en,identifiers',
		'neuro,,神经工程,Neural engineering,,,',
		'clinic,,临床,Clinic,,,',
		changes.signals ?? 'signals,neuro,神经信号,Neural signals,,,',
		'methods,neuro,方法,Methods,,,',
		changes.eeg ?? 'eeg,signals,脑电,EEG,脑电图,,',
		changes.ssvep ?? 'ssvep,signals,稳态诱发,SSVEP,,,',
		changes.p300 ?? 'p300,methods,事件相关,P300,,,'
	].join('\n') + '\n';

await addOrganization(db, 'ningxi', '宁析');
await addOrganization(db, 'partner', '伙伴');
await addOrganization(db, 'other', '别家');
const [account] = await db
	.insert(accounts)
	.values({ email: 'a@sample.example', passwordHash: '-', purpose: 'recruit', locale: 'zh-CN' })
	.returning();
const owner = { accountId: account!.id, email: 'a@sample.example', emailVerified: true } as Actor;
await db.insert(memberships).values({ organizationId: 'partner', accountId: owner.accountId, role: 'owner' });
await loadSkills(db, tree());
await addListing(db, { id: 'of-eeg', titleZh: '甲', skills: ['eeg'] });
await addListing(db, { id: 'of-ssvep', titleZh: '乙', skills: ['ssvep'] });
await addListing(db, { id: 'of-p300', titleZh: '丙', skills: ['p300'], organizationId: 'other' });
await addListing(db, { id: 'of-partner', titleZh: '丁', organizationId: 'partner' });
const open = { state: 'open' as const, validUntil: '2026-12-31', publishedAt: new Date('2026-11-01') };
await db
	.insert(listings)
	.values({ id: 'base', kind: 'base', organizationId: 'ningxi', titleZh: '基地', textZh: '。', ...open });
await db.insert(bases).values({ listingId: 'base' });
await db
	.insert(basePartners)
	.values({ listingId: 'base', organizationId: 'partner', askedAt: new Date(), confirmedAt: new Date() });

const marked = async () => (await db.select().from(searchOutbox)).map(({ documentId }) => documentId).sort();

async function versionOf(id: string): Promise<number> {
	const [row] = await db.select().from(organizations).where(eq(organizations.id, id));
	return row!.version;
}

beforeEach(async () => {
	await loadSkills(db, tree());
	await db.delete(searchOutbox);
});

test('a renamed skill: the listings that name it', async () => {
	await loadSkills(db, tree({ p300: 'p300,methods,诱发电位,P300,,,' }));
	expect(await marked()).toEqual(['of-p300']);
});

test('an alias that goes to another skill: the listings of both', async () => {
	await loadSkills(db, tree({ eeg: 'eeg,signals,脑电,EEG,,,', p300: 'p300,methods,事件相关,P300,脑电图,,' }));
	expect(await marked()).toEqual(['of-eeg', 'of-p300']);
});

test('a family that moves in the tree: the listings of all that lies under it', async () => {
	await loadSkills(db, tree({ signals: 'signals,clinic,神经信号,Neural signals,,,' }));
	expect(await marked()).toEqual(['of-eeg', 'of-ssvep']);
});

test('a renamed organization: its listings, and the bases it is a partner of', async () => {
	const version = await versionOf('partner');
	await updateOrganization(app, owner, 'partner', {
		...{ version, recheck: true, kind: 'company', nameZh: '新名', nameEn: null },
		...{ creditCode: null, district: null, website: null, aboutZh: null, aboutEn: null }
	} as unknown as Parameters<typeof updateOrganization>[3]);
	expect(await marked()).toEqual(['base', 'of-partner']);
});

test('an organization that is verified or refused: its listings', async () => {
	const operator = { isOperator: true } as Actor;
	for (const decision of ['refused', 'verified'] as const) {
		await db.delete(searchOutbox);
		const version = await versionOf('other');
		// Proposed, and confirmed.
		for (let i = 0; i < 2; i++)
			await decideVerification(app, operator, { slug: 'other', version, decision, reason: 'a reason' });
		expect(await marked()).toEqual(['of-p300']);
	}
});

test('a partner of a base that says no, or yes: the base', async () => {
	await connection.sql`update organizations set verification = 'verified', verified_at = now(),
		verification_due = '2027-05-01' where id = 'partner'`;
	for (const answer of [declinePartnership, confirmPartnership]) {
		await db.delete(searchOutbox);
		await answer(app, owner, 'partner', 'base', 'https://pons.example');
		expect(await marked()).toEqual(['base']);
	}
});
