/**
 * `npm run restore -- FOLDER [--replace]`: brings a backup back while no site runs, and removes again who was erased
 * since it was made.
 */
import { resolve } from 'node:path';
import { createApp, setApp } from '#lib/server/app.ts';
import { restore } from '#lib/server/backup/restore.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { readEnvironment } from '#lib/server/environment.ts';
import { StartError } from '#lib/server/start-error.ts';
import { reportFailure } from './failure.ts';
import { report } from './site.ts';

const words = process.argv.slice(2);
const folder = words.find((word) => !word.startsWith('--'));

try {
	if (!folder) throw new StartError('Which backup? Use npm run restore -- FOLDER');
	const environment = readEnvironment();
	const database = await openDatabase(environment, report, () => {});
	try {
		const app = await createApp({ ...environment, databaseUrl: database.url });
		setApp(app);
		const done = await restore(app, resolve(folder), words.includes('--replace'));
		await app.close();
		report(
			`${done.rows.toLocaleString('en')} rows are back; ${done.erasedAgain} erased people were removed again.`
		);
	} finally {
		await database.close();
	}
} catch (error) {
	reportFailure(error);
	process.exitCode = 1;
}
