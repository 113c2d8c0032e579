/**
 * The embedded database: a real PostgreSQL in DATA_DIR that the site starts and stops with itself. It runs in a
 * process group of its own, so that neither Ctrl-C nor a killed site ends it half-way; a server that a killed
 * site left behind is adopted. Which site may use it is decided by the lock in `lock.ts`, not here.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { errorCode, StartError } from '../start-error.ts';
import {
	as,
	chooseRunner,
	findPrograms,
	isRoot,
	openFolder,
	type Programs,
	type Runner
} from './binaries.ts';
import { createCluster, findPlace, prepareDataDir, readSecret, removeHalfMade, USER } from './cluster.ts';
import { findServer, isServerOf, readPidFile, stopServer, waitUntilReady } from './postmaster.ts';

const ATTEMPTS = 6;
/** How long a server that another process started may take to answer before it is restarted. */
const ADOPTION_MS = 60_000;
/** Recovery after a power cut reads the log again, which may take minutes. */
const START_MS = 10 * 60_000;
const RETRY_MS = 500;
const DATABASE = 'pons';

export type EmbeddedOptions = {
	/** Absolute path; made if missing. */
	dataDir: string;
	/** Called with one line for each step a person may want to know of. */
	report: (line: string) => void;
	/** Further server settings, such as `{ fsync: 'off' }` for tests. */
	settings?: Readonly<Record<string, string>>;
};

export type Embedded = {
	url: string;
	/** Where the data is, after links. */
	folder: string;
	/** The server was already running. */
	adopted: boolean;
	/** Ends all sessions, writes everything, waits for the end. May be called twice. */
	stop: () => Promise<void>;
	/** Stops and deletes the database with its folder: for tests. */
	erase: () => Promise<void>;
};

/** What `DATA_DIR/postgres.json` tells other commands while the database runs. */
type Connection = { url: string; pid: number; folder: string };

type Cluster = { dataDir: string; folder: string; runner: Runner; programs: () => Promise<Programs> };

/**
 * Starts the database of DATA_DIR, or joins the one that runs there.
 * @throws StartError with one line that says what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const { dataDir, report } = options;
	await prepareDataDir(dataDir);
	const cluster = await openCluster(dataDir, report);
	const password = (await readSecret(cluster.folder)).password;
	const urlAt = (port: number, database = DATABASE) =>
		`postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const running = await findServer(cluster.folder);
		if (running) report('A database server is already running there: joining it.');
		const ready = running
			? await adopt(cluster.folder, running.pid)
			: await launch(cluster, options.settings);
		if (ready && (await makeDatabase(urlAt(ready.port, 'postgres')))) {
			const connection = { url: urlAt(ready.port), pid: ready.pid, folder: cluster.folder };
			return opened(dataDir, connection, running !== undefined);
		}
		if (ready) await stopServer(cluster.folder, ready.pid);
		await sleep(RETRY_MS);
	}
	throw new StartError(
		`The database in ${cluster.folder} does not start: see ${join(dataDir, 'postgres.log')}.`
	);
}

/** The folder of the database, made if there is none. */
async function openCluster(dataDir: string, report: (line: string) => void): Promise<Cluster> {
	const place = await findPlace(dataDir);
	const outside = dirname(place.folder) !== dataDir;
	const copies = async () => (isRoot ? openFolder() : dataDir);
	const programsFor = (runner: Runner) => findPrograms(runner, copies);
	if (!place.exists) {
		report(
			outside
				? `Making the database in ${place.folder}: user "${place.runner.name}" cannot enter ${dataDir}.`
				: `Making the database in ${place.folder}.`
		);
		await createCluster(dataDir, place, await programsFor(place.runner));
	}
	const folder = await realpath(join(dataDir, 'postgres'));
	await removeHalfMade(dirname(folder));
	const runner = await chooseRunner(isRoot ? (await stat(folder)).uid : undefined);
	return { dataDir, folder, runner, programs: () => programsFor(runner) };
}

/** A server that runs already: used if it answers, otherwise stopped. */
async function adopt(folder: string, pid: number) {
	const found = await waitUntilReady(folder, pid, ADOPTION_MS);
	if (typeof found === 'object') return found;
	if (found === 'silent') await stopServer(folder, pid);
	return undefined;
}

