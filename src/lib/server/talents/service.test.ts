import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { profileForm, saveProfile } from '#lib/server/talents/service.ts';
import { profileViews, talentSkills } from '#lib/server/talents/table.ts';
import { account, employer, outcome, profile, role, talent, testApp } from '#lib/server/talents/testing.ts';
import { previewOf, recordView, talentView } from '#lib/server/talents/view.ts';
import { viewLines } from '#lib/server/privacy/ledger.ts';

const { db } = await testDatabase();
const app = testApp(db);
beforeAll(async () => {
	await loadSkills(db);
});

const whole = {
	has: ['eeg 3', 'python 2', 'ssvep'],
	headline: '脑电算法',
	education: [{ place: '示例·金陵大学', title: '生物医学工程 硕士', fromMonth: '2025/9' }],
	wishDistricts: ['jiangbei'],
	contactEmail: 'chen@sample.example',
	contactPhone: '000'
};

describe('the profile form', () => {
	it('saves a profile, shows it again as it was, and marks it for the search', async () => {
		const { actor, id } = await talent(app, whole);
		const shown = await profileForm(app, actor, 'zh-CN');
		expect(shown.skills).toMatchObject([{ name: '脑电', level: '3' }, { level: '2' }, { level: '2' }]);
		expect(shown.education).toMatchObject([{ place: '示例·金陵大学', fromMonth: '2025-09', toMonth: '' }]);
		expect(await outcome(saveProfile(app, actor, profile({ ...shown, has: [] })))).toBe('accepted');
		expect(await profileForm(app, actor, 'zh-CN')).toEqual({ ...shown, version: '2' });
		expect(await db.$count(searchOutbox, eq(searchOutbox.documentId, id))).toBe(1);
	});

	it('refuses the second of two tabs, and keeps what the first saved', async () => {
		const { actor } = await talent(app, whole);
		expect(await outcome(saveProfile(app, actor, profile({ version: '1', displayName: '甲' })))).toBe(
			'accepted'
		);
		expect(await outcome(saveProfile(app, actor, profile({ version: '1', displayName: '乙' })))).toBe(
			'changedElsewhere'
		);
		expect(await outcome(saveProfile(app, actor, profile({ version: '0', displayName: '丙' })))).toBe(
			'changedElsewhere'
		);
		expect((await profileForm(app, actor, 'zh-CN')).displayName).toBe('甲');
	});

	it('names each line whose skill or organization is unknown, and saves nothing', async () => {
		const actor = await account(db);
		const attempt = saveProfile(
			app,
			actor,
			profile({ has: ['eeg', 'no-such-skill'], blocked: ['', '无名机构'] })
		);
		expect(await outcome(attempt)).toBe('invalid skills.1.name blocked.1');
		expect((await profileForm(app, actor, 'zh-CN')).version).toBe('0');
	});

	it('of somebody new starts with the skills picked before, and a profile that exists stays as it is', async () => {
		const picked = [
			{ id: 'eeg', level: 3 as const },
			{ id: 'no-such-skill', level: 2 as const }
		];
		const fresh = await profileForm(app, await account(db), 'en', picked);
		expect(fresh.skills).toEqual([{ name: 'EEG', level: '3', note: '' }]);
		const { actor } = await talent(app, whole);
		expect(await profileForm(app, actor, 'zh-CN', picked)).toEqual(await profileForm(app, actor, 'zh-CN'));
	});

	it('keeps the evidence of a skill until a higher level is claimed', async () => {
		const { actor, id } = await talent(app, whole);
		await db.update(talentSkills).set({ evidence: 'verified' }).where(eq(talentSkills.talentId, id));
		await saveProfile(app, actor, profile({ version: '1', has: ['eeg 4', 'python 2', 'ssvep 1'] }));
		const rows = await db.select().from(talentSkills).where(eq(talentSkills.talentId, id));
		expect(Object.fromEntries(rows.map(({ skillId, evidence }) => [skillId, evidence]))).toEqual({
			eeg: 'stated',
			python: 'verified',
			ssvep: 'verified'
		});
	});

	it('needs somebody who is signed in', async () => {
		expect(await outcome(saveProfile(app, undefined, profile()))).toBe('signInFirst');
	});
});

