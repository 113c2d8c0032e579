// What every search engine must do alike. The same cases run with PostgreSQL, and with Meilisearch when MEILI_URL
// names a server.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { setSearch } from '#lib/server/search/engine.ts';
import { postgresEngine } from '#lib/server/search/postgres.ts';
import { findListings } from '#lib/server/search/results.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, addOrganization, addSkill, comparable, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
const meiliPrefix = `test_${randomBytes(6).toString('hex')}_`;
const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey } = process.env;

await addOrganization(db, 'ningxi', '宁析神经科技');
await addOrganization(db, 'qixia', '栖霞微电');
await addOrganization(db, 'newcomer', '新来机构', false);
await addSkill(db, 'recording', '神经信号采集', 'Neural recording');
await addSkill(db, 'eeg', '脑电', 'EEG', ['脑电图', 'electroencephalography'], 'recording');
await addSkill(db, 'imagery', '运动想象', 'Motor imagery', ['MI 范式'], 'recording');
await addSkill(db, 'cpp', 'C++', 'C++');

const day = (n: number) => new Date(Date.UTC(2026, 10, n));
await addListing(db, {
	id: 'algorithm',
	titleZh: '脑电信号处理算法实习生',
	titleEn: 'EEG algorithm intern',
	textZh: '参与采集与实时解码，使用脑机接口设备。',
	district: 'jiangbei',
	publishedAt: day(10),
	skills: ['eeg', 'cpp'],
	role: { degree: 'master', payFrom: 220, payTo: 280, payUnit: 'day' }
});
await addListing(db, {
	id: 'hardware',
	titleZh: '神经信号采集硬件工程师',
	textZh: '负责脑电放大器。我们用 C 语言，也用 e-mail。',
	district: 'qixia',
	organizationId: 'qixia',
	publishedAt: day(12),
	validUntil: '2026-11-30',
	role: {
		employmentType: 'fulltime',
		degree: 'bachelor',
		payFrom: 20_000,
		payTo: 32_000,
		payUnit: 'month',
		payMonths: 14
	}
});
await addListing(db, {
	id: 'course',
	titleZh: '腦機接口導論',
	titleEn: 'Introduction to brain-computer interfaces',
	textZh: '從神經科學到機器學習。',
	district: 'gulou',
	publishedAt: day(14),
	taught: ['imagery'],
	course: { studyLevel: 'bachelor', mode: 'online' }
});
await addListing(db, {
	id: 'other-course',
	titleZh: '科学写作',
	textEn: 'Writing for scientists. "Quotes" and \\ signs.',
	district: 'gulou',
	publishedAt: day(14),
	course: { studyLevel: 'master' }
});
await addListing(db, { id: 'draft', titleZh: '脑电草稿', state: 'draft' });
await addListing(db, { id: 'expired', titleZh: '脑电过期', validUntil: '2026-11-22' });
await addListing(db, { id: 'unverified', titleZh: '脑电未核验', organizationId: 'newcomer' });

const keeping = searchApp(connection);
setSearch(keeping, { engine: postgresEngine(connection.sql, 0) });

const engines: Array<{ name: string; app: App; run: typeof describe }> = [
	{ name: 'PostgreSQL', app: searchApp(connection), run: describe },
	{ name: 'PostgreSQL with answers kept', app: keeping, run: describe },
	{
		name: meiliUrl ? 'Meilisearch' : 'Meilisearch (skipped: MEILI_URL is not set)',
		app: searchApp(connection, { meiliUrl, meiliKey, meiliPrefix }),
		run: meiliUrl ? describe : (describe.skip as typeof describe)
	}
];

