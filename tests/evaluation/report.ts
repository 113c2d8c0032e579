// The rows of an evaluation, as a table for people or as one JSON object a line.
import type { Row } from './evaluate.ts';

export type Format = 'table' | 'json';

const columns = [
	'set',
	'task',
	'engine',
	'queries',
	'ndcg@10',
	'mrr',
	'mrr@top',
	'hit@1',
	'hit@10',
	'p50_ms',
	'p95_ms'
] as const satisfies readonly (keyof Row)[];
const widths: Partial<Record<keyof Row, number>> = { set: 28, engine: 12 };
const widthOf = (column: keyof Row) => widths[column] ?? 8;

let headed = false;

/** Prints one row; above the first row of a table, the names of the columns. */
export function printRow(row: Row, format: Format): void {
	if (format === 'json') {
		console.log(JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]]))));
		return;
	}
	if (!headed) console.log(lineOf(columns));
	headed = true;
	console.log(lineOf(columns.map((column) => shown(column, row[column]))));
}

const lineOf = (cells: readonly string[]) =>
	cells
		.map((cell, at) => (at < 3 ? cell.padEnd(widthOf(columns[at]!)) : cell.padStart(widthOf(columns[at]!))))
		.join(' ')
		.trimEnd();

function shown(column: keyof Row, value: string | number): string {
	if (typeof value === 'string') return value;
	if (column === 'queries') return String(value);
	return column.endsWith('_ms') ? value.toFixed(1) : value.toFixed(4);
}
