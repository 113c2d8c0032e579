import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { changed, type Change } from './src/lib/server/changed-code.ts';

/** The permission table takes as long as all other files in two workers: begun among the last, all would wait for it. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith('/tests/rights/rights.test.ts');
		return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
	}
}

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/generated',
			// Routing by prefix is ours (src/lib/i18n/locale.ts): matching patterns on every request cost more than the page.
			strategy: ['globalVariable', 'baseLocale'],
			disableAsyncLocalStorage: true,
			isServer: "typeof window === 'undefined'"
		}),
		sveltekit(),
		leanServer(),
		fewScripts()
	],
	test: {
		include: [
			'src/**/*.test.ts',
			'drizzle/**/*.test.ts',
			'tests/rights/**/*.test.ts',
			'tests/evaluation/**/*.test.ts'
		],
		exclude: ['**/*.long.test.ts'],
		globalSetup: ['tests/database.ts'],
		pool: 'forks',
		// Each file has a database of its own and leaves no global changed: loading the modules once a worker saves a quarter.
		isolate: false,
		// One more than cores: some wait for a server or the clock.
		maxWorkers: 3,
		sequence: { sequencer: LongestFirst },
		// Against hanging, not for speed: machines may be many times slower than this one.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		expect: { requireAssertions: true }
	}
});

/**
 * Changes in the code of SvelteKit's server, and of Svelte's, that leave what it does alone and save a third of what a
 * page costs (npm run bench -- pages). V8 lays accessors, and functions that are set on an object, among what is old:
 * made anew for every request, they keep the whole page they lead to until the next full collection. A build stops
 * when SvelteKit has changed, so that somebody looks whether these still fit.
 */
