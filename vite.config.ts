import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Renders by `svelte/server` instead of Svelte's class of old. */
const plainRoot = `import { render } from 'svelte/server';
export default {
	render(props, options) {
		const { head, body } = render(Root, { ...options, props });
		return { head, html: body, css: { code: '', map: null } };
	}
};`;

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
		leanServer()
	],
	test: {
		include: [
			'src/**/*.test.ts',
			'drizzle/**/*.test.ts',
			'tests/rights/**/*.test.ts',
			'tests/evaluation/**/*.test.ts'
		],
		globalSetup: ['tests/database.ts'],
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000,
		expect: { requireAssertions: true }
	}
});

/**
 * Two modules of SvelteKit's server for others that do the same: their accessors, made anew for every request, are
 * kept by V8 with all they lead to (a whole page) until its next full collection. Measured: a third of a page's cost.
 */
function leanServer(): Plugin {
	const trackedUrl = fileURLToPath(new URL('src/lib/server/web/tracked-url.ts', import.meta.url));
	const replace = (code: string, part: string, by: string) => {
		if (!code.includes(part)) throw new Error(`SvelteKit has changed: leanServer finds no "${part}".`);
		return code.replace(part, by);
	};
	return {
		name: 'lean-server',
		enforce: 'pre',
		transform(code, id, options) {
			if (!options?.ssr) return;
			if (id.endsWith('/.svelte-kit/generated/root.js')) {
				return replace(code, 'export default asClassComponent(Root);', plainRoot);
			}
			if (id.endsWith('/kit/src/runtime/server/page/load_data.js')) {
				const imported = `import { disable_search, make_trackable } from '../../../utils/url.js';`;
				const ours = `import { trackedUrl as make_trackable } from ${JSON.stringify(trackedUrl)};`;
				return replace(code, imported, `import { disable_search } from '../../../utils/url.js'; ${ours}`);
			}
		}
	};
}
