import { beforeOf } from '#lib/messages/before.ts';
import { readSchema, sendSchema } from '#lib/messages/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { conversation, markRead, sendMessage } from '#lib/server/messages/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params: { id }, url }) => {
	const before = beforeOf(url);
	const { about, ...rest } = await orRefuse(conversation(getApp(), locals.actor, { id }, before));
	const { kind, state, listingId, titleZh, titleEn, slug, nameZh, nameEn, open } = about;
	return { kind, state, listingId, titleZh, titleEn, slug, nameZh, nameEn, open, past: !!before, ...rest };
};

export const actions = {
	send: action(sendSchema, async (input, { locals, params }, app) => {
		await sendMessage(app, locals.actor, { id: params.id! }, input);
		return { sent: true };
	}),
	read: action(readSchema, async ({ to }, { locals, params }, app) => {
		await markRead(app, locals.actor, { id: params.id! }, to);
		return { read: true };
	})
};
