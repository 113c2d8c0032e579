/**
 * The site's own Meilisearch: a program in DATA_DIR/meilisearch that the site starts on loopback, restarts when it
 * dies and stops with itself. What it holds is a copy: data that it cannot open is thrown away. A server that a
 * killed site left behind is ended; that of another living site on the same folder is joined.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHealthy, processesWith, startOf, versionOf } from '#lib/server/search/meilisearch-program.ts';
import { StartError } from '#lib/server/start-error.ts';

export type MeilisearchServer = {
	url: string;
	key: string;
	/** For people: which server this is. */
	description: string;
	/** Ends it and waits for its end. May be called twice. */
	stop: () => Promise<void>;
};

export type MeilisearchServerOptions = {
	program: string;
	/** Absolute path; made if missing. */
	dataDir: string;
	/** Called with one line for each step a person may want to know of. */
	report: (line: string) => void;
};

type Process = { pid: number; start: string };
/** What `server.json` tells other commands, and the next start. */
type Running = { url: string; server: Process; owner: Process };

const readyLimit = 60_000;
const stopLimit = 10_000;
const poll = 25;
/** Pauses before a server that died is started again, ms; it counts as well after a minute. */
const [firstPause, longestPause, wellAfter] = [250, 15_000, 60_000];
/** Starts that fail one after the other before the data is thrown away. */
const patience = 2;

/**
 * Starts the server of DATA_DIR, or joins the one that another site runs there.
 * @throws StartError when it does not start
 */
export async function startMeilisearch(options: MeilisearchServerOptions): Promise<MeilisearchServer> {
	const { program, report } = options;
	const folder = join(options.dataDir, 'meilisearch');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await chmod(folder, 0o700);
	const key = await ownKey(folder);
	const version = await versionOf(program);
	if (!version) throw new StartError(`${program} is not a Meilisearch: it does not say its version.`);
	const description = `Meilisearch ${version} in ${folder}`;
	const left = await readRunning(folder);
	if (left && isAlive(left.owner) && isAlive(left.server)) {
		return { url: left.url, key, description, stop: async () => {} };
	}
	for (const pid of processesWith(dataArgument(folder))) await endProcess(pid);
	await discardOther(folder, version, report);
	const keeper = new Keeper({ program, folder, key, report });
	const url = await keeper.start(left && Number(new URL(left.url).port));
	return { url, key, description, stop: () => keeper.stop() };
}

/** The server that a site runs in this folder, for commands beside it. */
export async function joinMeilisearch(dataDir: string): Promise<{ url: string; key: string } | undefined> {
	const folder = join(dataDir, 'meilisearch');
	const running = await readRunning(folder);
	if (!running || !isAlive(running.server)) return undefined;
	return { url: running.url, key: await readFile(join(folder, 'key'), 'utf8') };
}

/** Starts the program, watches it, and starts it again on the same port when it dies. */
class Keeper {
	readonly #options: { program: string; folder: string; key: string; report: (line: string) => void };
	#child: ChildProcess | undefined;
	#port = 0;
	#stopping = false;
	#failures = 0;
	#restart: Promise<void> = Promise.resolve();

	constructor(options: { program: string; folder: string; key: string; report: (line: string) => void }) {
		this.#options = options;
	}

