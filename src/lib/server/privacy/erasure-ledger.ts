// Who was erased, in a file outside the database that is only ever added to: a backup from before knows nothing of an
// erasure, so after restoring one the file says whom to remove again. It holds random ids and days, nothing else.
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { App } from '#lib/server/app.ts';

/** Only the owner of the process reads it. */
const mode = 0o600;

/** Adds a line and waits until it is on the disk. The same account twice does no harm. */
export async function recordErasure(app: App, accountId: string): Promise<void> {
	const path = app.environment.erasureLedger;
	await mkdir(dirname(path), { recursive: true });
	const file = await open(path, 'a', mode);
	try {
		await file.write(`${JSON.stringify({ account: accountId, on: app.now().toISOString().slice(0, 10) })}\n`);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** The accounts in a ledger; none when there is no file yet. A line that was cut off by a crash is left out. */
export async function erasedAccounts(path: string): Promise<string[]> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return '';
		throw error;
	});
	const ids = text.split('\n').flatMap((line) => /"account":"([a-z0-9]{1,40})"/.exec(line)?.[1] ?? []);
	return [...new Set(ids)];
}
