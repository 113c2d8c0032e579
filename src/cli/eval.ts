/**
 * `npm run eval -- DIR... [--engine postgres|meilisearch] [--json]`: measures search and matching on labelled sets,
 * on a database of its own. Without a folder it runs the project's own regression set.
 * `npm run eval -- rules FILE... [--json] [--misjudged]`: measures the check of posting rules on labelled sentences.
 */
import { parseArgs } from 'node:util';
import { StartError } from '#lib/server/start-error.ts';
import { evaluate, evaluateOwn } from '../../tests/evaluation/evaluate.ts';
import { evaluateRules } from '../../tests/evaluation/rules.ts';
import { reportFailure } from './failure.ts';

const usage = 'npm run eval -- DIR... [--engine postgres|meilisearch] [--json]';
const rulesUsage = 'npm run eval -- rules FILE... [--json] [--misjudged]';

try {
	const { folders, engine, format, misjudged } = read();
	if (folders[0] === 'rules') await measureRules(folders.slice(1), { format, misjudged });
	else if (!(await measureSets(folders, engine, format))) process.exitCode = 1;
} catch (error) {
	reportFailure(error);
	process.exitCode = 1;
}

async function measureRules(files: string[], options: { format: 'json' | 'table'; misjudged: boolean }) {
	if (files.length === 0) throw new StartError(`Use ${rulesUsage}`);
	await evaluateRules(files, options);
}

async function measureSets(folders: string[], engine: 'postgres' | 'meilisearch', format: 'json' | 'table') {
	if (folders.length > 0) return evaluate(folders, engine, format);
	console.error(`pons: Use ${usage}; without DIR the project's own cases run.`);
	return evaluateOwn(engine, format);
}

function read() {
	const { values, positionals } = given();
	const { engine, json, misjudged } = values;
	if (engine !== 'postgres' && engine !== 'meilisearch') throw new StartError(`Use ${usage}`);
	return { folders: positionals, engine, format: json ? 'json' : 'table', misjudged } as const;
}

function given() {
	const engine = { type: 'string', default: 'postgres' } as const;
	const flag = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({ allowPositionals: true, options: { engine, json: flag, misjudged: flag } });
	} catch {
		throw new StartError(`Use ${usage}`);
	}
}
