/** `npm run dev`: the same site behind Vite's server, which shows changes to the source at once. */
import { createServer, type ViteDevServer } from 'vite';
import { readEnvironment } from '#lib/server/environment.ts';
import { errorCode, StartError } from '#lib/server/start-error.ts';
import { reportFailure } from './failure.ts';
import { onShutdown } from './shutdown.ts';
import { addressOf, openSite, welcome, type Site } from './site.ts';

let pages: ViteDevServer | undefined;
let opening: Promise<Site> | undefined;
const end = onShutdown(async () => {
	await pages?.close();
	const site = await opening?.catch(() => undefined);
	await site?.close();
});

try {
	const environment = readEnvironment();
	opening = openSite(environment, (why) => {
		reportFailure(new StartError(`Stopping: ${why}.`));
		end(1);
	});
	const site = await opening;
	pages = await createServer({
		server: {
			port: environment.port,
			host: environment.host,
			strictPort: environment.port !== 0,
			watch: { ignored: [`${environment.dataDir}/**`] }
		}
	});
	await pages.listen();
	const address = pages.httpServer?.address();
	const port = typeof address === 'object' && address ? address.port : environment.port;
	for (const line of welcome(site, addressOf(environment, port))) console.log(line);
} catch (error) {
	const taken =
		errorCode(error) === 'EADDRINUSE' || (error instanceof Error && /already in use/.test(error.message));
	reportFailure(taken ? new StartError('The port is already in use: set PORT to another.') : error);
	end(1);
}
