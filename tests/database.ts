// Vitest's global set-up: one real PostgreSQL for all test files, with a migrated template to copy from.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
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
	const folder = given ? undefined : await mkdtemp(join(tmpdir(), 'pons-test-'));
	const embedded = folder
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
		if (folder) await rm(folder, { recursive: true, force: true });
	};
}

function withDatabase(url: string, name: string): string {
	const changed = new URL(url);
	changed.pathname = `/${name}`;
	return changed.href;
}
