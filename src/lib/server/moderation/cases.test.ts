import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { afterStep, stepsOf, type CaseState, type OperatorStep } from '#lib/moderation/cases.ts';
import { parseQuery } from '#lib/search/query.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import {
	listingCards,
	listingPage,
	listingsOfOrganization,
	newestListings
} from '#lib/server/listings/data.ts';
import { publishListing } from '#lib/server/listings/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { appealCase, closeLapsed, frozenBy, subjectCase } from '#lib/server/moderation/appeals.ts';
import { caseQueue, moveCase, operatorCase } from '#lib/server/moderation/cases.ts';
import { caseFigures } from '#lib/server/moderation/figures.ts';
import {
	fileReport,
	ownReports,
	reportPage,
	sayMore,
	withdrawReport
} from '#lib/server/moderation/reports.ts';
import { caseEvents, cases } from '#lib/server/moderation/table.ts';
import { noticesOf } from '#lib/server/notifications/data.ts';
import { updateOrganization } from '#lib/server/organizations/service.ts';
import { decideVerification } from '#lib/server/organizations/verify.ts';
import { organizationPage } from '#lib/server/organizations/directory.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { searchPage } from '#lib/server/search/page.ts';
import { clockedApp, index, person, start } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, line, outcome, profile, role, talent } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { searchTalents } from '#lib/server/talents/search.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';
import { talentView } from '#lib/server/talents/view.ts';
import { talents } from '#lib/server/talents/table.ts';

const { app, setTime } = clockedApp(await testDatabase());
const { db } = app;
const today = dayInNanjing(start);
let operator: Actor;
beforeAll(async () => {
	await loadSkills(db);
	operator = { ...(await person(app)), isOperator: true };
});

let houses = 0;
const house = () => employer(db, `house-${++houses}`);
const network = '198.51.100.0/24';
const report = (id: string, actor?: Actor) => fileReport(app, actor, { kind: 'listing', id }, network);
const caseOf = async (listingId: string) =>
	(await db.select().from(cases).where(eq(cases.listingId, listingId)))[0]!;
const stateOf = async (id: string) => (await db.select().from(listings).where(eq(listings.id, id)))[0]!.state;
async function step(id: string, step: OperatorStep, words = '核实') {
	const { version } = (await db.select().from(cases).where(eq(cases.id, id)))[0]!;
	await moveCase(app, operator, id, { step, version, words });
}

describe('a report', () => {
	it('takes one click without an account and is followed by a link that nobody can guess', async () => {
		const id = await role(db, (await house()).id);
		const token = await report(id);
		expect(token).toMatch(/^[\w-]{43}$/);
		expect(await reportPage(app, undefined, token)).toMatchObject({ state: 'open', dueOn: '2026-11-30' });
		await sayMore(app, undefined, token, { reason: 'fee', words: '收押金' });
		await withdrawReport(app, undefined, token, true);
		expect(await reportPage(app, undefined, token)).toMatchObject({ reason: 'fee', withdrawn: true });
		await withdrawReport(app, undefined, token, false);
		expect(await outcome(reportPage(app, undefined, token.replace(/./, 'x')))).toBe('notFound');
	});

	it('of somebody signed in is theirs alone, and counts once', async () => {
		const id = await role(db, (await house()).id);
		const [one, other] = [await person(app), await person(app)];
		const key = await report(id, one);
		expect(await report(id, one)).toBe(key);
		expect(await ownReports(app, one)).toMatchObject([
			{ id: key, state: 'open', dueOn: '2026-11-30', withdrawn: false }
		]);
		for (const reader of [other, undefined, operator])
			expect(await outcome(reportPage(app, reader, key))).toBe('notFound');
		const { id: caseId } = await caseOf(id);
		expect((await operatorCase(app, operator, caseId)).reports).toMatchObject([{ who: one.email }]);
	});

	it('is about what its reporter can see, and about nothing else', async () => {
		const at = await house();
		const hidden = await talent(app, { visibility: 'hidden' });
		const shown = await talent(app, { visibility: 'public' });
		const file = (kind: 'listing' | 'organization' | 'talent', id: string, actor?: Actor) =>
			outcome(fileReport(app, actor, { kind, id }, network));
		expect(await file('talent', hidden.id)).toBe('notFound');
		expect(await file('talent', shown.id, shown.actor)).toBe('notFound');
		expect(await file('talent', shown.id)).toBe('accepted');
		expect(await file('organization', at.slug)).toBe('accepted');
		expect(await file('listing', await role(db, at.id, [], { state: 'draft' }))).toBe('notFound');
	});

	it('is refused when somebody files too many about one thing', async () => {
		const id = await role(db, (await house()).id);
		const outcomes = [];
		for (let i = 0; i < 21; i++)
			outcomes.push(await outcome(fileReport(app, undefined, { kind: 'listing', id }, '203.0.113.0/24')));
		expect(outcomes.at(-2)).toBe('accepted');
		expect(outcomes.at(-1)).toBe('tooMany');
	});
});

