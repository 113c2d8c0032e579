// A marketplace of any size for measurements: organizations, listings and people with skills of the real tree, some
// asked for often and most seldom, as in real ones. The same size gives the same marketplace. Nothing of it is
// ever shown to anybody.
import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { degrees } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { employmentTypes } from '#lib/roles/types.ts';
import type { App } from '#lib/server/app.ts';
import { seeded, type Random } from '#lib/server/demo/random.ts';
import { dataFile } from '#lib/server/skills/file.ts';
import { loadSkills } from '#lib/server/skills/load.ts';

const seed = 20_261_123;
/** Rows a statement inserts. */
const batch = 5_000;
/** One organization for so many listings. */
const listingsEach = 100;
/** What a talent lists and a listing names, at least and at most. */
const skillsOfTalent = [3, 15] as const;
const skillsOfListing = [3, 10] as const;
/** The popularity of the n-th skill is 1 / n^this (Zipf). */
const zipfExponent = 1;

export type Marketplace = { talents: number; listings: number; slugs: string[] };
type Rows = Record<string, unknown>[];
type Skill = { id: string; zh: string; en: string };

/** Fills an empty database with so many listings and talents, and lets PostgreSQL count what is there. */
export async function fillMarketplace(app: App, size: number, talents = size): Promise<Marketplace> {
	await loadSkills(app.db);
	const skills = await app.sql<Skill[]>`select id, zh, en from skills where depth > 1 order by position`;
	const random = seeded(seed);
	const draw = zipf(random, random.some(skills, skills.length));
	const texts = await sentences();
	const organizations = Math.max(5, Math.ceil(size / listingsEach));
	const slugs = await addOrganizations(app.sql, organizations);
	for (let from = 0; from < size; from += batch) {
		const to = Math.min(size, from + batch);
		if (from < talents) await addTalents(app, random, draw, from, Math.min(to, talents));
		await addListings(app, random, draw, texts, organizations, from, to);
	}
	await app.sql`insert into blocked_organizations (talent_id, organization_id)
		select id, 'o' || (1 + (right(id, 6))::int % ${organizations}) from talents where right(id, 2) = '00'`;
	await app.sql`vacuum analyze`;
	return { talents, listings: size, slugs };
}

type Draw = (range: readonly [number, number]) => Skill[];

/** Draws different skills, the first ones of the list far more often than the last. */
function zipf(random: Random, skills: readonly Skill[]): Draw {
	const sums: number[] = [];
	skills.forEach((_, place) => sums.push((sums[place - 1] ?? 0) + 1 / (place + 1) ** zipfExponent));
	const one = () => {
		const at = random.next() * sums.at(-1)!;
		let [low, high] = [0, sums.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sums[middle]! > at) high = middle;
			else low = middle + 1;
		}
		return skills[low]!;
	};
	return ([from, to]) => {
		const wanted = random.between(from, to);
		const drawn = new Set<Skill>();
		while (drawn.size < wanted) drawn.add(one());
		return [...drawn];
	};
}

/** Sentences of the demo's listings, to make texts of the usual length and vocabulary of. */
async function sentences(): Promise<{ zh: string[]; en: string[] }> {
	const texts = { zh: [] as string[], en: [] as string[] };
	for (const name of ['roles', 'courses', 'bases']) {
		const rows = JSON.parse(await readFile(dataFile(`demo/${name}.json`), 'utf8')) as Record<
			string,
			string
		>[];
		for (const { textZh, textEn } of rows) {
			texts.zh.push(...(textZh ?? '').split(/(?<=。)\s*/).filter(Boolean));
			texts.en.push(...(textEn ?? '').split(/(?<=\.)\s+/).filter(Boolean));
		}
	}
	return texts;
}

async function addOrganizations(sql: postgres.Sql, count: number): Promise<string[]> {
	const numbers = Array.from({ length: count }, (_, i) => i + 1);
	await insert(
		sql,
		'organizations',
		numbers.map((n) => ({
			...{
				id: `o${n}`,
				slug: `company-${n}`,
				kind: 'company',
				name_zh: `第 ${n} 公司`,
				name_en: `Company ${n}`
			},
			...{ verification: 'verified', verified_at: new Date(), verification_due: '2099-12-31' },
			...defaults
		}))
	);
	await insert(
		sql,
		'accounts',
		numbers.map((n) => account(`ao${n}`))
	);
	await insert(
		sql,
		'memberships',
		numbers.map((n) => ({
			...{ organization_id: `o${n}`, account_id: `ao${n}`, role: 'owner', created_at: new Date() }
		}))
	);
	return numbers.map((n) => `company-${n}`);
}

const defaults = { version: 1, created_at: new Date(), updated_at: new Date() };
const account = (id: string) => ({
	...{ id, email: `${id}@sample.example`, password_hash: '-', purpose: 'work', locale: 'zh-CN' },
	...{ is_operator: false, personalised: true, ...defaults }
});
const padded = (n: number) => String(n).padStart(6, '0');
/** Some moment of the last 90 days, at least an hour ago. */
const lately = (app: App, random: Random) =>
	new Date(app.now().getTime() - random.between(60, 90 * 24 * 60) * 60_000);
const dayAfter = (now: Date, days: number) => dayInNanjing(new Date(now.getTime() + days * 86_400_000));

