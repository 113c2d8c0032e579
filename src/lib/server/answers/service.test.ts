import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { readInboxFilter } from '#lib/applications/inbox.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { answerMany, recentMany, sendMany, undoMany } from '#lib/server/answers/bulk.ts';
import { templatesFor } from '#lib/server/answers/page.ts';
import { addTemplate, changeTemplate, removeTemplate, templatesPage } from '#lib/server/answers/templates.ts';
import { eventsOf } from '#lib/server/applications/data.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, outcome, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const later = (ms: number) => ({ ...app, now: () => new Date(testNow.getTime() + ms) }) as App;
beforeAll(() => loadSkills(db));

const house = await employer(db, 'house');
const rival = await employer(db, 'rival');
const open = await role(db, house.id);
const thanks = { name: '感谢', textZh: '{姓名}，感谢申请{岗位}。', textEn: 'Thank you, {name}.' };

async function applicant(locale: 'zh-CN' | 'en' = 'zh-CN', listingId = open) {
	const person = await talent(app);
	await db.update(accounts).set({ locale }).where(eq(accounts.id, person.actor.accountId));
	const id = await apply(app, person.actor, { listingId, slot: null, letter: '' });
	return { ...person, application: id };
}
const many = (ids: string[], more: object = {}) => ({
	...{ picked: ids.map((id) => ({ id, version: 1 })), state: 'rejected' as ApplicationState },
	...{ all: undefined, template: '', textZh: '这次不合适。', textEn: 'Not this time.' },
	...more
});
const filterOf = (query: string) => readInboxFilter(new URLSearchParams(query));
const answerHouse = (input: ReturnType<typeof many>) =>
	answerMany(app, house.actor, 'house', input, filterOf(''));
const rowOf = async (id: string) => (await db.select().from(applications).where(eq(applications.id, id)))[0]!;
const lastWords = async (id: string) => (await eventsOf(db, [id])).get(id)?.at(-1);

