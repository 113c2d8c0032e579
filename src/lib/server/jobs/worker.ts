// The worker: runs jobs from the queue on the same database. It starts with the site or alone.
import { PgBoss } from 'pg-boss';
import type { QueueName } from '#lib/jobs/words.ts';
import { clearEnded } from '#lib/server/accounts/service.ts';
import type { App, Worker } from '#lib/server/app.ts';
import { sendMany } from '#lib/server/answers/bulk.ts';
import { countAnswers } from '#lib/server/answers/figures.ts';
import { closeSilent, remindUnanswered } from '#lib/server/answers/silence.ts';
import { releaseHeld } from '#lib/server/applications/hold.ts';
import { clearFiles } from '#lib/server/files/service.ts';
import { closeExpired } from '#lib/server/listings/service.ts';
import { expireInvitations } from '#lib/server/invitations/service.ts';
import { clearMails, deliverMails } from '#lib/server/mail/deliver.ts';
import { countMatches } from '#lib/server/matching/counts.ts';
import { mailDigests } from '#lib/server/matching/digest.ts';
import { tellClosed } from '#lib/server/marks/closed.ts';
import { mailMessages } from '#lib/server/messages/digest.ts';
import { clearNotices } from '#lib/server/notifications/service.ts';
import { closeLapsed } from '#lib/server/moderation/appeals.ts';
import { clearVersions } from '#lib/server/moderation/versions.ts';
import { gatherViews } from '#lib/server/notifications/views.ts';
import { checkDue } from '#lib/server/organizations/due.ts';
import { expireProofs } from '#lib/server/proofs/service.ts';
import { eraseDue } from '#lib/server/privacy/erase.ts';
import { clearExports, makeExports } from '#lib/server/privacy/export.ts';
import { clearPlans } from '#lib/server/plans/service.ts';
import { takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { findNews } from '#lib/server/searches/find.ts';
import { mailAllFinds, mailFinds } from '#lib/server/searches/mails.ts';
import { clearSearches } from '#lib/server/searches/service.ts';
import { clearCorrections } from '#lib/server/talents/correct.ts';
import { reconcileAll } from '#lib/server/search/reconcile.ts';
import { feedCopy, feedOutside } from '#lib/server/search/sync.ts';

/**
 * How often a queue is asked for work (s). Each queue asks on its own, over two connections: every two seconds, as
 * they do by themselves, a slow machine leaves them waiting for a connection until they fail, for work of once a day.
 */
const askPause = 30;
/** How long the search outbox and the mails rest after a round that found nothing (ms). */
const searchPause = 500;
const mailPause = 3_000;
/** The same for applications and answers that can still be taken back. */
const holdPause = 2_000;
/** The same for copies of people's data, and for removing it. */
const privacyPause = 3_000;
/** The same for saved searches, which are told within a minute. */
const findPause = 5_000;
/** The same for what nobody waits for: how many match, closed listings, and messages of which a mail tells after ten minutes. */
const calmPause = 20_000;

export async function startWorker(app: App): Promise<Worker> {
	// pg-boss keeps two connections of its own: its queries must not wait behind page requests.
	const boss = new PgBoss({ connectionString: app.environment.databaseUrl, schema: 'pgboss', max: 2 });
	// Its errors are copies without a class, of its own queries, which hold nothing that anybody wrote.
	boss.on('error', ({ message }) => console.error('jobs:', message));
	await boss.start();
	await schedule(boss, 'close-expired', '5 0 * * *', () => closeExpired(app));
	await schedule(boss, 'close-silent', '15 0 * * *', () => closeSilent(app));
	await schedule(boss, 'answer-reminders', '0 9 * * *', () => remindUnanswered(app));
	await schedule(boss, 'answer-figures', '25 * * * *', () => countAnswers(app));
	await schedule(boss, 'expire-invitations', '10 0 * * *', () => expireInvitations(app));
	await schedule(boss, 'skill-snapshot', '30 5 * * *', () => takeSnapshot(app));
	await schedule(boss, 'clear-mails', '45 3 * * *', () => clearMails(app));
	await schedule(boss, 'clear-files', '48 3 * * *', () => clearFiles(app));
	await schedule(boss, 'clear-sessions', '50 3 * * *', () => clearEnded(app));
	await schedule(boss, 'search-reconcile', '20 3 * * *', () => reconcileAll(app));
	await schedule(boss, 'searches-daily', '0 8 * * *', () => mailAllFinds(app, 'daily'));
	await schedule(boss, 'searches-weekly', '0 8 * * 1', () => mailAllFinds(app, 'weekly'));
	await schedule(boss, 'matches-weekly', '10 8 * * 1', () => mailDigests(app));
	await schedule(boss, 'profile-views', '5 8 * * *', () => gatherViews(app));
	await schedule(boss, 'close-cases', '15 0 * * *', () => closeLapsed(app));
	await schedule(boss, 'expire-proofs', '12 0 * * *', () => expireProofs(app));
	await schedule(boss, 'verification-due', '20 0 * * *', () => checkDue(app));
	await schedule(boss, 'clear-exports', '35 3 * * *', () => clearExports(app));
	await schedule(boss, 'clear-versions', '40 3 * * *', () => clearVersions(app));
	await schedule(boss, 'clear-searches', '55 3 * * *', () => clearSearches(app));
	await schedule(boss, 'clear-corrections', '52 3 * * *', () => clearCorrections(app));
	await schedule(boss, 'clear-plans', '57 3 * * *', () => clearPlans(app));
	await schedule(boss, 'clear-notices', '58 3 * * *', () => clearNotices(app));
	const loops = [
		startLoop('exports', () => makeExports(app), privacyPause),
		startLoop('erasures', () => eraseDue(app), privacyPause),
		startLoop('search index', () => feedCopy(app), searchPause),
		startLoop('meilisearch index', () => feedOutside(app), searchPause),
		startLoop('applications', () => releaseHeld(app), holdPause),
		startLoop('answers', () => sendMany(app), holdPause),
		startLoop('mail', () => deliverMails(app), mailPause),
		startLoop('saved searches', () => findNews(app), findPause),
		startLoop('alerts', () => mailFinds(app, 'atOnce'), findPause),
		startLoop('match counts', () => countMatches(app), calmPause),
		startLoop('closed listings', () => tellClosed(app), calmPause),
		startLoop('message mails', () => mailMessages(app), calmPause)
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
async function schedule(boss: PgBoss, queue: QueueName, cron: string, run: () => Promise<unknown>) {
	await boss.createQueue(queue);
	await boss.work(queue, { pollingIntervalSeconds: askPause }, async () => {
		await run().catch((error: unknown) => {
			console.error(`${queue}:`, nameOf(error));
			// What it says may hold what somebody wrote, and the queue would keep it.
			throw new Error(nameOf(error));
		});
	});
	await boss.schedule(queue, cron, {}, { tz: 'Asia/Shanghai' });
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'error');

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
				console.error(`${name}:`, nameOf(error));
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
