// A migrated database of its own for each test file. Only tests import this.
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { connect, type Connection } from '#lib/server/db/client.ts';

/** Creates a database from the migrated template and drops it after the file's tests. */
export async function testDatabase(): Promise<Connection & { url: string }> {
	const name = `pons_test_${randomBytes(6).toString('hex')}`;
	const admin = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} });
	await admin.unsafe(`create database ${name} template ${inject('templateName')}`);
	const url = new URL(inject('databaseUrl'));
	url.pathname = `/${name}`;
	const connection = connect(url.href, { max: 5 });
	afterAll(async () => {
		await connection.close();
		await admin.unsafe(`drop database if exists ${name} with (force)`);
		await admin.end();
	});
	return { ...connection, url: url.href };
}