/** Starts the server. Returns nothing when another try may succeed: the port was taken, an old server is ending. */
async function launch({ dataDir, folder, runner, programs }: Cluster, settings: EmbeddedOptions['settings']) {
	await removeStalePidFile(folder);
	const logFile = join(dataDir, 'postgres.log');
	const log = openSync(logFile, 'w', 0o600);
	const program = (await programs()).postgres;
	const port = await freePort();
	const child = spawn(program, ['-D', folder, ...serverSettings(port, settings)], {
		...as(runner),
		cwd: '/',
		detached: true,
		env: { PATH: process.env.PATH, TZ: 'UTC' },
		stdio: ['ignore', log, log]
	});
	closeSync(log);
	const { pid } = child;
	const spawned = await new Promise<boolean>((done) => {
		child.once('spawn', () => done(true)).once('error', () => done(false));
	});
	if (!spawned || !pid) throw new StartError(`${program} cannot be run.`);
	child.unref();
	const found = await waitUntilReady(folder, pid, START_MS);
	if (typeof found === 'object') return found;
	const problem = /FATAL: +(.*)/.exec(await readFile(logFile, 'utf8').catch(() => ''))?.[1] ?? '';
	const passing = /lock file|could not create any TCP|could not bind|shared memory block|starting up|^$/;
	if (passing.test(problem)) return undefined;
	throw new StartError(`The database in ${folder} does not start: ${problem}.`);
}

/** A pid file from before a crash whose number now belongs to another process would keep PostgreSQL from starting. */
async function removeStalePidFile(folder: string): Promise<void> {
	const old = await readPidFile(folder);
	if (old && !isServerOf(folder, old.pid)) await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** Nothing a person typed may reach the server's log: no statements, no parameters, no rejected values. */
function serverSettings(port: number, more: EmbeddedOptions['settings'] = {}): string[] {
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: '',
		timezone: 'UTC',
		log_timezone: 'UTC',
		fsync: 'on',
		jit: 'off',
		random_page_cost: '1.1',
		logging_collector: 'on',
		log_directory: 'log',
		log_filename: 'postgresql-%a.log',
		log_truncate_on_rotation: 'on',
		log_rotation_age: '1d',
		log_rotation_size: '0',
		log_statement: 'none',
		log_min_messages: 'log',
		log_min_error_statement: 'panic',
		log_min_duration_statement: '-1',
		log_parameter_max_length: '0',
		log_parameter_max_length_on_error: '0',
		log_error_verbosity: 'terse',
		...more
	};
	return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const server = createServer().once('error', fail);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** Makes the site's database if it is missing; false when the server does not answer. */
async function makeDatabase(url: string): Promise<boolean> {
	const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
	try {
		const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
		if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
		return true;
	} catch (error) {
		// Two starts at once: the other one made it.
		return ['42P04', '23505'].includes(errorCode(error) ?? '');
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Writes the connection file and returns what the site needs. */
async function opened(dataDir: string, connection: Connection, adopted: boolean): Promise<Embedded> {
	const { url, pid, folder } = connection;
	const file = join(dataDir, 'postgres.json');
	const half = `${file}.${randomBytes(6).toString('hex')}`;
	await writeFile(half, `${JSON.stringify(connection, null, '\t')}\n`, { mode: 0o600 });
	await rename(half, file);
	const stop = async () => {
		await stopServer(folder, pid);
		const current = await readConnection(dataDir);
		if (current?.pid === pid) await rm(file, { force: true });
	};
	const erase = async () => {
		await stop();
		const entry = join(dataDir, 'postgres');
		await rm(dirname(folder) === (await realpath(dataDir)) ? folder : dirname(folder), {
			recursive: true,
			force: true
		});
		await rm(entry, { force: true });
	};
	return { url, folder, adopted, stop, erase };
}

async function readConnection(dataDir: string): Promise<Connection | undefined> {
	try {
		return JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as Connection;
	} catch {
		return undefined;
	}
}

/**
 * The URL of the database that the site of this environment uses, for commands that run beside it.
 * @throws StartError when no site is running
 */
export async function joinDatabase(environment: {
	databaseUrl?: string | undefined;
	dataDir: string;
}): Promise<string> {
	if (environment.databaseUrl) return environment.databaseUrl;
	const connection = await readConnection(environment.dataDir);
	if (connection && isServerOf(connection.folder, connection.pid)) return connection.url;
	throw new StartError(
		`No site is running on ${environment.dataDir}: start it with npm start, or set DATABASE_URL or DATA_DIR.`
	);
}
