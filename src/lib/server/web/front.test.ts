import { get } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { FORM_BYTES, ONE_CLICK_ORIGIN, openFront, PROTOCOL_HEADER, type Front } from './front.ts';

let front: Front | undefined;
afterEach(async () => {
	await front?.drain(0);
	front = undefined;
});

async function open(): Promise<{ front: Front; url: string }> {
	front = await openFront(0, '127.0.0.1');
	return { front, url: `http://127.0.0.1:${front.port}/` };
}

describe('the web server in front of the pages', () => {
	it('answers 503 until the pages are there', async () => {
		const { front, url } = await open();
		expect((await fetch(url)).status).toBe(503);
		front.serve((_request, response) => response.end('ready'));
		expect(await (await fetch(url)).text()).toBe('ready');
	});

	it('says in one line that the port is in use', async () => {
		const { front } = await open();
		await expect(openFront(front.port, '127.0.0.1')).rejects.toThrow(
			`Port ${front.port} is already in use on 127.0.0.1: stop what uses it, or set PORT to another.`
		);
	});

	it('tells the handler the protocol and lets no client do so', async () => {
		const { front, url } = await open();
		front.serve((request, response) => response.end(request.headers[PROTOCOL_HEADER]));
		const answer = await fetch(url, { headers: { [PROTOCOL_HEADER]: 'https' } });
		expect(await answer.text()).toBe('http');
	});

	it('names the missing origin of a mail program at the page of unsubscribe links, and nowhere else', async () => {
		const { front, url } = await open();
		front.serve((request, response) => response.end(request.headers.origin ?? 'none'));
		const origin = async (path: string, method: string, headers = {}) =>
			(await fetch(url + path, { method, headers })).text();
		expect(await origin('unsubscribe?token=x', 'POST')).toBe(ONE_CLICK_ORIGIN);
		expect(await origin('en/unsubscribe?token=x', 'POST')).toBe(ONE_CLICK_ORIGIN);
		expect(await origin('unsubscribe?token=x', 'POST', { origin: 'https://evil.example' })).toBe(
			'https://evil.example'
		);
		expect(await origin('unsubscribe?token=x', 'GET')).toBe('none');
		for (const path of ['account?/unsubscribe?', 'unsubscribed?x', ''])
			expect(await origin(path, 'POST')).toBe('none');
	});

	it('takes large bodies in uploads only', async () => {
		const { front, url } = await open();
		front.serve((request, response) => request.resume().on('end', () => response.end()));
		const large = 'a'.repeat(FORM_BYTES + 1);
		const upload = new FormData();
		upload.set('file', new Blob([large]));
		expect((await fetch(url, { method: 'POST', body: upload })).status).toBe(200);
		expect((await fetch(url, { method: 'POST', body: large })).status).toBe(413);
		expect((await fetch(url, { method: 'POST', body: 'a=1' })).status).toBe(200);
	});

	it('answers an address that is no text itself, and every other one by the pages', async () => {
		const { front, url } = await open();
		front.serve((_request, response) => response.end('page'));
		for (const path of ['%FF', 'en/roles/%ED%A0%80?q=1']) expect((await fetch(url + path)).status).toBe(400);
		for (const path of ['%E8%84%91', '%25FF', 'search?q=%FF'])
			expect(await (await fetch(url + path)).text()).toBe('page');
	});

	it('finishes running requests when it is told to stop, and takes no new ones', async () => {
		const { front, url } = await open();
		let finish = () => {};
		const arrived = new Promise<void>((ready) => {
			front.serve((_request, response) => {
				finish = () => response.end('whole');
				ready();
			});
		});
		const running = fetch(url).then((answer) => answer.text());
		await arrived;
		const drained = front.drain(60_000);
		await expect(fetch(url)).rejects.toThrow();
		finish();
		expect(await running).toBe('whole');
		await expect(drained).resolves.toBeUndefined();
	});

	it('cuts what is still running when the time is over', async () => {
		const { front, url } = await open();
		const arrived = new Promise<void>((ready) => front.serve(() => ready()));
		const ended = new Promise<string>((done) => get(url).on('error', () => done('cut')));
		await arrived;
		await front.drain(50);
		expect(await ended).toBe('cut');
	});
});
