import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { drawnReason } from '#lib/invitations/words.ts';
import { invitationDays, invitationsPerDay } from '#lib/invitations/types.ts';
import type { App } from '#lib/server/app.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { invitePage } from '#lib/server/invitations/pair.ts';
import {
	accept,
	decline,
	expireInvitations,
	invite,
	myInvitation,
	myInvitations,
	sentInvitations,
	takeBack
} from '#lib/server/invitations/service.ts';
import { invitations } from '#lib/server/invitations/table.ts';
import { mails } from '#lib/server/mail/table.ts';
import { noticesOf } from '#lib/server/notifications/data.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import {
	account,
	course,
	employer,
	line,
	outcome,
	profile,
	role,
	talent,
	testApp,
	testNow
} from '#lib/server/talents/testing.ts';
import { talentView } from '#lib/server/talents/view.ts';

const { db } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
const later = (days: number) =>
	({ ...app, now: () => new Date(testNow.getTime() + days * 86_400_000) }) as App;
beforeAll(async () => {
	await loadSkills(db);
});

const company = await employer(db, 'company');
const open = await role(db, company.id);
const ask = (talentId: string, listingId = open) => ({ listingId, talentId, reason: '您做过在线解码。' });
const inviting = (talentId: string, listingId = open, by: Actor | undefined = company.actor, at = app) =>
	outcome(invite(at, by, 'company', ask(talentId, listingId)));
const rowOf = async (id: string) => (await db.select().from(invitations).where(eq(invitations.id, id)))[0]!;

describe('inviting', () => {
	it('reaches the talent as a notice and once as a mail', async () => {
		const { actor, id } = await talent(app);
		await db.execute(`update accounts set email_verified_at = now() where id = '${actor.accountId}'`);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		expect(await noticesOf(db, actor.accountId, 5)).toMatchObject([
			{ kind: 'invited', data: { id: invitation, nameZh: '示例·company' } }
		]);
		const sent = await db.select().from(mails).where(eq(mails.recipient, actor.email));
		expect(sent).toHaveLength(1);
		expect(sent[0]?.body).toContain(`/me/invitations/${invitation}`);
		expect(await myInvitations(app, actor)).toMatchObject([{ id: invitation, state: 'sent' }]);
	});

	it('answers for people whom the organization may not see as for people who do not exist', async () => {
		const hidden = await talent(app, { visibility: 'hidden' });
		const blocking = await talent(app, { blocked: ['示例·company'] });
		for (const id of [hidden.id, blocking.id, 'nosuchid']) {
			expect(await inviting(id)).toBe('notFound');
			expect(await outcome(invitePage(app, company.actor, 'company', open, id))).toBe('notFound');
		}
	});

	it('tells neutrally of a talent who wants no invitations', async () => {
		const { actor, id } = await talent(app, { acceptsInvitations: '' });
		expect((await invitePage(app, company.actor, 'company', open, id))?.obstacle).toBe('notAccepting');
		expect(await inviting(id)).toBe('notNow');
		expect(await myInvitations(app, actor)).toEqual([]);
		await saveProfile(app, actor, profile({ version: '1', acceptsInvitations: 'on' }));
		expect(await inviting(id)).toBe('accepted');
	});

	it('is for members of a verified organization, and for its own open listings', async () => {
		const { id } = await talent(app);
		const pending = await employer(db, 'pending', 'pending');
		const rival = await employer(db, 'rival');
		const pendingRole = await role(db, pending.id);
		expect(await outcome(invite(app, undefined, 'company', ask(id)))).toBe('signInFirst');
		expect(await inviting(id, open, rival.actor)).toBe('notFound');
		expect(await inviting(id, await role(db, rival.id))).toBe('notFound');
		expect(await inviting(id, await role(db, company.id, [], { state: 'closed' }))).toBe('notNow');
		expect(await outcome(invite(app, pending.actor, 'pending', ask(id, pendingRole)))).toBe('notAllowed');
	});

	it('asks one person once for a listing, also when two colleagues do it at the same moment', async () => {
		const { actor, id } = await talent(app);
		const both = await Promise.all([inviting(id), inviting(id)]);
		expect(both.sort()).toEqual(['accepted', 'notNow']);
		expect(await myInvitations(app, actor)).toHaveLength(1);
		expect(await inviting(id, await role(db, company.id))).toBe('accepted');
	});

	it('is not for who has already applied', async () => {
		const { actor, id } = await talent(app);
		const application = await apply(app, actor, { listingId: open, slot: null, letter: '' });
		expect((await invitePage(app, company.actor, 'company', open, id))?.obstacle).toBe('applied');
		expect(await inviting(id)).toBe('notNow');
		await moveOwn(app, actor, { id: application, state: 'withdrawn', reason: '' });
		expect(await inviting(id)).toBe('accepted');
	});

	it('ends at the limit of the day and goes on the next', async () => {
		const busy = await employer(db, 'busy');
		const listing = await role(db, busy.id);
		const sent = Array.from({ length: invitationsPerDay - 1 }, async () => {
			const { id } = await talent(app);
			const row = { organizationId: busy.id, listingId: listing, talentId: id, reason: '-' };
			await db.insert(invitations).values({ ...row, createdAt: testNow, expiresAt: later(14).now() });
		});
		await Promise.all(sent);
		const people = [await talent(app), await talent(app), await talent(app)];
		const attempts = people.map(({ id }) =>
			outcome(invite(app, busy.actor, 'busy', { listingId: listing, talentId: id, reason: '-' }))
		);
		expect((await Promise.all(attempts)).sort()).toEqual(['accepted', 'tooMany', 'tooMany']);
		expect((await sentInvitations(app, busy.actor, 'busy', { limit: 5, offset: 0 })).left).toBe(0);
		const { id } = await talent(app);
		const next = { listingId: listing, talentId: id, reason: '-' };
		expect(await outcome(invite(later(1), busy.actor, 'busy', next))).toBe('accepted');
	});

	it('draws its reason from the strongest needs that are met', async () => {
		const listing = await role(db, company.id, [
			line('required', 'eeg 3'),
			line('required', 'python 2'),
			line('preferred', 'ssvep 1')
		]);
		const { id } = await talent(app, { has: ['eeg 3', 'python 2', 'machine-learning 2'] });
		const { met } = (await invitePage(app, company.actor, 'company', listing, id))!;
		expect(met.map((skill) => skill.id).sort()).toEqual(['eeg', 'python']);
		expect(drawnReason('role', { zh: '解码实习', en: null }, met)).toContain('解码实习');
		const { id: lone } = await talent(app);
		expect((await invitePage(app, company.actor, 'company', listing, lone))?.met).toEqual([]);
	});
});

