/** `npm run import -- courses FILE --organization SLUG [--publish-until YYYY-MM-DD]`: imports courses from a file. */
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { guessMapping, type Defaults, type RowProblem } from '#lib/courses/import.ts';
import {
	commandLimits,
	readTable,
	readText,
	type TableFile,
	type TableProblem
} from '#lib/courses/table-file.ts';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { problemSentence } from '#lib/i18n/problem.ts';
import { ruleWord } from '#lib/moderation/words.ts';
import { isRefusal } from '#lib/refusal.ts';
import { importTable, previewTable } from '#lib/server/courses/import.ts';
import { organizationBySlug } from '#lib/server/organizations/data.ts';
import { StartError } from '#lib/server/start-error.ts';
import { runCommand } from './join.ts';

const usage = 'Use npm run import -- courses FILE --organization SLUG [--publish-until YYYY-MM-DD]';
const problems: Record<TableProblem, string> = {
	empty: 'it is empty, or has column names only',
	notText: 'it is not a table in text (CSV or JSON Lines)',
	encoding: 'it is not in UTF-8',
	notTable:
		'no table could be read from it: CSV needs column names and two columns or more, JSON Lines one object a line',
	tooManyRows: `it has more than ${commandLimits.rows.toLocaleString('en')} rows`,
	tooLarge: 'it is larger than 1 GB'
};
const defaults: Defaults = { type: 'course', studyLevel: 'bachelor', mode: 'onsite' };
const shownProblems = 20;

await runCommand(async (app) => {
	const { file, slug, publishUntil } = readArguments();
	const organization = await organizationBySlug(app.db, slug);
	if (!organization) throw new StartError(`There is no organization ${slug}.`);
	const table = await readFileTable(file);
	const mapping = guessMapping(table.columns);
	const preview = await previewTable(app.db, table, mapping, defaults);
	console.log(
		`${file}: ${preview.rows} rows, ${preview.ready.length} courses ready, ${preview.problems.length} rows with problems`
	);
	for (const [field, column] of Object.entries(mapping)) console.log(`  ${column} → ${field}`);
	for (const { row, problems: found } of preview.problems.slice(0, shownProblems)) {
		console.error(`  row ${row}: ${found.map(said).join('; ')}`);
	}
	for (const { row, warnings } of preview.warnings.slice(0, shownProblems)) {
		console.error(`  row ${row} stays a draft until a reason is given: ${warnings.map(said).join('; ')}`);
	}
	if (preview.problems.length) throw new StartError('Nothing was imported: correct these rows first.');
	const done = await importTable(app, organization, null, table, {
		mapping,
		defaults,
		without: [],
		publishUntil,
		district: null,
		reasons: {}
	}).catch((error: unknown) => {
		throw isRefusal(error)
			? new StartError(`Nothing was imported: ${Object.keys(error.fields).join(', ') || error.reason}.`)
			: error;
	});
	console.log(
		`${done.made} courses made, ${done.changed} changed; ${preview.skills.length} skills recognised.`
	);
});

/** What is wrong with a field of a row, or the words that a posting rule is about. */
function said(problem: RowProblem): string {
	const sentence = inLocale('en', () =>
		'rule' in problem
			? `${ruleWord(problem.rule)}: “${problem.words}”`
			: problemSentence(problem.key, problem.limit)
	);
	return `${problem.field}: ${sentence}`;
}

function readArguments() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { organization: { type: 'string' }, 'publish-until': { type: 'string' } }
		});
		const [what, file] = positionals;
		const publishUntil = values['publish-until'] ?? null;
		if (
			what === 'courses' &&
			file &&
			values.organization &&
			(!publishUntil || /^\d{4}-\d\d-\d\d$/.test(publishUntil))
		) {
			return { file, slug: values.organization, publishUntil };
		}
	} catch {
		// Falls through to the one line that says how.
	}
	throw new StartError(usage);
}

async function readFileTable(file: string): Promise<TableFile> {
	const found = await stat(file).catch(() => undefined);
	if (!found?.isFile()) throw new StartError(`${file} is not a file that can be read.`);
	if (found.size > commandLimits.bytes) throw new StartError(`${file}: ${problems.tooLarge}.`);
	const read = readText(await readFile(file), commandLimits);
	const table = 'text' in read ? readTable(read.text, commandLimits) : read;
	if ('problem' in table) throw new StartError(`${file}: ${problems[table.problem]}.`);
	return table;
}
