// The project's own searches on the demo marketplace, with every engine there is: what was found once must stay found.
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { differingCases, runCases } from './regression.ts';
import { withScratch } from './scratch.ts';

const file = fileURLToPath(new URL('bci/queries.jsonl', import.meta.url));

/** Cases that an expert wants and the ranking does not meet yet: each misses one listing or one place. */
const open = ['zh-invasive', 'district-qixia-base'];

const engines = [
	{ engine: 'postgres' as const, run: test },
	{ engine: 'meilisearch' as const, run: process.env.MEILI_URL ? test : test.skip }
];

for (const { engine, run } of engines) {
	run(
		`${engine} finds what the demo's visitors search for`,
		async () => {
			await withScratch(async (newApp) => {
				const { broken, cases } = await runCases(newApp, file, engine);
				const ids = [...new Set(broken.map((line) => line.split(' ')[0]!))];
				expect(ids.filter((id) => !open.includes(id))).toEqual([]);
				expect(cases).toBeGreaterThan(260);
			});
		},
		120_000
	);
}

(process.env.MEILI_URL ? test : test.skip)(
	'both engines find the same listings in the same order',
	async () => {
		await withScratch(async (newApp) => expect(await differingCases(newApp, file)).toEqual([]));
	},
	120_000
);
