/** For commands beside the site: joins the database of the running site, or the one that DATABASE_URL names. */
import { createApp, setApp, type App } from '#lib/server/app.ts';
import { joinDatabase } from '#lib/server/db/embedded.ts';
import { checkDatabase } from '#lib/server/db/open.ts';
import { readEnvironment, type Environment } from '#lib/server/environment.ts';
import { findMeilisearch } from '#lib/server/search/meilisearch-program.ts';
import { joinMeilisearch } from '#lib/server/search/meilisearch-server.ts';
import { StartError } from '#lib/server/start-error.ts';
import { reportFailure } from './failure.ts';

/** An App on the site's database; the caller closes it. The schema must be there: the site has migrated it. */
export async function joinSite(): Promise<App> {
	const environment = readEnvironment();
	const databaseUrl = await joinDatabase(environment);
	await checkDatabase(databaseUrl);
	const app = await createApp({ ...environment, ...(await ownMeilisearch(environment)), databaseUrl });
	setApp(app);
	return app;
}

/** The Meilisearch that the site runs itself, where it does. */
async function ownMeilisearch(environment: Environment) {
	if (environment.meiliUrl) return undefined;
	const own = await joinMeilisearch(environment.dataDir);
	if (own) return { meiliUrl: own.url, meiliKey: own.key };
	// Beside an outside database the site may not run yet: what changes would reach one index and not the other.
	if (environment.databaseUrl && findMeilisearch(environment)) {
		throw new StartError(
			"The site's own Meilisearch is not running: start the site first, or set MEILI_BIN=none."
		);
	}
	return undefined;
}

/** Runs a command that ends by itself; whatever it throws becomes one line and exit code 1. */
export async function runCommand(run: (app: App) => Promise<void>): Promise<void> {
	try {
		const app = await joinSite();
		try {
			await run(app);
		} finally {
			await app.close();
		}
	} catch (error) {
		reportFailure(error);
		process.exitCode = 1;
	}
}
