import adapter from '@sveltejs/adapter-node';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changed } from './src/lib/server/changed-code.ts';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		adapter: leanAdapter(adapter({ precompress: true })),
		// The site has a domain of its own: addresses that start there are the same on every page, so that they are put together once.
		paths: { relative: false },
		// Types cover the whole project, not only src.
		typescript: {
			config: (config) => {
				config.include.push('../drizzle/**/*.ts', '../tests/**/*.ts', '../tests/**/*.js');
			}
		},
		// What the server in front (server/web/front.ts) calls mail programs that unsubscribe without an origin.
		csrf: { trustedOrigins: ['https://one-click.invalid'] },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};

/**
 * The adapter with one change in its handler: what brings no body is read without a signal for a connection that
 * breaks off. Nothing here waits for that signal, it takes longer to make than the rest of the request, and keeps parts
 * of every page until the next full collection. A build stops when the adapter has changed, so that somebody looks
 * whether this still fits.
 * @param {import('@sveltejs/kit').Adapter} whole
 * @returns {import('@sveltejs/kit').Adapter}
 */
function leanAdapter(whole) {
	const change = {
		file: 'handler.js',
		part: `import { createReadableStream, getRequest, setResponse } from '@sveltejs/kit/node';`,
		by: `import { createReadableStream, getRequest as getWholeRequest, setResponse } from '@sveltejs/kit/node';
function getRequest(asked) {
	const { base, request: { url, method, headers } } = asked;
	if (method !== 'GET' && method !== 'HEAD') return getWholeRequest(asked);
	return new Request(base + url, { method, headers: Object.entries(headers) });
}`
	};
	return {
		...whole,
		adapt(builder) {
			return whole.adapt({
				...builder,
				// All that the adapter copies are its own files.
				copy(from, to, how) {
					const copied = builder.copy(from, to, how);
					const handler = join(to, change.file);
					writeFileSync(handler, changed(readFileSync(handler, 'utf8'), change));
					return copied;
				}
			});
		}
	};
}
