// `npm run bench -- match [SIZE…]`: the explained match through the service on marketplaces of growing size (so many
// talents and so many listings): time of a list with 20 explained rows on both sides, memory of the process, and, on
// the largest, whether the first 20 are those of a plain scan over everything. Before that, the pathway alone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { App } from '#lib/server/app.ts';
import { seeded } from '#lib/server/demo/random.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { candidatesForRole } from '#lib/server/matching/candidates.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { StartError } from '#lib/server/start-error.ts';
import { percentile } from '../evaluation/metrics.ts';
import { withScratch, type NewApp } from '../evaluation/scratch.ts';
import { fillMarketplace } from './marketplace.ts';
import { actorOf, agreement } from './match-agreement.ts';
import { benchPathway } from './pathway.ts';

const defaultSizes = [1_000, 10_000, 100_000];
/** Lists asked for on each side. */
const asked = 300;
const warmUp = 20;
const seed = 7;
const rows = { limit: 20, offset: 0 };
/** What DESIGN asks for at 100,000. */
const [slowest, leastAgreement] = [80, 0.99];

export async function benchMatch(given: readonly string[]): Promise<void> {
	const sizes = given.length > 0 ? given.map(Number) : defaultSizes;
	if (!sizes.every((size) => Number.isInteger(size) && size >= 100))
		throw new StartError('Use npm run bench -- match [SIZE…] with sizes from 100.');
	benchPathway();
	await withScratch(async (newApp) => {
		console.log(
			'| talents and listings | list | p50 ms | p95 ms | own CPU ms | first ms | memory MB |\n|---:|---|---:|---:|---:|---:|---:|'
		);
		for (const [i, size] of sizes.entries()) await benchSize(newApp, size, i === sizes.length - 1);
	});
}

async function benchSize(newApp: NewApp, size: number, isLargest: boolean): Promise<void> {
	const app = await newApp();
	try {
		await fillMarketplace(app, size);
		await takeSnapshot(app);
		const shown = size.toLocaleString('en');
		for (const { name, cases, ask } of await sides(app)) {
			forgetWeights(app.db);
			const before = memory();
			const first = await timed(() => ask(cases[0]!));
			const held = memory() - before;
			for (const one of cases.slice(0, warmUp)) await ask(one);
			const [times, cpu] = [[] as number[], process.cpuUsage()];
			for (const one of cases) times.push(await timed(() => ask(one)));
			const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
			const used = process.cpuUsage(cpu);
			const own = (used.user + used.system) / 1_000 / cases.length;
			const numbers = [p50, p95, own, first, held].map((value) => value.toFixed(1)).join(' | ');
			console.log(`| ${shown} | ${name} | ${numbers} |${p95 > slowest ? ` over ${slowest} ms |` : ''}`);
		}
		if (!isLargest) return;
		console.log(`process: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident`);
		const { agreeing, cases } = await agreement(app);
		const verdict = agreeing / cases < leastAgreement ? ': too few' : '';
		console.log(
			`first 20 as a plain scan has them: ${agreeing} of ${cases} random cases at ${shown}${verdict}`
		);
	} finally {
		await app.close();
	}
}

type Case = { id: string; accountId: string; slug: string };

async function sides(app: App) {
	const random = seeded(seed);
	const talents = await app.sql<Case[]>`
		select id, account_id as "accountId", '' as slug from talents
		where account_id not in (select id from accounts where suspended_at is not null) order by id`;
	const roles = await app.sql<Case[]>`
		select l.id, m.account_id as "accountId", o.slug from listings l join organizations o on o.id = l.organization_id
		join memberships m on m.organization_id = o.id where l.kind = 'role' order by l.id`;
	return [
		{
			name: 'roles for a talent',
			cases: random.some(talents, asked),
			ask: ({ accountId }: Case) => matchesForTalent(app, actorOf(accountId), { kind: 'role', ...rows })
		},
		{
			name: 'candidates for a role',
			cases: random.some(roles, asked),
			ask: ({ accountId, slug, id }: Case) => candidatesForRole(app, actorOf(accountId), slug, id, rows)
		}
	];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await run();
	return performance.now() - started;
}

/** What the process holds after a collection, MB. */
function memory(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 2 ** 20;
}
