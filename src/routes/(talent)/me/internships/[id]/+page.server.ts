import { evaluationSchema, statementSchema, weekSchema } from '#lib/internships/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { evaluateAsStudent } from '#lib/server/internships/evaluate.ts';
import { writeWeek } from '#lib/server/internships/log.ts';
import { internshipAsStudent } from '#lib/server/internships/page.ts';
import { stateInternship } from '#lib/server/internships/statement.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	view: await orRefuse(internshipAsStudent(getApp(), locals.actor, params.id)),
	today: dayInNanjing(getApp().now())
});

export const actions = {
	state: action(statementSchema, async (input, { locals, params }, app) => {
		await stateInternship(app, locals.actor, params.id!, input);
		return { done: 'stated' as const };
	}),
	week: action(weekSchema, async (input, { locals, params }, app) => {
		await writeWeek(app, locals.actor, params.id!, input);
		return { done: 'week' as const };
	}),
	evaluate: action(evaluationSchema, async (input, { locals, params }, app) => {
		await evaluateAsStudent(app, locals.actor, params.id!, input);
		return { done: 'evaluated' as const };
	})
};
