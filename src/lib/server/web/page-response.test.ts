import { expect, test } from 'vitest';
import { pageResponse } from './page-response.ts';

const page = '<!doctype html><title>脑桥</title>';
const found = () => ({ status: 200, headers: new Headers() });
const bytes = (text: string) => [...new TextEncoder().encode(text)];

/** What the server in front sends. */
async function sent(response: Response): Promise<number[]> {
	const reader = response.body!.getReader();
	const { value } = await reader.read();
	expect((await reader.read()).done).toBe(true);
	return [...value!];
}

test('a page goes out in UTF-8, announced by its length in bytes', async () => {
	const response = pageResponse(page, {
		status: 404,
		headers: new Headers({ 'content-type': 'text/html' })
	});
	expect(response).toBeInstanceOf(Response);
	expect([response.status, response.ok]).toEqual([404, false]);
	expect(response.headers.get('content-type')).toBe('text/html');
	expect(response.headers.get('content-length')).toBe(String(bytes(page).length));
	expect(await sent(response)).toEqual(bytes(page));
});

test('half of a character does not break a page', async () => {
	const broken = `${page}\ud83e`;
	expect(await sent(pageResponse(broken, found()))).toEqual(bytes(broken));
});

test('a page can be read as text', async () => {
	expect(await pageResponse(page, found()).text()).toBe(page);
});