describe('a frozen listing', () => {
	it('vanishes at once from every page, list and search, and comes back as it was', async () => {
		const at = await house();
		const id = await role(db, at.id, [line('required', 'eeg 3')]);
		await index(app);
		await report(id);
		const { id: caseId } = await caseOf(id);
		const shows = async () => ({
			page: (await listingPage(db, 'role', id, today)) !== undefined,
			shown: (await listingCards(db, [id], today, 'shown')).length > 0,
			newest: (await newestListings(db, 500, today)).some((card) => card.id === id),
			house: (await listingsOfOrganization(db, at.id, today)).length > 0,
			search: JSON.stringify(await searchPage(app, parseQuery(new URLSearchParams('q=eeg')))).includes(id),
			reportable: (await outcome(report(id))) === 'accepted'
		});
		const all = { page: true, shown: true, newest: true, house: true, search: true, reportable: true };
		const none = {
			...all,
			page: false,
			shown: false,
			newest: false,
			house: false,
			search: false,
			reportable: false
		};
		expect(await shows()).toEqual(all);
		await step(caseId, 'frozen');
		// The index has not heard of it yet: what is shown is read from rows.
		expect(await shows()).toEqual(none);
		await index(app);
		expect(await shows()).toEqual(none);
		expect(await outcome(publishListing(app, at.actor, at.slug, id))).toBe('notNow');
		await step(caseId, 'released');
		await index(app);
		expect(await shows()).toEqual(all);
	});

	it('that is edited meanwhile comes back closed, to be checked by publishing it', async () => {
		const id = await role(db, (await house()).id);
		await report(id);
		const { id: caseId } = await caseOf(id);
		await step(caseId, 'frozen');
		const { version } = (await db.select().from(listings).where(eq(listings.id, id)))[0]!;
		await db
			.update(listings)
			.set({ textZh: '别的', version: version + 1 })
			.where(eq(listings.id, id));
		await step(caseId, 'dismissed');
		expect(await stateOf(id)).toBe('closed');
	});

	it('stays frozen while another case keeps it', async () => {
		const at = await house();
		const id = await role(db, at.id);
		await report(id);
		await fileReport(app, undefined, { kind: 'organization', id: at.slug }, network);
		const own = await caseOf(id);
		const about = await db.select().from(cases).where(eq(cases.organizationId, at.id));
		const organization = about.find(({ kind }) => kind === 'organization')!;
		await step(own.id, 'frozen');
		await step(organization.id, 'frozen');
		await step(own.id, 'released');
		expect(await stateOf(id)).toBe('frozen');
		await step(organization.id, 'released');
		expect(await stateOf(id)).toBe('open');
	});
});

