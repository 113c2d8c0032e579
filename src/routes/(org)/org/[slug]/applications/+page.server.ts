import { answerSchema } from '#lib/applications/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { answerApplication, receivedApplications } from '#lib/server/applications/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const rows = await orRefuse(receivedApplications(getApp(), locals.actor, params.slug));
	const applications = rows?.map(({ createdAt, viewedAt, ...row }) => ({
		...row,
		sentOn: dayInNanjing(createdAt),
		opened: viewedAt !== null
	}));
	return { applications };
};

export const actions = {
	default: action(answerSchema, async (input, { locals, params }, app) => {
		await answerApplication(app, locals.actor, params.slug!, input);
		return { answered: input.id };
	})
};
