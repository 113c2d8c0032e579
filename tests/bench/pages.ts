// Processor time (user + system) of the server per request, for three pages of the built site and for a bare
// node:http server, under the same generator in one run. The ratio is what counts: machines are noisy.
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sitePort = 4191;
const barePort = 4192;
const callers = 8;
/** As many of each. Before, both are asked until they get no cheaper: the bare server halves in its first 16,000. */
const [warmUp, requests] = [24_000, 4_000];
/** Every round measures the bare server and each page, so that a machine that slows down slows both. */
const rounds = 5;
const bareServer = `require('node:http').createServer((q, r) => { r.setHeader('content-type', 'text/html'); r.end('<!doctype html><title>x</title>'); }).listen(${barePort}, '127.0.0.1')`;
const words = [
	'脑电',
	'解码',
	'实习',
	'电极',
	'Python',
	'康复',
	'芯片',
	'信号',
	'临床',
	'算法',
	'课程',
	'工程师',
	'数据',
	'神经',
	'研究'
];

/** Words with a last day to apply by: thousands of searches that each find something else, so that none is answered twice. */
function search(i: number): string {
	const days = 365 - (Math.floor(i / words.length) % 200);
	return `/search?q=${encodeURIComponent(words[i % words.length]!)}&closing=${days}`;
}

export async function benchPages(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'pons-bench-'));
	const env = {
		...process.env,
		DATA_DIR: folder,
		PORT: String(sitePort),
		DATABASE_URL: '',
		MEILI_URL: '',
		WORKER: '1'
	};
	const site = spawn(process.execPath, await startArguments(), {
		env,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const bare = spawn(process.execPath, ['-e', bareServer], { stdio: 'ignore' });
	try {
		await until(() => status(sitePort, '/readyz'));
		await until(() => status(barePort, '/'));
		await until(async () => ((await text(sitePort, '/search')).includes('/roles/') ? 200 : 0));
		const listing = /href="(\/roles\/[a-z0-9]+)"/.exec(await text(sitePort, '/search?kind=role'))?.[1];
		if (!listing) throw new Error('The demo marketplace has no open role.');
		const pages = [
			{
				name: '/search, 20 rows, distinct queries',
				path: search,
				limit: 40
			},
			{ name: 'a listing', path: () => listing, limit: 30 },
			{ name: 'the shell only', path: () => '/terms', limit: 20 }
		];
		for (const { path } of pages) await measure(site, sitePort, path, warmUp);
		await measure(bare, barePort, () => '/', warmUp);
		console.log('| page | CPU ms per request | × bare node:http | at most |\n|---|---:|---:|---:|');
		const rows = pages.map((page) => ({ ...page, costs: [] as number[], ratios: [] as number[] }));
		const bareCosts: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const bareCost = await measure(bare, barePort, () => '/');
			bareCosts.push(bareCost);
			for (const { path, costs, ratios } of rows) {
				const cost = await measure(site, sitePort, path);
				costs.push(cost);
				ratios.push(cost / bareCost);
			}
		}
		for (const { name, costs, ratios, limit } of rows) {
			console.log(`| ${name} | ${median(costs).toFixed(3)} | ${median(ratios).toFixed(1)} | ${limit} |`);
		}
		console.log(`| bare node:http | ${median(bareCosts).toFixed(3)} | 1 | |`);
	} finally {
		bare.kill();
		const ended = new Promise((resolve) => site.once('exit', resolve));
		site.kill('SIGTERM');
		await ended;
		await rm(folder, { recursive: true, force: true });
	}
}

/** What `npm start` gives to Node: most of a page is short-lived, and room for it saves a tenth of the processor time. */
async function startArguments(): Promise<string[]> {
	const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
	return scripts.start.replace(/^exec node /, '').split(' ');
}

function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** CPU of the process (ms a request). */
async function measure(
	child: ChildProcess,
	port: number,
	path: (i: number) => string,
	times = requests
): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: callers });
	const before = processorTime(child.pid!);
	let next = 0;
	await Promise.all(
		Array.from({ length: callers }, async () => {
			while (next < times) {
				const code = await status(port, path(next++), agent);
				if (code !== 200) throw new Error(`${path(next)} answered ${code}`);
			}
		})
	);
	agent.destroy();
	return (processorTime(child.pid!) - before) / times;
}

/**
 * User and system time (ms) of a process so far: that of its threads in nanoseconds. The process's own figure counts
 * in hundredths of a second, a tenth of what the bare server takes.
 */
function processorTime(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`);
	const nanoseconds = threads.map((thread) => {
		const [running] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
		return Number(running);
	});
	return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

function status(port: number, path: string, agent?: Agent): Promise<number> {
	return new Promise((resolve) => {
		get({ host: '127.0.0.1', port, path, agent }, (response) => {
			response.resume();
			response.on('end', () => resolve(response.statusCode ?? 0));
		}).on('error', () => resolve(0));
	});
}

const text = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

async function until(ready: () => Promise<number>): Promise<void> {
	for (let tries = 0; tries < 240; tries++) {
		if ((await ready().catch(() => 0)) === 200) return;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	throw new Error('The server did not become ready.');
}
