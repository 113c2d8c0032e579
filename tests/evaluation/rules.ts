// `npm run eval -- rules FILE`: measures the check of posting rules on sentences labelled with the rules they break.
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { checkText } from '#lib/moderation/check.ts';
import { ruleNames, type RuleName } from '#lib/moderation/rule.ts';
import { errorCode, StartError } from '#lib/server/start-error.ts';
import type { Format } from './report.ts';
import { linesOf, parse } from './set.ts';

const labelled = v.object({
	text: v.pipe(v.string('text must be a text'), v.nonEmpty('text is empty')),
	rules: v.array(
		v.picklist(ruleNames, ({ received }) => `${received} is no rule; the rules are ${ruleNames.join(', ')}`),
		'rules must be a list, empty for a harmless sentence'
	)
});
export type Labelled = v.InferOutput<typeof labelled>;

type Counts = { sentences: number; correct: number; wrong: number; missed: number };
export type RuleRow = { rule: RuleName | 'total' } & Counts & {
		/** Share of what was found that is labelled so; null where nothing was found. */
		precision: number | null;
		/** Share of what is labelled so that was found; null where nothing is. */
		recall: number | null;
	};

/** The sentences of a file, one `{text, rules}` a line. @throws StartError that names the file and the line */
export async function readLabelled(file: string): Promise<Labelled[]> {
	const content = await readFile(file, 'utf8').catch((error: unknown) => {
		const missing = errorCode(error) === 'ENOENT';
		throw new StartError(`${file}: ${missing ? 'there is no such file' : 'it cannot be read'}.`);
	});
	const rows = linesOf(content.replace(/^\ufeff/, '')).map(({ line, number }) =>
		parse(labelled, line, `${file}, line ${number}`)
	);
	if (rows.length === 0) throw new StartError(`${file}: it is empty.`);
	return rows;
}

/** What the check finds, rule by rule, and in total; and the sentences it judges otherwise than the labels. */
export function measureRules(sentences: readonly Labelled[]): { rows: RuleRow[]; misjudged: string[] } {
	const counts = new Map<RuleName, Counts>(
		ruleNames.map((rule) => [rule, { sentences: 0, correct: 0, wrong: 0, missed: 0 }])
	);
	const misjudged: string[] = [];
	for (const { text, rules } of sentences) {
		const found = new Set(checkText(text).map(({ rule }) => rule));
		for (const [rule, count] of counts) {
			const wanted = rules.includes(rule);
			if (wanted) count.sentences++;
			if (wanted && found.has(rule)) count.correct++;
			else if (wanted !== found.has(rule)) {
				count[wanted ? 'missed' : 'wrong']++;
				misjudged.push(`${rule} ${wanted ? 'missed' : 'wrong'}: ${text}`);
			}
		}
	}
	const sum = (field: keyof Counts) => [...counts.values()].reduce((total, count) => total + count[field], 0);
	const total = {
		sentences: sentences.length,
		correct: sum('correct'),
		wrong: sum('wrong'),
		missed: sum('missed')
	};
	const rows = [...counts].map(([rule, count]) => rowOf(rule, count));
	return { rows: [...rows, rowOf('total', total)], misjudged };
}

function rowOf(rule: RuleRow['rule'], counts: Counts): RuleRow {
	const { correct, wrong, missed } = counts;
	return { rule, ...counts, precision: share(correct, wrong), recall: share(correct, missed) };
}

const share = (part: number, rest: number) => (part + rest === 0 ? null : part / (part + rest));

/** Milliseconds a text of 2,000 characters takes, made of the sentences; the median of several runs. */
function timePosting(sentences: readonly Labelled[]): number {
	const text = sentences
		.map((sentence) => sentence.text)
		.join('\n')
		.padEnd(2_000, sentences[0]!.text)
		.slice(0, 2_000);
	const times = Array.from({ length: 41 }, () => {
		const start = performance.now();
		checkText(text);
		return performance.now() - start;
	});
	return times.sort((a, b) => a - b)[20]!;
}

/** Measures the sentences of the files together and prints a row per rule, then the total. */
export async function evaluateRules(
	files: readonly string[],
	{ format, misjudged }: { format: Format; misjudged: boolean }
): Promise<void> {
	const sentences = (await Promise.all(files.map(readLabelled))).flat();
	const measured = measureRules(sentences);
	const ms = timePosting(sentences);
	for (const row of measured.rows) {
		const timed = row.rule === 'total' ? { ...row, ms_2000_characters: Number(ms.toFixed(2)) } : row;
		if (format === 'json') console.log(JSON.stringify(timed));
	}
	if (format === 'table') printTable(measured.rows, ms);
	if (misjudged) for (const line of measured.misjudged) console.error(line);
}

function printTable(rows: readonly RuleRow[], ms: number): void {
	const line = (cells: readonly string[]) =>
		cells.map((cell, at) => (at === 0 ? cell.padEnd(12) : cell.padStart(9))).join(' ');
	const shown = (value: number | null) => (value === null ? '–' : value.toFixed(3));
	console.log(line(['rule', 'sentences', 'correct', 'wrong', 'missed', 'precision', 'recall']));
	for (const { rule, sentences, correct, wrong, missed, precision, recall } of rows) {
		const counts = [sentences, correct, wrong, missed].map(String);
		console.log(line([rule, ...counts, shown(precision), shown(recall)]));
	}
	console.log(`${ms.toFixed(2)} ms for a text of 2,000 characters.`);
}
