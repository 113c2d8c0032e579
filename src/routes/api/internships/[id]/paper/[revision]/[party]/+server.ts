import { getApp } from '#lib/server/app.ts';
import { signedPaper } from '#lib/server/agreements/paper.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { fileDownload } from '#lib/server/web/download.ts';

/** The signed paper of one party. */
export const GET = async ({ locals, params: { id, revision, party } }) => {
	const which = { revision: Math.min(Number.parseInt(revision) || 0, 1_000_000), party };
	return fileDownload(await orRefuse(signedPaper(getApp(), locals.actor, id, which)));
};
