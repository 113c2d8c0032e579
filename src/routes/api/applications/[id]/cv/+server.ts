import { getApp } from '#lib/server/app.ts';
import { applicationCv } from '#lib/server/applications/cv.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** The CV of an application, to its owner and the organization: always a download, never a page of this site. */
export const GET = async ({ locals, params }) => {
	const { name, bytes } = await orRefuse(applicationCv(getApp(), locals.actor, params.id));
	return new Response(Buffer.from(bytes), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="cv.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'content-length': String(bytes.length),
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
			'cache-control': 'private, no-store'
		}
	});
};
