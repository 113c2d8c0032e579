import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '#lib/server/accounts/table.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { listMarked, markListing, recordMatchVisit } from '#lib/server/marks/service.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { parseRoleFilter } from '#lib/matching/filter.ts';
import { employmentTypes } from '#lib/roles/types.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import {
	course,
	employer,
	line,
	outcome,
	role,
	talent,
	testApp,
	testNow
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const all = { limit: 50, offset: 0 };
const at = (minutes: number) => ({ ...app, now: () => new Date(testNow.getTime() + minutes * 60_000) });

const company = await employer(db, 'company');
let close: string;
let doctor: string;
let teaching: string;
beforeAll(async () => {
	await loadSkills(db);
	close = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'cpp 2')]);
	doctor = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'gcp 2')], {
		degree: 'doctor',
		employmentType: 'postdoc'
	});
	teaching = (await course(db, company.id, [line('taught', 'gcp 2')])).id;
	await course(db, company.id, [line('taught', 'cpp 2')]);
	forgetWeights(db);
});
const person = () => talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });
type Someone = Awaited<ReturnType<typeof person>>['actor'];
async function matchesOf(actor: Someone, query = '', on = app) {
	const filter = parseRoleFilter(new URLSearchParams(query));
	const matches = await matchesForTalent(on, actor, { kind: 'role', filter, ...all });
	if (matches.state !== 'roles') throw new Error(matches.state);
	expect(matches.total).toBe(matches.rows.length);
	return matches;
}
const rolesOf = async (actor: Someone, query = '', on = app) => (await matchesOf(actor, query, on)).rows;
const ids = (rows: { card: { id: string } }[]) => rows.map(({ card }) => card.id);

describe('a saved listing', () => {
	it('is listed the latest first, is marked where it appears, and can be taken back', async () => {
		const { actor } = await person();
		expect(await markListing(app, actor, { listing: close, mark: 'saved' })).toMatchObject({ was: 'none' });
		await markListing(at(1), actor, { listing: teaching, mark: 'saved' });
		expect(ids(await listMarked(app, actor, 'saved'))).toEqual([teaching, close]);
		expect((await rolesOf(actor)).find(({ card }) => card.id === close)?.mark).toBe('saved');
		expect(await markListing(app, actor, { listing: close, mark: 'none' })).toMatchObject({ was: 'saved' });
		expect(ids(await listMarked(app, actor, 'saved'))).toEqual([teaching]);
		expect(await listMarked(app, (await person()).actor, 'saved')).toEqual([]);
	});

	it('says that it was changed until that is noted, and that it has closed', async () => {
		const { actor } = await person();
		const listing = await role(db, company.id, [line('required', 'eeg 3')]);
		await markListing(app, actor, { listing, mark: 'saved' });
		await db.update(listings).set({ titleZh: '另一个标题', version: 2 }).where(eq(listings.id, listing));
		expect(await listMarked(app, actor, 'saved')).toMatchObject([{ state: 'open', changed: true }]);
		await markListing(app, actor, { listing, mark: 'saved' });
		expect(await listMarked(app, actor, 'saved')).toMatchObject([{ changed: false }]);
		await db.update(listings).set({ state: 'closed', version: 3 }).where(eq(listings.id, listing));
		expect(await listMarked(app, actor, 'saved')).toMatchObject([{ state: 'closed' }]);
		await db.update(listings).set({ state: 'frozen', version: 4 }).where(eq(listings.id, listing));
		expect(await listMarked(app, actor, 'saved')).toEqual([]);
	});

	it('counts as wanted, so that courses close the gaps of the saved roles', async () => {
		const { actor } = await person();
		const unlike = await role(db, company.id, [line('required', 'patents 3')]);
		const lesson = (await course(db, company.id, [line('taught', 'patents 3')])).id;
		const courses = async () => {
			const matches = await matchesForTalent(app, actor, { kind: 'course', ...all });
			return matches.state === 'gains' ? { chosen: matches.chosen, ids: ids(matches.rows) } : undefined;
		};
		expect((await courses())?.ids).not.toContain(lesson);
		await markListing(app, actor, { listing: unlike, mark: 'saved' });
		expect(await courses()).toMatchObject({ chosen: 1, ids: expect.arrayContaining([lesson, teaching]) });
		await markListing(app, actor, { listing: teaching, mark: 'hidden' });
		expect((await courses())?.ids).not.toContain(teaching);
	});

	it('is only what has a page, and only for who is signed in', async () => {
		const { actor } = await person();
		const draft = await role(db, company.id, [], { state: 'draft' });
		const mark = (who: Someone | undefined, listing: string) =>
			outcome(markListing(app, who, { listing, mark: 'saved' }));
		expect(await mark(actor, draft)).toBe('notFound');
		expect(await mark(actor, 'nosuchid')).toBe('notFound');
		expect(await mark(undefined, close)).toBe('signInFirst');
	});
});

