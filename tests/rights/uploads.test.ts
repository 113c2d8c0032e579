// Files sent to the built site as an attacker would: with names that lead elsewhere, of another kind than they say,
// too large, or growing when opened. Real HTTP, and the process is watched.
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { gigabyte, pdf, stream } from '../../src/lib/server/files/testing.ts';
import { populatedSite } from './populated.ts';
import type { Person } from './world.ts';

const { site, world } = await populatedSite();
let person: Person;
let role: string;
beforeAll(async () => {
	person = world.people.get('talent')!;
	role = await world.listing(world.house, 'role', 'open');
});

/** Sends a form with one file, its name as it is written; returns the status and the page. */
async function upload(name: string, bytes: Buffer) {
	const head = `--part\r\nContent-Disposition: form-data; name="cv"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--part--\r\n')]);
	const response = await fetch(`${site.origin}/apply/${role}?/draft`, {
		method: 'POST',
		headers: {
			origin: site.origin,
			cookie: `pons=${person.session}`,
			accept: 'text/html',
			'content-type': 'multipart/form-data; boundary=part'
		},
		body
	});
	return { status: response.status, page: await response.text() };
}

/** Paths below the folder of the site's data that are not its database's. */
const stored = () =>
	readdirSync(site.dataDir, { recursive: true, withFileTypes: true })
		.filter((one) => one.isFile() && !one.parentPath.includes('/postgres'))
		.map((one) => `${one.parentPath.slice(site.dataDir.length)}/${one.name}`)
		.filter((path) => !path.startsWith('/postgres'));

/** Memory of the site's process in MB. */
const memory = () =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${site.child.pid}/status`, 'utf8'))![1]) / 1024;

describe('a file sent to the site', () => {
	test('is stored inside its folder only, under a name of the site’s own', async () => {
		const before = new Set(stored());
		for (const name of ['../../../../tmp/pons-escaped.pdf', '..\\..\\evil.pdf', '/etc/cron.d/cv.pdf'])
			expect((await upload(name, pdf())).status).toBe(200);
		const added = stored().filter((path) => !before.has(path));
		expect(added).toHaveLength(3);
		for (const path of added) expect(path).toMatch(/^\/files\/[0-9a-f]{2}\/[0-9a-f]{32}$/);
		expect(readdirSync('/tmp')).not.toContain('pons-escaped.pdf');
	});

	test('is refused with a sentence that says why, and leaves nothing', async () => {
		const before = stored().length;
		const zip = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1');
		const cases: [string, Buffer, number, string][] = [
			['cv.pdf', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 400, '这不是 PDF'],
			['cv.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 400, '这不是 PDF'],
			['cv.pdf', Buffer.concat([pdf(), zip]), 400, '还有别的内容'],
			['cv.pdf', pdf({ after: '<script>alert(1)</script>' }), 400, '还有别的内容'],
			['cv.pdf', pdf({ extra: ['<< /S /JavaScript /JS (app.alert(1)) >>'] }), 400, '脚本或附件'],
			['cv.pdf', Buffer.alloc(0), 400, '空的'],
			['cv.pdf', Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-1.7 '), 413, '10 MB']
		];
		for (const [name, bytes, status, sentence] of cases) {
			const reply = await upload(name, bytes);
			expect(reply.status).toBe(status);
			expect(reply.page).toContain(sentence);
		}
		expect((await upload('cv.pdf', Buffer.alloc(12 * 1024 * 1024))).status).toBe(413);
		expect(stored().length).toBe(before);
	});

	test('that would expand to a gigabyte is refused, many at once, in bounded memory', async () => {
		const bomb = pdf({ extra: [stream('/Filter /FlateDecode', await gigabyte())] });
		const before = memory();
		let highest = before;
		const watch = setInterval(() => (highest = Math.max(highest, memory())), 10);
		const replies = await Promise.all(Array.from({ length: 10 }, () => upload('cv.pdf', bomb)));
		clearInterval(watch);
		expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 400));
		expect(replies[0]!.page).toContain('展开后过大');
		expect(highest - before).toBeLessThan(300);
	}, 120_000);
});
