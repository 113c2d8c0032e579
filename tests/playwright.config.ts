import sparticuz from '@sparticuz/chromium';
import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The runner's workers read this file again: one folder and one port for all of them.
process.env.PONS_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'pons-e2e-'));
const port = Number(process.env.E2E_PORT ?? 4173);
const waiting = /(searches|talents)\.spec\.ts$/;
/** They fill the site with the permission table's people and listings, whom the other journeys would meet. */
const crowded = /(board|live|pages|training)\.spec\.ts$/;

export default defineConfig({
	testDir: 'e2e',
	outputDir: 'results',
	// One more than cores: two journeys wait for mails most of their time, and begin before all others.
	workers: 3,
	projects: [
		{ name: 'waiting', testMatch: waiting },
		{ name: 'others', testIgnore: [waiting, crowded] },
		{ name: 'crowded', testMatch: crowded }
	],
	fullyParallel: true,
	retries: process.env.CI ? 1 : 0,
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json']],
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		actionTimeout: 20_000,
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: await sparticuz.executablePath(),
			// Files with Chinese names keep them, whatever the language of the machine.
			env: { ...process.env, LC_ALL: 'C.UTF-8' },
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-dev-shm-usage',
				'--disable-component-update',
				'--no-first-run'
			]
		}
	},
	webServer: {
		command: 'node src/cli/start.ts',
		cwd: join(import.meta.dirname, '..'),
		url: `http://127.0.0.1:${port}/readyz`,
		timeout: 120_000,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
		env: { DATA_DIR: process.env.PONS_E2E_DATA, PORT: String(port), DATABASE_URL: '', MEILI_URL: '' }
	}
});
