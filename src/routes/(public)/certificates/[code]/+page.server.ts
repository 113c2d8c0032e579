import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { certificateByCode } from '#lib/server/certificates/data.ts';

export const load = async ({ params, setHeaders }) => {
	const certificate = await certificateByCode(getApp().db, params.code);
	if (!certificate) error(404, m.common_refusal_notFound());
	setHeaders({ 'x-robots-tag': 'noindex' });
	return { certificate };
};