describe('a frozen organization', () => {
	it('shows nothing, sees nobody, cannot be verified past the case, and comes back verified', async () => {
		const at = await house();
		const ids = [await role(db, at.id), await role(db, at.id, [], { state: 'closed' })];
		await fileReport(app, undefined, { kind: 'organization', id: at.slug }, network);
		const [it] = await db.select().from(cases).where(eq(cases.organizationId, at.id));
		await step(it!.id, 'frozen');
		const now = async () => (await db.select().from(organizations).where(eq(organizations.id, at.id)))[0]!;
		expect((await now()).verification).toBe('frozen');
		expect(await organizationPage(db, at.slug)).toBeUndefined();
		expect(await Promise.all(ids.map(stateOf))).toEqual(['frozen', 'frozen']);
		const { version, nameZh, nameEn, kind, creditCode, district, website, aboutEn } = await now();
		const same = { nameZh, nameEn, kind, creditCode, district, website, aboutEn };
		await updateOrganization(app, at.actor, at.slug, { ...same, aboutZh: '新简介', version, recheck: false });
		expect((await now()).verification).toBe('frozen');
		const decided = { slug: at.slug, version: version + 1, decision: 'verified', reason: null } as const;
		expect(await outcome(decideVerification(app, operator, decided))).toBe('notNow');
		expect(await frozenBy(app, { organizationId: at.id })).toBe(it!.id);
		await step(it!.id, 'dismissed');
		expect((await now()).verification).toBe('verified');
		expect(await Promise.all(ids.map(stateOf))).toEqual(['open', 'closed']);
	});
});

describe('a frozen profile', () => {
	it('is found by nobody, whatever its owner saves, and is as visible as before afterwards', async () => {
		const at = await house();
		const { actor, id } = await talent(app, { has: ['eeg 3'], visibility: 'public' });
		await index(app);
		await fileReport(app, undefined, { kind: 'talent', id }, network);
		const [it] = await db.select().from(cases).where(eq(cases.talentId, id));
		const found = async () => {
			const query = parseTalentQuery(new URLSearchParams('q=eeg'));
			const search = JSON.stringify(await searchTalents(app, at.actor, at.slug, query)).includes(id);
			return [search, (await talentView(db, at.actor, id)) !== undefined];
		};
		expect(await found()).toEqual([true, true]);
		await step(it!.id, 'frozen');
		expect(await found()).toEqual([false, false]);
		const [row] = await db.select().from(talents).where(eq(talents.id, id));
		const again = profile({
			version: String(row!.version),
			has: ['eeg 3'],
			visibility: 'public',
			indexable: 'on'
		});
		await saveProfile(app, actor, again);
		expect(await found()).toEqual([false, false]);
		expect(await subjectCase(app, actor, it!.id)).toMatchObject({ frozen: true });
		await step(it!.id, 'dismissed');
		await index(app);
		expect(await found()).toEqual([true, true]);
	});
});

