import { redirect } from '@sveltejs/kit';
import { landing, safeNext } from '#lib/accounts/landing.ts';
import { signInSchema } from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { signIn } from '#lib/server/accounts/service.ts';
import { action } from '#lib/server/web/action.ts';
import { enter } from '#lib/server/web/enter.ts';
import { visitorOf } from '#lib/server/web/visitor.ts';

export const load = ({ locals: { actor }, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (actor) redirect(303, next ?? href(landing(actor)));
	return { continues: next !== undefined, done: url.searchParams.get('done') };
};

export const actions = {
	default: action(signInSchema, async (input, event, app) => {
		await enter(event, await signIn(app, input, visitorOf(event)));
	})
};
