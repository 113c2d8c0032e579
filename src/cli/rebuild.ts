/** `npm run search:rebuild`: builds the search index anew beside the one that answers, and swaps them. */
import { EngineDown } from '#lib/server/search/port.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { StartError } from '#lib/server/start-error.ts';
import { runCommand } from './join.ts';

await runCommand(async (app) => {
	const began = Date.now();
	const indexes = searchOf(app).outside.length > 0 ? 'PostgreSQL and Meilisearch' : 'PostgreSQL';
	const documents = await rebuildSearch(app, (done) =>
		console.log(`pons: ${done.toLocaleString('en')} …`)
	).catch((error: unknown) => {
		if (!(error instanceof EngineDown)) throw error;
		throw new StartError(`Meilisearch cannot be used (${error.message}): the old indexes stay.`);
	});
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	console.log(`pons: ${documents.toLocaleString('en')} documents in ${indexes}, in ${seconds} s.`);
});
