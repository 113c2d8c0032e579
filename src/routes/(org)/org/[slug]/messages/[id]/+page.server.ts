import { beforeOf } from '#lib/messages/before.ts';
import { readSchema, sendSchema } from '#lib/messages/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { conversation, markRead, sendMessage } from '#lib/server/messages/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params: { id, slug }, url }) => {
	const before = beforeOf(url);
	const { about, ...rest } = await orRefuse(conversation(getApp(), locals.actor, { id, slug }, before));
	const { kind, state, titleZh, titleEn, displayName, open } = about;
	return { kind, state, titleZh, titleEn, displayName, open, past: !!before, ...rest };
};

export const actions = {
	send: action(sendSchema, async (input, { locals, params: { id, slug } }, app) => {
		await sendMessage(app, locals.actor, { id: id!, slug: slug! }, input);
		return { sent: true };
	}),
	read: action(readSchema, async ({ to }, { locals, params: { id, slug } }, app) => {
		await markRead(app, locals.actor, { id: id!, slug: slug! }, to);
		return { read: true };
	})
};
