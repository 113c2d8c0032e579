import { getApp } from '#lib/server/app.ts';
import { readExport } from '#lib/server/privacy/export.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

/** The person's own copy of their data. */
export const GET = async (event) => {
	const zip = await orRefuse(readExport(getApp(), signedIn(event)));
	return new Response(new Uint8Array(zip), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': 'attachment; filename="pons-data.zip"',
			'cache-control': 'no-store'
		}
	});
};
