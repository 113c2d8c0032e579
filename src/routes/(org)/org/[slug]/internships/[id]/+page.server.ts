import { tutorRowSchema, tutorSchema } from '#lib/bases/team.ts';
import { attendanceSchema, commentSchema, evaluationSchema } from '#lib/internships/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { evaluateAsSide } from '#lib/server/internships/evaluate.ts';
import { commentWeek, confirmDays } from '#lib/server/internships/log.ts';
import { internshipAsSide } from '#lib/server/internships/page.ts';
import { nameRoleTutor, removeRoleTutor } from '#lib/server/internships/tutor.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	view: await orRefuse(internshipAsSide(getApp(), locals.actor, params.slug, params.id))
});

export const actions = {
	comment: action(commentSchema, async (input, { locals, params }, app) => {
		await commentWeek(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'comment' as const };
	}),
	days: action(attendanceSchema, async (input, { locals, params }, app) => {
		await confirmDays(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'days' as const };
	}),
	evaluate: action(evaluationSchema, async (input, { locals, params }, app) => {
		await evaluateAsSide(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'evaluated' as const };
	}),
	tutor: action(tutorSchema, async (input, { locals, params }, app) => {
		await nameRoleTutor(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'tutor' as const };
	}),
	remove: action(tutorRowSchema, async ({ id }, { locals, params }, app) => {
		await removeRoleTutor(app, locals.actor, params.slug!, params.id!, id);
		return { done: 'removed' as const };
	})
};
