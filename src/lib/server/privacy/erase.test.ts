import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { signIn } from '#lib/server/accounts/service.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { releaseHeld } from '#lib/server/applications/hold.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { backUp } from '#lib/server/backup/backup.ts';
import { restore } from '#lib/server/backup/restore.ts';
import { connect } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keepPdf } from '#lib/server/files/service.ts';
import { pdf } from '#lib/server/files/testing.ts';
import { decline, invite } from '#lib/server/invitations/service.ts';
import { startWorker } from '#lib/server/jobs/worker.ts';
import { listings } from '#lib/server/listings/table.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { appealCase } from '#lib/server/moderation/appeals.ts';
import { moveCase } from '#lib/server/moderation/cases.ts';
import { fileReport, sayMore } from '#lib/server/moderation/reports.ts';
import { cases, listingVersions } from '#lib/server/moderation/table.ts';
import { keepVersions } from '#lib/server/moderation/versions.ts';
import { inviteMember } from '#lib/server/organizations/people.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { handInProof } from '#lib/server/proofs/service.ts';
import { eraseDue, replayErasures, requestErasure } from '#lib/server/privacy/erase.ts';
import { makeExports, readExport, requestExport } from '#lib/server/privacy/export.ts';
import { dumpOf, filesBelow, serverLog } from '#lib/server/privacy/testing.ts';
import { erasures } from '#lib/server/privacy/table.ts';
import { clockedApp, index, person, save } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { course, employer, line, outcome, profile, role } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talentView } from '#lib/server/talents/view.ts';

const connection = await testDatabase();
/** Where the backup is brought back. */
const other = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'pons-erase-'));
const { app, setTime } = clockedApp(connection);
Object.assign(app.environment, {
	dataDir: join(folder, 'data'),
	erasureLedger: join(folder, 'erasures.jsonl'),
	databaseUrl: connection.url
});
const { db } = app;
beforeAll(() => loadSkills(db));
afterAll(() => rm(folder, { recursive: true, force: true }));

const password = 'erase-Passwort-1';
const network = '198.51.100.0/24';

/** Words that nobody else says, by the field that they are in. */
const marked = new Map<string, string>();
function mark(field: string): string {
	const word = `mk${marked.size.toString(36)}x${field.toLowerCase().replace(/[^a-z]/g, '')}`;
	marked.set(field, word);
	return word;
}

async function account(email: string): Promise<Actor> {
	const [row] = await db
		.insert(accounts)
		.values({
			email,
			passwordHash: await hashPassword(password),
			purpose: 'work',
			locale: 'zh-CN',
			emailVerifiedAt: app.now()
		})
		.returning();
	const session = await beginSession(app, row!.id, 'Mozilla/5.0 Chrome/1');
	return (await actorOf(app, session))!;
}

