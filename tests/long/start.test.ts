// The real start command: what goes wrong is one line and exit code 1, what is killed starts again.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { joinDatabase, startEmbedded } from '../../src/lib/server/db/embedded.ts';

type Run = { child: ChildProcess; out: () => string; errors: () => string; code: Promise<number | null> };

let parent: string;
let dataDir: string;
let runs: Run[];

beforeEach(async () => {
	parent = await mkdtemp(join(tmpdir(), 'pons-start-'));
	await chmod(parent, 0o711);
	dataDir = join(parent, 'data');
	runs = [];
});

afterEach(async () => {
	for (const { child } of runs) child.kill('SIGKILL');
	await Promise.all(runs.map(({ code }) => code));
	if (existsSync(join(dataDir, 'postgres')))
		await (await startEmbedded({ dataDir, report: () => {} })).erase();
	await rm(parent, { recursive: true, force: true });
});

function run(command: string, variables: Record<string, string> = {}): Run {
	const child = spawn(process.execPath, [`src/cli/${command}.ts`], {
		env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', DEMO: '0', ...variables },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let out = '';
	let errors = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const code = new Promise<number | null>((done) => child.once('close', done));
	const started = { child, out: () => out, errors: () => errors, code };
	runs.push(started);
	return started;
}

/** Waits for a line of the command's output; fails with what it said when it ends before. */
async function says(site: Run, words: RegExp): Promise<RegExpExecArray> {
	for (;;) {
		const found = words.exec(site.out());
		if (found) return found;
		const ended = await Promise.race([
			site.code.then(() => true),
			new Promise((done) => setTimeout(done, 25))
		]);
		if (ended === true) throw new Error(`The command ended: ${site.out()}${site.errors()}`);
	}
}

async function address(site: Run): Promise<string> {
	return (await says(site, /is at (http\S+)/))[1]!;
}

async function ask<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(await joinDatabase({ dataDir }), { max: 1, onnotice: () => {} });
	try {
		return await run(sql);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

const changed = (change: (url: URL) => void) => {
	const url = new URL(inject('databaseUrl'));
	change(url);
	return url.href;
};

describe('npm start ends with one line and exit code 1', () => {
	async function refusal(variables: Record<string, string>): Promise<string> {
		const site = run('start', variables);
		expect(await site.code).toBe(1);
		const lines = site.errors().trim().split('\n');
		expect(lines).toHaveLength(1);
		return lines[0]!;
	}

	it('when the port is taken, before it touches the database', async () => {
		const other = createServer();
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
		const { port } = other.address() as { port: number };
		expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} is already in use`);
		expect(existsSync(dataDir)).toBe(false);
		other.close();
	});

	it('when another site runs on the same data folder, which goes on', async () => {
		const first = run('start');
		const url = await address(first);
		expect(await refusal({})).toContain('Another site is already running on this data folder');
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
		expect(await ask((sql) => sql`select 1 as one`)).toHaveLength(1);
	});

	it.each([
		['nothing answers', () => 'postgres://pons:secret@127.0.0.1:1/pons', 'nothing answers there'],
		['the host does not exist', () => 'postgres://pons:secret@pons.invalid/pons', 'there is no such host'],
		['the password is wrong', () => changed((url) => (url.password = 'secret')), 'user or password is wrong'],
		[
			'the database is missing',
			() => changed((url) => (url.pathname = '/missing')),
			'there is no such database'
		],
		['it is no address', () => 'pons', 'DATABASE_URL must be a URL such as']
	])('when DATABASE_URL is wrong: %s', async (_, url, line) => {
		const said = await refusal({ DATABASE_URL: url() });
		expect(said).toContain(line);
		expect(said).not.toContain('secret');
	});

	it('when the data folder cannot be written to', async () => {
		await writeFile(dataDir, '');
		expect(await refusal({})).toBe(
			`pons: DATA_DIR ${dataDir} cannot be written to: it, or a folder above it, is a file.`
		);
	});

	it('when a variable is wrong', async () => {
		expect(await refusal({ PORT: 'http' })).toBe('pons: PORT must be a whole number from 0 to 65535.');
	});
});

describe('a site', () => {
	it('ends with exit code 0 on SIGTERM and leaves nothing running', async () => {
		const site = run('start');
		const url = await address(site);
		const { pid } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { pid: number };
		site.child.kill('SIGTERM');
		expect(await site.code).toBe(0);
		expect(() => process.kill(pid, 0)).toThrow('ESRCH');
		expect(existsSync(join(dataDir, 'postgres.json'))).toBe(false);
		await expect(fetch(url)).rejects.toThrow();
	});

	it.each([150, 700, 1200])(
		'ends with exit code 0 when it is told to after %d ms of starting',
		async (delay) => {
			const site = run('start');
			await new Promise((done) => setTimeout(done, delay));
			site.child.kill('SIGTERM');
			const code = await site.code;
			// Before Node has read the command's first line, the signal ends it as it ends any process.
			expect([0, null]).toContain(code);
			await expect(joinDatabase({ dataDir })).rejects.toThrow('No site is running');
		}
	);

	it('starts again after kill -9, with what was written, on the database that was left running', async () => {
		const first = run('start');
		await address(first);
		await ask(async (sql) => {
			await sql`create table kept (word text)`;
			await sql`insert into kept values ('脑机接口')`;
		});
		first.child.kill('SIGKILL');
		await first.code;
		const second = run('start');
		const url = await address(second);
		expect(second.out()).toContain('A database server is already running there');
		expect(await ask((sql) => sql`select word from kept`)).toEqual([{ word: '脑机接口' }]);
		expect((await fetch(`${url}/healthz`)).status).toBe(200);
		second.child.kill('SIGINT');
		expect(await second.code).toBe(0);
		await expect(joinDatabase({ dataDir })).rejects.toThrow('No site is running');
	});

	it('starts again wherever in its first start it was killed', async () => {
		for (let delay = 100; delay <= 2500; delay += 300) {
			const site = run('start');
			await new Promise((done) => setTimeout(done, delay));
			site.child.kill('SIGKILL');
			await site.code;
		}
		const last = run('start');
		expect((await fetch(`${await address(last)}/healthz`)).status).toBe(200);
	});

	it('ends when its database is killed, and starts again', async () => {
		const first = run('start');
		await address(first);
		const { pid } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { pid: number };
		process.kill(pid, 'SIGKILL');
		expect(await first.code).toBe(1);
		expect(first.errors()).toContain('pons: Stopping: the database is gone.');
		await address(run('start'));
	});

	it('uses the database of DATABASE_URL and starts none', async () => {
		const name = `pons_start_${process.pid}`;
		const admin = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} });
		await admin.unsafe(`create database ${name}`);
		const site = run('start', { DATABASE_URL: changed((url) => (url.pathname = `/${name}`)) });
		expect((await fetch(`${await address(site)}/healthz`)).status).toBe(200);
		expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
		site.child.kill('SIGTERM');
		expect(await site.code).toBe(0);
		await admin.unsafe(`drop database ${name}`);
		await admin.end();
	});

	it('takes forms sent over http under any host name, and none from another site', async () => {
		const site = run('start');
		const url = await address(site);
		const send = (origin: string) =>
			fetch(`${url}/no-such-page`, {
				method: 'POST',
				headers: { origin, 'content-type': 'application/x-www-form-urlencoded', 'x-pons-proto': 'https' },
				body: 'a=1'
			});
		expect((await send(url)).status).not.toBe(403);
		expect((await send('http://elsewhere.example')).status).toBe(403);
	});

	it('is joined by a worker of its own process', async () => {
		const alone = run('worker');
		expect(await alone.code).toBe(1);
		expect(alone.errors()).toContain('No site is running');
		await address(run('start', { WORKER: '0' }));
		const worker = run('worker');
		await says(worker, /The worker is running/);
		worker.child.kill('SIGTERM');
		expect(await worker.code).toBe(0);
	});
});
