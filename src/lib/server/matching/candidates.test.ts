import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { applications } from '#lib/server/applications/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { candidateQuery, parseCandidateFilter, parseCompared } from '#lib/matching/candidates.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { candidatesForRole, compareCandidates } from '#lib/server/matching/candidates.ts';
import { districts } from '#lib/organizations/types.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { talentSkills } from '#lib/server/talents/table.ts';
import { employer, line, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const has = ['eeg 3', 'python 2', 'ssvep 2'];

const company = await employer(db, 'company');
const other = await employer(db, 'other');
const pending = await employer(db, 'pending', 'pending');
let asks: string;
let people: Record<
	'plain' | 'jiangbei' | 'late' | 'bachelor' | 'proven' | 'applicant' | 'hidden' | 'blocking',
	string
>;
beforeAll(async () => {
	await loadSkills(db);
	asks = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'cpp 2')], {
		degree: 'master'
	});
	const make = async (more: Parameters<typeof talent>[1] = {}) => (await talent(app, { has, ...more })).id;
	people = {
		plain: await make(),
		jiangbei: await make({ wishDistricts: ['jiangbei'] }),
		late: await make({ availableFrom: '2027-09-01', wishDistricts: ['pukou'] }),
		bachelor: await make({ degree: 'bachelor' }),
		proven: await make(),
		applicant: await make(),
		hidden: await make({ visibility: 'hidden' }),
		blocking: await make({ blocked: ['Sample company'] })
	};
	await db.update(talentSkills).set({ evidence: 'verified' }).where(eq(talentSkills.talentId, people.proven));
	await db.insert(applications).values({ talentId: people.applicant, listingId: asks, kind: 'role' });
	forgetWeights(db);
});

const names = (ids: string[]) =>
	ids.map((id) => Object.entries(people).find(([, other]) => other === id)![0]).sort();
async function listedFor(query: string) {
	const filter = parseCandidateFilter(new URLSearchParams(query));
	const listed = await candidatesForRole(
		app,
		company.actor,
		'company',
		asks,
		{ limit: 50, offset: 0 },
		filter
	);
	if (listed.state !== 'listed') throw new Error(listed.state);
	expect(listed.total).toBe(listed.rows.length);
	return listed;
}
const found = async (query: string) => names((await listedFor(query)).rows.map(({ id }) => id));

describe('candidates', () => {
	it('are narrowed by district, degree, evidence, availability and application, and counted exactly', async () => {
		expect(await found('')).toEqual(['applicant', 'bachelor', 'jiangbei', 'late', 'plain', 'proven']);
		expect(await found('district=jiangbei')).toEqual([
			'applicant',
			'bachelor',
			'jiangbei',
			'plain',
			'proven'
		]);
		expect(await found('degree=1')).not.toContain('bachelor');
		expect(await found('documented=1')).toEqual(['proven']);
		expect(await found('by=2027-03-01')).not.toContain('late');
		expect(await found('applied=yes')).toEqual(['applicant']);
		expect(await found('applied=no&degree=1&by=2027-03-01')).toEqual(['jiangbei', 'plain', 'proven']);
		expect(await found('district=pukou&district=jiangbei')).toEqual(await found(''));
	});

	it('are counted for each value of a filter as the list would be with that value', async () => {
		for (const query of ['', 'district=jiangbei', 'applied=yes&degree=1', 'documented=1&by=2027-03-01']) {
			const { counts } = await listedFor(query);
			const params = new URLSearchParams(query);
			const sizeWith = async (name: string, value: string) => {
				const asked = new URLSearchParams([...params].filter(([other]) => other !== name));
				asked.append(name, value);
				return (await found(asked.toString())).length;
			};
			for (const [i, district] of districts.entries())
				expect(counts.district[i]).toBe(await sizeWith('district', district));
			expect(counts.applied).toEqual([await sizeWith('applied', 'yes'), await sizeWith('applied', 'no')]);
			expect(counts.degree).toBe(await sizeWith('degree', '1'));
			expect(counts.documented).toBe(await sizeWith('documented', '1'));
		}
	});

	it('are compared with the numbers of the list, without whom the organization may not see', async () => {
		const ids = [people.proven, people.hidden, people.blocking, 'nosuchid', people.bachelor];
		const compared = await compareCandidates(app, company.actor, 'company', asks, ids);
		if ('state' in compared) throw new Error(compared.state);
		expect(compared.people.map(({ id }) => id)).toEqual([people.proven, people.bachelor]);
		expect(compared.people[1]?.match.misfits).toEqual(['degree']);
		const [first, second] = compared.people.map(({ match }) => match.lines.map(({ skill }) => skill.id));
		expect(first).toEqual(second);
		const listed = await candidatesForRole(app, company.actor, 'company', asks, { limit: 50, offset: 0 });
		if (listed.state !== 'listed') throw new Error(listed.state);
		for (const person of compared.people)
			expect(listed.rows.find(({ id }) => id === person.id)).toEqual(person);
	});

	it('are compared for a verified organization’s own roles only', async () => {
		const theirs = await role(db, pending.id, [line('required', 'eeg 3')]);
		const compare = (actor: typeof company.actor | undefined, slug: string, id: string) =>
			outcome(compareCandidates(app, actor, slug, id, [people.plain]));
		expect(await compare(other.actor, 'other', asks)).toBe('notFound');
		expect(await compare(other.actor, 'company', asks)).toBe('notFound');
		expect(await compareCandidates(app, pending.actor, 'pending', theirs, [people.plain])).toEqual({
			state: 'unverified'
		});
		expect(await compare(undefined, 'company', asks)).toBe('signInFirst');
	});
});

it('an address says the filter, and whom to compare, whatever else is in it', () => {
	const query = '?district=jiangbei&district=pukou&degree=1&documented=1&applied=no&by=2027-03-01&page=2';
	expect(candidateQuery(parseCandidateFilter(new URLSearchParams(query)), 2)).toBe(query);
	expect(candidateQuery(parseCandidateFilter(new URLSearchParams('?district=x&by=soon&applied=z')))).toBe('');
	expect(parseCompared(new URLSearchParams('t=a&t=b,c,a&t=<x>&t=d&t=e'))).toEqual(['a', 'b', 'c', 'd']);
});
