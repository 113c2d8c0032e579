// The worker: runs jobs from the queue on the same database. It starts with the site or alone.
import { PgBoss } from 'pg-boss';
import { clearEnded } from '#lib/server/accounts/service.ts';
import type { App } from '#lib/server/app.ts';
import { closeExpired } from '#lib/server/listings/service.ts';
import { clearMails, deliverMails } from '#lib/server/mail/deliver.ts';
import { takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';

export type Worker = { running: () => boolean; stop: () => Promise<void> };

/** How long the search outbox and the mails rest after a round that found nothing (ms). */
const searchPause = 500;
const mailPause = 3_000;

export async function startWorker(app: App): Promise<Worker> {
	// pg-boss keeps two connections of its own: its queries must not wait behind page requests.
	const boss = new PgBoss({ connectionString: app.environment.databaseUrl, schema: 'pgboss', max: 2 });
	boss.on('error', (error) => console.error('jobs:', error instanceof Error ? error.name : 'error'));
	await boss.start();
	await schedule(boss, 'close-expired', '5 0 * * *', () => closeExpired(app));
	await schedule(boss, 'skill-snapshot', '30 5 * * *', () => takeSnapshot(app));
	await schedule(boss, 'clear-mails', '45 3 * * *', () => clearMails(app));
	await schedule(boss, 'clear-sessions', '50 3 * * *', () => clearEnded(app));
	const loops = [
		startLoop('search outbox', () => drainOutbox(app), searchPause),
		startLoop('mail', () => deliverMails(app), mailPause)
	];
	let running = true;
	return {
		running: () => running,
		async stop() {
			running = false;
			await Promise.all(loops.map((loop) => loop.stop()));
			await boss.stop({ graceful: true, timeout: 10_000 });
		}
	};
}

/** A queue, its daily time (Asia/Shanghai) and what it does. */
async function schedule(boss: PgBoss, queue: string, cron: string, run: () => Promise<unknown>) {
	await boss.createQueue(queue);
	await boss.work(queue, async () => void (await run()));
	await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai' });
}

/** Runs rounds for as long as they find work, then rests. A round that fails is said and tried again. */
function startLoop(name: string, round: () => Promise<number>, pause: number) {
	let stopped = false;
	let wake = () => {};
	const rest = () =>
		new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, pause);
			wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	const done = (async () => {
		while (!stopped) {
			const found = await round().catch((error: unknown) => {
				console.error(`${name}:`, error instanceof Error ? error.name : 'error');
				return 0;
			});
			if (found === 0 && !stopped) await rest();
		}
	})();
	return {
		async stop() {
			stopped = true;
			wake();
			await done;
		}
	};
}
