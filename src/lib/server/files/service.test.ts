import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { applicationCv } from '#lib/server/applications/cv.ts';
import { releaseHeld, undoApply } from '#lib/server/applications/hold.ts';
import { answerApplication, receivedApplication } from '#lib/server/applications/received.ts';
import { apply, applyPage, moveOwn } from '#lib/server/applications/service.ts';
import { saveDraft } from '#lib/server/applications/draft.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { diskStore } from '#lib/server/files/disk.ts';
import { clearFiles, keepPdf, shownName } from '#lib/server/files/service.ts';
import { files } from '#lib/server/files/table.ts';
import { pdf } from '#lib/server/files/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, outcome, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';
import { talentView } from '#lib/server/talents/view.ts';

const { db } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'pons-files-'));
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000, dataDir } } as App;
const later = (ms: number) => ({ ...app, now: () => new Date(testNow.getTime() + ms) }) as App;
beforeAll(() => loadSkills(db));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const company = await employer(db, 'company');
const rival = await employer(db, 'rival');
const open = await role(db, company.id);
const cv = (name = '陈同学 简历.pdf', bytes: Buffer = pdf()) => new File([new Uint8Array(bytes)], name);
const ask = (more: object = {}) => ({ listingId: open, slot: null, letter: '您好', ...more });
const written = {
	...{ slot: null, letter: '写到一半', answers: [], cv: undefined, removeCv: false, team: [] },
	...{ shareEmail: true, sharePhone: true, shareWechat: true }
};

/** Everything below the folder of data, as paths. */
const stored = async () =>
	(await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());

describe('an upload', () => {
	it('lies under a random name inside the folder, whatever it was called', async () => {
		const { actor } = await talent(app);
		const names = ['../../../etc/passwd', '..\\..\\evil.pdf', '/root/.ssh/id.pdf', 'a\0b.pdf', '', '.pdf'];
		for (const name of names) await keepPdf(app, actor.accountId, cv(name));
		const rows = await db.select().from(files).where(eq(files.accountId, actor.accountId));
		expect(rows.map(({ name }) => name)).toEqual([
			'passwd.pdf',
			'evil.pdf',
			'id.pdf',
			'ab.pdf',
			'CV.pdf',
			'CV.pdf'
		]);
		for (const one of await stored()) {
			expect(one.parentPath.startsWith(join(dataDir, 'files'))).toBe(true);
			expect(one.name).toMatch(/^[0-9a-f]{32}$/);
			expect((await stat(join(one.parentPath, one.name))).mode & 0o077).toBe(0);
		}
		expect(
			await diskStore(dataDir)
				.get('../secret')
				.catch((error: Error) => error.message)
		).toContain('no key');
	});

	it('that is refused leaves nothing behind and says why beside its field', async () => {
		const { actor } = await talent(app);
		const before = (await stored()).length;
		const bad = {
			'cv.pdf': Buffer.from('<html>'),
			'cv.png': Buffer.from('\x89PNG'),
			'empty.pdf': Buffer.alloc(0)
		};
		for (const [name, bytes] of Object.entries(bad))
			expect(await outcome(apply(app, actor, ask({ cv: cv(name, bytes) })))).toBe('invalid cv');
		const large = Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-1.7 ');
		expect(await outcome(apply(app, actor, ask({ cv: cv('cv.pdf', large) })))).toBe('tooLarge cv');
		expect((await stored()).length).toBe(before);
	});

	it('shows a name without what cannot be shown', () => {
		expect(shownName('简历\u202Efdp.exe')).toBe('简历fdp.exe.pdf');
		expect(shownName(`${'长'.repeat(300)}.pdf`)).toHaveLength(104);
	});
});

describe('the CV of an application', () => {
	it('is read by its owner and the organization, and by nobody else', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask({ cv: cv() }));
		for (const who of [actor, company.actor])
			expect((await applicationCv(app, who, id)).name).toBe('陈同学 简历.pdf');
		for (const who of [rival.actor, (await talent(app)).actor])
			expect(await outcome(applicationCv(app, who, id))).toBe('notFound');
		expect(await outcome(applicationCv(app, undefined, id))).toBe('signInFirst');
		await moveOwn(app, actor, { id, state: 'withdrawn', reason: '' });
		expect(await outcome(applicationCv(app, company.actor, id))).toBe('notFound');
	});

	it('is cleared away a day after nothing refers to it', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask({ cv: cv() }));
		const lone = await keepPdf(app, actor.accountId, cv('lone.pdf'));
		await db.update(files).set({ createdAt: testNow });
		await clearFiles(later(2 * 86_400_000));
		expect(await db.$count(files, eq(files.id, lone))).toBe(0);
		expect((await applicationCv(app, actor, id)).bytes.length).toBe(pdf().length);
	});
});

describe('applying', () => {
	it('shares of the contact what the person ticks, and no more', async () => {
		const { actor, id } = await talent(app, { contactEmail: 'a@b.example', contactPhone: '138' });
		await apply(app, actor, ask({ shareEmail: true, sharePhone: false, shareWechat: false }));
		expect((await talentView(db, company.actor, id))?.contact).toEqual({
			...{ email: 'a@b.example', phone: null, wechat: null }
		});
	});

	it('keeps a draft, with its file, until it is sent', async () => {
		const { actor } = await talent(app);
		await saveDraft(app, actor, open, { ...written, cv: cv() });
		await saveDraft(app, actor, open, { ...written, letter: '写完了' });
		expect((await applyPage(app, actor, open)).draft).toMatchObject({
			...{ letter: '写完了', cvName: '陈同学 简历.pdf' }
		});
		const id = await apply(app, actor, ask());
		expect((await applicationCv(app, actor, id)).name).toBe('陈同学 简历.pdf');
		expect((await applyPage(app, actor, open)).draft).toBeUndefined();
	});

	it('can be undone for ten seconds, in which the organization knows nothing of it', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(), { held: true });
		expect(await outcome(receivedApplication(app, company.actor, 'company', id))).toBe('notFound');
		const answer = { version: 1, state: 'talking', reason: '', meetsAt: null, place: null } as const;
		expect(await outcome(answerApplication(app, company.actor, 'company', id, answer))).toBe('notFound');
		expect(await undoApply(later(9_000), actor, id)).toBe(open);
		expect((await applyPage(app, actor, open)).draft?.letter).toBe('您好');
		const again = await apply(app, actor, ask(), { held: true });
		expect(await releaseHeld(later(9_000))).toBe(0);
		expect(await releaseHeld(later(11_000))).toBe(1);
		expect(await outcome(undoApply(later(11_000), actor, again))).toBe('notNow');
		expect((await receivedApplication(app, company.actor, 'company', again)).state).toBe('sent');
	});

	it('asks the listing’s own questions, and shows the answers with them as they were', async () => {
		const listing = await role(db, company.id);
		const questions = [{ zh: '为什么是我们？', en: null }];
		await db.update(listings).set({ questions }).where(eq(listings.id, listing));
		const { actor } = await talent(app);
		expect(await outcome(apply(app, actor, ask({ listingId: listing })))).toBe('invalid answers.0');
		const id = await apply(app, actor, ask({ listingId: listing, answers: ['因为方向一致'] }));
		await db.update(listings).set({ questions: [] }).where(eq(listings.id, listing));
		expect((await receivedApplication(app, company.actor, 'company', id)).answers).toEqual([
			{ zh: '为什么是我们？', en: null, answer: '因为方向一致' }
		]);
	});
});
