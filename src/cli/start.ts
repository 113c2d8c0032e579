/**
 * `npm start`: the site in production form, from the built pages in `build/`. The port is taken first, so that a
 * second start ends before it touches the database.
 */
import { existsSync } from 'node:fs';
import { readEnvironment } from '#lib/server/environment.ts';
import { StartError } from '#lib/server/start-error.ts';
import { openFront, PROTOCOL_HEADER, UPLOAD_BYTES, type Front, type Handler } from '#lib/server/web/front.ts';
import { reportFailure } from './failure.ts';
import { surviveLostWrites } from './lost-write.ts';
import { onShutdown } from './shutdown.ts';
import { addressOf, openSite, report, welcome, type Site } from './site.ts';

/** Running requests may take this long (ms) after the site was told to stop. */
const DRAIN_MS = 10_000;

let front: Front | undefined;
let opening: Promise<Site> | undefined;
let serving = false;
const end = onShutdown(close);
surviveLostWrites();

// A rejection that nobody waited for, such as a body cut off in the middle, ends its request and not the site.
// Only its kind is written: the reason can hold what a person typed.
process.on('unhandledRejection', (reason) => {
	console.error(JSON.stringify({ unhandled: reason instanceof Error ? reason.name : kindOf(reason) }));
});

try {
	await start();
} catch (error) {
	reportFailure(error);
	end(1);
}

async function start(): Promise<void> {
	const environment = readEnvironment();
	const handlerFile = new URL('../../build/handler.js', import.meta.url);
	if (!existsSync(handlerFile))
		throw new StartError('The pages are not built: use npm start, or npm run build first.');
	front = await openFront(environment.port, environment.host);
	opening = openSite(environment, (why) => {
		reportFailure(new StartError(`Stopping: ${why}.`));
		end(1);
	});
	const site = await opening;
	front.serve(await loadHandler(handlerFile, environment.origin));
	serving = true;
	for (const line of welcome(site, addressOf(environment, front.port))) console.log(line);
}

/** The handler reads its settings from the environment when it is loaded. */
async function loadHandler(file: URL, origin: string | undefined): Promise<Handler> {
	if (origin) process.env.ORIGIN = origin;
	else {
		delete process.env.ORIGIN;
		// Without an origin the handler would take every request for https and refuse forms sent over http.
		process.env.PROTOCOL_HEADER ||= PROTOCOL_HEADER;
	}
	process.env.BODY_SIZE_LIMIT = String(UPLOAD_BYTES);
	const { handler } = (await import(file.href)) as { handler: Handler };
	return handler;
}

async function close(): Promise<void> {
	if (serving) report('Stopping.');
	// Open streams would use up the whole time to drain.
	(await opening?.catch(() => undefined))?.app.stopping.abort();
	await front?.drain(DRAIN_MS);
	process.emit('sveltekit:shutdown' as never, 'SIGTERM' as never);
	const site = await opening?.catch(() => undefined);
	await site?.close();
}

function kindOf(reason: unknown): string {
	return typeof reason === 'object' && reason && 'status' in reason
		? `status ${String(reason.status)}`
		: typeof reason;
}
