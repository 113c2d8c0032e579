/** `npm run bench -- pages`: what a page costs the server, as a multiple of a bare node:http server's answer. */
import { benchPages } from '../../tests/bench/pages.ts';
import { reportFailure } from './failure.ts';
import { StartError } from '#lib/server/start-error.ts';

const benches: Record<string, () => Promise<void>> = { pages: benchPages };

try {
	const bench = benches[process.argv[2] ?? ''];
	if (!bench) throw new StartError(`Which? Use npm run bench -- ${Object.keys(benches).join(' | ')}`);
	await bench();
} catch (error) {
	reportFailure(error);
	process.exitCode = 1;
}
