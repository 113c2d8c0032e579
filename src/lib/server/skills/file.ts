// The skill tree as the data file drizzle/skills.csv says it: one row per skill, edited by people who know the field.
// It must not touch the database.
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { fold } from '#lib/text/fold.ts';

export type FileAlias = { folded: string; skillId: string; alias: string; locale: 'zh-CN' | 'en' };
export type FileSkill = {
	id: string;
	parents: string[];
	zh: string;
	en: string;
	/** 1 group, 2 family, 3 skill; 0 where a parent is missing or the parents form a ring. */
	depth: number;
	identifiers: string[];
	/** Its names and other names in both languages, folded; each folded form once. */
	aliases: FileAlias[];
};

const columns = ['id', 'parents', 'zh', 'en', 'aliases_zh', 'aliases_en', 'identifiers'] as const;
type Row = Record<(typeof columns)[number], string>;

/** The folder of data files: beside the running project, or found from this source file. */
export function dataFile(name: string): string {
	const here = join(process.cwd(), 'drizzle', name);
	return existsSync(here) ? here : fileURLToPath(new URL(`../../../../drizzle/${name}`, import.meta.url));
}

/** Reads and parses drizzle/skills.csv. */
export async function readSkillFile(): Promise<FileSkill[]> {
	return parseSkills(await readSkillText());
}

/** The file as it stands. */
export function readSkillText(): Promise<string> {
	return readFile(dataFile('skills.csv'), 'utf8');
}

/** Parses the file's text, in its order. Throws, with the row, when it is no CSV with the seven columns. */
export function parseSkills(text: string): FileSkill[] {
	const { data, errors, meta } = Papa.parse<Row>(text.replace(/^\ufeff/, ''), {
		header: true,
		skipEmptyLines: true
	});
	const missing = columns.filter((column) => !meta.fields?.includes(column));
	if (missing.length > 0) throw new Error(`skills.csv lacks the columns ${missing.join(', ')}`);
	if (errors[0]) throw new Error(`skills.csv, row ${(errors[0].row ?? 0) + 2}: ${errors[0].message}`);
	const rows = new Map(data.map((row) => [row.id.trim(), row]));
	return data.map((row) => ({
		id: row.id.trim(),
		parents: list(row.parents),
		zh: row.zh.trim(),
		en: row.en.trim(),
		depth: depth(rows, row.id.trim()),
		identifiers: list(row.identifiers),
		aliases: aliases(row)
	}));
}

/** The parts of a cell between bars. */
function list(cell: string): string[] {
	return cell
		.split('|')
		.map((part) => part.trim())
		.filter(Boolean);
}

function depth(rows: Map<string, Row>, id: string, below = 0): number {
	const row = rows.get(id);
	// Three levels: whoever still has a parent three steps up stands in a ring or too deep.
	if (!row || below > 3) return 0;
	const above = list(row.parents).map((parent) => depth(rows, parent, below + 1));
	if (above.includes(0)) return 0;
	return 1 + Math.max(0, ...above);
}

const aliases = (row: Row): FileAlias[] =>
	namesOf(row.id.trim(), {
		zh: list(row.zh),
		en: list(row.en),
		aliasesZh: list(row.aliases_zh),
		aliasesEn: list(row.aliases_en)
	});

type Names = Record<'zh' | 'en' | 'aliasesZh' | 'aliasesEn', readonly string[]>;

/** All names of a skill as rows: its names first, then the other ones, each folded form once. */
export function namesOf(skillId: string, { zh, en, aliasesZh, aliasesEn }: Names): FileAlias[] {
	const found = new Map<string, FileAlias>();
	const add = (locale: FileAlias['locale'], names: readonly string[]) => {
		for (const alias of names) {
			const folded = fold(alias);
			if (!found.has(folded)) found.set(folded, { folded, skillId, alias, locale });
		}
	};
	add('zh-CN', zh);
	add('en', en);
	add('zh-CN', aliasesZh);
	add('en', aliasesEn);
	return [...found.values()];
}
