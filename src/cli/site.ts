/**
 * Brings a site up and takes it down again, for `npm start` and `npm run dev`: database, migrations, demo data,
 * worker. What is opened is closed in the opposite order, also when a later step fails.
 */
import { accountByEmail } from '#lib/server/accounts/data.ts';
import { createApp, setApp, type App } from '#lib/server/app.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/db/open.ts';
import { demoSignIns, loadDemo } from '#lib/server/demo/load.ts';
import type { Environment } from '#lib/server/environment.ts';
import { startWorker } from '#lib/server/jobs/worker.ts';
import { staysHere } from '#lib/server/loopback.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import { replayErasures } from '#lib/server/privacy/erase.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { findMeilisearch } from '#lib/server/search/meilisearch-program.ts';
import { startMeilisearch, type MeilisearchServer } from '#lib/server/search/meilisearch-server.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { watchTree } from '#lib/server/skills/lock.ts';
import { oneLine, StartError } from '#lib/server/start-error.ts';

export type Site = {
	app: App;
	database: OpenDatabase;
	/** The Meilisearch that the site itself runs. */
	meilisearch: MeilisearchServer | undefined;
	demo: boolean;
	close: () => Promise<void>;
};

export function report(line: string): void {
	console.log(`pons: ${line}`);
}

/**
 * Opens everything but the web server. `lost` is called when the embedded database goes away while running.
 * @throws StartError
 */
export async function openSite(environment: Environment, lost: (why: string) => void): Promise<Site> {
	const database = await openDatabase(environment, report, lost);
	let app: App | undefined;
	let meilisearch: MeilisearchServer | undefined;
	const close = async () => {
		try {
			await app?.close();
		} finally {
			await Promise.all([meilisearch?.stop(), database.close()]);
		}
	};
	try {
		meilisearch = await openMeilisearch(environment);
		await migrateDatabase(database.url);
		const own = meilisearch && { meiliUrl: meilisearch.url, meiliKey: meilisearch.key };
		app = await createApp({ ...environment, ...own, databaseUrl: database.url });
		app.demoOpen = database.embedded && staysHere(environment);
		setApp(app);
		const again = await replayErasures(app);
		if (again > 0) report(`${again} erased people were in the database again, and were removed.`);
		await loadSkills(app.db);
		watchTree(app);
		const wanted = environment.demo === '1' || (environment.demo === 'auto' && database.embedded);
		if (wanted) await loadDemo(app);
		const demo = await hasDemo(app);
		if (environment.worker) app.worker = await startWorker(app);
		await searchOf(app).recheck();
		// At a hundred thousand listings this takes seconds, for which the first search would wait.
		columnsOf(app.sql).catch(() => {});
		return { app, database, meilisearch, demo, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The site's own Meilisearch, where there is a program. A site without one, or whose own does not start, goes on. */
async function openMeilisearch(environment: Environment): Promise<MeilisearchServer | undefined> {
	const program = findMeilisearch(environment);
	if (!program) return undefined;
	try {
		return await startMeilisearch({ program, dataDir: environment.dataDir, report });
	} catch (error) {
		report(`${oneLine(error)} PostgreSQL answers searches.`);
		return undefined;
	}
}

/** Whether the demo is in this database, from this start or an earlier one. */
async function hasDemo(app: App): Promise<boolean> {
	const [first] = demoSignIns();
	return first !== undefined && (await accountByEmail(app.db, first.email)) !== undefined;
}

async function migrateDatabase(url: string): Promise<void> {
	try {
		await migrate(url);
	} catch (error) {
		throw new StartError(`The database cannot be brought to this version: ${oneLine(error)}.`);
	}
}

/** The lines that tell a person where the site is, what it runs on and how to sign in. */
export function welcome(site: Site, address: string): string[] {
	const lines = [
		`Pons 脑桥 is at ${address}`,
		`  database  ${site.database.description}`,
		`  search    ${searchDescription(site)}`
	];
	if (!site.app.environment.worker) lines.push('  jobs      none here: npm run worker runs them');
	if (!site.demo) return lines;
	lines.push('  sign in to the demo as');
	for (const { label, email, password } of demoSignIns()) lines.push(`    ${label}: ${email} / ${password}`);
	return lines;
}

/** Which engine answers, and which one it stands in for. */
function searchDescription({ app, meilisearch }: Site): string {
	const { meiliUrl } = app.environment;
	if (!meiliUrl) return 'PostgreSQL';
	const main = meilisearch?.description ?? `Meilisearch at ${new URL(meiliUrl).host}`;
	return app.searchName === 'meilisearch' ? main : `PostgreSQL, until ${main} answers with a whole index`;
}

/** The address to open in a browser on this machine. */
export function addressOf(environment: Environment, port: number): string {
	if (environment.origin) return environment.origin;
	const { host } = environment;
	const local = ['0.0.0.0', '127.0.0.1', '::', '::1'].includes(host);
	return `http://${local ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