describe.each(engines)('a search by $name', ({ app, run }) => {
	run('finds', () => {
		const find = async (address: string) => {
			const query = parseQuery(new URLSearchParams(address));
			const found = await findListings(app, query);
			for (const time of ['second', 'third'])
				expect(comparable(await findListings(app, query)), `asked a ${time} time`).toEqual(comparable(found));
			expect(app.searchName, 'answered by the engine under test').toBe(
				meiliUrl && app.environment.meiliUrl ? 'meilisearch' : 'postgres'
			);
			return found;
		};
		const ids = async (address: string) => (await find(address)).ids;

		beforeAll(async () => {
			await connection.sql`truncate search_documents, search_terms`;
			while ((await drainOutbox(app)) > 0);
		});

		afterAll(async () => {
			if (!app.environment.meiliUrl) return;
			const headers = { authorization: `Bearer ${meiliKey}` };
			await fetch(`${meiliUrl}/indexes/${meiliPrefix}listings`, { method: 'DELETE', headers });
		});

		it('everything open, newest first, ties by id, when nothing is asked', async () => {
			const { ids, total } = await find('');
			expect(ids).toEqual(['course', 'other-course', 'hardware', 'algorithm']);
			expect(total).toBe(4);
		});

		it('a part of a Chinese word, and only where it stands unbroken', async () => {
			expect(await ids('q=脑机接口')).toEqual(['course', 'algorithm']);
			expect(await ids('q=机接')).toEqual(['course', 'algorithm']);
			expect(await ids('q=采集解码')).toEqual([]);
		});

		it('one character wherever it stands', async () => {
			expect(await ids('q=论')).toEqual(['course']);
			expect(await ids('q=脑')).toHaveLength(3);
		});

		it('traditional characters by simplified ones and the other way round', async () => {
			expect(await ids('q=导论')).toEqual(['course']);
			expect(await ids('q=腦電放大器')).toEqual(['hardware']);
		});

		it('Latin words whatever their case, by their beginning when no listing holds them, and C apart from C++', async () => {
			expect(await ids('q=INTERN')).toEqual(['algorithm']);
			expect(await ids('q=inter')).toEqual(['course', 'algorithm']);
			expect(await ids('q=c')).toEqual(['hardware']);
			expect(await ids('q=c%2B%2B')).toEqual(['algorithm']);
			expect(await ids('q=email')).toEqual(['hardware']);
			expect(await ids('q=brain+computer')).toEqual(['course']);
		});

		it('listings that hold all the words', async () => {
			expect(await ids('q=脑电+工程师')).toEqual(['hardware']);
			expect(await ids('q=脑电+导论')).toEqual([]);
		});

		it('listings of a skill by any of its names, also when a text does not say it', async () => {
			expect(await ids('q=electroencephalography')).toEqual(['algorithm', 'hardware']);
			expect(await ids('q=MI+范式')).toEqual(['course']);
			expect(await ids('q=运动想象+腦機')).toEqual(['course']);
		});

		it('listings of the skills under a skill', async () => {
			expect(await ids('skill=recording')).toEqual(['course', 'algorithm']);
			expect(await ids('q=神经信号采集')).toEqual(['hardware', 'algorithm', 'course']);
		});

		it('what gives a skill or one under it, and not what asks for it', async () => {
			expect(await ids('gives=imagery')).toEqual(['course']);
			expect(await ids('gives=recording')).toEqual(['course']);
			expect(await ids('gives=eeg')).toEqual([]);
			const { facets, total } = await find('gives=recording&kind=role');
			expect([total, facets.kind.get('course')]).toEqual([0, 1]);
			expect(await ids('q=脑机接口&gives=imagery')).toEqual(['course']);
		});

		it('titles before texts', async () => {
			expect(await ids('q=脑电')).toEqual(['algorithm', 'hardware']);
		});

		it('listings by the name of their organization', async () => {
			expect(await ids('q=栖霞微电')).toEqual(['hardware']);
		});

		it('nothing that is a draft, has expired, or is of an organization that is not verified', async () => {
			for (const word of ['草稿', '过期', '未核验']) expect(await ids(`q=${word}`)).toEqual([]);
		});

		it('more with more values of one facet, less with more facets', async () => {
			expect(await ids('district=gulou&district=qixia')).toEqual(['course', 'other-course', 'hardware']);
			expect(await ids('district=gulou&district=qixia&kind=role')).toEqual(['hardware']);
			expect(await ids('kind=course&level=master')).toEqual(['other-course']);
			expect(await ids('organization=qixia&type=fulltime&degree=bachelor')).toEqual(['hardware']);
			expect(await ids('mode=online')).toEqual(['course']);
		});

		it('pay by the month, whatever unit the listing names', async () => {
			expect(await ids('payFrom=6000')).toEqual(['hardware', 'algorithm']);
			expect(await ids('payFrom=6100')).toEqual(['hardware']);
			expect(await ids('payFrom=32001')).toEqual([]);
		});

		it('the listings that close first, and pages', async () => {
			expect(await ids('sort=deadline')).toEqual(['hardware', 'algorithm', 'course', 'other-course']);
			expect(await ids('sort=new&q=脑')).toEqual(['course', 'hardware', 'algorithm']);
			expect(await find('page=2')).toMatchObject({ ids: [], total: 4 });
		});

		it('counts for every facet, without its own filter but with the others', async () => {
			const { facets, total } = await find('kind=role&district=gulou&district=jiangbei');
			expect(total).toBe(1);
			expect(Object.fromEntries(facets.kind)).toEqual({ course: 2, role: 1 });
			expect(Object.fromEntries(facets.district)).toEqual({ jiangbei: 1, qixia: 1, gulou: 0 });
			expect(Object.fromEntries(facets.degree)).toEqual({ master: 1 });
			expect(Object.fromEntries(facets.organization)).toEqual({ ningxi: 1 });
			expect(Object.fromEntries(facets.skill)).toEqual({ eeg: 1, cpp: 1 });
		});

		it('counts of a chosen skill with all that lies under it', async () => {
			expect(Object.fromEntries((await find('skill=recording')).facets.skill)).toEqual({
				cpp: 1,
				eeg: 1,
				imagery: 1,
				recording: 2
			});
			expect(Object.fromEntries((await find('q=导论&skill=cpp')).facets.skill)).toEqual({
				imagery: 1,
				cpp: 0
			});
		});

		it('nothing by words that try to leave their quotes, and never fails', async () => {
			for (const words of [
				'" OR id EXISTS OR tokens = "',
				"') or true --",
				'\\',
				':* | !&',
				'脑"电',
				'🧠',
				'𠀀𠀁'
			]) {
				const { total } = await find(`q=${encodeURIComponent(words)}`);
				expect(total).toBeLessThanOrEqual(4);
			}
			expect(await ids(`q=${encodeURIComponent('" OR kind = "role')}`)).toEqual([]);
			expect(await ids(`q=${encodeURIComponent('脑机接口'.repeat(50))}`)).toEqual([]);
		});
	});
});
