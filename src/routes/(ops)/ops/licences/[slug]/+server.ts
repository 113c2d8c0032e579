import { getApp } from '#lib/server/app.ts';
import { readLicence } from '#lib/server/organizations/papers.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { fileDownload } from '#lib/server/web/download.ts';

export const GET = async ({ locals, params }) =>
	fileDownload(await orRefuse(readLicence(getApp(), locals.actor, params.slug)));
