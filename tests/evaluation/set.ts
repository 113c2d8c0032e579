// Reads an evaluation set: a folder with set.json, documents.jsonl, queries.jsonl, qrels.tsv and, for matches,
// skills.jsonl. Loads and measures nothing.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, StartError } from '#lib/server/start-error.ts';
import type { Grades } from './metrics.ts';

const id = v.pipe(v.string(), v.nonEmpty());
const ids = v.array(id);
const about = v.object({
	name: id,
	task: v.picklist(['search', 'match']),
	language: v.optional(v.string(), 'en')
});
const searchDocument = v.object({ id, title: v.string(), body: v.string() });
const searchQuery = v.object({ id, text: v.string() });
const matchDocument = v.object({
	id,
	title: v.string(),
	required: ids,
	preferred: v.optional(ids, [])
});
const matchQuery = v.object({ id, skills: ids, exclude: v.optional(v.nullable(id)) });
const skill = v.object({ id, label: v.string(), parents: v.optional(ids, []) });

type Judged = { name: string; language: 'zh' | 'en'; grades: ReadonlyMap<string, Grades> };
export type SearchSet = Judged & {
	task: 'search';
	documents: v.InferOutput<typeof searchDocument>[];
	queries: v.InferOutput<typeof searchQuery>[];
};
export type MatchSet = Judged & {
	task: 'match';
	documents: v.InferOutput<typeof matchDocument>[];
	queries: v.InferOutput<typeof matchQuery>[];
	skills: v.InferOutput<typeof skill>[];
};
export type EvaluationSet = SearchSet | MatchSet;

/**
 * The set in a folder; undefined for anything that is no set: a file, or a folder without set.json.
 * @throws StartError with one line that says which file is malformed, and where
 */
export async function readSet(folder: string): Promise<EvaluationSet | undefined> {
	const found = await stat(folder).catch(() => undefined);
	if (!found) throw new StartError(`${folder}: there is no such file or folder.`);
	if (!found.isDirectory() || !(await stat(join(folder, 'set.json')).catch(() => undefined)))
		return undefined;
	const { name, task, language } = parse(about, await text(folder, 'set.json'), join(folder, 'set.json'));
	const judged: Judged = {
		name,
		language: language.startsWith('zh') ? 'zh' : 'en',
		grades: gradesOf(await text(folder, 'qrels.tsv'), join(folder, 'qrels.tsv'))
	};
	const set: EvaluationSet =
		task === 'search'
			? {
					...judged,
					task,
					documents: await list(folder, 'documents.jsonl', searchDocument),
					queries: await list(folder, 'queries.jsonl', searchQuery)
				}
			: {
					...judged,
					task,
					documents: await list(folder, 'documents.jsonl', matchDocument),
					queries: await list(folder, 'queries.jsonl', matchQuery),
					skills: await list(folder, 'skills.jsonl', skill)
				};
	if (!set.queries.some((query) => set.grades.has(query.id)))
		throw new StartError(`${join(folder, 'qrels.tsv')}: it judges none of the queries.`);
	return set;
}

async function text(folder: string, file: string): Promise<string> {
	try {
		return (await readFile(join(folder, file), 'utf8')).replace(/^\ufeff/, '');
	} catch (error) {
		const missing = errorCode(error) === 'ENOENT';
		throw new StartError(`${join(folder, file)}: it ${missing ? 'is missing' : 'cannot be read'}.`);
	}
}

export const linesOf = (content: string) =>
	content.split(/\r?\n/).flatMap((line, at) => (line.trim() ? [{ line, number: at + 1 }] : []));

async function list<T extends { id: string }>(
	folder: string,
	file: string,
	schema: v.GenericSchema<unknown, T>
): Promise<T[]> {
	const path = join(folder, file);
	const seen = new Set<string>();
	const rows = linesOf(await text(folder, file)).map(({ line, number }) => {
		const row = parse(schema, line, `${path}, line ${number}`);
		// A document with two texts may be there twice.
		if (seen.has(row.id) && file !== 'documents.jsonl')
			throw new StartError(`${path}, line ${number}: the id ${row.id} is there twice.`);
		seen.add(row.id);
		return row;
	});
	if (rows.length === 0) throw new StartError(`${path}: it is empty.`);
	return rows;
}

export function parse<T>(schema: v.GenericSchema<unknown, T>, json: string, where: string): T {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		throw new StartError(`${where}: it is no JSON.`);
	}
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const field = v.getDotPath(issue);
	throw new StartError(`${where}: ${field ? `${field}: ` : ''}${issue.message}.`);
}

function gradesOf(content: string, path: string): ReadonlyMap<string, Grades> {
	const grades = new Map<string, Map<string, number>>();
	for (const { line, number } of linesOf(content)) {
		const [query, document, grade, ...more] = line.split('\t').map((part) => part.trim());
		if (!query || !document || !grade || more.length > 0 || !/^\d{1,2}(\.\d+)?$/.test(grade))
			throw new StartError(`${path}, line ${number}: it is not query, document and grade, parted by tabs.`);
		const known = grades.get(query);
		if (known) known.set(document, Number(grade));
		else grades.set(query, new Map([[document, Number(grade)]]));
	}
	return grades;
}
