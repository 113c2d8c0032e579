// Vitest's global set-up: one real PostgreSQL for all test files, with a migrated template to copy from, and one real
// Meilisearch (MEILI_URL) where there is a program: MEILI_BIN, or on the PATH.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { findMeilisearch } from '../src/lib/server/search/meilisearch-program.ts';
import { startMeilisearch } from '../src/lib/server/search/meilisearch-server.ts';
import { startEmbedded } from '../src/lib/server/db/embedded.ts';
import { migrate } from '../src/lib/server/db/migrate.ts';

declare module 'vitest' {
	interface ProvidedContext {
		databaseUrl: string;
		templateName: string;
	}
}

export default async function setup({ provide }: TestProject) {
	const given = process.env.TEST_DATABASE_URL;
	const folder = await mkdtemp(join(tmpdir(), 'pons-test-'));
	const meilisearch = await openMeilisearch(folder);
	const embedded = !given
		? await startEmbedded({ dataDir: folder, report: () => {}, settings: { fsync: 'off' } })
		: undefined;
	const url = given ?? embedded!.url;
	const templateName = `pons_template_${process.pid}`;
	const admin = postgres(url, { max: 1, onnotice: () => {} });
	await admin.unsafe(`create database ${templateName}`);
	await migrate(withDatabase(url, templateName));
	provide('databaseUrl', url);
	provide('templateName', templateName);
	return async () => {
		await admin.unsafe(`drop database if exists ${templateName} with (force)`);
		await admin.end();
		await embedded?.erase();
		await meilisearch?.stop();
		await rm(folder, { recursive: true, force: true });
	};
}

/** The workers inherit the address. */
async function openMeilisearch(dataDir: string) {
	const { MEILI_URL: meiliUrl, MEILI_BIN: meiliBin } = process.env;
	const program = findMeilisearch({ meiliUrl, meiliBin, databaseUrl: undefined });
	if (!program) return undefined;
	const server = await startMeilisearch({ program, dataDir, report: () => {} });
	process.env.MEILI_URL = server.url;
	process.env.MEILI_KEY = server.key;
	return server;
}

function withDatabase(url: string, name: string): string {
	const changed = new URL(url);
	changed.pathname = `/${name}`;
	return changed.href;
}
