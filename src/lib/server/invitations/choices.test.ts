import { describe, expect, it } from 'vitest';
import { invitationsPerDay } from '#lib/invitations/types.ts';
import type { App } from '#lib/server/app.ts';
import { apply } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { inviteChoices } from '#lib/server/invitations/choices.ts';
import { decline, invite } from '#lib/server/invitations/service.ts';
import { invitations } from '#lib/server/invitations/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { course, employer, line, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
await loadSkills(db);

let n = 0;
/** A company with two roles, the closer one published with the other, and a course. */
async function company() {
	const slug = `company${++n}`;
	const { id, actor } = await employer(db, slug);
	const far = await role(db, id, [line('required', 'python 2'), line('required', 'fpga 3')]);
	const near = await role(db, id, [line('required', 'eeg 2'), line('required', 'python 2')]);
	const offer = await course(db, id);
	await role(db, id, [], { state: 'closed' });
	return { slug, id, actor, near, far, offer: offer.id, runId: offer.runId };
}
const has = ['eeg 3', 'python 2', 'machine-learning 2'];

describe('from the page of a talent', () => {
	it('a member may invite to what takes applications, the best fit first', async () => {
		const { actor, near, far, offer, slug } = await company();
		const { id } = await talent(app, { has, visibility: 'public' });
		const [own, ...others] = await inviteChoices(app, actor, id);
		expect(others).toEqual([]);
		expect(own).toMatchObject({ organization: { slug }, accepts: true, left: invitationsPerDay });
		expect(own!.choices.map((choice) => choice.id)).toEqual([near, far, offer]);
		expect(own!.choices.map(({ fit }) => fit?.headline)).toEqual([100, expect.any(Number), undefined]);
	});

	it('what was asked or applied for already is told, not offered', async () => {
		const { actor, slug, near, far, offer, runId } = await company();
		const { actor: person, id } = await talent(app, { has });
		const invitation = { talentId: id, reason: '您做过在线解码。' };
		await decline(app, person, await invite(app, actor, slug, { ...invitation, listingId: near }), '');
		await invite(app, actor, slug, { ...invitation, listingId: far });
		await apply(app, person, { listingId: offer, slot: runId, letter: '' });
		const [own] = await inviteChoices(app, actor, id);
		expect(Object.fromEntries(own!.choices.map((one) => [one.id, one.obstacle]))).toEqual({
			[near]: 'declined',
			[far]: 'invited',
			[offer]: 'applied'
		});
		expect(own!.left).toBe(invitationsPerDay - 2);
	});

	it('nobody is offered who wants no invitations', async () => {
		const { actor } = await company();
		const { id } = await talent(app, { has, acceptsInvitations: '' });
		expect(await inviteChoices(app, actor, id)).toMatchObject([{ accepts: false, choices: [] }]);
	});

	it('the limit of the day counts with that of the lists', async () => {
		const { actor, id: organizationId, near } = await company();
		const rows = Array.from({ length: invitationsPerDay }, async () => {
			const { id: talentId } = await talent(app);
			return {
				organizationId,
				listingId: near,
				talentId,
				reason: '-',
				createdAt: testNow,
				expiresAt: testNow
			};
		});
		await db.insert(invitations).values(await Promise.all(rows));
		const { id } = await talent(app, { has });
		expect(await inviteChoices(app, actor, id)).toMatchObject([{ left: 0 }]);
	});

	it('only verified organizations that may see the person can invite', async () => {
		const { actor } = await company();
		const { actor: person, id } = await talent(app, { has, visibility: 'public' });
		const pending = await employer(db, 'pending', 'pending');
		for (const who of [undefined, person, pending.actor, (await talent(app)).actor])
			expect(await inviteChoices(app, who, id)).toEqual([]);
		const kept = [
			await talent(app, { visibility: 'hidden' }),
			await talent(app, { blocked: [`示例·company${n}`] })
		];
		for (const one of kept) expect(await inviteChoices(app, actor, one.id)).toEqual([]);
		expect(await inviteChoices(app, actor, 'nosuchid')).toEqual([]);
	});
});
