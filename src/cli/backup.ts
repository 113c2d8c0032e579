/** `npm run backup [-- FOLDER]`: writes database, files and the ledger of erasures to a new folder. The site may run. */
import { join, resolve } from 'node:path';
import { backUp } from '#lib/server/backup/backup.ts';
import { runCommand } from './join.ts';

const [named] = process.argv.slice(2);

await runCommand(async (app) => {
	const time = app.now().toISOString().slice(0, 19).replaceAll(':', '');
	const folder = resolve(named ?? join(app.environment.dataDir, 'backups', time));
	const { tables } = await backUp(app, folder);
	const rows = tables.reduce((sum, table) => sum + table.rows, 0);
	console.log(
		`pons: ${rows.toLocaleString('en')} rows of ${tables.length} tables, and the files, are in ${folder}.`
	);
});
