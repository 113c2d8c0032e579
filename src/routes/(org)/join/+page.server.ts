import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { href } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { acceptInvitation, readInvitation } from '#lib/server/organizations/people.ts';
import { action } from '#lib/server/web/action.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	const actor = signedIn(event);
	const token = event.url.searchParams.get('token') ?? '';
	const invitation = await readInvitation(getApp(), token);
	if (!invitation) error(410, m.common_refusal_expired());
	const { nameZh, nameEn, role, email } = invitation;
	return { token, nameZh, nameEn, role, mine: email.toLowerCase() === actor.email.toLowerCase() };
};

export const actions = {
	default: action(
		v.object({ token: v.pipe(v.string(), v.maxLength(100)) }),
		async ({ token }, { locals }, app) => {
			const slug = await acceptInvitation(app, locals.actor, token);
			redirect(303, href(`/org/${slug}`));
		}
	)
};
