import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRoot } from './binaries.ts';
import { joinDatabase, startEmbedded, type Embedded } from './embedded.ts';
import { acquireSiteLock } from './lock.ts';
import { checkDatabase } from './open.ts';
import { findServer } from './postmaster.ts';

let parent: string;
let dataDir: string;
let reported: string[];
const opened: Embedded[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
	parent = await mkdtemp(join(tmpdir(), 'pons-embedded-'));
	await chmod(parent, 0o711);
	dataDir = join(parent, 'data');
	reported = [];
});

afterEach(async () => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	const last = opened.splice(0).at(-1);
	await last?.erase();
	await rm(parent, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
	const embedded = await startEmbedded({ dataDir, report: (line) => reported.push(line) });
	opened.push(embedded);
	return embedded;
}

async function ask<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await run(sql);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

const write = (url: string) =>
	ask(url, async (sql) => {
		await sql`create table if not exists kept (word text)`;
		await sql`insert into kept values ('脑机接口')`;
	});
const read = (url: string) =>
	ask(url, async (sql) => (await sql`select word from kept`).map((row) => row.word));

/** A site in a process of its own, with database and lock; says READY when it has both. */
async function siteProcess(): Promise<ChildProcess> {
	const child = bareProcess(`
		const { acquireSiteLock } = await import('./src/lib/server/db/lock.ts');
		await acquireSiteLock(embedded.url);
		process.stdout.write('READY');
		setInterval(() => {}, 1000);`);
	await new Promise((ready, fail) => {
		child.stdout?.once('data', ready);
		child.once('exit', () => fail(new Error('the site ended')));
	});
	return child;
}

function bareProcess(more = ''): ChildProcess {
	const code = `
		const { startEmbedded } = await import('./src/lib/server/db/embedded.ts');
		const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, report: () => {} });${more}`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	children.push(child);
	return child;
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((done) => child.once('exit', () => done()));
}

describe('the embedded database', () => {
	it('is made from nothing, keeps what was written, and leaves nothing running', async () => {
		const first = await start();
		expect(first.adopted).toBe(false);
		await write(first.url);
		await first.stop();
		expect(await findServer(first.folder)).toBeUndefined();
		expect(existsSync(join(dataDir, 'postgres.json'))).toBe(false);
		const second = await start();
		expect(second.adopted).toBe(false);
		expect(await read(second.url)).toEqual(['脑机接口']);
	});

	it('is UTF-8, in UTC, safe on disk, and wants its password', async () => {
		const { url } = await start();
		const settings = await ask(
			url,
			(sql) => sql`select current_setting('server_encoding') as encoding, current_setting('timezone') as zone,
				current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`
		);
		expect(settings[0]).toEqual({ encoding: 'UTF8', zone: 'UTC', fsync: 'on', commit: 'on' });
		const guess = new URL(url);
		guess.password = 'wrong';
		await expect(checkDatabase(guess.href)).rejects.toThrow('user or password is wrong');
	});

	it('tells other commands its address while it runs, in a file for its user only', async () => {
		await expect(joinDatabase({ dataDir })).rejects.toThrow(`No site is running on ${dataDir}`);
		const embedded = await start();
		expect(await joinDatabase({ dataDir })).toBe(embedded.url);
		expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
		await embedded.stop();
		await expect(joinDatabase({ dataDir })).rejects.toThrow('No site is running');
	});

	it('is adopted with its data when its site was killed', async () => {
		const site = await siteProcess();
		await write(await joinDatabase({ dataDir }));
		site.kill('SIGKILL');
		await ended(site);
		const next = await start();
		expect(next.adopted).toBe(true);
		expect(await read(next.url)).toEqual(['脑机接口']);
		const lock = await acquireSiteLock(next.url);
		lock.letGo();
		await next.stop();
		await lock.release();
		expect(await findServer(next.folder)).toBeUndefined();
	});

	it('refuses a second site while the first runs', async () => {
		await siteProcess();
		const second = await start();
		await expect(acquireSiteLock(second.url)).rejects.toThrow(
			'Another site is already running on this data folder'
		);
	});

	it('says so when the database of a running site is killed', async () => {
		const embedded = await start();
		const lost = new Promise<string>((told) => void acquireSiteLock(embedded.url, told));
		await ask(embedded.url, async (sql) => {
			while ((await sql`select 1 from pg_locks where locktype = 'advisory'`).length === 0) await sleep(20);
		});
		process.kill((await findServer(embedded.folder))!.pid, 'SIGKILL');
		expect(await lost).toBe('the database is gone');
	});

	it('keeps every acknowledged write when the server is killed', async () => {
		const first = await start();
		await write(first.url);
		process.kill((await findServer(first.folder))!.pid, 'SIGKILL');
		const second = await start();
		expect(await read(second.url)).toEqual(['脑机接口']);
	});

	it.each([40, 120, 250, 400, 600])(
		'can be started after a start that was killed after %d ms',
		async (delay) => {
			const child = bareProcess('setInterval(() => {}, 1000);');
			await sleep(delay);
			child.kill('SIGKILL');
			await ended(child);
			const { url } = await start();
			await write(url);
			expect(await read(url)).toEqual(['脑机接口']);
			expect((await readdir(dataDir)).filter((name) => name.includes('new-'))).toEqual([]);
		}
	);

	it('is one server when two starts come at once', async () => {
		const both = await Promise.all([start(), start()]);
		expect(both[0].url).toBe(both[1].url);
		expect(both.filter(({ adopted }) => adopted)).toHaveLength(1);
	});

	it('starts although its old process number now belongs to another process', async () => {
		const first = await start();
		await write(first.url);
		await first.stop();
		const left = [process.pid, first.folder, 1, 5432, '', '127.0.0.1', '0 0', 'ready'].join('\n');
		await writeFile(join(first.folder, 'postmaster.pid'), left);
		const second = await start();
		expect(second.adopted).toBe(false);
		expect(await read(second.url)).toEqual(['脑机接口']);
	});

	it('writes nothing that a person typed to its log', async () => {
		const { url, folder } = await start();
		const secret = 'lin.qiu@example.org';
		await ask(url, async (sql) => {
			await sql`create table people (email text unique check (length(email) < 30), n int)`;
			await sql`insert into people values (${secret}, 1)`;
			await expect(sql`insert into people values (${secret}, 1)`).rejects.toThrow('duplicate');
			await expect(sql`insert into people values (${secret.repeat(3)}, 1)`).rejects.toThrow('violates');
			await expect(sql`select ${secret}::text::int`).rejects.toThrow('invalid');
			await expect(sql.unsafe(`select '${secret}' from nowhere`)).rejects.toThrow('nowhere');
		});
		const files = [join(dataDir, 'postgres.log')];
		for (const name of await readdir(join(folder, 'log'))) files.push(join(folder, 'log', name));
		expect(files.length).toBeGreaterThan(1);
		const text = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
		expect(text).toContain('starting PostgreSQL');
		expect(text).not.toContain(secret);
	});

	it('says in one line that the data folder cannot be used', async () => {
		await writeFile(join(parent, 'data'), 'a file');
		await expect(start()).rejects.toThrow(
			`DATA_DIR ${dataDir} cannot be written to: it, or a folder above it, is a file.`
		);
		dataDir = join(parent, 'data', 'below');
		await expect(start()).rejects.toThrow('it, or a folder above it, is a file');
	});

	it.runIf(isRoot)('works for root in a folder that no other user can enter', async () => {
		await chmod(parent, 0o700);
		const first = await start();
		expect(first.folder.startsWith(dataDir)).toBe(false);
		expect(reported.join()).toContain(first.folder);
		await write(first.url);
		await first.stop();
		const second = await start();
		expect(second.folder).toBe(first.folder);
		expect(await read(second.url)).toEqual(['脑机接口']);
	});
});
