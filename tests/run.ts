// Runs the whole test suite and says the total in its last line. `node tests/run.ts long` runs the long part.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What a runner reported; `failures` are the names of failed tests, each with the first line of its error. */
type Counts = { passed: number; failed: number; skipped: number; failures?: string[] };
type Outcome = Counts & { name: string; seconds: number };
type Step = { name: string; command: string[]; report?: () => Promise<Counts> };

const folder = await mkdtemp(join(tmpdir(), 'pons-tests-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');

const vitest = (...more: string[]): Step => ({
	name: 'unit and integration tests',
	command: [
		'vitest',
		'run',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${vitestReport}`,
		...more
	],
	report: readVitest
});
const playwright: Step = {
	name: 'browser tests',
	command: ['playwright', 'test', '--config', 'tests/playwright.config.ts'],
	report: readPlaywright
};

/** Checks of the source: a process each, none of which uses more than one core. */
const checks: Step[] = [
	{
		name: 'lint',
		command: [
			'eslint',
			'--config',
			'tests/eslint.config.js',
			'--max-warnings',
			'0',
			'src',
			'tests',
			'drizzle'
		]
	},
	{ name: 'formatting', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
	{
		name: 'types',
		command: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']
	}
];

const outcomes: Outcome[] =
	process.argv[2] === 'long'
		? [await run(vitest('--config', 'tests/vitest.long.ts'))]
		: [...(await Promise.all(checks.map(run))), await run(vitest()), await run(playwright)];
await rm(folder, { recursive: true, force: true });

const sum = (pick: (outcome: Outcome) => number) =>
	outcomes.reduce((total, outcome) => total + pick(outcome), 0);
const failed = sum((outcome) => outcome.failed);
const skipped = sum((outcome) => outcome.skipped);
console.log('');
for (const outcome of outcomes)
	for (const failure of outcome.failures ?? []) console.log(`failed: ${failure}`);
for (const outcome of outcomes) {
	console.log(
		`${outcome.failed ? 'FAILED' : 'ok    '} ${outcome.name} (${outcome.passed} passed, ${outcome.failed} failed, ${outcome.seconds} s)`
	);
}
console.log(
	`${sum((outcome) => outcome.passed)} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
);
process.exit(failed ? 1 : 0);

async function run(step: Step): Promise<Outcome> {
	console.log(`\n== ${step.name}`);
	const started = Date.now();
	const code = await new Promise<number>((resolve) => {
		const child = spawn(join('node_modules', '.bin', step.command[0]!), step.command.slice(1), {
			stdio: 'inherit',
			env: {
				...process.env,
				PATH: `${join(process.cwd(), 'node_modules', '.bin')}:${process.env.PATH}`,
				PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport
			}
		});
		child.on('error', () => resolve(127));
		child.on('exit', (exit) => resolve(exit ?? 1));
	});
	const counted = (await step.report?.()) ?? {
		passed: code === 0 ? 1 : 0,
		failed: code === 0 ? 0 : 1,
		skipped: 0
	};
	// A runner that stopped without naming a failed test has failed all the same.
	if (code !== 0 && counted.failed === 0) counted.failed = 1;
	return { name: step.name, ...counted, seconds: Math.round((Date.now() - started) / 1000) };
}

async function readReport<T>(file: string, count: (report: T) => Counts): Promise<Counts> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text ? count(JSON.parse(text) as T) : { passed: 0, failed: 1, skipped: 0 };
}

type VitestReport = {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	testResults: {
		name: string;
		message: string;
		assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
	}[];
};
function readVitest(): Promise<Counts> {
	return readReport<VitestReport>(vitestReport, (report) => ({
		passed: report.numPassedTests,
		failed: report.numFailedTests,
		skipped: report.numPendingTests,
		failures: report.testResults.flatMap(({ name, message, assertionResults }) => [
			...(message ? [named(name, 'the file', message)] : []),
			...assertionResults
				.filter(({ status }) => status === 'failed')
				.map(({ fullName, failureMessages }) => named(name, fullName, failureMessages[0]))
		])
	}));
}

type PlaywrightSuite = {
	suites?: PlaywrightSuite[];
	specs?: {
		file: string;
		title: string;
		ok: boolean;
		tests: { results: { error?: { message?: string } }[] }[];
	}[];
};
type PlaywrightReport = PlaywrightSuite & {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};
function readPlaywright(): Promise<Counts> {
	return readReport<PlaywrightReport>(playwrightReport, ({ stats, ...root }) => ({
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected,
		skipped: stats.skipped,
		failures: failedSpecs(root)
	}));
}

function failedSpecs({ suites = [], specs = [] }: PlaywrightSuite): string[] {
	const own = specs
		.filter(({ ok }) => !ok)
		.map(({ file, title, tests }) => named(file, title, tests[0]?.results.at(-1)?.error?.message));
	return [...own, ...suites.flatMap(failedSpecs)];
}

/** A failure in one line: where, what, and how its error begins. */
function named(file: string, title: string, error = ''): string {
	const place = relative(process.cwd(), resolve(file));
	return `${place} › ${title}: ${stripVTControlCharacters(error).split('\n', 1)[0]}`;
}
