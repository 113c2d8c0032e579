/**
 * The HTTP server in front of the built pages: takes the port before anything else is started, answers 503 until
 * the pages are there, guards what the pages' handler cannot, and drains at the end. It knows no route.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorCode, oneLine, StartError } from '../start-error.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type Front = {
	/** The port that was taken, also when 0 was asked for. */
	port: number;
	server: Server;
	/** From now on requests go to `handler`. */
	serve: (handler: Handler) => void;
	/** Accepts nothing new and waits for running requests, at most `limit` milliseconds. */
	drain: (limit: number) => Promise<void>;
};

/** Tells the handler the protocol. A client's own header of this name is always replaced. */
export const PROTOCOL_HEADER = 'x-pons-proto';

/** Largest body of an upload (multipart form); import files may have 10 MB. */
export const UPLOAD_BYTES = 11 * 1024 * 1024;
/** So much of a body that is too large is let run out unread. */
const MOST_IGNORED = 8 * UPLOAD_BYTES;
/** Largest body of anything else. */
export const FORM_BYTES = 512 * 1024;

/**
 * Takes the port.
 * @throws StartError when it is taken or not allowed
 */
export async function openFront(port: number, host: string): Promise<Front> {
	let handler: Handler = notReady;
	let draining = false;
	const server = createServer((request, response) => {
		if (draining) response.setHeader('connection', 'close');
		request.headers[PROTOCOL_HEADER] = 'http';
		if (refusesAddress(request, response) || refusesBody(request, response)) return;
		markOneClick(request);
		handler(request, response);
	});
	await listen(server, port, host);
	return {
		port: (server.address() as AddressInfo).port,
		server,
		serve(next) {
			handler = next;
		},
		async drain(limit) {
			draining = true;
			await close(server, limit);
		}
	};
}

function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((done, fail) => {
		server.once('error', (error) => fail(new StartError(listenProblem(error, port, host))));
		server.listen(port, host, () => done());
	});
}

function listenProblem(error: Error, port: number, host: string): string {
	switch (errorCode(error)) {
		case 'EADDRINUSE':
			return `Port ${port} is already in use on ${host}: stop what uses it, or set PORT to another.`;
		case 'EACCES':
			return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return `HOST ${host} is not an address of this machine.`;
		default:
			return `The site cannot listen on ${host}:${port}: ${oneLine(error)}.`;
	}
}

function notReady(_request: IncomingMessage, response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' });
	response.end('正在启动 · Starting\n');
}

/**
 * An address that is not UTF-8 names no page. The handler runs our hooks for it outside of its own error handling,
 * so that whatever a hook refuses would leave the request without an answer.
 */
function refusesAddress({ url = '' }: IncomingMessage, response: ServerResponse): boolean {
	try {
		decodeURI(url.split('?', 1)[0]!);
		return false;
	} catch {
		refuse(response, 400, '网址有误 · Malformed address\n');
		return true;
	}
}

/**
 * The handler has one limit for all bodies, that of uploads. Everything else is held to a smaller one here, by
 * its announced length: browsers always announce it.
 */
function refusesBody(request: IncomingMessage, response: ServerResponse): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return false;
	const {
		'content-length': announced,
		'transfer-encoding': chunked,
		'content-type': type = ''
	} = request.headers;
	const limit = type.startsWith('multipart/form-data') ? UPLOAD_BYTES : FORM_BYTES;
	const status = chunked ? 411 : Number(announced ?? 0) > limit ? 413 : 0;
	if (status === 0) return false;
	const text = status === 413 ? '内容过大 · Content too large\n' : 'Length required\n';
	refuse(response, status, text, Boolean(chunked) || Number(announced) > MOST_IGNORED);
	return true;
}

/**
 * Answers. Cut off in the middle of what they send, browsers show an error of their own instead of the answer: it is
 * let run out, unless that would take long.
 */
function refuse(response: ServerResponse, status: number, text: string, cutOff = true): void {
	const type = { 'content-type': 'text/plain; charset=utf-8' };
	response.writeHead(status, cutOff ? { ...type, connection: 'close' } : type);
	response.end(text);
}

/** The origin of mail programs that unsubscribe at one click. No browser can be at it, so none can send it. */
export const ONE_CLICK_ORIGIN = 'https://one-click.invalid';

/**
 * A mail program posts without an origin (RFC 8058), which the handler refuses for every form. The page of
 * unsubscribe links needs no session: there, a missing origin is named, and the handler is told to trust that name.
 */
function markOneClick(request: IncomingMessage): void {
	if (request.method !== 'POST' || request.headers.origin !== undefined) return;
	if (/^(\/en)?\/unsubscribe\?/.test(request.url ?? '')) request.headers.origin = ONE_CLICK_ORIGIN;
}

function close(server: Server, limit: number): Promise<void> {
	return new Promise((done) => {
		const cut = setTimeout(() => server.closeAllConnections(), limit);
		// A kept-alive connection becomes idle only after its answer; it must not hold the end back.
		const sweep = setInterval(() => server.closeIdleConnections(), 50);
		server.close(() => {
			clearTimeout(cut);
			clearInterval(sweep);
			done();
		});
		server.closeIdleConnections();
	});
}
