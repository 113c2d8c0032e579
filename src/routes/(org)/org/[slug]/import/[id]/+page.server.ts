import { redirect } from '@sveltejs/kit';
import {
	guessMapping,
	importFieldNames,
	type Defaults,
	type Mapping,
	type RowProblem
} from '#lib/courses/import.ts';
import { importSchema } from '#lib/courses/import-schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { problemSentence } from '#lib/i18n/problem.ts';
import { warnedIn } from '#lib/moderation/fields.ts';
import { ruleWord } from '#lib/moderation/words.ts';
import { getApp } from '#lib/server/app.ts';
import { importKept, keptTable, previewTable } from '#lib/server/courses/import.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import * as v from 'valibot';

const shownProblems = 50;
const shownCourses = 8;

/** The mapping is in the address, so that going back and reloading show the same preview. */
export const load = async ({ locals, params, url }) => {
	const app = getApp();
	const { fileName, table } = await orRefuse(keptTable(app, locals.actor, params.slug, params.id));
	const { mapping, defaults } = readChoices(url.searchParams, table.columns);
	const preview = await previewTable(app.db, table, mapping, defaults);
	const { get } = await skillDirectory(app.db);
	const named = (id: string) => ({ id, zh: get(id)?.zh ?? id, en: get(id)?.en ?? id });
	return {
		fileName,
		columns: table.columns,
		fields: importFieldNames.map((name) => ({ name, label: fieldName(name) })),
		mapping,
		defaults,
		rows: preview.rows,
		ready: preview.ready.length,
		problems: preview.problems
			.slice(0, shownProblems)
			.map(({ row, problems }) => ({ row, said: problems.map(said) })),
		problemCount: preview.problems.length,
		warnings: preview.warnings
			.slice(0, shownProblems)
			.map(({ row, warnings }) => ({ row, said: warnings.map(said) })),
		warningCount: preview.warnings.length,
		warned: warnedIn(preview.warnings.flatMap(({ warnings }) => warnings)),
		skills: preview.skills.map(({ id, courses }) => ({ ...named(id), courses })),
		examples: preview.ready
			.slice(0, shownCourses)
			.map(({ course: { titleZh, titleEn }, skills }) => ({ titleZh, titleEn, skills: skills.map(named) }))
	};
};

/** In words here: the sentences of all problems there may be would be a large part of what the browser reads. */
const said = (problem: RowProblem) =>
	`${fieldName(problem.field)}: ${
		'rule' in problem
			? m.import_words({ rule: ruleWord(problem.rule), words: problem.words })
			: problemSentence(problem.key, problem.limit)
	}`;
const fieldName = (field: string) => problemSentence(`import_field_${field}`);

function readChoices(params: URLSearchParams, columns: string[]): { mapping: Mapping; defaults: Defaults } {
	const { defaults } = v.parse(importSchema, {
		defaults: Object.fromEntries(
			['type', 'studyLevel', 'mode'].map((name) => [name, params.get(`defaults.${name}`) ?? undefined])
		)
	});
	if (!params.has('mapped')) return { mapping: guessMapping(columns), defaults };
	const chosen = importFieldNames.map((field) => [field, params.get(`mapping.${field}`) ?? ''] as const);
	return { mapping: Object.fromEntries(chosen.filter(([, column]) => columns.includes(column))), defaults };
}

export const actions = {
	default: action(importSchema, async ({ shown, skills, ...choices }, { locals, params }, app) => {
		const without = shown.filter((id) => !skills.includes(id));
		const { made, changed } = await importKept(app, locals.actor, params.slug!, params.id!, {
			...choices,
			without
		});
		// The file is gone after its import, so the result is told on the organization's page.
		redirect(303, href(`/org/${params.slug}?made=${made}&changed=${changed}`));
	})
};
