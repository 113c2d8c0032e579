import { getApp } from '#lib/server/app.ts';
import { messageFile } from '#lib/server/messages/file.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { fileDownload } from '#lib/server/web/download.ts';

/** The file of a message, to those of the conversation. */
export const GET = async ({ locals, params: { id, message } }) =>
	fileDownload(await orRefuse(messageFile(getApp(), locals.actor, { id }, message)));