describe('an invitation', () => {
	it('that is accepted starts an application and shares the contact', async () => {
		const { actor, id } = await talent(app, { contactPhone: '13800000000' });
		const invitation = await invite(app, company.actor, 'company', ask(id));
		expect((await talentView(db, company.actor, id))?.contact).toBeUndefined();
		const application = await accept(app, actor, invitation, null);
		expect(await myApplications(app, actor)).toMatchObject([{ id: application, state: 'sent' }]);
		expect((await talentView(db, company.actor, id))?.contact).toMatchObject({ phone: '13800000000' });
		expect(await rowOf(invitation)).toMatchObject({ state: 'accepted', applicationId: application });
		const told = (await noticesOf(db, company.actor.accountId, 100)).filter(
			({ kind }) => kind === 'invitationAnswered'
		);
		expect(told).toMatchObject([{ data: { state: 'accepted' } }]);
		expect(await outcome(accept(app, actor, invitation, null))).toBe('notNow');
	});

	it('shares only the contact that the person ticks', async () => {
		const { actor, id } = await talent(app, { contactPhone: '13800000000' });
		const invitation = await invite(app, company.actor, 'company', ask(id));
		const share = { shareEmail: false, sharePhone: true, shareWechat: false };
		await accept(app, actor, invitation, null, share);
		const { contact } = (await talentView(db, company.actor, id))!;
		expect(contact).toMatchObject({ email: null, phone: '13800000000' });
	});

	it('to a course asks which run', async () => {
		const { actor, id } = await talent(app);
		const offer = await course(db, company.id);
		const invitation = await invite(app, company.actor, 'company', ask(id, offer.id));
		expect((await myInvitation(app, actor, invitation)).slots).toHaveLength(1);
		expect(await outcome(accept(app, actor, invitation, null))).toBe('invalid slot');
		expect(await rowOf(invitation)).toMatchObject({ state: 'sent', applicationId: null });
		expect(await outcome(accept(app, actor, invitation, offer.runId))).toBe('accepted');
	});

	it('lets somebody into a run that has begun after the admission, where nobody else can apply', async () => {
		const offer = await course(db, company.id);
		await db.update(courses).set({ admissionTo: '2026-11-20' }).where(eq(courses.listingId, offer.id));
		const began = { startsOn: '2026-11-16', endsOn: '2026-12-18' };
		await db.update(courseRuns).set(began).where(eq(courseRuns.id, offer.runId));
		const { actor, id } = await talent(app);
		const asked = { listingId: offer.id, slot: offer.runId, letter: '' };
		expect(await outcome(apply(app, actor, asked))).toBe('notNow');
		expect(await invitePage(app, company.actor, 'company', offer.id, id)).toMatchObject({
			admittedTo: '2026-11-20',
			obstacle: undefined
		});
		const invitation = await invite(app, company.actor, 'company', ask(id, offer.id));
		const { open: mayAccept, slots } = await myInvitation(app, actor, invitation);
		expect({ mayAccept, slots }).toMatchObject({ mayAccept: true, slots: [{ begun: true, left: 10 }] });
		const application = await accept(app, actor, invitation, offer.runId);
		const answer = { version: 1, state: 'admitted' as const, reason: '', meetsAt: null, place: null };
		await answerApplication(app, company.actor, 'company', application, answer);
		await moveOwn(app, actor, { id: application, state: 'enrolled', reason: '' });
		expect(await myApplications(app, actor)).toMatchObject([{ state: 'enrolled' }]);
		const { seatsTaken } = (await db.select().from(courseRuns).where(eq(courseRuns.id, offer.runId)))[0]!;
		expect(seatsTaken).toBe(1);
	});

	it('is not for a course whose admission and runs are over', async () => {
		const offer = await course(db, company.id);
		await db.update(courses).set({ admissionTo: '2026-10-01' }).where(eq(courses.listingId, offer.id));
		const over = { startsOn: '2026-10-08', endsOn: '2026-11-20' };
		await db.update(courseRuns).set(over).where(eq(courseRuns.id, offer.runId));
		const { id } = await talent(app);
		expect((await invitePage(app, company.actor, 'company', offer.id, id))?.obstacle).toBe('closed');
		expect(await inviting(id, offer.id)).toBe('notNow');
	});

	it('that is declined says why to the organization and is not asked again', async () => {
		const { actor, id } = await talent(app);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		await decline(app, actor, invitation, '已有安排');
		expect(await rowOf(invitation)).toMatchObject({ state: 'declined', declineReason: '已有安排' });
		const { rows } = await sentInvitations(app, company.actor, 'company', {
			state: 'declined',
			limit: 5,
			offset: 0
		});
		expect(rows[0]).toMatchObject({ id: invitation, declineReason: '已有安排', by: company.actor.email });
		expect(await inviting(id)).toBe('notNow');
		expect(await myApplications(app, actor)).toEqual([]);
	});

	it('is answered by the one it went to, and by nobody else', async () => {
		const { id } = await talent(app);
		const other = await talent(app);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		for (const who of [other.actor, company.actor]) {
			expect(await outcome(accept(app, who, invitation, null))).toBe('notFound');
			expect(await outcome(decline(app, who, invitation, ''))).toBe('notFound');
			expect(await outcome(myInvitation(app, who, invitation))).toBe('notFound');
		}
		expect(await outcome(myInvitation(app, undefined, invitation))).toBe('signInFirst');
	});

	it('can be taken back while it waits, by its organization alone', async () => {
		const { actor, id } = await talent(app);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		const stranger = await employer(db, 'stranger');
		expect(await outcome(takeBack(app, stranger.actor, 'stranger', invitation))).toBe('notFound');
		await takeBack(app, company.actor, 'company', invitation);
		expect(await outcome(accept(app, actor, invitation, null))).toBe('notNow');
		expect(await inviting(id)).toBe('accepted');
	});

	it('expires, and then the talent may be asked again', async () => {
		const { actor, id } = await talent(app);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		const late = later(invitationDays);
		expect(await myInvitations(late, actor)).toMatchObject([{ id: invitation, state: 'expired' }]);
		expect(await outcome(accept(late, actor, invitation, null))).toBe('notNow');
		expect(await inviting(id, open, company.actor, late)).toBe('accepted');
		await expireInvitations(later(3 * invitationDays));
		expect(new Set((await myInvitations(late, actor))?.map(({ state }) => state))).toEqual(
			new Set(['expired'])
		);
	});

	it('no longer names a talent who has blocked the organization', async () => {
		const { actor, id } = await talent(app);
		const invitation = await invite(app, company.actor, 'company', ask(id));
		await saveProfile(app, actor, profile({ version: '1', blocked: ['示例·company'] }));
		const { rows } = await sentInvitations(app, company.actor, 'company', { limit: 100, offset: 0 });
		expect(rows.find((row) => row.id === invitation)?.talent).toBeUndefined();
		expect(await outcome(accept(app, actor, invitation, null))).toBe('notNow');
	});

	it('needs a profile to be seen', async () => {
		expect(await myInvitations(app, await account(db))).toBeUndefined();
	});
});
