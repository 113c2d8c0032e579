import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talentCorpus } from '#lib/server/search/corpus.ts';
import { postgresIndex } from '#lib/server/search/postgres-index.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { reconcileAll } from '#lib/server/search/reconcile.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addSkill, searchApp } from '#lib/server/search/testing.ts';
import { searchTalents, talentCounts, talentSkills } from '#lib/server/talents/search.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { suggestForTalents } from '#lib/server/talents/suggest.ts';
import { talents, talentSkills as skillRows } from '#lib/server/talents/table.ts';
import { employer, outcome, profile, talent } from '#lib/server/talents/testing.ts';
import { parseTalentQuery, talentFacets } from '#lib/talents/search.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
await addSkill(db, 'recording', '神经信号采集', 'Neural recording');
await addSkill(db, 'eeg', '脑电', 'EEG', ['脑电图'], 'recording');
await addSkill(db, 'ecog', '皮层脑电', 'ECoG', [], 'recording');
await addSkill(db, 'electrode', '柔性电极', 'Flexible electrode');
await addSkill(db, 'cpp', 'C++', 'C++');
const ningxi = await employer(db, 'ningxi');
const qixia = await employer(db, 'qixia');
const newcomer = await employer(db, 'newcomer', 'pending');

const index = async () => {
	while ((await drainOutbox(app)) > 0);
};
const search = async (address: string, who = ningxi) => {
	const page = await searchTalents(app, who.actor, who.slug, parseTalentQuery(new URLSearchParams(address)));
	if (page.state !== 'found') throw new Error(page.state);
	return page;
};
const names = async (address: string, who = ningxi) =>
	(await search(address, who)).rows.map(({ name }) => name);
/** All that a page tells, as one text. */
const told = async (address: string, who = ningxi) => {
	const { total, groups, ...page } = await search(address, who);
	const counts = groups.flatMap(({ facet, options }) =>
		options.filter(([, , count]) => count > 0).map(([value, , count]) => `${facet}:${value}=${count}`)
	);
	return { total, counts, text: JSON.stringify(page) };
};
const change = async ({ actor }: { actor: Actor }, more: Parameters<typeof profile>[0]) => {
	const [row] = await db.select().from(talents).where(eq(talents.accountId, actor.accountId));
	await saveProfile(app, actor, profile({ version: String(row!.version), ...more }));
};

const chen = {
	displayName: '陈同学',
	headline: '脑电算法方向硕士，做过在线解码',
	has: ['eeg 3', 'cpp 2'],
	education: [{ place: '金陵大学', title: '生物医学工程', fromMonth: '2024-09', toMonth: '', text: '' }],
	wishDistricts: ['jiangbei'],
	wishTypes: ['internship'],
	wishPay: '200',
	wishPayUnit: 'day',
	wishDaysPerWeek: '4',
	availableFrom: '2026-11-01',
	contactEmail: 'secret-address@mail.example',
	contactPhone: '13900004711',
	contactWechat: 'secretwechat'
};
const lin = {
	displayName: 'Lin W.',
	headline: 'Flexible electrode engineer',
	degree: 'doctor',
	visibility: 'public',
	has: ['electrode 4', 'ecog 1'],
	experience: [
		{
			place: 'Sample Devices',
			title: 'Researcher',
			fromMonth: '2022-01',
			toMonth: '',
			text: 'Thin-film work'
		}
	],
	wishDistricts: ['gulou', 'jiangbei'],
	wishTypes: ['fulltime'],
	wishPay: '25000',
	wishPayUnit: 'month',
	availableFrom: '2027-03-15'
};
const people = { chen: await talent(app, chen), lin: await talent(app, lin) };
await talent(app, { displayName: '藏同学', visibility: 'hidden', headline: '脑电', has: ['eeg 4'] });

beforeAll(index);

