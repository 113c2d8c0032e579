import { withdrawSchema } from '#lib/applications/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { myApplications, withdraw } from '#lib/server/applications/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const rows = await orRefuse(myApplications(getApp(), locals.actor));
	return {
		sent: url.searchParams.has('sent'),
		applications: (rows ?? []).map(({ createdAt, answeredAt, ...row }) => ({
			...row,
			sentOn: dayInNanjing(createdAt),
			answered: answeredAt !== null
		}))
	};
};

export const actions = {
	withdraw: action(withdrawSchema, async ({ id }, { locals }, app) => {
		await withdraw(app, locals.actor, id);
		return { withdrawn: true };
	})
};
