/** `npm run worker`: runs the jobs alone, beside web processes that were started with WORKER=0. */
import type { App } from '#lib/server/app.ts';
import { startWorker } from '#lib/server/jobs/worker.ts';
import { watchTree } from '#lib/server/skills/lock.ts';
import { reportFailure } from './failure.ts';
import { joinSite } from './join.ts';
import { surviveLostWrites } from './lost-write.ts';
import { onShutdown } from './shutdown.ts';

let joining: Promise<App> | undefined;
const end = onShutdown(async () => {
	const app = await joining?.catch(() => undefined);
	await app?.close();
});
surviveLostWrites();

try {
	joining = joinSite();
	const app = await joining;
	watchTree(app);
	app.worker = await startWorker(app);
	console.log('pons: The worker is running.');
} catch (error) {
	reportFailure(error);
	end(1);
}
