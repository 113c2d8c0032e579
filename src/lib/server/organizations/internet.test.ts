import { createServer, request, type RequestListener } from 'node:http';
import type { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { domainOf, fetchPage, isPublic } from '#lib/server/organizations/internet.ts';

describe('addresses of our own network are never asked', () => {
	it.each([
		...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
		...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '::1', '::', 'fe80::1'],
		...['fc00::1', 'fd12::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::1'],
		...['2001:db8::1', '2001::1', 'ff02::1', 'localhost', '', '127.1', '0x7f000001']
	])('not %s', (address) => expect(isPublic(address)).toBe(false));

	it.each(['8.8.8.8', '114.114.114.114', '172.32.0.1', '2400:3200::1', '2606:4700::1111'])(
		'but %s',
		(address) => expect(isPublic(address)).toBe(true)
	);
});

it('the domain is that of a website with a name of its own', () => {
	expect(domainOf('https://www.example.com/about')).toBe('www.example.com');
	expect(domainOf('https://脑机.中国')).toBe('xn--nqv188c.xn--fiqs8s');
	for (const website of [
		...['https://127.0.0.1', 'https://[::1]', 'https://localhost', 'https://2130706433', 'ftp://example.com'],
		...['https://example.com:8443', 'https://intranet', 'nonsense', '', null]
	])
		expect(domainOf(website)).toBeUndefined();
});

describe('a page of a domain', () => {
	/** What is read from a server that answers so; the name in the request leads nowhere. */
	async function read(listener: RequestListener): Promise<string | undefined> {
		const server = createServer(listener);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const options = { host: 'pons-proof.invalid', path: '/.well-known/x', port };
		const text = await fetchPage('127.0.0.1', options, request as typeof httpsRequest);
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		return text;
	}

	it('comes from the address that was checked, asked by its name', async () => {
		expect(await read(({ headers, url }, response) => response.end(`${headers.host} ${url}`))).toMatch(
			/^pons-proof\.invalid:\d+ \/\.well-known\/x$/
		);
	});

	it('is not followed elsewhere, and counts only when it is there', async () => {
		expect(await read((_, response) => response.writeHead(302, { location: '/' }).end('x'))).toBeUndefined();
		expect(await read((_, response) => response.writeHead(404).end('x'))).toBeUndefined();
		expect(await read((_, response) => response.destroy())).toBeUndefined();
	});

	it('is short', async () => {
		expect(await read((_, response) => response.end('x'.repeat(2_048)))).toHaveLength(2_048);
		expect(await read((_, response) => response.end('x'.repeat(2_049)))).toBeUndefined();
		const endless: RequestListener = (_, response) => {
			const more = () => void (response.destroyed || response.write('x'.repeat(1_000), more));
			more();
		};
		expect(await read(endless)).toBeUndefined();
	});

	it('is there in time', async () => {
		const slow: RequestListener = (_, response) => void response.write('x');
		expect(await read(slow)).toBeUndefined();
	}, 20_000);
});
