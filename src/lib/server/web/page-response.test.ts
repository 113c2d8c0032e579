import { expect, test } from 'vitest';
import { pageResponse } from './page-response.ts';

const page = '<!doctype html><title>脑桥</title>';

test('a page goes out as its text, announced by its length in bytes', async () => {
	const response = pageResponse(page, { status: 404, headers: { 'content-type': 'text/html' } });
	expect(response.status).toBe(404);
	expect(response.headers.get('content-type')).toBe('text/html');
	expect(response.headers.get('content-length')).toBe(String(new TextEncoder().encode(page).length));
	const reader = response.body!.getReader();
	expect(await reader.read()).toEqual({ done: false, value: page });
	expect((await reader.read()).done).toBe(true);
});

test('a page can be read as text', async () => {
	expect(await pageResponse(page, {}).text()).toBe(page);
});