describe('a verified organization finds talents', () => {
	test('by a skill in any of its names, by pinyin and its initials, and by the skill above it', async () => {
		for (const words of ['脑电', '腦電', 'EEG', '脑电图', 'naodian', 'eeg 人才'])
			expect(await names(`q=${words}`), words).toContain('陈同学');
		expect(await names('q=rouxingdianji')).toEqual(['Lin W.']);
		expect(await names('q=rxdj')).toEqual(['Lin W.']);
		expect((await names('q=神经信号采集')).sort()).toEqual(['Lin W.', '陈同学']);
		expect(await names('q=c%2B%2B')).toEqual(['陈同学']);
	});

	test('by name, headline, education and experience, with typing errors, and not by what is not said', async () => {
		expect(await names('q=在线解码')).toEqual(['陈同学']);
		expect(await names('q=陈同学')).toEqual(['陈同学']);
		expect(await names('q=金陵大学')).toEqual(['陈同学']);
		expect(await names('q=thin-film')).toEqual(['Lin W.']);
		expect(await names('q=engineeer')).toEqual(['Lin W.']);
		expect(await names('q=engin -electrode')).toEqual([]);
		for (const words of ['secret', '13900004711', 'secretwechat', 'mail.example'])
			expect(await names(`q=${words}`), words).toEqual([]);
	});

	test('by what they wish and have, understood from the words or chosen', async () => {
		expect(await names('q=脑电 实习')).toEqual(['陈同学']);
		expect(await names('q=鼓楼')).toEqual(['Lin W.']);
		expect(await names('q=博士')).toEqual(['Lin W.']);
		expect(await names('degree=master&days=4')).toEqual(['陈同学']);
		expect(await names('from=now')).toEqual(['陈同学']);
		expect((await names('from=now&from=2027-03')).sort()).toEqual(['Lin W.', '陈同学']);
		expect(await names('payTo=10000')).toEqual(['陈同学']);
		const { parts } = await search('q=脑电 江北新区 硕士');
		expect(parts.map(({ as, label }) => `${as} ${label}`)).toEqual([
			'skill 脑电',
			'district 江北新区',
			'degree 硕士'
		]);
	});

	test('with counts that leave a facet’s own choice out', async () => {
		const { total, groups } = await search('district=gulou&skill=recording');
		const of = (facet: string) => groups.find((group) => group.facet === facet)!.options;
		expect(total).toBe(1);
		expect(of('district').slice(0, 3)).toEqual([
			['jiangbei', '江北新区', 2],
			['gulou', '鼓楼区', 1],
			['gaochun', '高淳区', 0]
		]);
		expect(of('degree').map(([value, , count]) => [value, count])).toEqual([
			['vocational', 0],
			['bachelor', 0],
			['master', 0],
			['doctor', 1]
		]);
		expect(of('skill').map(([value, , count]) => [value, count])).toEqual([
			['ecog', 1],
			['electrode', 1],
			['recording', 1]
		]);
		expect(of('from')).toEqual([['2027-03', '2027年3月', 1]]);
	});

	test('the better mastered and the verified first where the words say no more', async () => {
		for (const [name, level] of Object.entries({ 甲: 2, 乙: 4, 丙: 3 }))
			await talent(app, { displayName: `${name}同学`, headline: '肌电研究', has: [`eeg ${level}`] });
		const verified = await talent(app, { displayName: '丁同学', headline: '肌电研究', has: ['eeg 3'] });
		await db.update(skillRows).set({ evidence: 'verified' }).where(eq(skillRows.talentId, verified.id));
		await index();
		expect((await names('q=EEG 肌电')).slice(0, 4)).toEqual(['乙同学', '丁同学', '丙同学', '甲同学']);
		expect(await names('evidence=verified')).toEqual(['丁同学']);
		for (const word of ['甲', '乙', '丙', '丁'])
			await db.delete(talents).where(eq(talents.displayName, `${word}同学`));
		await reconcileAll(app);
		await index();
	});

	test('and a row shows name, skills, wishes and no contact', async () => {
		const [row] = (await search('q=EEG')).rows;
		expect(row).toMatchObject({
			name: '陈同学',
			degree: '硕士',
			skills: [
				{ name: '脑电', level: 3 },
				{ name: 'C++', level: 2 }
			],
			wishes: ['实习', '江北新区', expect.stringContaining('200'), expect.any(String), expect.any(String)]
		});
		expect((await told('')).text).not.toMatch(/secret|13900004711/);
	});
});

const asked = (address: string) => parseTalentQuery(new URLSearchParams(address));

