// Importing courses from a file: kept between preview and import, read the same way both times, written in one
// transaction. Importing a file again changes the courses it made and makes none twice.
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import {
	explanationOf,
	readRow,
	type Defaults,
	type Mapping,
	type RowCourse,
	type RowFinding,
	type RowProblem
} from '#lib/courses/import.ts';
import {
	browserLimits,
	readTable,
	readText,
	type TableFile,
	type TableProblem
} from '#lib/courses/table-file.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Reasons } from '#lib/moderation/fields.ts';
import type { District } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { courseImports, courses } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { keepVersions } from '#lib/server/moderation/versions.ts';
import type { Organization } from '#lib/server/organizations/data.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { recogniserFor } from '#lib/server/skills/recogniser.ts';
import { recognise, type Recogniser } from '#lib/skills/recognise.ts';

/** Most skills a recognised text gives a course: the most mentioned ones. */
const skillsMax = 12;
const keptHours = 24;
const batch = 500;

export type ImportChoices = {
	mapping: Mapping;
	defaults: Defaults;
	/** Recognised skills the person does not want. */
	without: string[];
	/** Publish at once until this day; null leaves drafts. */
	publishUntil: string | null;
	district: District | null;
	/** Why what the posting rules warn of is needed, by rule, for all rows. */
	reasons: Reasons;
};
export type ImportedRow = RowCourse & { skills: string[] };
export type Preview = {
	rows: number;
	ready: ImportedRow[];
	/** Row numbers as a spreadsheet counts them (the header is row 1). */
	problems: { row: number; problems: RowProblem[] }[];
	/** Rows whose words ask for a reason. */
	warnings: { row: number; warnings: RowFinding[] }[];
	/** Recognised skills and in how many courses they were found. */
	skills: { id: string; courses: number }[];
};

/** Keeps an uploaded file for its preview. Refuses what is no readable table. Returns its id. */
export async function keepUpload(
	app: App,
	actor: Actor | undefined,
	slug: string,
	name: string,
	bytes: Uint8Array
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	const read = readText(bytes, browserLimits);
	const table = 'text' in read ? readTable(read.text, browserLimits) : read;
	if (!('text' in read) || 'problem' in table)
		throw tableRefusal((table as { problem: TableProblem }).problem);
	const old = new Date(app.now().getTime() - keptHours * 3_600_000);
	await app.db.delete(courseImports).where(lt(courseImports.createdAt, old));
	const values = { organizationId: organization.id, fileName: name.slice(0, 200), content: read.text };
	const [row] = await app.db.insert(courseImports).values(values).returning({ id: courseImports.id });
	return row!.id;
}

export function tableRefusal(problem: TableProblem): Refusal {
	return new Refusal(problem === 'tooLarge' ? 'tooLarge' : 'invalid', { file: `import_problem_${problem}` });
}

/** A kept file of the organization: its columns and rows. */
export async function keptTable(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const own = and(eq(courseImports.id, id), eq(courseImports.organizationId, organization.id));
	const [kept] = await app.db.select().from(courseImports).where(own);
	const table = kept && readTable(kept.content, browserLimits);
	if (!table || 'problem' in table) throw new Refusal('notFound');
	return { organization, fileName: kept.fileName, table };
}

/** What an import would do: the courses it would write, with recognised skills, and what is wrong row by row. */
export async function previewTable(
	db: Database,
	table: TableFile,
	mapping: Mapping,
	defaults: Defaults
): Promise<Preview> {
	const directory = await skillDirectory(db);
	const recogniser = recogniserFor(directory);
	const preview: Preview = { rows: table.rows.length, ready: [], problems: [], warnings: [], skills: [] };
	const counts = new Map<string, number>();
	const last = new Map<string, ImportedRow>();
	table.rows.forEach((cells, i) => {
		const row = readRow(cells, mapping, defaults);
		if ('problems' in row) return void preview.problems.push({ row: i + 2, problems: row.problems });
		if (row.warnings.length) preview.warnings.push({ row: i + 2, warnings: row.warnings });
		// The same key twice in one file: the later row is meant.
		last.set(row.externalId, { ...row, skills: skillsOf(recogniser, row.course) });
	});
	preview.ready = [...last.values()];
	for (const { skills } of preview.ready) for (const id of skills) counts.set(id, (counts.get(id) ?? 0) + 1);
	preview.skills = [...counts]
		.map(([id, courses]) => ({ id, courses }))
		.sort((a, b) => b.courses - a.courses || (a.id < b.id ? -1 : 1));
	return preview;
}

/** Skills of the title first, then the most mentioned ones of the text. */
function skillsOf(
	recogniser: Recogniser,
	{ titleZh, titleEn, textZh, textEn }: RowCourse['course']
): string[] {
	const title = recognise(recogniser, `${titleZh ?? ''}\n${titleEn ?? ''}`);
	const text = recognise(recogniser, `${textZh ?? ''}\n${textEn ?? ''}`);
	return [...new Set([...title, ...text].map(({ id }) => id))].slice(0, skillsMax);
}

/** Imports a kept file from the organization's pages. */
export async function importKept(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	choices: ImportChoices
) {
	const { organization, table } = await keptTable(app, actor, slug, id);
	const done = await importTable(app, organization, actor!.accountId, table, choices);
	await app.db.delete(courseImports).where(eq(courseImports.id, id));
	return done;
}

/**
 * Writes the courses of a table in one transaction. Refuses the whole file when a row is wrong. Returns how many
 * courses were made and how many changed.
 */
