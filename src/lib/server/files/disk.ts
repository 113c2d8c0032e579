// The local disk as a store of files: a folder outside everything that is served, each file under its random key.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '#lib/server/files/port.ts';

/** Only the owner of the process reads them. */
const fileMode = 0o600;
const folderMode = 0o700;

export function diskStore(folder: string): FileStore {
	const pathOf = (key: string) => {
		if (!/^[0-9a-f]{32}$/.test(key)) throw new Error('That is no key of a file.');
		return join(folder, key.slice(0, 2), key);
	};
	return {
		async put(key, bytes) {
			const path = pathOf(key);
			await mkdir(join(folder, key.slice(0, 2)), { recursive: true, mode: folderMode });
			// Written aside and renamed: nobody ever reads half a file.
			const aside = `${path}.${randomBytes(4).toString('hex')}`;
			await writeFile(aside, bytes, { mode: fileMode, flag: 'wx' });
			await rename(aside, path);
		},
		async get(key) {
			return readFile(pathOf(key)).catch(unlessMissing);
		},
		async remove(key) {
			await rm(pathOf(key), { force: true });
		},
		async list() {
			const folders = (await readdir(folder).catch(unlessMissing)) ?? [];
			const found: { key: string; at: Date }[] = [];
			for (const part of folders) {
				for (const key of (await readdir(join(folder, part)).catch(unlessMissing)) ?? []) {
					const about = await stat(join(folder, part, key)).catch(unlessMissing);
					if (about && /^[0-9a-f]{32}$/.test(key)) found.push({ key, at: about.mtime });
				}
			}
			return found;
		}
	};
}

function unlessMissing(error: unknown): undefined {
	if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
		return undefined;
	throw error;
}
