// A table as a CSV file that opens rightly in spreadsheets: UTF-8 with a byte order mark, CRLF, and nothing in it that
// a spreadsheet would run as a formula. Pure.
import Papa from 'papaparse';

/** How a cell begins that some spreadsheet would run. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export type Cell = string | number | null;

export function csvOf(columns: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string {
	const table = { fields: [...columns], data: rows.map((row) => [...row]) };
	return `\ufeff${Papa.unparse(table, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}

/** The answer to a request for it. `name` is the file's name, in ASCII. */
export function csvResponse(name: string, text: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store'
		}
	});
}
