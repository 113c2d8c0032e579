/**
 * `npm run bench -- WHICH`: measurements too long for a test. `pages` is what a page costs the server, as a multiple
 * of a bare node:http server's answer; `match` is the explained match and `search` the search on marketplaces of growing size; `rebuild` is
 * a new search index at 100,000 listings, and `inbox` the pages of an organization with 20,000 applications.
 */
import { StartError } from '#lib/server/start-error.ts';
import { reportFailure } from './failure.ts';

const benches: Record<string, () => Promise<(given: string[]) => Promise<void>>> = {
	pages: async () => (await import('../../tests/bench/pages.ts')).benchPages,
	match: async () => (await import('../../tests/bench/match.ts')).benchMatch,
	search: async () => (await import('../../tests/bench/search.ts')).benchSearch,
	rebuild: async () => (await import('../../tests/bench/rebuild.ts')).benchRebuild,
	inbox: async () => (await import('../../tests/bench/inbox.ts')).benchInbox
};

try {
	const [name = '', ...given] = process.argv.slice(2);
	const bench = benches[name];
	if (!bench) throw new StartError(`Which? Use npm run bench -- ${Object.keys(benches).join(' | ')}`);
	await (
		await bench()
	)(given);
} catch (error) {
	reportFailure(error);
	process.exitCode = 1;
}