describe('an answer to many', () => {
	it('goes out after ten seconds, to each in their own language, in the name of who gave it', async () => {
		await addTemplate(app, house.actor, 'house', thanks);
		const template = (await templatesPage(app, house.actor, 'house'))[0]!.id;
		const [zh, en] = [await applicant('zh-CN'), await applicant('en')];
		const written = { template, textZh: '', textEn: '' };
		await answerHouse(many([zh.application, en.application], written));
		expect(await sendMany(later(9_000))).toBe(0);
		expect((await rowOf(zh.application)).state).toBe('sent');
		expect(await sendMany(later(11_000))).toBe(2);
		expect(await lastWords(zh.application)).toMatchObject({
			...{ to: 'rejected', reason: '陈同学，感谢申请示例·role。', by: house.actor.email }
		});
		expect(await lastWords(en.application)).toMatchObject({ reason: 'Thank you, 陈同学.' });
		expect(await recentMany(later(12_000), house.id)).toMatchObject([
			{ all: 2, moved: 2, unsent: 0, held: false }
		]);
		expect(await sendMany(later(13_000))).toBe(0);
	});

	it('can be undone by any member while it waits, and not afterwards', async () => {
		const one = await applicant();
		const id = await answerHouse(many([one.application]));
		expect(await outcome(undoMany(app, rival.actor, 'rival', id))).toBe('notFound');
		expect(await outcome(undoMany(later(9_000), house.actor, 'house', id))).toBe('accepted');
		expect(await sendMany(later(11_000))).toBe(0);
		const again = await answerHouse(many([one.application]));
		expect(await outcome(undoMany(later(11_000), house.actor, 'house', again))).toBe('notNow');
	});

	it('leaves alone what has changed meanwhile or cannot move so, and moves the others', async () => {
		const [changed, gone, fine] = [await applicant(), await applicant(), await applicant()];
		const ids = [changed, gone, fine].map(({ application }) => application);
		await answerHouse(many(ids, { state: 'talking' }));
		const answer = { version: 1, state: 'offer', reason: '', meetsAt: null, place: null } as const;
		await answerApplication(app, house.actor, 'house', changed.application, answer);
		await moveOwn(app, gone.actor, { id: gone.application, state: 'withdrawn', reason: '' });
		await sendMany(later(11_000));
		const states = await Promise.all(ids.map(async (id) => (await rowOf(id)).state));
		expect(states).toEqual(['offer', 'withdrawn', 'talking']);
		expect(await recentMany(later(12_000), house.id)).toMatchObject([{ all: 3, moved: 1, unsent: 0 }]);
	});

	it('goes to all that the filter leaves, over every page, or to none when they are others than were shown', async () => {
		const crowd = await employer(db, 'crowd');
		const listing = await role(db, crowd.id);
		const people = [];
		for (let i = 0; i < 4; i++) people.push(await applicant('zh-CN', listing));
		const answer = { version: 1, state: 'offer', reason: '', meetsAt: null, place: null } as const;
		await answerApplication(app, crowd.actor, 'crowd', people[0]!.application, answer);
		const all = (shown: number, more: object = {}, query = '?unanswered') =>
			answerMany(app, crowd.actor, 'crowd', many([], { all: shown, ...more }), filterOf(query));
		expect(await outcome(all(4))).toBe('changedElsewhere');
		await all(3);
		expect(await recentMany(app, crowd.id)).toMatchObject([{ all: 3, unsent: 3, held: true }]);
		await sendMany(later(11_000));
		const states = await Promise.all(people.map(async ({ application }) => (await rowOf(application)).state));
		expect(states).toEqual(['offer', 'rejected', 'rejected', 'rejected']);
		expect(await outcome(all(3, {}, '?state=rejected'))).toBe('notNow');
	});

	it('takes no application of another organization, and no template of one', async () => {
		const other = await applicant('zh-CN', await role(db, rival.id));
		expect(await outcome(answerHouse(many([other.application])))).toBe('notFound');
		const own = await applicant();
		await answerHouse(many([own.application, other.application]));
		await sendMany(later(11_000));
		expect((await rowOf(other.application)).state).toBe('sent');
		await addTemplate(app, rival.actor, 'rival', thanks);
		const template = (await templatesPage(app, rival.actor, 'rival'))[0]!.id;
		const foreign = many([own.application], { template, textZh: '', textEn: '' });
		expect(await outcome(answerHouse(foreign))).toBe('notFound');
	});
});

describe('a template', () => {
	it('is changed by one member at a time, taken away and brought back', async () => {
		const team = await employer(db, 'team');
		await addTemplate(app, team.actor, 'team', thanks);
		expect(await outcome(addTemplate(app, team.actor, 'team', thanks))).toBe('alreadyExists name');
		const { id, version } = (await templatesPage(app, team.actor, 'team'))[0]!;
		const change = { ...thanks, id, version, name: '感谢 2' };
		await changeTemplate(app, team.actor, 'team', change);
		expect(await outcome(changeTemplate(app, team.actor, 'team', change))).toBe('changedElsewhere');
		expect(await outcome(changeTemplate(app, rival.actor, 'rival', change))).toBe('notFound');
		await removeTemplate(app, team.actor, 'team', id);
		expect(await templatesPage(app, team.actor, 'team')).toEqual([]);
		await removeTemplate(app, team.actor, 'team', id, true);
		expect((await templatesPage(app, team.actor, 'team'))[0]?.name).toBe('感谢 2');
	});

	it('fills the words of a single answer for its person', async () => {
		const { application } = await applicant('en');
		const [template] = await templatesPage(app, house.actor, 'house');
		const shown = await templatesFor(app, house.actor, 'house', application, template!.id);
		expect(shown.words).toBe('Thank you, 陈同学.');
		expect((await templatesFor(app, house.actor, 'house', application, 'unknown')).words).toBe('');
	});
});