describe('a case', () => {
	it('is told to those it is about with its reason, is appealed once, and ends', async () => {
		const at = await house();
		await app.sql`update accounts set email_verified_at = now() where id = ${at.actor.accountId}`;
		const reporter = await person(app);
		const id = await role(db, at.id);
		const key = await report(id, reporter);
		const it = await caseOf(id);
		expect(await outcome(subjectCase(app, at.actor, it.id))).toBe('notFound');
		await step(it.id, 'upheld', '收押金，违反劳动合同法第九条');
		expect(await stateOf(id)).toBe('frozen');
		expect((await keptMails(app)).find(({ to }) => to === at.actor.email)?.text).toContain('第九条');
		expect(await noticesOf(db, at.actor.accountId, 9)).toMatchObject([{ kind: 'caseMoved' }]);
		expect(await noticesOf(db, reporter.accountId, 9)).toMatchObject([
			{ kind: 'reportAnswered', data: { id: key, outcome: 'upheld' } }
		]);
		const seen = await subjectCase(app, at.actor, it.id);
		expect(seen).toMatchObject({ state: 'decided', mayAppeal: true, dueOn: '2026-12-08' });
		expect(JSON.stringify(seen)).not.toContain(reporter.email);
		expect(JSON.stringify(seen)).not.toContain(operator.email);
		await appealCase(app, at.actor, it.id, '押金是门禁卡');
		expect(await outcome(appealCase(app, at.actor, it.id, '再来'))).toBe('notNow');
		expect(JSON.stringify(await reportPage(app, reporter, key))).not.toContain('门禁卡');
		await step(it.id, 'overturned');
		expect(await stateOf(id)).toBe('open');
		expect(await caseOf(id)).toMatchObject({ state: 'closed', outcome: 'overturned' });
		expect((await operatorCase(app, operator, it.id)).events.map((event) => event.step)).toEqual([
			'reported',
			'upheld',
			'appealed',
			'overturned'
		]);
	});

	it('does not exist for anybody but its subject and the operators', async () => {
		const [at, other] = [await house(), await house()];
		const id = await role(db, at.id);
		await report(id);
		const it = await caseOf(id);
		await step(it.id, 'upheld');
		expect(await outcome(subjectCase(app, other.actor, it.id))).toBe('notFound');
		expect(await outcome(appealCase(app, other.actor, it.id, '不服'))).toBe('notFound');
		expect(await outcome(operatorCase(app, at.actor, it.id))).toBe('notFound');
		expect(await outcome(caseQueue(app, at.actor, true))).toBe('notFound');
		const input = { step: 'dismissed', version: 2, words: '自己放行' } as const;
		expect(await outcome(moveCase(app, at.actor, it.id, input))).toBe('notFound');
	});

	it('is not decided by two operators at once', async () => {
		const id = await role(db, (await house()).id);
		await report(id);
		const it = await caseOf(id);
		const move = (step: OperatorStep) =>
			outcome(moveCase(app, operator, it.id, { step, version: 1, words: '核实' }));
		expect((await Promise.all([move('upheld'), move('dismissed')])).sort()).toEqual([
			'accepted',
			'changedElsewhere'
		]);
	});

	it('is late after its day, and closes when the time to appeal is over', async () => {
		const at = await house();
		const id = await role(db, at.id);
		await report(id);
		const it = await caseOf(id);
		setTime('2026-12-02T04:00:00Z');
		expect((await caseQueue(app, operator, false)).find((row) => row.id === it.id)?.late).toBe(true);
		expect((await caseFigures(app)).late).toBeGreaterThan(0);
		await step(it.id, 'upheld');
		setTime('2026-12-17T04:00:00Z');
		await closeLapsed(app);
		expect((await caseOf(id)).state).toBe('decided');
		setTime('2026-12-18T04:00:00Z');
		expect(await outcome(appealCase(app, at.actor, it.id, '不服'))).toBe('notNow');
		expect(await closeLapsed(app)).toBe(1);
		expect(await caseOf(id)).toMatchObject({ state: 'closed', outcome: 'upheld' });
		setTime(start.toISOString());
	});

	it('keeps a log that cannot be changed or shortened', async () => {
		const [event] = await db.select().from(caseEvents).limit(1);
		const change = db.update(caseEvents).set({ words: '别的理由' }).where(eq(caseEvents.id, event!.id));
		expect(sqlState(await change.catch((error: unknown) => error))).toBe('23001');
		const remove = db.delete(caseEvents).where(eq(caseEvents.id, event!.id));
		expect(sqlState(await remove.catch((error: unknown) => error))).toBe('23001');
	});

	it('goes only where its steps lead: what is upheld is out of sight, what ends otherwise is shown', () => {
		const anyStep = fc.array(fc.nat({ max: 5 }), { maxLength: 12 });
		fc.assert(
			fc.property(anyStep, fc.boolean(), (choices, appeals) => {
				let now: { state: CaseState; frozen: boolean } = { state: 'open', frozen: false };
				let ended: string | undefined;
				for (const choice of choices) {
					if (now.state === 'decided' && appeals) now = { ...now, state: 'appealed' };
					const steps = stepsOf(now);
					if (steps.length === 0) break;
					const next = afterStep(now, steps[choice % steps.length]!);
					ended = next.outcome ?? ended;
					now = next;
				}
				expect(ended === undefined).toBe(now.state === 'open');
				if (ended) expect(now.frozen).toBe(ended === 'upheld');
			})
		);
	});
});
