import { getApp } from '#lib/server/app.ts';
import { liveStream } from '#lib/server/live/response.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** What changes for the signed-in person, as it happens; only ids. */
export const GET = async ({ locals, request }) => {
	const stream = await orRefuse(liveStream(getApp(), locals.actor));
	// A stream has no end: who asks for its headers alone would wait for it, and hold a place.
	const wantsStream = request.method !== 'HEAD';
	if (!wantsStream) await stream.cancel();
	return new Response(wantsStream ? stream : null, {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			// A proxy that gathers answers would hold the events back.
			'x-accel-buffering': 'no'
		}
	});
};