describe('while filters are chosen and words typed', () => {
	test('an empty list names each filter and each word without which somebody is found, with how many', async () => {
		expect((await search('skill=eeg&degree=doctor')).removals).toEqual([
			{ of: 'skill', part: undefined, q: undefined, total: 1 },
			{ of: 'degree', part: undefined, q: undefined, total: 1 }
		]);
		expect((await search('q=c%2B%2B 鼓楼&payTo=1000')).removals).toEqual([]);
		expect((await search('q=c%2B%2B 鼓楼')).removals).toMatchObject([
			{ of: 'words', part: 'c++', q: '鼓楼', total: 1 },
			{ of: 'words', part: '鼓楼', q: 'c++', total: 1 }
		]);
		expect((await search('skill=eeg&payTo=1000')).removals).toMatchObject([{ of: 'payTo', total: 1 }]);
	});

	test('the sheet counts as the page does, and nobody who blocks the organization', async () => {
		const counts = (who: typeof ningxi, address: string) =>
			talentCounts(app, who.actor, who.slug, asked(address));
		const page = await search('degree=master');
		expect(await counts(ningxi, 'degree=master')).toEqual({ total: page.total, facets: page.groups });
		await change(people.chen, { ...chen, blocked: ['示例·qixia'] });
		await index();
		expect((await counts(qixia, 'q=解码')).total).toBe(0);
		expect((await counts(ningxi, 'q=解码')).total).toBe(1);
		const skills = await talentSkills(app, qixia.actor, 'qixia', asked(''), 'naodian');
		expect(skills).toContainEqual(['eeg', '脑电', 0]);
		await change(people.chen, chen);
		await index();
		expect(await talentSkills(app, qixia.actor, 'qixia', asked(''), '神经')).toEqual([
			['recording', '神经信号采集', 2]
		]);
	});

	test('suggestions are skills and filters, and nothing that a person said', async () => {
		const suggested = (typed: string) => suggestForTalents(app, ningxi.actor, 'ningxi', typed);
		expect(await suggested('rxdj')).toMatchObject({ skills: [{ text: '柔性电极', q: '柔性电极' }] });
		expect(await suggested('解码 jiangb')).toMatchObject({
			filters: [{ text: '江北新区', q: '解码', filter: { facet: 'district', value: 'jiangbei' } }]
		});
		for (const typed of ['陈同学', 'Lin', '金陵', 'Sample', 'secret'])
			expect(JSON.stringify(await suggested(typed)), typed).toBe('{"skills":[],"filters":[]}');
		expect(await suggested(' ')).toEqual({});
	});

	test('and all of it only for members of a verified organization', async () => {
		for (const ask of [
			(who: Actor | undefined, slug: string) => talentCounts(app, who, slug, asked('')),
			(who: Actor | undefined, slug: string) => talentSkills(app, who, slug, asked(''), '脑电'),
			(who: Actor | undefined, slug: string) => suggestForTalents(app, who, slug, '脑电')
		]) {
			expect(await outcome(ask(newcomer.actor, 'newcomer'))).toBe('notAllowed');
			expect(await outcome(ask(qixia.actor, 'ningxi'))).toBe('notFound');
			expect(await outcome(ask(undefined, 'ningxi'))).toBe('signInFirst');
		}
	});
});

