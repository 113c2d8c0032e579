/**
 * The running server of a cluster folder, as its `postmaster.pid` and the system's process table tell it:
 * find it, wait for it, stop it. Knows nothing of who started it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';

export type Postmaster = { pid: number; port: number; status: string };

const POLL_MS = 15;
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 15_000;

/** What `postmaster.pid` says: its lines are pid, folder, start time, port, socket, address, shared memory, status. */
export async function readPidFile(folder: string): Promise<Postmaster | undefined> {
	const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
	const lines = text.split('\n');
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0) return undefined;
	return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? 'starting' };
}

/** Whether the process `pid` is the server of `folder` and not another one that was given the same number. */
export function isServerOf(folder: string, pid: number): boolean {
	return commandOf(pid).replaceAll('\0', ' ').includes(`postgres -D ${folder} `);
}

/** The command line of a living process; empty for a dead one and for a zombie. */
function commandOf(pid: number): string {
	if (process.platform === 'linux') {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		} catch {
			return '';
		}
	}
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** The living server of the folder, if there is one. */
export async function findServer(folder: string): Promise<Postmaster | undefined> {
	const found = await readPidFile(folder);
	return found && isServerOf(folder, found.pid) ? found : undefined;
}

/**
 * Waits until the server accepts connections.
 * @returns 'gone' when it ended or is stopping instead, 'silent' when `limit` milliseconds pass
 */
export async function waitUntilReady(
	folder: string,
	pid: number,
	limit: number
): Promise<Postmaster | 'gone' | 'silent'> {
	const end = Date.now() + limit;
	while (Date.now() < end) {
		if (!isServerOf(folder, pid)) return 'gone';
		const found = await readPidFile(folder);
		if (found?.pid === pid && found.status === 'ready') return found;
		await sleep(POLL_MS);
	}
	return 'silent';
}

/**
 * Stops the server and waits for its end: fast first (sessions are ended, everything is written), at once if
 * that takes more than 30 s; the next start then recovers from the log.
 * @throws StartError when it does not end
 */
export async function stopServer(folder: string, pid: number): Promise<void> {
	for (const [signal, limit] of [
		['SIGINT', FAST_STOP_MS],
		['SIGQUIT', IMMEDIATE_STOP_MS]
	] as const) {
		if (!isServerOf(folder, pid)) return;
		try {
			process.kill(pid, signal);
		} catch {
			return;
		}
		const end = Date.now() + limit;
		while (Date.now() < end) {
			if (!isServerOf(folder, pid)) return;
			await sleep(POLL_MS);
		}
	}
	throw new StartError(`The database server (process ${pid}) does not stop: end it and start again.`);
}
