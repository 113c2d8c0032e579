/**
 * `npm run eval -- DIR... [--engine postgres|meilisearch] [--json]`: measures search and matching on labelled sets,
 * on a database of its own. Without a folder it runs the project's own regression set.
 */
import { parseArgs } from 'node:util';
import { StartError } from '#lib/server/start-error.ts';
import { evaluate, evaluateOwn } from '../../tests/evaluation/evaluate.ts';
import { reportFailure } from './failure.ts';

const usage = 'npm run eval -- DIR... [--engine postgres|meilisearch] [--json]';

try {
	const { folders, engine, format } = read();
	if (folders.length === 0) console.error(`pons: Use ${usage}; without DIR the project's own cases run.`);
	const held =
		folders.length === 0 ? await evaluateOwn(engine, format) : await evaluate(folders, engine, format);
	if (!held) process.exitCode = 1;
} catch (error) {
	reportFailure(error);
	process.exitCode = 1;
}

function read() {
	const { values, positionals } = given();
	const { engine, json } = values;
	if (engine !== 'postgres' && engine !== 'meilisearch') throw new StartError(`Use ${usage}`);
	return { folders: positionals, engine, format: json ? 'json' : 'table' } as const;
}

function given() {
	const engine = { type: 'string', default: 'postgres' } as const;
	const json = { type: 'boolean', default: false } as const;
	try {
		return parseArgs({ allowPositionals: true, options: { engine, json } });
	} catch {
		throw new StartError(`Use ${usage}`);
	}
}
