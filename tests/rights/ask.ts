// Asks the site one cell of the table and says in the table's words what came back.
import { request } from 'node:http';
import type { Answer, Field, Row } from './table.ts';

export type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
export type Sent = {
	method?: string;
	headers?: Record<string, string>;
	form?: Record<string, Field>;
	session?: string | undefined;
};

/** One request, as it is written: no redirect is followed, no header is added but the site's own origin. */
export function send(
	origin: string,
	address: string,
	{ method, headers = {}, form, session }: Sent = {}
): Promise<Reply> {
	const content = form && encode(form);
	return new Promise((resolve, reject) => {
		const { hostname, port } = new URL(origin);
		const sent = request(
			{
				...{ hostname, port, path: address, method: method ?? (form ? 'POST' : 'GET'), agent: false },
				headers: {
					accept: 'text/html',
					...(session ? { cookie: `pons=${session}` } : {}),
					...(content
						? { origin, 'content-type': content.type, 'content-length': String(content.body.length) }
						: {}),
					...headers
				}
			},
			(response) => {
				const parts: Buffer[] = [];
				const answer = () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(parts).toString('utf8')
					});
				response.on('data', (part: Buffer) => {
					parts.push(part);
					// A stream of events has no end of its own.
					if (!String(response.headers['content-type']).startsWith('text/event-stream')) return;
					answer();
					response.destroy();
				});
				response.on('error', reject);
				response.on('end', answer);
			}
		);
		sent.on('error', reject);
		sent.end(content?.body);
	});
}

function encode(form: Record<string, Field>): { type: string; body: Buffer } {
	const pairs = Object.entries(form).flatMap(([name, value]) =>
		Array.isArray(value) ? value.map((part) => [name, part] as const) : [[name, value] as const]
	);
	if (pairs.every(([, value]) => typeof value === 'string')) {
		const body = new URLSearchParams(pairs as [string, string][]).toString();
		return { type: 'application/x-www-form-urlencoded', body: Buffer.from(body) };
	}
	const parts = pairs.map(([name, value]) =>
		typeof value === 'string'
			? `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
			: `--part\r\nContent-Disposition: form-data; name="${name}"; filename="${value.file}"\r\nContent-Type: text/csv\r\n\r\n${value.text}\r\n`
	);
	return { type: 'multipart/form-data; boundary=part', body: Buffer.from(`${parts.join('')}--part--\r\n`) };
}

/** Where the form of an action posts to; the page itself for everything else. */
export function addressOf({ call }: Pick<Row, 'call'>, address: string): string {
	const name = call.startsWith('action ') ? call.slice('action '.length) : 'default';
	return name === 'default' ? address : `${address}${address.includes('?') ? '&' : '?'}/${name}`;
}

const words: Record<number, Answer> = {
	400: 'invalid',
	401: 'nobody',
	403: 'refused',
	404: 'missing',
	409: 'notNow',
	410: 'expired'
};

/** `changed` tells whether the stored rows are others than before. */
export function answerOf({ call }: Row, { status, headers }: Reply, changed: boolean): Answer | number {
	const done = changed ? 'done' : 'accepted';
	if (status === 303) {
		if (/^(\/en)?\/sign-in\?next=/.test(String(headers.location))) return 'signIn';
		return call === 'page' || (call.startsWith('action') && !changed) ? 'moved' : done;
	}
	if (status === 200 || status === 204) return call === 'page' || call === 'GET' ? 'shown' : done;
	return words[status] ?? status;
}

/** The same words for the data of a page, which scripts fetch when somebody follows a link. */
export function answerOfData({ status, body }: Reply): Answer | 'nothing' | number {
	if (status !== 200) return words[status] ?? status;
	const data = JSON.parse(body.split('\n')[0]!) as
		| { type: 'redirect'; location: string }
		| { type: 'data'; nodes: ({ type: string; status?: number; data?: unknown } | null)[] };
	if (data.type === 'redirect') return /^(\/en)?\/sign-in\?next=/.test(data.location) ? 'signIn' : 'moved';
	const failed = data.nodes.find((node) => node?.type === 'error');
	if (failed) return words[failed.status ?? 500] ?? failed.status ?? 500;
	// A page without a load of its own is sent as null.
	const isEmpty = (sent: unknown) => sent === null || JSON.stringify(sent) === '[null]';
	const loaded = data.nodes.some((node) => node?.type === 'data' && !isEmpty(node.data));
	return loaded ? 'shown' : 'nothing';
}
