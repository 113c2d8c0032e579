import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const file = fileURLToPath(new URL('lean-driver.ts', import.meta.url));
const told = `import postgres from 'postgres'; console.log(String(postgres().unsafe('select 1').resolve));`;

test('The driver that the site loads has the change in it', async () => {
	const { stdout } = await promisify(execFile)(process.execPath, [
		`--import=${file}`,
		'--input-type=module',
		'--eval',
		told
	]);
	expect(stdout.trim()).toBe('x => (this.active = false, settle(x))');
});