/** Somebody who has written something into every field that the site has for a person. */
async function wholePerson() {
	const actor = await account(`${mark('email')}@sample.example`);
	const at = await employer(db, 'keeper');
	const operator = { ...(await person(app)), isOperator: true };
	const id = await saveProfile(
		app,
		actor,
		profile({
			displayName: mark('displayName'),
			headline: mark('headline'),
			about: mark('about'),
			contactEmail: `${mark('contactEmail')}@sample.example`,
			contactPhone: '+86 13987654321',
			contactWechat: mark('wechat'),
			visibility: 'public',
			education: [{ place: mark('school'), title: mark('major'), text: mark('educationText') }],
			experience: [{ place: mark('employer'), title: mark('position'), text: mark('experienceText') }],
			skills: [
				{ name: 'eeg', level: '3', note: mark('skillNote') },
				{ name: 'python', level: '2', note: mark('otherNote') },
				{ name: 'ssvep', level: '2', note: '' }
			]
		})
	);
	const open = await role(db, at.id, [line('required', 'eeg 3')]);
	await db
		.update(listings)
		.set({ questions: [{ zh: '为什么？', en: null }] })
		.where(eq(listings.id, open));
	await keepPdf(
		app,
		actor.accountId,
		new File(
			[new Uint8Array(pdf({ extra: [`<< /Note (${mark('fileContent')}) >>`] }))],
			`${mark('fileName')}.pdf`
		)
	);
	const applied = await apply(app, actor, {
		listingId: open,
		slot: null,
		letter: mark('letter'),
		answers: [mark('answer')]
	});
	setTime('2026-11-23T05:00:00Z');
	await releaseHeld(app);
	const answer = { version: 1, state: 'talking', reason: mark('organizationAnswer') } as const;
	await answerApplication(app, at.actor, at.slug, applied, { ...answer, meetsAt: null, place: null });
	const withdrawn = await apply(app, actor, { listingId: await role(db, at.id), slot: null, letter: '' });
	await moveOwn(app, actor, { id: withdrawn, state: 'withdrawn', reason: mark('withdrawReason') });
	const invited = { listingId: await role(db, at.id), talentId: id, reason: mark('inviteReason') };
	await decline(app, actor, await invite(app, at.actor, at.slug, invited), mark('declineReason'));
	await save(app, actor, `q=${mark('searchWords')}`);
	await sayMore(app, actor, await fileReport(app, actor, { kind: 'listing', id: open }, network), {
		reason: 'other',
		words: mark('reportWords')
	});
	const about = await fileReport(app, undefined, { kind: 'talent', id }, network);
	await sayMore(app, undefined, about, { reason: 'untrue', words: mark('reportAboutThem') });
	const [it] = await db.select().from(cases).where(eq(cases.talentId, id));
	await moveCase(app, operator, it!.id, {
		step: 'upheld',
		version: it!.version,
		words: mark('decisionAboutThem')
	});
	await appealCase(app, actor, it!.id, mark('appeal'));
	const [again] = await db.select().from(cases).where(eq(cases.talentId, id));
	await moveCase(app, operator, again!.id, { step: 'overturned', version: again!.version, words: '恢复' });
	await inviteMember(
		app,
		at.actor,
		at.slug,
		{ email: actor.email, role: 'editor' },
		{ origin: '', locale: 'en' }
	);
	const proof = { kind: 'enrolment', degree: 'master' } as const;
	await handInProof(app, actor, {
		...proof,
		...{ school: mark('provenSchool'), name: mark('proofName'), code: mark('proofCode') }
	});
	await sendMail(db, { to: actor.email, subject: mark('mailSubject'), text: mark('mailText') });
	await index(app);
	return { actor, id, at };
}

const placesOf = async (on: { sql: typeof app.sql } = app) =>
	[await dumpOf(on.sql), await serverLog(on.sql), await filesBelow(app.environment.dataDir)].join('\n');
const foundIn = (text: string) =>
	[...marked].filter(([, word]) => text.includes(word)).map(([field]) => field);

describe('erasing a person', () => {
	const said: string[] = [];
	const listen = (...words: unknown[]) => void said.push(words.map(String).join(' '));

	it('leaves nothing in the database, the index, the files, the jobs and the logs, also after restoring a backup', async () => {
		const spies = (['log', 'error', 'warn'] as const).map((name) =>
			vi.spyOn(console, name).mockImplementation(listen)
		);
		const { actor, id } = await wholePerson();
		// The database server refuses words of theirs: what it writes down of that must not name them.
		const twice = { email: actor.email, passwordHash: '-', purpose: 'work', locale: 'en' } as const;
		await db
			.insert(accounts)
			.values(twice)
			.catch(() => {});
		await app.sql`select ${actor.email}::int`.catch(() => {});
		await requestExport(app, actor);
		await makeExports(app);
		expect((await readExport(app, actor)).length).toBeGreaterThan(1_000);
		expect(foundIn(await placesOf())).toEqual([...marked.keys()]);
		const backup = join(folder, 'backup');
		await backUp(app, backup);

		// Samples of what columns hold are made whenever the server finds the time.
		await app.sql`analyze`;
		await requestErasure(app, actor, password);
		expect(await talentView(db, undefined, id)).toBeUndefined();
		const again = { email: actor.email, password };
		const visitor = { locale: 'en', origin: '', network, userAgent: '' } as const;
		expect(await outcome(signIn(app, again, visitor))).toMatch(/notAllowed|invalid/);
		const worker = await startWorker(app);
		await vi.waitFor(async () => expect(await db.$count(erasures)).toBe(0), {
			timeout: 30_000,
			interval: 200
		});
		await index(app);
		await worker.stop();
		expect(foundIn(await placesOf())).toEqual([]);
		expect(foundIn(said.join('\n'))).toEqual([]);
		const ledger = await readFile(app.environment.erasureLedger, 'utf8');
		expect([ledger.includes(actor.accountId), foundIn(ledger)]).toEqual([true, []]);

		const elsewhere = {
			...app,
			...other,
			environment: { ...app.environment, databaseUrl: other.url }
		} as App;
		const before = foundIn(await filesBelow(backup));
		expect(before).toContain('letter');
		const done = await restore(elsewhere, backup, false);
		expect(done.erasedAgain).toBe(1);
		const fresh = connect(other.url, { max: 2 });
		expect(foundIn(await placesOf(fresh))).toEqual([]);
		expect(await fresh.db.$count(listings)).toBe(await db.$count(listings));
		await fresh.close();
		for (const spy of spies) spy.mockRestore();
	});
});

