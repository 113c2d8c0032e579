/**
 * Loaded before anything else of the site (`node --import`, see package.json): changes how the database driver makes a
 * query. V8 lays functions that are set on an object among what is old, and the driver sets two on each query: with
 * them everything that waited for it stays until the next full collection, 2.5 kB of every page. Made first and set
 * then, they are collected with the rest. A start ends when the driver has changed, so that somebody looks whether
 * this still fits.
 */
import { registerHooks } from 'node:module';
import { changed, type Change } from '../changed-code.ts';

const change: Change = {
	file: '/node_modules/postgres/src/query.js',
	part: `    this.resolve = x => (this.active = false, resolve(x))
    this.reject = x => (this.active = false, reject(x))
`,
	by: `    const ending = settle => x => (this.active = false, settle(x))
    this.resolve = ending(resolve)
    this.reject = ending(reject)
`
};

const hooks = registerHooks({
	load(url, context, next) {
		const loaded = next(url, context);
		if (!url.endsWith(change.file)) return loaded;
		hooks.deregister();
		const code = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
		return { ...loaded, source: changed(code, change) };
	}
});
