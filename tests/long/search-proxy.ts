// Stands between the site and a Meilisearch and does to it what networks and servers do. A process of its own: started
// with the address to pass requests on to, it says its port and is then told by messages what to do.
import {
	createServer,
	request,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ServerResponse
} from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from './search-fault-list.ts';

const target = new URL(process.argv[2]!);
const slowness = 3_000;
let fault: Fault = 'none';
let count = 0;
const sockets = new Set<Socket>();

type Answer = (asked: IncomingMessage, answer: ServerResponse) => void;

const send = (answer: ServerResponse, status: number, type: string, body: string) => {
	answer.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
	answer.end(body);
};
const json = (status: number, body: string) => (_: IncomingMessage, answer: ServerResponse) =>
	send(answer, status, 'application/json', body);

function pass(
	asked: IncomingMessage,
	answer: ServerResponse,
	change: (body: Buffer) => void = () => {}
): void {
	const headers = { ...asked.headers, host: target.host };
	const passed = request(
		{ hostname: target.hostname, port: target.port, path: asked.url, method: asked.method, headers },
		(got) => {
			const parts: Buffer[] = [];
			got.on('data', (part: Buffer) => parts.push(part));
			got.on('end', () => {
				const body = Buffer.concat(parts);
				const headers: OutgoingHttpHeaders = { ...got.headers, 'content-length': body.length };
				delete headers['transfer-encoding'];
				answer.writeHead(got.statusCode ?? 502, headers);
				change(body);
				if (!answer.writableEnded && !answer.destroyed) answer.end(body);
			});
		}
	);
	passed.on('error', () => answer.destroy());
	asked.pipe(passed);
}

const answers: Record<Fault, Answer> = {
	none: (asked, answer) => pass(asked, answer),
	refuses: (_, answer) => answer.destroy(),
	hangs: () => {},
	slow: (asked, answer) => void setTimeout(() => pass(asked, answer), slowness),
	trickles(_, answer) {
		answer.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
		const timer = setInterval(() => answer.write('{'), 200);
		answer.on('close', () => clearInterval(timer));
	},
	cuts: (asked, answer) =>
		pass(asked, answer, (body) => {
			answer.write(body.subarray(0, body.length >> 1));
			setTimeout(() => answer.destroy(), 20);
		}),
	'500': json(500, '{"message":"internal","code":"internal","type":"internal","link":""}'),
	'403': json(403, '{"message":"invalid","code":"invalid_api_key","type":"auth","link":""}'),
	otherJson: json(200, '{"hello":1,"results":[{"hits":"none"}]}'),
	brokenJson: json(200, '{"results":[{"hits":['),
	html: (_, answer) => send(answer, 200, 'text/html', '<!doctype html><title>Welcome</title>'),
	sometimes503(asked, answer) {
		if (++count % 3 > 0) pass(asked, answer);
		else
			send(
				answer,
				503,
				'application/json',
				'{"message":"busy","code":"too_many_search_requests","type":"system","link":""}'
			);
	}
};

const server = createServer((asked, answer) => {
	// Whoever hung up early must not end this process.
	for (const side of [asked, answer]) side.on('error', () => {});
	answers[fault](asked, answer);
});
server.on('connection', (socket) => {
	sockets.add(socket);
	socket.on('close', () => sockets.delete(socket));
});
let port = 0;
const listen = () =>
	new Promise<void>((done) => {
		if (server.listening) done();
		else server.listen(port, '127.0.0.1', done);
	});
const stopListening = () =>
	new Promise<void>((done) => {
		for (const socket of sockets) socket.destroy();
		server.close(() => done());
	});

process.on('message', (next: Fault) => {
	fault = next;
	for (const socket of sockets) socket.destroy();
	void (fault === 'refuses' ? stopListening() : listen()).then(() => process.send!(fault));
});
process.on('disconnect', () => process.exit(0));
await listen();
port = (server.address() as { port: number }).port;
process.send!({ port });
