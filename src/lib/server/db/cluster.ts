/**
 * The folder of the embedded database (PostgreSQL calls it a cluster): find it, or make a new one that appears
 * whole or not at all. `DATA_DIR/postgres` is the folder itself or a link to it; nothing here deletes a cluster
 * that was ever started.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, oneLine, StartError } from '../start-error.ts';
import { as, canReach, chooseRunner, isRoot, openFolder, type Programs, type Runner } from './binaries.ts';

export const USER = 'pons';

/** What the cluster's own file keeps: the password of its only user. */
export type Secret = { password: string };

export type Place = { folder: string; exists: boolean; runner: Runner };

const PROBLEMS: Record<string, string> = {
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	EROFS: 'the disk is read-only',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota is used up',
	ENOTDIR: 'it, or a folder above it, is a file',
	ENOENT: 'it cannot be made'
};

/** Makes DATA_DIR if needed and proves that it can be written to. */
export async function prepareDataDir(dataDir: string): Promise<void> {
	const probe = join(dataDir, `.probe-${randomBytes(6).toString('hex')}`);
	try {
		// Root's folder lets the database's user pass, and nobody list it.
		await makeFolder(dataDir, isRoot ? 0o711 : 0o700);
		await writeFile(probe, 'x');
		await rm(probe);
	} catch (error) {
		const problem = PROBLEMS[errorCode(error) ?? ''] ?? oneLine(error);
		throw new StartError(`DATA_DIR ${dataDir} cannot be written to: ${problem}.`);
	}
}

/** Like a recursive mkdir, whose own never returns where the system refuses new folders with ENOENT, as in /proc. */
async function makeFolder(path: string, mode: number): Promise<void> {
	if (existsSync(path)) return;
	await makeFolder(dirname(path), mode);
	await mkdir(path, { mode }).catch((error: unknown) => {
		if (errorCode(error) !== 'EEXIST') throw error;
	});
}

/** The existing cluster of DATA_DIR, or the place for a new one, and the user who runs it. */
export async function findPlace(dataDir: string): Promise<Place> {
	const entry = join(dataDir, 'postgres');
	const kind = await lstat(entry).catch(() => undefined);
	if (kind) return existingPlace(entry, kind.isSymbolicLink());
	const runner = await chooseRunner();
	if (canReach(runner, dataDir)) return { folder: entry, exists: false, runner };
	const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 10);
	const base = await openFolder();
	await removeUnused(base, id);
	const own = join(base, `${id}-${randomBytes(3).toString('hex')}`);
	return { folder: join(own, 'postgres'), exists: false, runner };
}

async function existingPlace(entry: string, isLink: boolean): Promise<Place> {
	const folder = await realpath(entry).catch(() => undefined);
	if (!folder) {
		throw new StartError(
			`${entry} points to a database folder that is gone: bring it back, or remove the link to start empty.`
		);
	}
	const owner = (await stat(folder)).uid;
	const exists = existsSync(join(folder, 'PG_VERSION'));
	if (!isRoot && owner !== process.getuid?.()) {
		throw new StartError(
			`The database folder ${folder} belongs to another user: start as that user or as root.`
		);
	}
	if (!exists && (isLink || (await readdir(folder)).length > 0)) {
		throw new StartError(`${folder} holds no PostgreSQL database: move it away to start empty.`);
	}
	const runner = await chooseRunner(exists && isRoot ? owner : undefined);
	if (!canReach(runner, exists ? folder : dirname(folder))) {
		throw new StartError(
			`User "${runner.name}" cannot enter ${folder}: open the folders above it to others (x).`
		);
	}
	return { folder, exists, runner };
}

/** Folders that a killed start left before its database was ever started. */
async function removeUnused(base: string, id: string): Promise<void> {
	for (const name of await readdir(base)) {
		const folder = join(base, name, 'postgres');
		const age = Date.now() - (await stat(join(base, name))).mtimeMs;
		if (!name.startsWith(`${id}-`) || existsSync(join(folder, 'postmaster.opts')) || age < 60_000) continue;
		await rm(join(base, name), { recursive: true, force: true });
	}
}