async function addTalents(app: App, random: Random, draw: Draw, from: number, to: number): Promise<void> {
	const [accounts, talents, skills]: [Rows, Rows, Rows] = [[], [], []];
	for (let n = from; n < to; n++) {
		const id = `t${padded(n)}`;
		const suspended = random.chance(0.005) ? { suspended_at: new Date() } : { suspended_at: null };
		accounts.push({ ...account(`a${id}`), ...suspended });
		const pays = random.chance(0.3);
		const changed = lately(app, random);
		talents.push({
			...{ id, account_id: `a${id}`, display_name: `人才 ${n}`, headline: 'BCI', about: '' },
			degree: random.pick(degrees),
			visibility: random.chance(0.1) ? 'hidden' : random.pick(['verified', 'public']),
			wish_districts: random.chance(0.5) ? random.some(districts, random.between(1, 3)) : [],
			wish_types: random.chance(0.5) ? random.some(employmentTypes, random.between(1, 2)) : [],
			wish_pay: pays ? random.between(4, 40) * 1000 : null,
			wish_pay_unit: pays ? 'month' : null,
			wish_days_per_week: random.chance(0.2) ? random.between(2, 5) : null,
			available_from: random.chance(0.3) ? dayAfter(app.now(), random.between(-60, 200)) : null,
			...{ indexable: false, sample: false, version: 1, created_at: changed, updated_at: changed }
		});
		for (const skill of draw(skillsOfTalent)) {
			const evidence = random.chance(0.7) ? 'stated' : random.pick(['document', 'verified']);
			skills.push({ talent_id: id, skill_id: skill.id, level: random.between(1, 4), evidence, note: '' });
		}
	}
	await insert(app.sql, 'accounts', accounts);
	await insert(app.sql, 'talents', talents);
	await insert(app.sql, 'talent_skills', skills);
}

/** Six of ten listings are roles, three courses, one a base; the titles name what the listing is about. */
async function addListings(
	app: App,
	random: Random,
	draw: Draw,
	texts: { zh: string[]; en: string[] },
	organizations: number,
	from: number,
	to: number
): Promise<void> {
	const [listings, roles, courses, bases, skills]: [Rows, Rows, Rows, Rows, Rows] = [[], [], [], [], []];
	for (let n = from; n < to; n++) {
		const id = `l${padded(n)}`;
		const kind = n % 10 < 6 ? 'role' : n % 10 < 9 ? 'course' : 'base';
		const named = draw(skillsOfListing);
		listings.push(listing(app, random, texts, { id, kind, organizations, named }));
		if (kind === 'role') roles.push(role(app, random, id));
		if (kind === 'course')
			courses.push({ listing_id: id, kind, type: 'course', study_level: 'master', mode: 'onsite' });
		if (kind === 'base') bases.push({ listing_id: id, kind });
		named.forEach((skill, place) => {
			const relation =
				kind === 'role' ? (place < 3 || random.chance(0.6) ? 'required' : 'preferred') : givenIn[kind];
			const level = random.chance(0.3) ? null : random.between(1, 4);
			skills.push({ listing_id: id, skill_id: skill.id, relation, level });
		});
	}
	await insert(app.sql, 'listings', listings);
	await insert(app.sql, 'roles', roles);
	await insert(app.sql, 'courses', courses);
	await insert(app.sql, 'bases', bases);
	await insert(app.sql, 'listing_skills', skills);
}

const givenIn = { course: 'taught', base: 'practised' } as const;
const nouns = {
	role: [
		['工程师', 'engineer'],
		['算法实习生', 'intern'],
		['研究助理', 'research assistant'],
		['技术员', 'technician']
	],
	course: [
		['导论', 'introduction'],
		['实验课', 'laboratory course']
	],
	base: [['实训基地', 'training base']]
} as const;

function listing(
	app: App,
	random: Random,
	texts: { zh: string[]; en: string[] },
	{
		id,
		kind,
		organizations,
		named
	}: { id: string; kind: keyof typeof nouns; organizations: number; named: Skill[] }
) {
	const [zh, en] = random.pick<readonly [string, string]>(nouns[kind]);
	const published = lately(app, random);
	return {
		...{ id, kind, organization_id: `o${random.between(1, organizations)}` },
		...{ title_zh: `${named[0]!.zh}${zh}`, title_en: `${named[0]!.en} ${en}` },
		text_zh: random.some(texts.zh, random.between(3, 6)).join(''),
		text_en: random.some(texts.en, random.between(3, 5)).join(' '),
		district: random.chance(0.9) ? random.pick(districts) : null,
		...{ state: 'open', published_at: published, valid_until: dayAfter(app.now(), random.between(1, 90)) },
		...{ sample: false, version: 1, created_at: published, updated_at: published }
	};
}

function role(app: App, random: Random, id: string) {
	const pay = random.chance(0.8) ? random.between(4, 30) * 1000 : null;
	return {
		...{ listing_id: id, kind: 'role', employment_type: random.pick(employmentTypes) },
		...{ pay_from: pay, pay_to: pay && Math.round(pay * 1.4), pay_unit: pay && 'month' },
		...{ headcount: random.between(1, 5), degree: random.pick(degrees) },
		days_per_week: random.chance(0.3) ? random.between(2, 5) : null,
		starts_on: random.chance(0.3) ? dayAfter(app.now(), random.between(-30, 200)) : null,
		...{ may_stay: false, benefits: [], research_with: 'none', invasive: false, clinical: false }
	};
}

/** Inserts rows of a table in one statement; every row has the same columns. */
async function insert(sql: postgres.Sql, table: string, rows: Rows): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const columns = sql(Object.keys(first));
	await sql`insert into ${sql(table)} (${columns})
		select ${columns} from json_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows)}::text::json)`;
}
