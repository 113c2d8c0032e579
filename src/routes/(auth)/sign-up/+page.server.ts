import { redirect } from '@sveltejs/kit';
import { landing } from '#lib/accounts/landing.ts';
import { signUpSchema } from '#lib/accounts/schema.ts';
import { purposes } from '#lib/accounts/types.ts';
import { href } from '#lib/i18n/locale.ts';
import { signUp } from '#lib/server/accounts/service.ts';
import { action } from '#lib/server/web/action.ts';
import { mayReadOutbox, visitorOf } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	const { actor } = event.locals;
	if (actor) redirect(303, href(landing(actor)));
	const asked = event.url.searchParams.get('as');
	return { purpose: purposes.find((purpose) => purpose === asked), outbox: await mayReadOutbox(event) };
};

export const actions = {
	default: action(signUpSchema, async (input, event, app) => {
		await signUp(app, input, visitorOf(event));
		return { sentTo: input.email };
	})
};
