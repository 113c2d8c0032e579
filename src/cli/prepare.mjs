/**
 * Runs before `npm start` and `npm test`, on whatever Node is there (20 or newer) and without any package:
 * installs what the lock file says and builds the pages, each only when needed. `--no-build` leaves the build out.
 * A mark is written after a step is whole, so a killed step is done again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const installMark = join(root, 'node_modules', '.pons-install');
const buildMark = join(root, 'build', '.pons-sources');
/** The first Node that runs TypeScript files as they are. */
const NEEDED = { major: 22, minor: 18 };

try {
	install();
	if (!process.argv.includes('--no-build')) build();
} catch (error) {
	console.error(`pons: ${error instanceof Error ? error.message : error}`);
	process.exit(1);
}

function install() {
	const wanted = hash(['package.json', 'package-lock.json']);
	if (read(installMark) === wanted) return;
	if (isInstalled()) {
		writeFileSync(installMark, wanted);
		return;
	}
	console.log('pons: Installing packages, about a minute the first time …');
	const npm = process.env.npm_execpath;
	const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	rmSync(installMark, { force: true });
	// The Node of node_modules is replaced while npm runs: npm has to run on another.
	const node = outsideNode();
	const env = { ...process.env, PATH: outsidePath() };
	const done = npm?.endsWith('.js')
		? spawnSync(node, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env })
		: spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env });
	if (done.status !== 0) throw new Error('The packages could not be installed: see the lines above.');
	writeFileSync(installMark, wanted);
}

/** Whether someone ran npm with this very lock file: npm keeps a copy of what it installed. */
function isInstalled() {
	const present = packages(join(root, 'node_modules', '.package-lock.json'));
	const wanted = packages(join(root, 'package-lock.json'));
	if (!present || !wanted) return false;
	for (const [path, entry] of Object.entries(present)) {
		if (wanted[path]?.version !== entry.version) return false;
	}
	return Object.entries(wanted).every(
		([path, entry]) => path === '' || path in present || entry.optional || entry.devOptional || entry.peer
	);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | undefined}
 */
function packages(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

function build() {
	const wanted = hash(sources());
	if (read(buildMark) === wanted) return;
	console.log('pons: Building the pages …');
	rmSync(buildMark, { force: true });
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const done = spawnSync(modernNode(), [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		encoding: 'utf8'
	});
	if (done.status !== 0) console.error(done.stdout + done.stderr);
	if (done.status !== 0) throw new Error('The pages could not be built: see the lines above.');
	writeFileSync(buildMark, wanted);
}

/** Everything that the built pages are made of. */
function sources() {
	const files = ['package-lock.json', 'package.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
	for (const folder of ['src', 'static']) {
		if (!existsSync(join(root, folder))) continue;
		for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
			const file = `${folder}/${name.replaceAll('\\', '/')}`;
			if (!isLeftOut(file) && statSync(join(root, file)).isFile()) files.push(file);
		}
	}
	return files.sort();
}

/** Generated code, tests and commands are no part of the pages. */
function isLeftOut(/** @type {string} */ file) {
	return (
		file.startsWith('src/lib/i18n/generated/') ||
		// The compiler keeps notes of its own beside the settings.
		(file.startsWith('src/lib/i18n/project.inlang/') && !file.endsWith('settings.json')) ||
		file.startsWith('src/cli/') ||
		file.endsWith('.test.ts')
	);
}

function hash(/** @type {string[]} */ files) {
	const sum = createHash('sha256');
	for (const file of files) {
		const content = readFileSync(join(root, file));
		sum.update(`${file}\0${content.length}\0`).update(content);
	}
	return sum.digest('hex');
}

function read(/** @type {string} */ file) {
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** A Node new enough for the tools: the one that came with the packages, or this one. */
function modernNode() {
	const packaged = join(root, 'node_modules', '.bin', 'node');
	if (existsSync(packaged)) return packaged;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return process.execPath;
	throw new Error(
		`Node ${NEEDED.major}.${NEEDED.minor} or newer is needed on this system; this is ${process.versions.node}.`
	);
}

/** PATH without the folders of node_modules that npm puts first. */
function outsidePath() {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.filter((folder) => !folder.startsWith(join(root, 'node_modules'))).join(delimiter);
}

function outsideNode() {
	if (!process.execPath.startsWith(join(root, 'node_modules'))) return process.execPath;
	const found = outsidePath()
		.split(delimiter)
		.map((folder) => join(folder, 'node'))
		.find((file) => existsSync(file));
	return found ?? process.execPath;
}
