import { getApp } from '#lib/server/app.ts';
import { applicationCv } from '#lib/server/applications/cv.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { fileDownload } from '#lib/server/web/download.ts';

/** The CV of an application, to its owner and the organization. */
export const GET = async ({ locals, params }) =>
	fileDownload(await orRefuse(applicationCv(getApp(), locals.actor, params.id)));
