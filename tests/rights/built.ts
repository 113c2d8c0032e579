// What the built application answers to.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Call } from './table.ts';

/** `layouts` is how many layouts are around its page. */
export type BuiltRoute = { route: string; calls: Call[]; layouts: number };

/** Every route of the build in `build/` with its page, form actions and methods. */
export function builtRoutes(): BuiltRoute[] {
	const printed = execFileSync(process.execPath, [join(import.meta.dirname, 'list-routes.ts')], {
		encoding: 'utf8'
	});
	return JSON.parse(printed) as BuiltRoute[];
}