describe('who sees a profile', () => {
	type Viewer =
		| 'nobody'
		| 'other person'
		| 'unverified'
		| 'verified'
		| 'applied to'
		| 'withdrawn from'
		| 'blocked'
		| 'owner';
	// For each visibility: as what each viewer sees the profile. '-' is not at all.
	const table: Record<'hidden' | 'verified' | 'public', Record<Viewer, string>> = {
		hidden: {
			nobody: '-',
			'other person': '-',
			unverified: '-',
			verified: '-',
			'applied to': 'applied',
			'withdrawn from': '-',
			blocked: '-',
			owner: 'own'
		},
		verified: {
			nobody: '-',
			'other person': '-',
			unverified: '-',
			verified: 'verified',
			'applied to': 'applied',
			'withdrawn from': 'verified',
			blocked: '-',
			owner: 'own'
		},
		public: {
			nobody: 'public',
			'other person': 'public',
			unverified: 'public',
			verified: 'verified',
			'applied to': 'applied',
			'withdrawn from': 'verified',
			blocked: '-',
			owner: 'own'
		}
	};
	let viewers: Record<Exclude<Viewer, 'owner'>, Actor | undefined>;
	let listing: Record<'applied to' | 'withdrawn from', string>;
	beforeAll(async () => {
		const applied = await employer(db, 'applied');
		const left = await employer(db, 'left');
		const blocked = await employer(db, 'blocked');
		viewers = {
			nobody: undefined,
			'other person': await account(db),
			unverified: (await employer(db, 'unverified', 'pending')).actor,
			verified: (await employer(db, 'verified')).actor,
			'applied to': applied.actor,
			'withdrawn from': left.actor,
			blocked: blocked.actor
		};
		// Working for a verified organization as well opens nothing to somebody who is blocked.
		const second = await employer(db, 'second');
		await db
			.insert(memberships)
			.values({ organizationId: second.id, accountId: blocked.actor.accountId, role: 'editor' });
		listing = { 'applied to': await role(db, applied.id), 'withdrawn from': await role(db, left.id) };
	});

	it.each(['hidden', 'verified', 'public'] as const)(
		'gives each viewer of a %s profile its fields and no more',
		async (visibility) => {
			const owner = await talent(app, { ...whole, visibility, indexable: 'on', blocked: ['Sample blocked'] });
			await apply(app, owner.actor, { listingId: listing['applied to'], slot: null, letter: '' });
			const asked = { listingId: listing['withdrawn from'], slot: null, letter: '' };
			const id = await apply(app, owner.actor, asked);
			await moveOwn(app, owner.actor, { id, state: 'withdrawn', reason: '' });
			for (const [viewer, audience] of Object.entries(table[visibility])) {
				const actor = viewer === 'owner' ? owner.actor : viewers[viewer as Exclude<Viewer, 'owner'>];
				const view = await talentView(db, actor, owner.id);
				expect([viewer, view?.audience ?? '-']).toEqual([viewer, audience]);
				if (!view) continue;
				const contact =
					audience === 'own' || audience === 'applied'
						? { email: 'chen@sample.example', phone: '000', wechat: null }
						: undefined;
				expect([viewer, view.contact]).toEqual([viewer, contact]);
				expect(view.skills.map(({ id }) => id).sort()).toEqual(['eeg', 'python', 'ssvep']);
				expect(view.indexable).toBe(visibility === 'public');
				expect(Object.keys(view).sort()).toEqual([
					'about',
					'audience',
					'contact',
					'degree',
					'displayName',
					'education',
					'experience',
					'headline',
					'id',
					'indexable',
					'proofs',
					'sample',
					'skills',
					'wishes'
				]);
			}
		}
	);

	it('answers an id that does not exist like one that may not be seen', async () => {
		const hidden = await talent(app, { visibility: 'hidden' });
		expect(await talentView(db, viewers.verified, hidden.id)).toBeUndefined();
		expect(await talentView(db, viewers.verified, 'nosuchid')).toBeUndefined();
		expect(await outcome(recordView(app, viewers.verified, hidden.id))).toBe('notFound');
		expect(await outcome(recordView(app, viewers.verified, 'nosuchid'))).toBe('notFound');
	});

	it('shows the owner what a company would see, without contact', async () => {
		const { actor } = await talent(app, { ...whole, visibility: 'hidden' });
		const preview = await previewOf(db, actor);
		expect(preview).toMatchObject({
			hidden: true,
			view: { audience: 'verified', contact: undefined, headline: '脑电算法' }
		});
	});

	it('is recorded once for an organization, and never for the owner or without an organization', async () => {
		const { actor, id } = await talent(app, { ...whole, visibility: 'public' });
		for (const viewer of [viewers.verified, viewers.verified, viewers['other person'], actor])
			await recordView(app, viewer, id);
		expect(await db.$count(profileViews, eq(profileViews.talentId, id))).toBe(1);
		expect(await viewLines(app, actor)).toMatchObject([{ slug: expect.any(String), times: [app.now()] }]);
		expect(await viewLines(app, viewers.verified)).toEqual([]);
	});
});
