import { organizationChangeSchema } from '#lib/organizations/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { requireOwner } from '#lib/server/organizations/membership.ts';
import { updateOrganization } from '#lib/server/organizations/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

const fields = [
	...['nameZh', 'nameEn', 'kind', 'creditCode', 'district', 'website', 'aboutZh', 'aboutEn', 'version']
] as const satisfies string[];

export const load = async ({ locals, params }) => {
	const { organization } = await orRefuse(requireOwner(getApp().db, locals.actor, params.slug));
	const row: Record<string, unknown> = organization;
	return { values: Object.fromEntries(fields.map((name) => [name, String(row[name] ?? '')])) };
};

export const actions = {
	default: action(organizationChangeSchema, async (input, { locals, params }, app) => ({
		saved: await updateOrganization(app, locals.actor, params.slug!, input)
	}))
};
