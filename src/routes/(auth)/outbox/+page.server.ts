import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { mayReadOutbox } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	if (!(await mayReadOutbox(event))) error(404, m.common_refusal_notFound());
	event.setHeaders({ 'cache-control': 'no-store' });
	return { mails: await keptMails(getApp()) };
};