describe('nobody finds', () => {
	test('anything without being a member, and an unverified organization is told why', async () => {
		const query = parseTalentQuery(new URLSearchParams());
		expect(await searchTalents(app, newcomer.actor, 'newcomer', query)).toEqual({ state: 'unverified' });
		expect(await outcome(searchTalents(app, qixia.actor, 'ningxi', query))).toBe('notFound');
		expect(await outcome(searchTalents(app, undefined, 'ningxi', query))).toBe('signInFirst');
	});

	test('a hidden talent, in hits, totals, counts or corrections', async () => {
		expect((await told('')).text).not.toContain('藏同学');
		expect((await told('q=藏同学')).total).toBe(0);
		expect((await told('')).total).toBe(2);
	});

	test('a talent that has just turned hidden, before the worker ran', async () => {
		const before = await told('', qixia);
		await change(people.lin, { ...lin, visibility: 'hidden' });
		const after = await told('', qixia);
		expect([before.total, after.total]).toEqual([2, 1]);
		expect(after.counts).not.toContainEqual(expect.stringContaining('electrode'));
		expect(after.text).not.toContain('Lin W.');
		expect(await told('q=flexible')).toMatchObject({ total: 0, counts: [] });
		// Not even as what a mistyped word may stand for.
		expect((await search('q=researchr')).parts).toEqual([]);
		await index();
		expect(await told('', qixia)).toEqual(after);
		await change(people.lin, lin);
		await index();
		expect((await search('q=researchr')).rows).toHaveLength(1);
	});

	test('a talent that the worker of another process has just taken out of the index', async () => {
		expect((await told('')).total).toBe(2);
		await change(people.lin, { ...lin, visibility: 'hidden' });
		// What the other process does, of which nobody tells this one.
		await postgresIndex(connection.sql, talentCorpus).remove([people.lin.id]);
		await connection.sql`delete from search_outbox where document_id = ${people.lin.id}`;
		const { total, counts } = await told('');
		expect(total).toBe(1);
		expect(counts).not.toContainEqual(expect.stringContaining('electrode'));
		await change(people.lin, lin);
		await index();
	});

	test('a talent that blocks the organization, at once, while others still find it', async () => {
		await change(people.chen, { ...chen, blocked: ['示例·qixia'] });
		const [blocked, other] = [await told('', qixia), await told('', ningxi)];
		expect(blocked.total).toBe(1);
		expect(blocked.text).not.toContain('陈同学');
		expect(blocked.counts).not.toContain('skill:eeg=1');
		// Marked as edited, it is in no count at all until the worker has run.
		expect(other.total).toBe(1);
		await index();
		expect((await told('', ningxi)).total).toBe(2);
		expect(await told('', qixia)).toEqual(blocked);
		expect(await told('q=脑电&degree=master', qixia)).toMatchObject({ total: 0 });
		expect((await search('q=bioengineerng', qixia)).parts).toEqual([]);
	});

	test('a blocking talent through another organization of the same person', async () => {
		await db
			.insert(memberships)
			.values({ organizationId: qixia.id, accountId: ningxi.actor.accountId, role: 'editor' });
		expect((await told('', ningxi)).text).not.toContain('陈同学');
		expect((await told('', ningxi)).total).toBe(1);
		await db.delete(memberships).where(eq(memberships.accountId, ningxi.actor.accountId));
		await db
			.insert(memberships)
			.values({ organizationId: ningxi.id, accountId: ningxi.actor.accountId, role: 'owner' });
		await change(people.chen, chen);
		await index();
		expect((await told('', qixia)).total).toBe(2);
	});

	test('a suspended talent, or what an edit has just taken out of a profile', async () => {
		await connection.sql`update accounts set suspended_at = now() where id = ${people.lin.actor.accountId}`;
		expect(await told('')).toMatchObject({ total: 1 });
		await connection.sql`update accounts set suspended_at = null where id = ${people.lin.actor.accountId}`;
		await change(people.chen, { ...chen, headline: '在读' });
		expect(await told('q=在线解码')).toMatchObject({ total: 0, counts: [] });
		await index();
		expect(await names('q=在读')).toEqual(['陈同学']);
		expect(await names('q=在线解码')).toEqual([]);
		await change(people.chen, chen);
		await index();
	});
});

test('a rebuilt index and a comparison hold exactly the visible talents', async () => {
	await rebuildSearch(app);
	const stamps = async () => {
		const held: string[] = [];
		for await (const some of postgresIndex(connection.sql, talentCorpus).stamps(100))
			held.push(...some.map(({ id }) => id));
		return held.sort();
	};
	const visible = [people.chen.id, people.lin.id].sort();
	expect(await stamps()).toEqual(visible);
	await connection.sql`delete from talent_documents where talent_id = ${people.lin.id}`;
	await reconcileAll(app);
	await index();
	expect(await stamps()).toEqual(visible);
	expect(await names('q=electrode')).toEqual(['Lin W.']);
});

type Allowed = { name: string; degree: string; skills: string[] };

