// Asks the domain of an organization, from outside its reach: by the name service, or by one file over https. Somebody
// else chose the domain, so nothing here may be led to a machine of our own network: only public addresses are talked
// to, at exactly the address that was checked, nothing is followed, and an answer has little time and little room.
import { Resolver } from 'node:dns/promises';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { RequestOptions } from 'node:http';

/** What a proof needs of the internet; tests stand in for it. */
export type Internet = {
	/** The TXT records of a name, each as one text; none when there are none. */
	txt: (name: string) => Promise<string[]>;
	/** Every address of a name, IPv4 and IPv6. */
	addresses: (name: string) => Promise<string[]>;
	/** What an address answers for a path of a name; undefined for anything but a short 200. */
	page: (address: string, name: string, path: string) => Promise<string | undefined>;
};

/** Longest answer (bytes), and the time it may take from the first packet to the last (ms). */
const [mostBytes, mostTime] = [2_048, 5_000];

const reserved = new BlockList();
// RFC 6890 and its successors: this network, private, shared, loopback, link-local, documentation, benchmarks, groups.
for (const range of [
	...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
	...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
	...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
	// Of what is given out (2000::/3): special purposes, documentation, and the old ways around IPv4.
	...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']
]) {
	const [net = '', bits] = range.split('/');
	reserved.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4');
}
const givenOut = new BlockList();
givenOut.addSubnet('2000::', 3, 'ipv6');

/** Whether an address belongs to the public internet. Anything unreadable does not. */
export function isPublic(address: string): boolean {
	const family = isIP(address);
	if (family === 4) return !reserved.check(address, 'ipv4');
	return family === 6 && givenOut.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
}

/** The domain of a website that can be asked; undefined for addresses, single words and other ports. */
export function domainOf(website: string | null): string | undefined {
	if (!website || !URL.canParse(website)) return undefined;
	const { hostname, port, protocol } = new URL(website);
	const named = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(
		hostname
	);
	return named && !port && /^https?:$/.test(protocol) ? hostname : undefined;
}

/** The internet itself. */
export const internet: Internet = {
	async txt(name) {
		const records = await resolver()
			.resolveTxt(name)
			.catch(() => []);
		return records.map((parts) => parts.join(''));
	},
	async addresses(name) {
		const asked = resolver();
		const found = await Promise.all([
			asked.resolve4(name).catch(() => []),
			asked.resolve6(name).catch(() => [])
		]);
		return found.flat();
	},
	page: (address, name, path) => fetchPage(address, { host: name, servername: name, path, port: 443 })
};

const resolver = () => new Resolver({ timeout: 2_000, tries: 2 });

/**
 * A short text from one address. The connection goes to `address`, whatever the name says by now; certificates are
 * checked for the name. Redirects are answers like any other that is not 200.
 */
export function fetchPage(
	address: string,
	options: RequestOptions & { servername?: string },
	request: typeof httpsRequest = httpsRequest
): Promise<string | undefined> {
	const family = isIP(address);
	return new Promise((resolve) => {
		const lookup: RequestOptions['lookup'] = (_name, { all }, found) =>
			all ? found(null, [{ address, family }]) : found(null, address, family);
		const asked = request({ ...options, lookup, agent: false, headers: { accept: 'text/plain' } });
		const end = (text?: string) => {
			clearTimeout(timer);
			asked.destroy();
			resolve(text);
		};
		const timer = setTimeout(end, mostTime);
		asked.on('error', () => end());
		asked.on('response', (response) => {
			if (response.statusCode !== 200) return end();
			const parts: Buffer[] = [];
			let size = 0;
			response.on('data', (part: Buffer) => {
				size += part.length;
				if (size > mostBytes) return end();
				parts.push(part);
			});
			response.on('end', () => end(Buffer.concat(parts).toString('utf8')));
			response.on('error', () => end());
		});
		asked.end();
	});
}
