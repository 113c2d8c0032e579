// Reads a CSV or JSON Lines file into rows of texts, and says plainly what is wrong with a file that is neither.
import Papa from 'papaparse';

export type TableFile = { columns: string[]; rows: Record<string, string>[] };
export const tableProblems = ['empty', 'notText', 'encoding', 'notTable', 'tooManyRows', 'tooLarge'] as const;
export type TableProblem = (typeof tableProblems)[number];
export type TableLimits = { rows: number; bytes: number };

export const browserLimits: TableLimits = { rows: 5_000, bytes: 10 * 1024 * 1024 };
export const commandLimits: TableLimits = { rows: 100_000, bytes: 1024 * 1024 * 1024 };

/** The file's text, when it is text in UTF-8 (with or without a byte order mark) and not too large. */
export function readText(
	bytes: Uint8Array,
	limits: TableLimits
): { text: string } | { problem: TableProblem } {
	if (bytes.length > limits.bytes) return { problem: 'tooLarge' };
	if (bytes.length === 0) return { problem: 'empty' };
	const head = bytes.subarray(0, 2);
	if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
		return { problem: 'encoding' };
	if (bytes.includes(0)) return { problem: 'notText' };
	try {
		return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
	} catch {
		// A table in another encoding is mostly printable; a picture or an archive is not.
		return { problem: looksLikeText(bytes) ? 'encoding' : 'notText' };
	}
}

function looksLikeText(bytes: Uint8Array): boolean {
	const sample = bytes.subarray(0, 4_096);
	const control = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
	return control < sample.length / 100;
}

/** The table in a text: JSON Lines when its first line is an object, else CSV with a header. */
export function readTable(text: string, limits: TableLimits): TableFile | { problem: TableProblem } {
	const trimmed = text.trimStart();
	if (trimmed === '') return { problem: 'empty' };
	const table = trimmed.startsWith('{') ? readJsonLines(trimmed) : readCsv(text);
	if (!table || table.columns.length === 0) return { problem: 'notTable' };
	if (table.rows.length === 0) return { problem: 'empty' };
	return table.rows.length > limits.rows ? { problem: 'tooManyRows' } : table;
}

function readJsonLines(text: string): TableFile | undefined {
	const columns = new Set<string>();
	const rows: Record<string, string>[] = [];
	for (const line of text.split('\n')) {
		if (line.trim() === '') continue;
		const row = objectOf(line);
		if (!row) return undefined;
		for (const name of Object.keys(row)) columns.add(name);
		rows.push(row);
	}
	return { columns: [...columns], rows };
}

function objectOf(line: string): Record<string, string> | undefined {
	try {
		const value: unknown = JSON.parse(line);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
		return Object.fromEntries(Object.entries(value).map(([name, cell]) => [name, cellText(cell)]));
	} catch {
		return undefined;
	}
}

const cellText = (cell: unknown) =>
	cell === null || cell === undefined ? '' : typeof cell === 'object' ? JSON.stringify(cell) : String(cell);

function readCsv(text: string): TableFile | undefined {
	const { data, meta, errors } = Papa.parse<Record<string, string>>(text, {
		header: true,
		skipEmptyLines: 'greedy',
		transformHeader: (name) => name.trim()
	});
	if (errors.some(({ type }) => type === 'Quotes') || (meta.fields?.length ?? 0) < 2) return undefined;
	// Cells beyond the header land in a list of their own; they belong to no field.
	return {
		columns: meta.fields!,
		rows: data.map((row) => Object.fromEntries(meta.fields!.map((name) => [name, String(row[name] ?? '')])))
	};
}
