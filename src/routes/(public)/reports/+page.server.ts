import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { reportSchema } from '#lib/moderation/case-schema.ts';
import { networkOf } from '#lib/server/accounts/limit.ts';
import { getApp } from '#lib/server/app.ts';
import { caseFigures } from '#lib/server/moderation/figures.ts';
import { fileReport, ownReports } from '#lib/server/moderation/reports.ts';
import { action } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({
	figures: await caseFigures(getApp()),
	own: await ownReports(getApp(), locals.actor)
});

export const actions = {
	default: action(reportSchema, async (input, { locals, getClientAddress }, app) => {
		const key = await fileReport(app, locals.actor, input, networkOf(getClientAddress()));
		redirect(303, href(`/reports/${key}`));
	})
};
