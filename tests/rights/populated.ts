// The built site with the table's people and things in it, as most tests that speak HTTP to it begin.
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll } from 'vitest';
import { startSite, type RunningSite } from '../site.ts';
import { makeWorld, type World } from './world.ts';

export type PopulatedSite = {
	site: RunningSite;
	/** Its database, for what no page shows. */
	sql: postgres.Sql;
	world: World;
};

/** For all tests of a file. Without the demo, and without jobs unless `variables` say otherwise. */
export async function populatedSite(variables: Record<string, string> = {}): Promise<PopulatedSite> {
	const site = await startSite({ DEMO: '0', WORKER: '0', ...variables });
	const connection = { application_name: 'rights' };
	const sql = postgres(site.databaseUrl, { max: 4, onnotice: () => {}, connection });
	afterAll(async () => {
		await sql.end();
		await site.stop();
	});
	const world = await makeWorld(drizzle(sql, { casing: 'snake_case' }), `${site.dataDir}/files`);
	return { site, sql, world };
}
