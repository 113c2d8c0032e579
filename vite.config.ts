import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

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
		sveltekit()
	],
	test: {
		include: ['src/**/*.test.ts', 'drizzle/**/*.test.ts'],
		globalSetup: ['tests/database.ts'],
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000,
		expect: { requireAssertions: true }
	}
});
