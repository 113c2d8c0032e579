// `npm run eval`: measures search and matching on labelled sets, through the product's own code on a scratch
// database. The sets are given as folders; the project holds none of them.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportFailure } from '../../src/cli/failure.ts';
import { matchAsker } from './ask-match.ts';
import type { Asker, Engine } from './ask-search.ts';
import { measure, type Measured } from './measure.ts';
import { printRow, type Format } from './report.ts';
import { withScratch, type NewApp } from './scratch.ts';
import { readSet, type EvaluationSet } from './set.ts';

/** The project's own cases, which run where no folder is given. */
const regressionCases = fileURLToPath(new URL('bci/queries.jsonl', import.meta.url));

export type Row = { set: string; task: EvaluationSet['task']; engine: Engine } & Measured;

/**
 * Measures each set and prints a row. What is no set is passed over; a malformed one is named on stderr, and the
 * others are measured all the same.
 * @returns whether no set was malformed
 */
export async function evaluate(folders: readonly string[], engine: Engine, format: Format): Promise<boolean> {
	const sets: EvaluationSet[] = [];
	let malformed = 0;
	for (const folder of folders) {
		try {
			const set = await readSet(folder);
			if (set) sets.push(set);
		} catch (error) {
			reportFailure(error);
			malformed++;
		}
	}
	if (sets.length > 0) {
		await withScratch(async (newApp) => {
			for (const set of sets) printRow(await measureSet(newApp, set, engine), format);
		});
	}
	return malformed === 0;
}

/**
 * Runs the project's own cases on the demo marketplace; which do not hold is said on stderr.
 * @returns whether all hold
 */
export async function evaluateOwn(engine: Engine, format: Format): Promise<boolean> {
	if (!existsSync(regressionCases)) return true;
	const { runCases } = await import('./regression.ts');
	const { row, broken, cases } = await withScratch((newApp) => runCases(newApp, regressionCases, engine));
	printRow(row, format);
	for (const line of broken) console.error(`pons: ${line}`);
	console.error(`pons: ${cases - broken.length} of ${cases} cases hold.`);
	return broken.length === 0;
}

async function measureSet(newApp: NewApp, set: EvaluationSet, engine: Engine): Promise<Row> {
	const row = { set: set.name, task: set.task, engine };
	if (set.task === 'match') return { ...row, ...(await measured(set, await matchAsker(newApp, set))) };
	// Matches are measured without any of the search.
	const { searchAsker } = await import('./ask-search.ts');
	return { ...row, ...(await measured(set, await searchAsker(newApp, set, engine))) };
}

async function measured<Query extends { id: string }>(
	{ queries, grades }: { queries: Query[] } & Pick<EvaluationSet, 'grades'>,
	{ ask, end }: Asker<Query>
): Promise<Measured> {
	try {
		return await measure(queries, grades, ask);
	} finally {
		await end();
	}
}