/**
 * Makes a new cluster: UTF-8, ordered by code point, one user with a generated password, no trust for anyone.
 * It is made beside its place and moved there whole; another start that was faster wins.
 */
export async function createCluster(dataDir: string, place: Place, programs: Programs): Promise<void> {
	const { folder, runner } = place;
	const parent = dirname(folder);
	await mkdir(parent, { recursive: true, mode: 0o711 });
	const half = `${folder}.new-${process.pid}-${randomBytes(3).toString('hex')}`;
	const passwordFile = `${half}.password`;
	const secret: Secret = { password: randomBytes(24).toString('base64url') };
	try {
		await mkdir(half, { mode: 0o700 });
		await writeFile(passwordFile, secret.password, { mode: 0o600 });
		await give(half, runner);
		await give(passwordFile, runner);
		await initialize(programs, runner, half, passwordFile);
		await writeFile(join(half, 'pons.json'), JSON.stringify(secret), { mode: 0o600 });
		await give(join(half, 'pons.json'), runner);
		await chmod(half, 0o700);
		await rename(half, folder);
		const entry = join(dataDir, 'postgres');
		if (entry !== folder) await symlink(folder, entry);
	} catch (error) {
		const madeByAnother = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
		if (!madeByAnother) throw error;
	} finally {
		await rm(half, { recursive: true, force: true });
		await rm(passwordFile, { force: true });
	}
}

async function give(path: string, runner: Runner): Promise<void> {
	if (runner.uid !== undefined && runner.gid !== undefined) await chown(path, runner.uid, runner.gid);
}

/** Removes what starts that were killed half-way left behind, unless their process still lives. */
export async function removeHalfMade(parent: string): Promise<void> {
	for (const name of await readdir(parent)) {
		const maker = Number(/^postgres\.new-(\d+)-/.exec(name)?.[1]);
		if (!maker || (await isStillMade(join(parent, name), maker))) continue;
		// The killed start's own helper may still be writing there for a moment; what resists is left for the next time.
		await rm(join(parent, name), { recursive: true, force: true, maxRetries: 8 }).catch(() => {});
	}
}

/** In a container the next start often has the same process number: then the folder's age tells them apart. */
async function isStillMade(path: string, maker: number): Promise<boolean> {
	if (maker !== process.pid) return isAlive(maker);
	const made = await stat(path).catch(() => undefined);
	return made !== undefined && made.mtimeMs > Date.now() - process.uptime() * 1000;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}

/** Systems differ in the locales they have; the order of texts is that of code points in either. */
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C'];

async function initialize(programs: Programs, runner: Runner, folder: string, passwordFile: string) {
	let problem = '';
	for (const locale of LOCALES) {
		const run = await runInitdb(programs, runner, [
			...['-D', folder, '-U', USER, '-E', 'UTF8', `--locale=${locale}`, '--lc-messages=C'],
			...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
			...['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions']
		]);
		if (run.code === 0) return;
		problem = run.problem;
		if (!problem.includes('locale')) break;
	}
	throw new StartError(`The database cannot be made in ${dirname(folder)}: ${problem}`);
}

function runInitdb(programs: Programs, runner: Runner, args: string[]) {
	return new Promise<{ code: number | null; problem: string }>((done) => {
		const child = spawn(programs.initdb, args, {
			...as(runner),
			cwd: '/',
			env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
			stdio: ['ignore', 'ignore', 'pipe']
		});
		let errors = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
		child.on('error', (error) => done({ code: 1, problem: error.message }));
		child.on('close', (code) => {
			const lines = errors.split('\n').filter((line) => /error|fatal/i.test(line));
			done({ code, problem: lines[0] ?? errors.trim().split('\n').at(-1) ?? '' });
		});
	});
}

/** The password kept inside the cluster, readable only by its user (and root). */
export async function readSecret(folder: string): Promise<Secret> {
	try {
		return JSON.parse(await readFile(join(folder, 'pons.json'), 'utf8')) as Secret;
	} catch {
		throw new StartError(
			`${join(folder, 'pons.json')} (the password of the embedded database) cannot be read.`
		);
	}
}
