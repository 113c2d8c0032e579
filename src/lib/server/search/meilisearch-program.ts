// Where a Meilisearch program is, which processes are what they were, and whether a server answers. Starts none.
import { execFile, spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '#lib/server/start-error.ts';

const run = promisify(execFile);

/** Value of MEILI_BIN that keeps the site from running one. */
const none = 'none';

type Wanted = { meiliUrl: string | undefined; meiliBin: string | undefined; databaseUrl: string | undefined };

/**
 * The program that the site is to run: the one of MEILI_BIN, else the one on the PATH, but that only beside the
 * embedded database: several sites on one outside database would each run their own. Undefined when there is none,
 * or a server elsewhere is used.
 * @throws StartError when MEILI_BIN names no program
 */
export function findMeilisearch({ meiliUrl, meiliBin, databaseUrl }: Wanted): string | undefined {
	if (meiliUrl || meiliBin === none) return undefined;
	if (meiliBin) {
		const program = resolve(meiliBin);
		if (isProgram(program)) return program;
		throw new StartError(`MEILI_BIN ${meiliBin} is not a program that can be run.`);
	}
	if (databaseUrl) return undefined;
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	return folders.map((folder) => join(folder, 'meilisearch')).find(isProgram);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/** Its version, such as 1.50.0; undefined when it does not say one. */
export async function versionOf(program: string): Promise<string | undefined> {
	const { stdout } = await run(program, ['--version'], { timeout: 10_000 }).catch(() => ({ stdout: '' }));
	return /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
}

/**
 * When a living process was started, in the system's own words: together with the number it names one process for
 * ever. Undefined for one that is dead or a zombie.
 */
export function startOf(pid: number): string | undefined {
	if (process.platform !== 'linux') {
		const told = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
		const text = told.stdout?.trim() ?? '';
		return text && !text.startsWith('Z') ? text.replace(/^\S+\s+/, '') : undefined;
	}
	try {
		// After the name in brackets: state is the first field, the start in clock ticks the twentieth.
		const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
			.replace(/^.*\) /s, '')
			.split(' ');
		return fields[0] === 'Z' ? undefined : fields[19];
	} catch {
		return undefined;
	}
}

/** The living processes that were started with this argument. */
export function processesWith(argument: string): number[] {
	if (process.platform !== 'linux') {
		const lines = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).stdout?.split('\n') ?? [];
		return lines.filter((line) => `${line} `.includes(` ${argument} `)).map((line) => parseInt(line, 10));
	}
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.filter((pid) => argumentsOf(pid).includes(argument)).map(Number);
}

function argumentsOf(pid: string): string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
	} catch {
		return [];
	}
}

/** Whether a server answers there and says that it is well. */
export async function isHealthy(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
		return response.ok && ((await response.json()) as { status?: string }).status === 'available';
	} catch {
		return false;
	}
}