	/** Returns the address. `wished` is the port of the last time, which other commands may still know. */
	async start(wished: number | undefined): Promise<string> {
		const { folder } = this.#options;
		for (let attempt = 0; attempt <= patience; attempt++) {
			this.#port = await freePort(attempt === 0 ? wished : undefined);
			if (attempt === patience) await this.#discard();
			if (await this.#launch()) return this.#url();
		}
		throw new StartError(`Meilisearch does not start: see ${join(folder, 'log')}, or set MEILI_BIN=none.`);
	}

	async stop(): Promise<void> {
		this.#stopping = true;
		const child = this.#child;
		if (child?.pid && child.exitCode === null && child.signalCode === null) await endProcess(child.pid);
		await this.#restart;
		await rm(join(this.#options.folder, 'server.json'), { force: true });
	}

	#url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** One start; false when the program ended instead of becoming well. */
	async #launch(): Promise<boolean> {
		const child = run(this.#options, this.#port);
		this.#child = child;
		const began = Date.now();
		const ended = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
		const start = child.pid && startOf(child.pid);
		if (!start) return false;
		await this.#tell({ pid: child.pid!, start });
		let over = false;
		void ended.then(() => (over = true));
		while (!over && !(await isHealthy(this.#url()))) {
			if (Date.now() - began > readyLimit) child.kill('SIGKILL');
			await Promise.race([ended, sleep(poll)]);
		}
		if (over || this.#stopping) return false;
		void ended.then(() => {
			if (this.#stopping) return;
			if (Date.now() - began > wellAfter) this.#failures = 0;
			this.#restart = this.#again();
		});
		return true;
	}

	async #again(): Promise<void> {
		this.#options.report('Meilisearch has ended: starting it again; PostgreSQL answers searches meanwhile.');
		while (!this.#stopping) {
			await sleep(Math.min(firstPause * 2 ** this.#failures++, longestPause));
			if (this.#stopping) return;
			if (this.#failures % (patience + 2) === 0) await this.#discard();
			if (await this.#launch()) return;
		}
	}

	#discard(): Promise<void> {
		this.#options.report('Meilisearch cannot open its data: the index is built anew.');
		return rm(join(this.#options.folder, 'data'), { recursive: true, force: true });
	}

	async #tell(server: Process): Promise<void> {
		const file = join(this.#options.folder, 'server.json');
		const owner = { pid: process.pid, start: startOf(process.pid) ?? '' };
		const running: Running = { url: this.#url(), server, owner };
		const half = `${file}.${randomBytes(6).toString('hex')}`;
		await writeFile(half, `${JSON.stringify(running, null, '\t')}\n`, { mode: 0o600 });
		await rename(half, file);
	}
}

/** By which the servers of a folder are known, whoever started them. */
const dataArgument = (folder: string) => `--db-path=${join(folder, 'data')}`;

/** In a process group of its own, so that Ctrl-C reaches the site alone; the key is not seen in the process list. */
function run({ program, folder, key }: { program: string; folder: string; key: string }, port: number) {
	const log = openSync(join(folder, 'log'), 'w', 0o600);
	const paths = [
		dataArgument(folder),
		`--dump-dir=${join(folder, 'dumps')}`,
		`--snapshot-dir=${join(folder, 'snapshots')}`
	];
	const child = spawn(
		program,
		[`--http-addr=127.0.0.1:${port}`, '--env=production', '--no-analytics', '--log-level=WARN', ...paths],
		{
			cwd: folder,
			detached: true,
			env: { PATH: process.env.PATH, MEILI_MASTER_KEY: key },
			stdio: ['ignore', log, log]
		}
	);
	closeSync(log);
	child.unref();
	return child;
}

async function ownKey(folder: string): Promise<string> {
	const file = join(folder, 'key');
	const made = randomBytes(32).toString('base64url');
	await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch(() => {});
	const key = await readFile(file, 'utf8').catch(() => '');
	if (key.length < 16) throw new StartError(`${file} holds no key: remove it to make a new one.`);
	return key;
}

/** Data of another version is not opened: what it holds is in PostgreSQL. */
async function discardOther(folder: string, version: string, report: (line: string) => void): Promise<void> {
	const data = join(folder, 'data');
	const made = await readFile(join(data, 'VERSION'), 'utf8').catch(() => undefined);
	if (made === undefined || made.trim() === version) return;
	report(`The search index was made by Meilisearch ${made.trim()}: it is built anew by ${version}.`);
	await rm(data, { recursive: true, force: true });
}

async function readRunning(folder: string): Promise<Running | undefined> {
	try {
		return JSON.parse(await readFile(join(folder, 'server.json'), 'utf8')) as Running;
	} catch {
		return undefined;
	}
}

const isAlive = ({ pid, start }: Process) => startOf(pid) === start;

/** Asks a process to end, and makes it. */
async function endProcess(pid: number): Promise<void> {
	const start = startOf(pid);
	for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
		if (!start || startOf(pid) !== start) return;
		try {
			process.kill(pid, signal);
		} catch {
			return;
		}
		const limit = Date.now() + stopLimit;
		while (Date.now() < limit && startOf(pid) === start) await sleep(poll);
	}
}

/** The wished port if it is free, else any. */
async function freePort(wished: number | undefined): Promise<number> {
	const taken = (port: number) =>
		new Promise<number | undefined>((done) => {
			const server = createServer().once('error', () => done(undefined));
			server.listen(port, '127.0.0.1', () => {
				const address = server.address();
				server.close(() => done(typeof address === 'object' && address ? address.port : undefined));
			});
		});
	return (wished ? await taken(wished) : undefined) ?? (await taken(0)) ?? 0;
}