describe('the list of matches', () => {
	it('leaves out what is hidden until it is taken back', async () => {
		const { actor } = await person();
		const before = ids(await rolesOf(actor));
		await markListing(app, actor, { listing: close, mark: 'hidden' });
		expect(ids(await rolesOf(actor))).toEqual(before.filter((id) => id !== close));
		expect(ids(await listMarked(app, actor, 'hidden'))).toEqual([close]);
		await markListing(app, actor, { listing: close, mark: 'none' });
		expect(ids(await rolesOf(actor))).toEqual(before);
	});

	it('is narrowed by type, degree and coverage', async () => {
		const { actor } = await person();
		expect(ids(await rolesOf(actor, 'type=postdoc'))).toEqual([doctor]);
		expect(ids(await rolesOf(actor, 'fits=1'))).not.toContain(doctor);
		expect(await rolesOf(actor, 'district=pukou')).toEqual([]);
		const rows = await rolesOf(actor, 'least=40');
		expect(rows.every(({ match }) => match.headline >= 40)).toBe(true);
		expect(await rolesOf(actor, 'type=postdoc&type=internship')).toEqual(await rolesOf(actor));
	});

	it('says what each filter would leave, without what is hidden', async () => {
		const { actor } = await person();
		await markListing(app, actor, { listing: close, mark: 'hidden' });
		for (const query of ['', 'type=postdoc', 'fits=1&least=20']) {
			const { counts } = await matchesOf(actor, query);
			const params = new URLSearchParams(query);
			const sizeWith = async (name: string, value: string) => {
				params.delete(name);
				const asked = new URLSearchParams([...params, [name, value]]);
				return (await rolesOf(actor, asked.toString())).length;
			};
			const postdoc = employmentTypes.indexOf('postdoc');
			expect(counts.type[postdoc]).toBe(await sizeWith('type', 'postdoc'));
		}
		const { counts, rows } = await matchesOf(actor);
		expect(counts.fits).toBe((await rolesOf(actor, 'fits=1')).length);
		expect(counts.least[1]).toBe((await rolesOf(actor, 'least=40')).length);
		expect(counts.type.reduce((sum, n) => sum + n)).toBe(rows.length);
	});

	it('marks what is new since the visit before, for as long as a visit lasts', async () => {
		const { actor } = await person();
		const fresh = async (on: typeof app) => ids((await rolesOf(actor, '', on)).filter(({ fresh }) => fresh));
		expect(await fresh(app)).toEqual([]);
		await recordMatchVisit(app, actor);
		const added = await role(db, company.id, [line('required', 'eeg 3')]);
		await db
			.update(listings)
			.set({ publishedAt: at(60).now() })
			.where(eq(listings.id, added));
		expect(await fresh(at(120))).toEqual([added]);
		await recordMatchVisit(at(120), actor);
		expect(await fresh(at(130))).toEqual([added]);
		expect(await fresh(at(300))).toEqual([]);
	});

	it('comes by date for who turns the personal order off, until it is turned on', async () => {
		const { actor } = await person();
		await setPersonalised(app, actor, false);
		const [row] = await db.select().from(accounts).where(eq(accounts.id, actor.accountId));
		expect(row?.personalised).toBe(false);
		expect(await matchesForTalent(app, actor, { kind: 'role', ...all })).toMatchObject({
			order: 'new',
			personalised: false
		});
		await setPersonalised(app, actor, true);
		expect(await matchesForTalent(app, actor, { kind: 'role', ...all })).toMatchObject({ order: 'rank' });
		expect(await outcome(setPersonalised(app, undefined, true))).toBe('signInFirst');
		expect(await outcome(recordMatchVisit(app, undefined))).toBe('signInFirst');
	});
});