function leanServer(): Plugin {
	const trackedUrl = fileURLToPath(new URL('src/lib/server/web/tracked-url.ts', import.meta.url));
	const pageResponse = fileURLToPath(new URL('src/lib/server/web/page-response.ts', import.meta.url));
	const scriptLinks = fileURLToPath(new URL('src/lib/server/web/script-links.ts', import.meta.url));
	const dataScript = fileURLToPath(new URL('src/lib/server/web/data-script.ts', import.meta.url));
	const changes: Change[] = [
		{
			// Rendering by `svelte/server` instead of by Svelte's class of old, which gives the page by accessors.
			file: '/.svelte-kit/generated/root.js',
			part: 'export default asClassComponent(Root);',
			by: `import { render } from 'svelte/server';
				export default {
					render(props, options) {
						const { head, body } = render(Root, { ...options, props });
						return { head, html: body, css: { code: '', map: null } };
					}
				};`
		},
		{
			// Generators within generators go through everything that was rendered for what next to no page has asked for.
			file: '/svelte/src/internal/server/renderer.js',
			part: 'for (const cleanup of this.#collect_on_destroy()) {',
			by: 'for (const cleanup of this.global.destroys ? this.#collect_on_destroy() : []) {'
		},
		{
			file: '/svelte/src/internal/server/renderer.js',
			part: '(this.#on_destroy ??= []).push(fn);',
			by: 'this.global.destroys = true; (this.#on_destroy ??= []).push(fn);'
		},
		{
			file: '/kit/src/runtime/server/page/load_data.js',
			part: `import { disable_search, make_trackable } from '../../../utils/url.js';`,
			by: `import { disable_search } from '../../../utils/url.js';
				import { trackedUrl as make_trackable } from ${JSON.stringify(trackedUrl)};`
		},
		{
			// A page holds a nonce of its own: no etag of a page ever matches another, so none is computed.
			file: '/kit/src/runtime/server/page/render.js',
			part: 'headers.set(\'etag\', `"${hash(transformed)}"`);',
			by: ''
		},
		{
			file: '/kit/src/runtime/server/page/render.js',
			part: "import { isRedirect, text } from '@sveltejs/kit';",
			by: `import { isRedirect } from '@sveltejs/kit';
				import { pageResponse as text } from ${JSON.stringify(pageResponse)};
				import { scriptLinks } from ${JSON.stringify(scriptLinks)};`
		},
		{
			// The scripts of a page as links in its head, which need no header to be encoded and checked.
			file: '/kit/src/runtime/server/page/render.js',
			part: `const included_modulepreloads = Array.from(modulepreloads, (dep) => prefixed(dep)).filter(
				(path) => resolve_opts.preload({ type: 'js', path })
			);

			for (const path of included_modulepreloads) {
				// see the kit.output.preloadStrategy option for details on why we have multiple options here
				link_headers.add(\`<\${encodeURI(path)}>; rel="modulepreload"; nopush\`);

				if (options.preload_strategy !== 'modulepreload') {
					head.add_script_preload(path);
				} else {
					head.add_link_tag(path, ['rel="modulepreload"']);
				}
			}`,
			by: 'script_links = scriptLinks(branch, modulepreloads, prefixed);'
		},
		{
			file: '/kit/src/runtime/server/page/render.js',
			part: 'const link_headers = new Set();',
			by: "const link_headers = new Set(); let script_links = '';"
		},
		{
			file: '/kit/src/runtime/server/page/render.js',
			part: 'head: head.build(),',
			by: 'head: head.build() + script_links,'
		},
		{
			// A hundred patterns and more are tried for a page that needs none of them: what has no parameters has one address.
			file: '/kit/src/utils/routing.js',
			part: `export function find_route(path, routes, matchers) {
	for (const route of routes) {`,
			by: `const fixed_routes = new WeakMap();
export function find_route(path, routes, matchers) {
	let fixed = fixed_routes.get(routes);
	if (!fixed) fixed_routes.set(routes, (fixed = new Map()));
	const known = fixed.get(path);
	if (known) return { route: known, params: {} };
	for (const route of routes) {`
		},
		{
			file: '/kit/src/utils/routing.js',
			part: `		if (matched) {
			return {
				route,`,
			by: `		if (matched) {
			if (route.params.length === 0) fixed.set(path, route);
			return {
				route,`
		},
		{
			file: '/kit/src/runtime/server/page/data_serializer.js',
			part: 'strings[i] = devalue.uneval(payload, get_replacer(i));',
			by: `strings[i] = (node.slash ? undefined : dataScript(payload.data, payload.uses)) ??
					devalue.uneval(payload, get_replacer(i));`
		},
		{
			file: '/kit/src/runtime/server/page/data_serializer.js',
			part: "import * as devalue from 'devalue';",
			by: `import * as devalue from 'devalue';
				import { dataScript } from ${JSON.stringify(dataScript)};`
		},
		{
			// One function for all requests, in place of two that hold each of them.
			file: '/kit/src/runtime/server/respond.js',
			part: `event.cookies.set = () => {
				throw new Error('Cannot use \`cookies.set(...)\` after the response has been generated');
			};

			event.setHeaders = () => {
				throw new Error('Cannot use \`setHeaders(...)\` after the response has been generated');
			};`,
			by: 'event.cookies.set = event.setHeaders = too_late;'
		},
		{
			file: '/kit/src/runtime/server/respond.js',
			part: 'export const respond = propagate_context(internal_respond);',
			by: `export const respond = propagate_context(internal_respond);
				function too_late() {
					throw new Error('Cookies and headers cannot be set after the response has been generated');
				}`
		},
		{
			// As hard to guess, but sixteen bytes at a time cost more than the rest of the policy: this takes from a store.
			file: '/kit/src/runtime/server/page/csp.js',
			part: 'nonce = generate_nonce();',
			by: 'nonce = crypto.randomUUID();'
		}
	];
	return {
		name: 'lean-server',
		enforce: 'pre',
		transform(code, id, options) {
			const own = options?.ssr ? changes.filter(({ file }) => id.endsWith(file)) : [];
			if (own.length === 0) return;
			return own.reduce(changed, code);
		}
	};
}

/**
 * One script for what most pages share, and one for the words and keys of the frame around all of them. Left alone, the
 * pages' common modules come in dozens of scripts of a hundred bytes each, all of which every page has to name and
 * every browser to fetch.
 */
function fewScripts(): Plugin {
	return {
		name: 'few-scripts',
		applyToEnvironment: ({ name }) => name === 'client',
		outputOptions: (options) => ({
			...options,
			codeSplitting: {
				groups: [
					{ name: 'shared', minShareCount: 10 },
					{ name: 'frame', test: /generated.messages.common_|search.(shortcut|recent)/, minShareCount: 2 }
				]
			}
		})
	};
}
