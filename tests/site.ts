// Starts the built site as `npm start` does, on a port and a data folder of its own, for tests that speak HTTP to it.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinDatabase } from '../src/lib/server/db/embedded.ts';

export type RunningSite = {
	/** Such as http://127.0.0.1:40123. */
	origin: string;
	databaseUrl: string;
	/** Where it keeps its things. */
	dataDir: string;
	/** Everything it wrote so far, errors too. */
	said: () => string;
	/** The process, to measure it. */
	child: ChildProcess;
	stop: () => Promise<void>;
};

/** Resolves when the site answers; fails with what it said when it ends before. */
export async function startSite(variables: Record<string, string> = {}): Promise<RunningSite> {
	const parent = await mkdtemp(join(tmpdir(), 'pons-site-'));
	// The database server runs as another user when the tests run as root.
	await chmod(parent, 0o711);
	const dataDir = join(parent, 'data');
	const child = spawn(process.execPath, ['src/cli/start.ts'], {
		env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...variables },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (part: string) => (text += part));
	const ended = new Promise<void>((done) => child.once('close', () => done()));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
		await rm(parent, { recursive: true, force: true });
	};
	const port = await Promise.race([portOf(() => text), ended.then(() => undefined)]);
	if (!port) {
		await stop();
		throw new Error(`The site did not start: ${text}`);
	}
	const databaseUrl = variables.DATABASE_URL ?? (await joinDatabase({ dataDir }));
	return { origin: `http://127.0.0.1:${port}`, databaseUrl, dataDir, said: () => text, child, stop };
}

async function portOf(said: () => string): Promise<string | undefined> {
	for (let tries = 0; tries < 2_400; tries++) {
		const found = /is at http:\S+:(\d+)/.exec(said());
		if (found) return found[1];
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return undefined;
}
