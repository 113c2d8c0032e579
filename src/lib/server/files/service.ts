// Handing in a file and giving it out. Who may read one is decided by whoever asks here (applications, messages).
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { and, eq, lt, sql } from 'drizzle-orm';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import type { App } from '#lib/server/app.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { diskStore } from '#lib/server/files/disk.ts';
import { checkImage, imageKind, type ImageKind } from '#lib/server/files/image.ts';
import { pdfProblem } from '#lib/server/files/pdf.ts';
import type { FileStore } from '#lib/server/files/port.ts';
import { files } from '#lib/server/files/table.ts';

/** Files that nothing refers to are kept for so long, so that a form that is being written does not lose its own. */
const unusedDays = 1;
const nameMax = 100;

const storeOf = (app: App): FileStore => diskStore(join(app.environment.dataDir, 'files'));

/** A PDF, or a picture of a paper: PNG or JPEG, kept without anything that does not draw it. */
export async function keepPaper(app: App, accountId: string, file: File, field: string): Promise<string> {
	const kind = imageKind(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
	if (!kind) return keepPdf(app, accountId, file, field);
	await countTry(app, [['upload', accountId]]);
	const checked = await inTurn(async () => checkImage(new Uint8Array(await file.arrayBuffer()), kind));
	if (typeof checked === 'string')
		throw new Refusal(checked === 'tooLarge' ? 'tooLarge' : 'invalid', {
			[field]: `org_papers_picture_${checked}`
		});
	return keep(app, accountId, shownName(file.name, kind), checked.bytes);
}
const headBytes = 16;

/** Checks a PDF by its content and keeps it; returns its row's id. Refuses with a sentence beside the `field`. */
export async function keepPdf(app: App, accountId: string, file: File, field = 'cv'): Promise<string> {
	await countTry(app, [['upload', accountId]]);
	const { bytes, problem } = await inTurn(async () => {
		const bytes = new Uint8Array(await file.arrayBuffer());
		return { bytes, problem: await pdfProblem(bytes) };
	});
	if (problem)
		throw new Refusal(problem === 'tooLarge' ? 'tooLarge' : 'invalid', {
			[field]: `applications_cv_${problem}`
		});
	return keep(app, accountId, shownName(file.name), bytes);
}

async function keep(app: App, accountId: string, name: string, bytes: Uint8Array): Promise<string> {
	const key = randomBytes(16).toString('hex');
	await storeOf(app).put(key, bytes);
	const row = { accountId, key, name, bytes: bytes.length };
	const [written] = await app.db.insert(files).values(row).returning({ id: files.id });
	return written!.id;
}

let turn: Promise<unknown> = Promise.resolve();

/** One file after the other: looking into many at once would take as many times the memory. */
function inTurn<T>(look: () => Promise<T>): Promise<T> {
	const check = turn.then(look);
	turn = check.catch(() => {});
	return check;
}

/** What a name says without folders and what cannot be shown, ending as its content does; it never becomes a path. */
export function shownName(name: string, kind: 'pdf' | ImageKind = 'pdf'): string {
	const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
	// Control and format characters hide or turn what a name says.
	const plain = last.replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '');
	const stem = plain
		.replace(/\.(pdf|png|jpe?g)$/i, '')
		.replace(/^[.\s]+/, '')
		.trim()
		.slice(0, nameMax);
	return `${stem || 'CV'}.${kind}`;
}

export async function readFile(
	app: App,
	id: string
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
	const [row] = await app.db.select().from(files).where(eq(files.id, id));
	const bytes = row && (await storeOf(app).get(row.key));
	return row && bytes && { name: row.name, bytes };
}

/** Every file of an account, with its bytes. */
export async function filesOf(app: App, accountId: string) {
	const rows = await app.db
		.select()
		.from(files)
		.where(eq(files.accountId, accountId))
		.orderBy(files.createdAt);
	const found: { id: string; name: string; bytes: Uint8Array }[] = [];
	for (const { id, key, name } of rows) {
		const bytes = await storeOf(app).get(key);
		if (bytes) found.push({ id, name, bytes });
	}
	return found;
}

/** Where the bytes of an account's files lie, to remove them once their rows are gone. */
export async function fileKeysOf(tx: Database | Transaction, accountId: string): Promise<string[]> {
	const rows = await tx.select({ key: files.key }).from(files).where(eq(files.accountId, accountId));
	return rows.map(({ key }) => key);
}

export async function removeBytes(app: App, keys: readonly string[]): Promise<void> {
	for (const key of keys) await storeOf(app).remove(key);
}

/** Removes files that no application, draft, message, agreement or verification refers to, and bytes without a row. */
export async function clearFiles(app: App): Promise<void> {
	const before = new Date(app.now().getTime() - unusedDays * 86_400_000);
	const store = storeOf(app);
	const unused = sql`not exists (select from applications a where a.cv_file_id = ${files.id})
		and not exists (select from application_drafts d where d.cv_file_id = ${files.id})
		and not exists (select from messages m where m.file_id = ${files.id})
		and not exists (select from agreement_acceptances g where g.file_id = ${files.id})
		and not exists (select from verification_papers v where v.licence_file_id = ${files.id})`;
	const removed = await app.db
		.delete(files)
		.where(and(lt(files.createdAt, before), unused))
		.returning({ key: files.key });
	for (const { key } of removed) await store.remove(key);
	const known = new Set((await app.db.select({ key: files.key }).from(files)).map(({ key }) => key));
	for (const { key, at } of await store.list()) if (!known.has(key) && at < before) await store.remove(key);
}