describe('what is left of a person who is erased', () => {
	const gone = async (actor: Actor) => {
		await requestErasure(app, actor, password);
		await eraseDue(app);
	};

	it('is not the seat they held, which the next on the list gets', async () => {
		const school = await employer(db, 'seats');
		const { id: listingId, runId } = await course(db, school.id, [], 1);
		const actor = await account('seat@sample.example');
		await saveProfile(app, actor, profile());
		const applied = await apply(app, actor, { listingId, slot: runId, letter: '' });
		setTime('2026-11-23T06:00:00Z');
		await releaseHeld(app);
		const admit = { version: 1, state: 'admitted', reason: '', meetsAt: null, place: null } as const;
		await answerApplication(app, school.actor, school.slug, applied, admit);
		const taken = async () =>
			(await db.select().from(courseRuns).where(eq(courseRuns.id, runId)))[0]!.seatsTaken;
		expect(await taken()).toBe(1);
		await gone(actor);
		expect(await taken()).toBe(0);
	});

	it('is what they published for an organization, without them, and the organization has an owner again', async () => {
		const at = await employer(db, 'orphan');
		await db
			.update(accounts)
			.set({ passwordHash: await hashPassword(password) })
			.where(eq(accounts.id, at.actor.accountId));
		const colleague = await person(app);
		await db
			.insert(memberships)
			.values({ organizationId: at.id, accountId: colleague.accountId, role: 'editor' });
		const id = await role(db, at.id);
		await db.update(listings).set({ createdBy: at.actor.accountId }).where(eq(listings.id, id));
		await db.transaction((tx) => keepVersions(tx, [id], at.actor.accountId));
		await gone(at.actor);
		expect(await db.select().from(listings).where(eq(listings.id, id))).toMatchObject([
			{ createdBy: null, state: 'open' }
		]);
		const [version] = await db.select().from(listingVersions).where(eq(listingVersions.listingId, id));
		expect([version!.accountId, JSON.stringify(version!.content)]).toEqual([
			null,
			expect.not.stringContaining(at.actor.accountId)
		]);
		const heir = and(eq(memberships.organizationId, at.id), eq(memberships.accountId, colleague.accountId));
		expect(await db.select().from(memberships).where(heir)).toMatchObject([{ role: 'owner' }]);
	});

	it('is nothing that goes on in an organization without members: its listings close', async () => {
		const at = await employer(db, 'empty');
		await db
			.update(accounts)
			.set({ passwordHash: await hashPassword(password) })
			.where(eq(accounts.id, at.actor.accountId));
		const id = await role(db, at.id);
		await gone(at.actor);
		expect(await db.select().from(listings).where(eq(listings.id, id))).toMatchObject([{ state: 'closed' }]);
	});

	it('comes back neither by a wrong password nor twice', async () => {
		const actor = await account('careful@sample.example');
		expect(await outcome(requestErasure(app, actor, 'wrong'))).toBe('invalid password');
		expect(await eraseDue(app)).toBe(0);
		await gone(actor);
		expect([await eraseDue(app), await replayErasures(app)]).toEqual([0, 0]);
	});
});
