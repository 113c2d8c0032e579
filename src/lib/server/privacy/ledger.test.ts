import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	recordOpened,
	answerApplication,
	receivedApplication,
	receivedApplications
} from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { consentLines, endConsent, recipientsOf, viewLines } from '#lib/server/privacy/ledger.ts';
import { searchTalents } from '#lib/server/talents/search.ts';
import { clockedApp, index } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, outcome, profile, role, talent } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talentView } from '#lib/server/talents/view.ts';
import { readInboxFilter } from '#lib/applications/inbox.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';

const { app } = clockedApp(await testDatabase());
const { db } = app;
beforeAll(() => loadSkills(db));

let houses = 0;
const house = () => employer(db, `ledger-${++houses}`);
const asked = { slot: null, letter: '信' };
const purposes = async (actor: Parameters<typeof consentLines>[1]) =>
	(await consentLines(app, actor)).map(({ purpose, until }) => `${purpose}${until ? ' ended' : ''}`).sort();

describe('the ledger of consents', () => {
	it('has a line for everybody who may see the profile, which ends when it is narrowed', async () => {
		const { actor } = await talent(app, { visibility: 'public', indexable: 'on' });
		expect(await purposes(actor)).toEqual(['profileIndexed', 'profilePublic', 'profileVerified']);
		await saveProfile(app, actor, profile({ version: '1', visibility: 'verified' }));
		expect(await purposes(actor)).toEqual(['profileIndexed ended', 'profilePublic ended', 'profileVerified']);
		await saveProfile(app, actor, profile({ version: '2', visibility: 'public' }));
		expect(await purposes(actor)).toContain('profilePublic');
	});

	it('withdraws with effect at once, in pages and in the search', async () => {
		const at = await house();
		const { actor, id } = await talent(app, { has: ['eeg 3'], visibility: 'public', indexable: 'on' });
		await index(app);
		const found = async () => {
			const query = parseTalentQuery(new URLSearchParams('q=eeg'));
			return JSON.stringify(await searchTalents(app, at.actor, at.slug, query)).includes(id);
		};
		expect(await found()).toBe(true);
		await endConsent(app, actor, { purpose: 'profilePublic' });
		await index(app);
		expect([(await talentView(db, undefined, id)) !== undefined, await found()]).toEqual([false, true]);
		await endConsent(app, actor, { purpose: 'profileVerified' });
		expect([(await talentView(db, at.actor, id)) !== undefined, await found()]).toEqual([false, false]);
		expect(await outcome(endConsent(app, actor, { purpose: 'profileVerified' }))).toBe('notFound');
	});

	it('names the one organization that an application shares with, until it is withdrawn', async () => {
		const [at, other] = [await house(), await house()];
		const { actor, id } = await talent(app, { visibility: 'hidden', contactPhone: '13900001111' });
		const listingId = await role(db, at.id);
		const applicationId = await apply(app, actor, { listingId, ...asked });
		expect(await recipientsOf(app, actor)).toMatchObject([
			{ slug: at.slug, until: null, listings: [{ id: listingId }] }
		]);
		expect((await talentView(db, at.actor, id))?.contact?.phone).toBe('13900001111');
		expect(await talentView(db, other.actor, id)).toBeUndefined();
		await moveOwn(app, actor, { id: applicationId, state: 'withdrawn', reason: '' });
		expect(await recipientsOf(app, actor)).toMatchObject([{ slug: at.slug, until: '2026-11-23' }]);
	});

	it('lets a person end what an organization sees, also of applications that were answered', async () => {
		const [at, other] = [await house(), await house()];
		const { actor, id } = await talent(app, { visibility: 'hidden' });
		const [refused, waiting, elsewhere] = [
			await apply(app, actor, { listingId: await role(db, at.id), ...asked }),
			await apply(app, actor, { listingId: await role(db, at.id), ...asked }),
			await apply(app, actor, { listingId: await role(db, other.id), ...asked })
		];
		const answer = { version: 1, state: 'rejected', reason: '不合适', meetsAt: null, place: null } as const;
		await answerApplication(app, at.actor, at.slug, refused, answer);
		const seen = async () => {
			const inbox = await receivedApplications(
				app,
				at.actor,
				at.slug,
				readInboxFilter(new URLSearchParams('view=table'))
			);
			const one = await outcome(receivedApplication(app, at.actor, at.slug, refused));
			return { rows: inbox?.rows.length, one, view: (await talentView(db, at.actor, id)) !== undefined };
		};
		expect(await seen()).toEqual({ rows: 2, one: 'accepted', view: true });
		await endConsent(app, actor, { purpose: 'application', organization: at.slug });
		expect(await seen()).toEqual({ rows: 0, one: 'notFound', view: false });
		expect(await outcome(recordOpened(app, at.actor, at.slug, refused))).toBe('notFound');
		const stateOf = async (id: string) =>
			(await db.select().from(applications).where(eq(applications.id, id)))[0]!.state;
		expect([await stateOf(refused), await stateOf(waiting), await stateOf(elsewhere)]).toEqual([
			'rejected',
			'withdrawn',
			'sent'
		]);
		expect(await talentView(db, other.actor, id)).toBeDefined();
		expect(await outcome(endConsent(app, actor, { purpose: 'application', organization: at.slug }))).toBe(
			'notFound'
		);
	});
});

it('every opening of an application is a view that its owner sees', async () => {
	const at = await house();
	const { actor } = await talent(app, { visibility: 'hidden' });
	const id = await apply(app, actor, { listingId: await role(db, at.id), ...asked });
	await recordOpened(app, at.actor, at.slug, id);
	await recordOpened(app, at.actor, at.slug, id);
	expect(await viewLines(app, actor)).toMatchObject([{ slug: at.slug, times: [app.now()] }]);
});
