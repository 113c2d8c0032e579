// Prints what the built application answers to, as JSON: a command of its own, because the built modules are to be
// loaded by Node as they are and not by a test runner.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

type Server = Record<string, unknown> & { actions?: Record<string, unknown> };
type Manifest = {
	_: {
		nodes: (() => Promise<{ server?: Server }>)[];
		routes: {
			id: string;
			page: { leaf: number; layouts: number[] } | null;
			endpoint: (() => Promise<Server>) | null;
		}[];
	};
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];

// The adapter gives the manifest's file a name of its own in each build; the handler knows it.
const handler = readFileSync('build/handler.js', 'utf8');
const file = /'\.\/(server\/(?:chunks\/)?manifest\.js[\w.-]*)'/.exec(handler)?.[1];
if (!file) throw new Error('The built handler names no manifest.');
const loaded = (await import(pathToFileURL(resolve('build', file)).href)) as Record<string, unknown>;
const manifest = (loaded.manifest ?? loaded.m) as Manifest;

const routes = await Promise.all(
	manifest._.routes.map(async ({ id, page, endpoint }) => {
		const node = page ? await manifest._.nodes[page.leaf]!() : undefined;
		const server = endpoint ? await endpoint() : {};
		return {
			route: id,
			layouts: page?.layouts.length ?? 0,
			calls: [
				...(page ? ['page'] : []),
				...Object.keys(node?.server?.actions ?? {}).map((name) => `action ${name}`),
				...methods.filter((name) => name in server)
			]
		};
	})
);
console.log(JSON.stringify(routes));
process.exit(0);
