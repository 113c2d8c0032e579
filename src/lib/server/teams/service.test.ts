import { beforeAll, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import { releaseHeld, undoApply } from '#lib/server/applications/hold.ts';
import { answerApplication, receivedApplication } from '#lib/server/applications/received.ts';
import { apply, applyPage, moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { mails } from '#lib/server/mail/table.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { endConsent, recipientsOf } from '#lib/server/privacy/ledger.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, outcome, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';
import { talentView } from '#lib/server/talents/view.ts';
import { joinTeam, leaveTeam, sendWithout, teamRequests } from '#lib/server/teams/service.ts';

const { db } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
const later = (ms: number) => ({ ...app, now: () => new Date(testNow.getTime() + ms) }) as App;
beforeAll(() => loadSkills(db));

const house = await employer(db, 'house');
const teamRole = () => role(db, house.id, [], { employmentType: 'team' });
const hidden = { visibility: 'hidden', contactEmail: 'me@sample.example', contactPhone: '138' };
const ask = (listingId: string, team: string[]) => ({ listingId, slot: null, letter: '我们三个', team });
const share = { shareEmail: true, sharePhone: false, shareWechat: false };
const requestTo = async (actor: Actor) => (await teamRequests(app, actor))[0]!;
const join = async (actor: Actor) => joinTeam(app, actor, { id: (await requestTo(actor)).id, ...share });
const received = (at: App, id: string) => receivedApplication(at, house.actor, 'house', id);

describe('a team', () => {
	it('sends one application when each has confirmed, and shows the organization them all', async () => {
		const listing = await teamRole();
		const [leader, one, two] = [await talent(app), await talent(app, hidden), await talent(app, hidden)];
		const id = await apply(app, leader.actor, ask(listing, [one.actor.email, two.actor.email]), {
			held: true
		});
		expect(await requestTo(one.actor)).toMatchObject({ member: 'asked', by: '陈同学' });
		await join(one.actor);
		await releaseHeld(later(86_400_000));
		expect(await outcome(received(app, id))).toBe('notFound');
		expect(await talentView(db, house.actor, one.id)).toBeUndefined();
		await join(two.actor);
		expect(await releaseHeld(later(11_000))).toBe(1);
		const shown = await received(app, id);
		expect(shown.team.map((member) => member.contact)).toEqual(
			Array(2).fill({ email: 'me@sample.example', phone: null, wechat: null })
		);
		expect(await recipientsOf(app, one.actor)).toMatchObject([{ slug: 'house', until: null }]);
		const told = await db.select().from(notices).where(eq(notices.accountId, leader.actor.accountId));
		expect(told.map(({ kind }) => kind)).toEqual(['teamAnswered', 'teamAnswered']);
		await moveOwn(app, leader.actor, { id, state: 'withdrawn', reason: '' });
		expect(await talentView(db, house.actor, one.id)).toBeUndefined();
		expect((await recipientsOf(app, one.actor))[0]?.until).not.toBeNull();
	});

	it('loses who ends their sharing with the organization, and nobody else', async () => {
		const listing = await teamRole();
		const [leader, one, two] = [await talent(app), await talent(app, hidden), await talent(app, hidden)];
		const id = await apply(app, leader.actor, ask(listing, [one.actor.email, two.actor.email]));
		await join(one.actor);
		await join(two.actor);
		await releaseHeld(later(11_000));
		await endConsent(app, one.actor, { purpose: 'application', organization: 'house' });
		expect(await talentView(db, house.actor, one.id)).toBeUndefined();
		expect((await received(app, id)).team.map((member) => member.id)).toEqual([two.id]);
		const answer = { version: 1, state: 'rejected', reason: '不合适', meetsAt: null, place: null } as const;
		await answerApplication(app, house.actor, 'house', id, answer);
		expect(await talentView(db, house.actor, two.id)).toBeDefined();
		await endConsent(app, two.actor, { purpose: 'application', organization: 'house' });
		expect(await talentView(db, house.actor, two.id)).toBeUndefined();
		expect((await received(app, id)).team).toEqual([]);
	});

	it('goes on without those who decline or do not answer, when its leader says so', async () => {
		const listing = await teamRole();
		const [leader, one] = [await talent(app), await talent(app)];
		const id = await apply(app, leader.actor, ask(listing, [one.actor.email, 'nobody@else.example']));
		const [mail] = await db.select().from(mails).where(eq(mails.recipient, 'nobody@else.example'));
		expect(mail?.body).not.toContain('陈同学');
		await leaveTeam(app, one.actor, (await requestTo(one.actor)).id);
		expect((await myApplications(app, leader.actor))?.[0]).toMatchObject({
			awaitsTeam: true,
			team: [{ state: 'asked' }, { state: 'declined' }]
		});
		expect(await outcome(sendWithout(app, one.actor, id))).toBe('notFound');
		await sendWithout(app, leader.actor, id);
		expect(await releaseHeld(later(11_000))).toBe(1);
		expect((await received(app, id)).team).toEqual([]);
		expect(await outcome(sendWithout(app, leader.actor, id))).toBe('notNow');
	});

	it('is taken back into the draft while it waits', async () => {
		const listing = await teamRole();
		const [leader, one] = [await talent(app), await talent(app)];
		const id = await apply(app, leader.actor, ask(listing, [one.actor.email]));
		await undoApply(later(86_400_000), leader.actor, id);
		expect((await applyPage(app, leader.actor, listing)).draft?.team).toEqual([one.actor.email]);
		expect(await teamRequests(app, one.actor)).toEqual([]);
	});

	it('takes nobody twice, nobody who was not asked, and only where the role takes teams', async () => {
		const listing = await teamRole();
		const [leader, other, one] = [await talent(app), await talent(app), await talent(app)];
		expect(await outcome(apply(app, leader.actor, ask(listing, [leader.actor.email])))).toBe('invalid team');
		await apply(app, leader.actor, ask(listing, [one.actor.email]));
		const request = await requestTo(one.actor);
		expect(await outcome(joinTeam(app, other.actor, { id: request.id, ...share }))).toBe('notFound');
		const unproven = { ...one.actor, emailVerified: false };
		expect(await outcome(joinTeam(app, unproven, { id: request.id, ...share }))).toBe('notFound');
		await join(one.actor);
		expect(await outcome(apply(app, one.actor, ask(listing, [])))).toBe('alreadyExists');
		await apply(app, other.actor, ask(listing, [one.actor.email]));
		const second = (await teamRequests(app, one.actor)).find(({ member }) => member === 'asked')!;
		expect(await outcome(joinTeam(app, one.actor, { id: second.id, ...share }))).toBe('alreadyExists');
		const alone = await apply(app, leader.actor, ask(await role(db, house.id), [one.actor.email]));
		expect((await received(app, alone)).team).toEqual([]);
	});
});
