// A stream as a browser reads it (server-sent events): what changed by id, a sign of life, and the end.
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { streamsOf } from '#lib/server/live/streams.ts';

/** After the stream was cut a browser comes back so much later (ms), each at another moment. */
const [comeBack, spread] = [2_000, 4_000];
/** Events that a browser has not taken yet; one that takes none is gone. */
const waitingMax = 64;

/**
 * The actor's stream. It begins with `ready`: what happened before it is not told, so the page reads its data again.
 * Refuses with `tooMany` when there are more than this process has room for.
 */
export async function liveStream(app: App, actor: Actor | undefined): Promise<ReadableStream<Uint8Array>> {
	if (!actor) throw new Refusal('signInFirst');
	const encoder = new TextEncoder();
	const strategy = new CountQueuingStrategy({ highWaterMark: waitingMax });
	let remove = () => {};
	let controller: ReadableStreamDefaultController<Uint8Array>;
	let ended = false;
	const body = new ReadableStream<Uint8Array>(
		{
			start: (made) => void (controller = made),
			cancel: () => {
				ended = true;
				remove();
			}
		},
		strategy
	);
	const end = () => {
		remove();
		if (!ended) controller.close();
		ended = true;
	};
	const say = (text: string) => {
		if (ended) return;
		if ((controller.desiredSize ?? 0) <= 0) return end();
		controller.enqueue(encoder.encode(text));
	};
	say(`retry: ${Math.round(comeBack + Math.random() * spread)}\n\n`);
	const { accountId, sessionHash } = actor;
	const added = await streamsOf(app).add({
		actor: { accountId, sessionHash },
		changed: (about) => say(`event: changed\ndata: ${about}\n\n`),
		beat: () => say('event: beat\ndata:\n\n'),
		end: () => {
			say('event: end\ndata:\n\n');
			end();
		}
	});
	if (!added) throw new Refusal('tooMany');
	remove = added;
	if (ended) remove();
	say('event: ready\ndata:\n\n');
	return body;
}
