import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EnvironmentError, parseEnvironment } from './environment.ts';

function linesFor(variables: Record<string, string>): readonly string[] {
	try {
		parseEnvironment(variables);
	} catch (error) {
		if (error instanceof EnvironmentError) return error.lines;
		throw error;
	}
	return [];
}

describe('the environment', () => {
	it('needs no variable at all', () => {
		expect(parseEnvironment({})).toMatchObject({
			port: 3000,
			host: '127.0.0.1',
			dataDir: resolve('data'),
			databaseUrl: undefined,
			demo: 'auto',
			worker: true,
			logLevel: 'info'
		});
	});

	it('takes an empty variable as not set', () => {
		expect(parseEnvironment({ PORT: '', DATABASE_URL: ' ', ORIGIN: '', DEMO: '' })).toEqual(
			parseEnvironment({})
		);
	});

	it('says in one line for each variable what is wrong, and never shows a secret', () => {
		const lines = linesFor({
			PORT: '70000',
			DATABASE_URL: 'mysql://root:secret@host/db',
			ORIGIN: 'https://pons.example/path',
			DEMO: 'yes',
			LOG_LEVEL: 'loud'
		});
		expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
			'DATABASE_URL',
			'DEMO',
			'LOG_LEVEL',
			'ORIGIN',
			'PORT'
		]);
		expect(lines.join()).not.toMatch(/secret|\n/);
	});

	it('wants a sender and an address for links when there is a mail server', () => {
		const server = { SMTP_URL: 'smtp://mail.example' };
		const sender = { MAIL_FROM: 'Pons <a@pons.example>' };
		expect(linesFor(server)).toEqual([
			'MAIL_FROM must be set when SMTP_URL is.',
			'ORIGIN must be set when SMTP_URL is.'
		]);
		expect(linesFor({ ...server, ...sender })).toEqual(['ORIGIN must be set when SMTP_URL is.']);
		expect(linesFor({ ...server, ...sender, ORIGIN: ' ' })).toEqual(['ORIGIN must be set when SMTP_URL is.']);
		expect(linesFor({ ...server, ...sender, ORIGIN: 'https://pons.example' })).toEqual([]);
		expect(parseEnvironment({ ...sender }).origin).toBeUndefined();
	});

	it('is listed in .env.example with its defaults', () => {
		const entries = readFileSync('.env.example', 'utf8')
			.split('\n')
			.filter((line) => /^[A-Z_]+=/.test(line))
			.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]);
		expect(parseEnvironment(Object.fromEntries(entries))).toEqual(parseEnvironment({}));
		const source = readFileSync('src/lib/server/environment.ts', 'utf8');
		const known = [...source.matchAll(/^\t([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
		expect(known.length).toBeGreaterThan(10);
		expect(entries.map(([name]) => name)).toEqual(expect.arrayContaining(known));
	});
});
