import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findMeilisearch, isHealthy, processesWith } from '#lib/server/search/meilisearch-program.ts';
import {
	joinMeilisearch,
	startMeilisearch,
	type MeilisearchServer
} from '#lib/server/search/meilisearch-server.ts';
import { StartError } from '#lib/server/start-error.ts';

const program = findMeilisearch({
	meiliUrl: undefined,
	meiliBin: process.env.MEILI_BIN,
	databaseUrl: undefined
});

test('the program of MEILI_BIN is used, and none when a server is given, or it says none', () => {
	const wanted = { meiliUrl: undefined, meiliBin: process.execPath, databaseUrl: undefined };
	expect(findMeilisearch(wanted)).toBe(process.execPath);
	expect(findMeilisearch({ ...wanted, databaseUrl: 'postgres://…' })).toBe(process.execPath);
	expect(findMeilisearch({ ...wanted, meiliUrl: 'http://…' })).toBeUndefined();
	expect(findMeilisearch({ ...wanted, meiliBin: 'none' })).toBeUndefined();
	expect(() => findMeilisearch({ ...wanted, meiliBin: import.meta.filename })).toThrow(StartError);
});

const withProgram = program ? describe : describe.skip;
withProgram(`the site's own Meilisearch${program ? '' : ' (skipped: there is no program)'}`, () => {
	let dataDir: string;
	let servers: MeilisearchServer[];
	let said: string[];
	beforeEach(async () => {
		dataDir = await mkdtemp(join(tmpdir(), 'pons-meilisearch-'));
		[servers, said] = [[], []];
	});
	afterEach(async () => {
		for (const server of servers) await server.stop();
		await rm(dataDir, { recursive: true, force: true });
	});
	const start = async () => {
		const server = await startMeilisearch({ program: program!, dataDir, report: (line) => said.push(line) });
		servers.push(server);
		return server;
	};
	const file = (name: string) => join(dataDir, 'meilisearch', name);
	const pids = () => processesWith(`--db-path=${file('data')}`);
	const until = async (what: () => Promise<boolean>) => {
		while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 25));
	};
	const indexes = async ({ url, key }: { url: string; key: string }) => {
		const answer = await fetch(`${url}/indexes`, { headers: { authorization: `Bearer ${key}` } });
		return [answer.status, ((await answer.json()) as { total?: number }).total];
	};

	test('answers with a key that only its user can read, and ends with the site', async () => {
		const server = await start();
		expect(await indexes(server)).toEqual([200, 0]);
		expect(await indexes({ ...server, key: 'another-key-0123456789' })).toEqual([403, undefined]);
		expect((await stat(file('key'))).mode & 0o777).toBe(0o600);
		expect(await joinMeilisearch(dataDir)).toEqual({ url: server.url, key: server.key });
		expect(readFileSync(`/proc/${pids()[0]}/cmdline`, 'utf8')).not.toContain(server.key);
		await server.stop();
		expect(await isHealthy(server.url)).toBe(false);
		expect(pids()).toEqual([]);
		expect(await joinMeilisearch(dataDir)).toBeUndefined();
	});

	test('is started again at the same address when it is killed', async () => {
		const server = await start();
		const [pid] = pids();
		process.kill(pid!, 'SIGKILL');
		await until(async () => pids().length > 0 && !pids().includes(pid!) && (await isHealthy(server.url)));
		expect(await indexes(server)).toEqual([200, 0]);
		expect(said).toHaveLength(1);
	});

	test('is joined while its site lives', async () => {
		const first = await start();
		expect((await start()).url).toBe(first.url);
		expect(pids()).toHaveLength(1);
	});

	test('ends what a killed site left behind, and starts anew', async () => {
		await (await start()).stop();
		const orphan = spawn(
			program!,
			[`--db-path=${file('data')}`, '--http-addr=127.0.0.1:0', '--no-analytics'],
			{
				cwd: dataDir,
				stdio: 'ignore'
			}
		);
		await until(async () => pids().includes(orphan.pid!));
		const server = await start();
		expect(pids()).not.toContain(orphan.pid);
		expect(await indexes(server)).toEqual([200, 0]);
	});

	test('throws away data of another version, and data that it cannot open', async () => {
		await (await start()).stop();
		await writeFile(file('data/VERSION'), '1.3.0');
		await (await start()).stop();
		expect(said.join()).toContain('made by Meilisearch 1.3.0');
		await rm(file('data/tasks'), { recursive: true });
		await writeFile(file('data/tasks'), 'not a folder');
		expect(await indexes(await start())).toEqual([200, 0]);
		expect(said.join()).toContain('cannot open its data');
	});
});
