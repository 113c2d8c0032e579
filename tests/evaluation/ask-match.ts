// The one place where the evaluation meets the product's matching: a profile asks for roles as /me/matches does.
import type { App } from '#lib/server/app.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { preparePerson } from '#lib/server/matching/person.ts';
import { rankedRoles } from '#lib/server/matching/ranking.ts';
import type { Asker } from './ask-search.ts';
import { analyze, documentIds, loadDocuments, loadSkillsOf, type SkillIds } from './load.ts';
import type { Ask } from './measure.ts';
import type { NewApp } from './scratch.ts';
import type { MatchSet } from './set.ts';

type Query = MatchSet['queries'][number];

/** Rows of a page, as /me/matches shows them, and of a second look. */
const [rowsPerPage, deepest] = [20, 1_000];

const noWishes = { districts: [], types: [], pay: null, availableFrom: null, daysPerWeek: null };

/** Loads the roles and skills of the set and answers its queries: profiles without levels and without wishes. */
export async function matchAsker(newApp: NewApp, set: MatchSet): Promise<Asker<Query>> {
	const app = await newApp();
	try {
		await loadDocuments(app, set);
		const ids = await loadSkillsOf(app, set);
		await analyze(app);
		return { app, ask: askWith(app, set, ids), end: () => app.close() };
	} catch (error) {
		await app.close();
		throw error;
	}
}

function askWith(app: App, set: MatchSet, ids: SkillIds): Ask<Query> {
	return async ({ skills, exclude }, offset) => {
		const basis = await matchBasis(app);
		const own = skills.map((skill) => ({
			...{ skill: ids.get(skill)!, level: null, note: '' },
			evidence: 'stated' as const
		}));
		const person = preparePerson(basis, { degree: 'none', wishes: noWishes }, own);
		const limit = offset === 0 ? rowsPerPage : deepest;
		const { rows } = await rankedRoles(app, basis, person, 'rank', { offset, limit });
		const found = documentIds(
			set,
			rows.map(({ id }) => id)
		);
		return {
			ids: found.filter((id) => id !== exclude),
			next: rows.length < limit ? undefined : offset + limit
		};
	};
}