export async function importTable(
	app: App,
	organization: Organization,
	accountId: string | null,
	table: TableFile,
	choices: ImportChoices
) {
	const { ready, problems } = await previewTable(app.db, table, choices.mapping, choices.defaults);
	if (problems.length) throw new Refusal('invalid', { file: 'import_problem_rows' });
	const publish = publication(app, organization, choices);
	const without = new Set(choices.without);
	return app.db.transaction(async (tx) => {
		const done = { made: 0, changed: 0 };
		for (let from = 0; from < ready.length; from += batch) {
			const rows = ready.slice(from, from + batch);
			const part = await writeRows(tx, organization, accountId, rows, {
				...publish,
				district: choices.district ?? organization.district,
				reasons: choices.reasons
			});
			await writeSkills(tx, rows, part.ids, without);
			await keepVersions(tx, [...part.ids.values()], accountId);
			await markListings(tx, [...part.ids.values()]);
			done.made += part.made;
			done.changed += rows.length - part.made;
		}
		return done;
	});
}

function publication(app: App, organization: Organization, { publishUntil }: ImportChoices) {
	if (!publishUntil) return { state: 'draft' as const, validUntil: null, publishedAt: null };
	if (!canPublish(organization))
		throw new Refusal('notAllowed', { publishUntil: 'posting_error_unverified' });
	if (publishUntil < dayInNanjing(app.now()))
		throw new Refusal('invalid', { publishUntil: 'posting_error_valid_range' });
	return { state: 'open' as const, validUntil: publishUntil, publishedAt: app.now() };
}

type Shared = {
	state: 'draft' | 'open';
	validUntil: string | null;
	publishedAt: Date | null;
	district: District | null;
	reasons: Reasons;
};

async function writeRows(
	tx: Transaction,
	organization: Organization,
	accountId: string | null,
	rows: ImportedRow[],
	shared: Shared
) {
	const keys = rows.map(({ externalId }) => externalId);
	const ours = and(
		eq(listings.organizationId, organization.id),
		eq(listings.kind, 'course'),
		inArray(listings.externalId, keys)
	);
	const existing = await tx
		.select({ id: listings.id, externalId: listings.externalId })
		.from(listings)
		.where(ours)
		.for('update');
	const ids = new Map(existing.map(({ id, externalId }) => [externalId!, id]));
	const made = rows.length - ids.size;
	for (const key of keys) if (!ids.has(key)) ids.set(key, newId());
	const known = new Set(existing.map(({ externalId }) => externalId));
	await tx
		.insert(listings)
		.values(
			rows.map(({ externalId, course, warnings }) => ({
				...shared,
				...stateOf({ course, warnings }, shared, known.has(externalId)),
				...{
					id: ids.get(externalId)!,
					kind: 'course' as const,
					organizationId: organization.id,
					externalId,
					createdBy: accountId
				},
				...textsOf(course),
				sample: organization.sample
			}))
		)
		.onConflictDoUpdate({
			target: listings.id,
			set: {
				...excluded('title_zh', 'title_en', 'text_zh', 'text_en', 'reasons'),
				// What is published stays published; a new date of validity is taken over.
				state: sql`case when excluded.state = 'open' and coalesce(excluded.text_zh, excluded.text_en) is not null then 'open' when excluded.state = 'closed' and ${listings.state} = 'open' then 'closed' else ${listings.state} end`,
				validUntil: sql`coalesce(excluded.valid_until, ${listings.validUntil})`,
				publishedAt: sql`coalesce(${listings.publishedAt}, excluded.published_at)`,
				district: sql`coalesce(excluded.district, ${listings.district})`,
				version: sql`${listings.version} + 1`
			}
		});
	await tx
		.insert(courses)
		.values(rows.map(({ externalId, course }) => ({ listingId: ids.get(externalId)!, ...courseRow(course) })))
		.onConflictDoUpdate({
			target: courses.listingId,
			set: excluded(
				'type',
				'study_level',
				'mode',
				'hours',
				'credits',
				'fee',
				'provided_by_zh',
				'provided_by_en',
				'url'
			)
		});
	return { ids, made };
}

/**
 * A course without a text, or with words whose reason nobody gave, cannot be open: a new one is a draft that names
 * what is missing when it is published, an open one is closed.
 */
function stateOf(
	{ course, warnings }: Pick<ImportedRow, 'course' | 'warnings'>,
	{ state, reasons }: Shared,
	isKnown: boolean
): { state: Shared['state'] | 'closed'; reasons: Reasons } {
	const given = explanationOf(warnings, reasons);
	if (given && (course.textZh || course.textEn)) return { state, reasons: given };
	return { state: isKnown ? 'closed' : 'draft', reasons: {} };
}

const textsOf = ({ titleZh, titleEn, textZh, textEn }: ImportedRow['course']) => ({
	...{ titleZh, titleEn, textZh, textEn }
});

function courseRow({
	type,
	studyLevel,
	mode,
	hours,
	credits,
	fee,
	providedByZh,
	providedByEn,
	url
}: RowCourse['course']) {
	return { type, studyLevel, mode, hours, credits, fee, providedByZh, providedByEn, url };
}

/** Every column takes the new row's value. Names are constants of this file. */
function excluded(...columns: string[]) {
	const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
	return Object.fromEntries(columns.map((column) => [camel(column), sql.raw(`excluded.${column}`)]));
}

async function writeSkills(
	tx: Transaction,
	rows: ImportedRow[],
	ids: ReadonlyMap<string, string>,
	without: ReadonlySet<string>
) {
	await tx
		.delete(listingSkills)
		.where(and(inArray(listingSkills.listingId, [...ids.values()]), eq(listingSkills.relation, 'taught')));
	const values = rows.flatMap(({ externalId, skills }) =>
		skills
			.filter((skillId) => !without.has(skillId))
			.map((skillId) => ({ listingId: ids.get(externalId)!, skillId, relation: 'taught' as const }))
	);
	if (values.length) await tx.insert(listingSkills).values(values);
}
