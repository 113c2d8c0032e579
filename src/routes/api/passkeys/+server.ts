import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { passkeyPurpose } from '#lib/accounts/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { passkeyOptions } from '#lib/server/accounts/passkey.ts';
import { getApp } from '#lib/server/app.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { visitorOf } from '#lib/server/web/visitor.ts';

/** What a browser needs to make or use a passkey. */
export const POST = async (event) => {
	const form = await event.request.formData().catch(() => new FormData());
	const purpose = v.safeParse(passkeyPurpose, form.get('purpose'));
	if (!purpose.success) error(400, m.common_error_form());
	const { locals } = event;
	return json(await orRefuse(passkeyOptions(getApp(), locals.actor, purpose.output, visitorOf(event))));
};
