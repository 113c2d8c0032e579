import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/**
 * A rule of the import law: what the files may not import, and why.
 * @param {string[]} files
 * @param {{ group: string[], message: string }[]} groups
 * @param {string[]} [ignores]
 * @returns {import('eslint').Linter.Config}
 */
const forbid = (files, groups, ignores = []) => ({
	files,
	ignores,
	rules: { 'no-restricted-imports': ['error', { patterns: groups }] }
});
const tables = {
	group: ['**/table.ts', 'drizzle-orm', 'drizzle-orm/*', 'postgres'],
	message: 'Routes and pages read through data.ts and service.ts.'
};
const vendors = {
	group: ['meilisearch', 'lucia', 'pg-boss', 'nodemailer'],
	message: 'Only the adapter of its folder imports a vendor client.'
};
const kit = { group: ['@sveltejs/kit', '$app/*'], message: 'Domain code never sees the request.' };
const server = {
	group: ['#lib/server/*', '$lib/server/*'],
	message: 'What pages share never imports the server.'
};
const alias = { group: ['$lib/*', '$lib'], message: 'Import #lib/… so that Node resolves it too.' };

export default ts.config(
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
		}
	},
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
	forbid(['src/routes/**'], [tables, vendors, alias]),
	forbid(['src/lib/**'], [server, kit, tables, vendors, alias], ['src/lib/server/**', 'src/lib/**/*.svelte']),
	forbid(['src/lib/**/*.svelte'], [server, tables, vendors, alias]),
	forbid(
		['src/lib/ui/**'],
		[
			server,
			tables,
			vendors,
			alias,
			{ group: ['#lib/!(ui|i18n)/**'], message: 'lib/ui could ship in another product.' }
		]
	),
	forbid(['src/lib/matching/**', 'src/lib/text/**'], [server, kit, tables, vendors, alias]),
	forbid(
		['src/lib/server/**'],
		[kit, vendors, alias],
		[
			'src/lib/server/web/**',
			'src/lib/server/search/**',
			'src/lib/server/jobs/**',
			'src/lib/server/mail/**',
			'src/lib/server/accounts/**'
		]
	),
	{ ignores: ['node_modules/', '.svelte-kit/', 'build/', 'data/', 'src/lib/i18n/generated/'] }
);
