// Whether bytes are a PDF that may be handed on: by their content, never by name or declared type.
import { fileBytes } from '#lib/form.ts';
import { holdsOther } from '#lib/server/files/other.ts';
import { decodedNames, pdfStreams } from '#lib/server/files/pdf-streams.ts';

/** Most bytes of a file, and pages of a document. */
export const pdfMaxBytes = fileBytes;
export const pdfMaxPages = 50;

export const pdfProblems = [
	'empty',
	'tooLarge',
	'notPdf',
	'broken',
	'mixed',
	'locked',
	'active',
	'expands',
	'tooLong'
] as const;
export type PdfProblem = (typeof pdfProblems)[number];

/** What is wrong with the bytes; undefined when they are a PDF that may be handed on. */
export async function pdfProblem(bytes: Uint8Array): Promise<PdfProblem | undefined> {
	if (bytes.length === 0) return 'empty';
	if (bytes.length > pdfMaxBytes) return 'tooLarge';
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const text = buffer.toString('latin1');
	if (!/^%PDF-[12]\.\d/.test(text)) return 'notPdf';
	if (isMixed(text)) return 'mixed';
	if (!hasStructure(text)) return 'broken';
	const streams = await pdfStreams(buffer, text);
	if (typeof streams === 'string') return streams;
	const plain = decodedNames(`${streams.outside}\n${streams.objects}`);
	if (/\/Encrypt\b/.test(plain)) return 'locked';
	if (/\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b/.test(plain))
		return 'active';
	const pages = plain.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
	if (pages === 0) return 'broken';
	return pages > pdfMaxPages ? 'tooLong' : undefined;
}

/** Something else that can be opened is in the same bytes: after the end, as the beginning, or around it. */
function isMixed(text: string): boolean {
	const end = text.lastIndexOf('%%EOF');
	if (end >= 0 && text.slice(end + 5).trim() !== '') return true;
	return holdsOther(text);
}

/** The file ends as the format asks: the last startxref leads to a table or stream of cross references. */
function hasStructure(text: string): boolean {
	const tail = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(text.slice(-1_024));
	if (!tail) return false;
	return /^\s*(xref\b|\d+ \d+ obj\b)/.test(text.slice(Number(tail[1]), Number(tail[1]) + 32));
}
