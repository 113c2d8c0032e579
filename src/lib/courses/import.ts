// From a row of a file to a course: which column is which field, and what a row says or lacks. Pure.
import * as v from 'valibot';
import { courseModes, courseTypes, studyLevels } from '#lib/courses/types.ts';
import { courseSchema, type CourseInput } from '#lib/courses/schema.ts';
import { checkFields, type Reasons } from '#lib/moderation/fields.ts';
import type { RuleName, Severity, WarningRule } from '#lib/moderation/rule.ts';
import { fold } from '#lib/text/fold.ts';

/** Fields a column can be mapped to, with the column names that are recognised by themselves. */
export const importFields = {
	externalId: ['id', 'key', 'code', 'course code', '课程代码', '课程编号', '编号'],
	titleZh: ['title_zh', 'titlezh', 'name_zh', '标题', '课程名称', '课程名', '名称', '中文名称'],
	titleEn: ['title_en', 'titleen', 'name_en', 'title', 'name', '英文名称', '课程英文名称'],
	textZh: ['text_zh', 'textzh', 'description_zh', '简介', '课程简介', '描述', '内容', '正文'],
	textEn: ['text_en', 'texten', 'description_en', 'description', 'text', '英文简介'],
	type: ['type', '类型', '课程类型'],
	studyLevel: ['study_level', 'studylevel', 'level', '层次', '培养层次'],
	mode: ['mode', '方式', '授课方式'],
	hours: ['hours', 'class_hours', '学时', '课时'],
	credits: ['credits', '学分'],
	fee: ['fee', 'price', '费用', '学费'],
	providedByZh: ['provided_by_zh', 'provided_by', 'school', 'department', '开课单位', '学院', '院系'],
	providedByEn: ['provided_by_en', '开课单位英文'],
	url: ['url', 'link', 'website', '网址', '链接', '课程网站']
} as const;

export type ImportField = keyof typeof importFields;
export const importFieldNames = Object.keys(importFields) as ImportField[];
export type Mapping = Partial<Record<ImportField, string>>;
export type Defaults = {
	type: CourseInput['type'];
	studyLevel: CourseInput['studyLevel'];
	mode: CourseInput['mode'];
};
/** Words of a cell that a posting rule is about. */
export type RowFinding = { field: ImportField; rule: RuleName; severity: Severity; words: string };
/** `warnings`: what the posting rules ask a reason for; without it the course stays a draft. */
export type RowCourse = { externalId: string; course: CourseInput; warnings: RowFinding[] };
/** `key` names the sentence, `limit` what the field allows, where that is a number (see `problemSentence`). */
export type RowProblem = { field: ImportField; key: string; limit?: number } | RowFinding;
export type RowResult = RowCourse | { problems: RowProblem[] };

/** Maps every field to the first column whose name is known for it; a column serves one field. */
export function guessMapping(columns: readonly string[]): Mapping {
	const mapping: Mapping = {};
	const used = new Set<string>();
	for (const field of importFieldNames) {
		const names: readonly string[] = importFields[field];
		const column = columns.find((name) => !used.has(name) && (name === field || names.includes(fold(name))));
		if (column === undefined) continue;
		mapping[field] = column;
		used.add(column);
	}
	return mapping;
}

/** Words people write in such columns, besides our own. */
const words: Record<'type' | 'studyLevel' | 'mode', Record<string, string>> = {
	type: {
		专业: 'programme',
		major: 'programme',
		program: 'programme',
		微专业: 'microdegree',
		课程: 'course',
		培训: 'training'
	},
	studyLevel: {
		高职: 'vocational',
		专科: 'vocational',
		本科: 'bachelor',
		undergraduate: 'bachelor',
		硕士: 'master',
		研究生: 'master',
		graduate: 'master',
		博士: 'doctor',
		phd: 'doctor',
		继续教育: 'continuing'
	},
	mode: {
		线下: 'onsite',
		面授: 'onsite',
		offline: 'onsite',
		线上: 'online',
		网络: 'online',
		混合: 'hybrid',
		blended: 'hybrid'
	}
};
const ownWords = { type: courseTypes, studyLevel: studyLevels, mode: courseModes } as const;

function wordOf(field: keyof typeof words, cell: string, usual: string): string {
	if (cell === '') return usual;
	const folded = fold(cell);
	if ((ownWords[field] as readonly string[]).includes(folded)) return folded;
	return Object.hasOwn(words[field], folded) ? words[field][folded]! : cell;
}

/** The number in a cell such as "48 学时" or "100 hours"; a cell that is no single number stays as it is. */
function numberOf(cell: string): string {
	return (
		/^约?\s*(\d[\d,]*(?:\.\d+)?)\s*(?:个?学时|课时|小时|hours?|元|学分|credits?)?$/i.exec(
			cell.normalize('NFKC').trim()
		)?.[1] ?? cell
	);
}

/** A row as a course, or what is wrong with it, field by field. */
export function readRow(row: Record<string, string>, mapping: Mapping, defaults: Defaults): RowResult {
	// A column may have any name, also one that every object knows, such as "constructor".
	const cell = (field: ImportField) => {
		const column = mapping[field];
		return column && Object.hasOwn(row, column) ? row[column]!.trim() : '';
	};
	const parsed = v.safeParse(courseSchema, {
		titleZh: cell('titleZh'),
		titleEn: cell('titleEn'),
		textZh: cell('textZh'),
		textEn: cell('textEn'),
		type: wordOf('type', cell('type'), defaults.type),
		studyLevel: wordOf('studyLevel', cell('studyLevel'), defaults.studyLevel),
		mode: wordOf('mode', cell('mode'), defaults.mode),
		hours: numberOf(cell('hours')),
		credits: numberOf(cell('credits')),
		fee: numberOf(cell('fee')),
		providedByZh: cell('providedByZh'),
		providedByEn: cell('providedByEn'),
		url: cell('url')
	});
	if (!parsed.success) {
		return {
			problems: parsed.issues.map((issue) => ({
				field: (v.getDotPath(issue) ?? 'titleZh') as ImportField,
				key: issue.message,
				...(typeof issue.requirement === 'number' ? { limit: issue.requirement } : {})
			}))
		};
	}
	const found = rowFindings(parsed.output);
	const problems = found.filter(({ severity }) => severity === 'error');
	if (problems.length) return { problems };
	const { titleZh, titleEn } = parsed.output;
	const externalId = (cell('externalId') || `${titleZh ?? ''}|${titleEn ?? ''}`).slice(0, 300);
	return { externalId, course: parsed.output, warnings: found };
}

function rowFindings(course: CourseInput): RowFinding[] {
	const texts: Record<string, unknown> = course;
	return Object.entries(checkFields(texts)).flatMap(([field, findings]) =>
		findings.map(({ rule, severity, start, end }) => ({
			field: field as ImportField,
			rule,
			severity,
			words: String(texts[field]).slice(start, end)
		}))
	);
}

/** The reasons for what the rules warn of in a row; undefined where one is missing. */
export function explanationOf(warnings: readonly RowFinding[], reasons: Reasons): Reasons | undefined {
	const given = warnings.map(({ rule }) => [rule, reasons[rule as WarningRule]?.trim()] as const);
	return given.every(([, reason]) => reason) ? Object.fromEntries(given) : undefined;
}