/** Whom an organization may find, as the rows say at this moment. */
const allowedFor = (organization: string) => connection.sql<Allowed[]>`
	select t.display_name as name, t.degree, array(
		select skill_id from talent_skills s where s.talent_id = t.id) as skills
	from talents t join accounts a on a.id = t.account_id
	where t.visibility <> 'hidden' and a.suspended_at is null and not exists (
		select 1 from blocked_organizations b where b.talent_id = t.id and b.organization_id = ${organization})`;

/** Whether a count is not of more people than those. */
function isAllowed(count: string, allowed: readonly Allowed[]): boolean {
	const [tag = '', number] = count.split('=');
	const [facet, value = ''] = tag.split(':');
	const has = ({ degree, skills }: Allowed) =>
		facet === 'degree' ? degree === value : facet !== 'skill' || skills.includes(value);
	return Number(number) <= allowed.filter(has).length;
}

const fits = ({ name }: Allowed, q: string) =>
	q === '暗号' ? name.startsWith('群') : !/群|暗号/.test(q) || name.endsWith(/\d/.exec(q)![0]);

test('whatever talents hide, block and edit, no search ever tells of one that must not be told', async () => {
	const words = ['脑电', 'EEG', '电极', 'C++', '鼓楼', '实习'];
	const crowd = await Promise.all(
		Array.from({ length: 8 }, (_, i) =>
			talent(app, { displayName: `群${i}`, headline: `暗号${i}号`, has: [i % 2 ? 'eeg 2' : 'electrode 2'] })
		)
	);
	await index();
	const step = fc.record({
		who: fc.integer({ min: 0, max: 7 }),
		visibility: fc.constantFrom('hidden', 'verified', 'public'),
		blocked: fc.subarray(['示例·ningxi', '示例·qixia']),
		suspended: fc.boolean(),
		works: fc.boolean(),
		q: fc.constantFrom('', ...words, '群0', '暗号3号', '暗号')
	});
	let seen = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
			for (const { who, works, q, suspended, visibility, blocked } of steps) {
				const headline = `暗号${who}号`;
				const has = [who % 2 ? 'eeg 2' : 'electrode 2'];
				await change(crowd[who]!, { displayName: `群${who}`, headline, has, visibility, blocked });
				await connection.sql`update accounts set suspended_at = case when ${suspended} then now() end
					where id = ${crowd[who]!.actor.accountId}`;
				// The worker runs now and then, also beside the search.
				const work = works ? index() : undefined;
				for (const viewer of [ningxi, qixia]) {
					const allowed = await allowedFor(viewer.id);
					const { total, counts, text } = await told(`q=${q}`, viewer);
					seen += total;
					const shown = [...text.matchAll(/群\d/g)].map(([name]) => name);
					expect(allowed.map(({ name }) => name)).toEqual(expect.arrayContaining(shown));
					for (const count of counts) expect(count).toSatisfy(() => isAllowed(count, allowed));
					// A page without rows has nothing by which its total could be corrected.
					for (const sum of [total, (await told(`q=${q}&page=2`, viewer)).total]) {
						expect(sum).toBeLessThanOrEqual(allowed.filter((one) => fits(one, q)).length);
					}
				}
				await work;
			}
		}),
		{ numRuns: 25 }
	);
	expect(seen).toBeGreaterThan(100);
}, 120_000);

test('a talent that hides leaves no word in the index', async () => {
	const wren = {
		displayName: 'Wrenfield',
		headline: 'Solitaryword',
		has: ['eeg 1'],
		wishPay: '90',
		wishPayUnit: 'hour'
	};
	const person = await talent(app, wren);
	await index();
	const words = () => connection.sql`
		select term from talent_terms where term in ('wrenfield', 'solitaryword', 'solitaryword wrenfield')`;
	expect(await words()).toHaveLength(2);
	await change(person, { ...wren, visibility: 'hidden' });
	await index();
	expect(await words()).toEqual([]);
	const [row] = await connection.sql`
		select removed, terms::text, length(vector) as vector, tags, pay_from from talent_documents
		where talent_id = ${person.id}`;
	expect(row).toEqual({ removed: true, terms: '', vector: 0, tags: [], pay_from: null });
});

test('every facet is there whether anybody has it or not', async () => {
	expect((await search('q=nothingatall')).groups.map(({ facet }) => facet)).toEqual([...talentFacets]);
});
