// The people and things that the table's names stand for, written straight into the site's database.
import { createHash, randomBytes } from 'node:crypto';
import { hashPassword } from '../../src/lib/server/accounts/password.ts';
import {
	accounts,
	consents,
	sessions,
	tokens,
	type tokenPurposes
} from '../../src/lib/server/accounts/table.ts';
import {
	agreementAcceptances,
	agreementEvents,
	agreementGuardians,
	agreements,
	agreementTexts
} from '../../src/lib/server/agreements/table.ts';
import { announcements } from '../../src/lib/server/announcements/table.ts';
import { applicationEvents, applications } from '../../src/lib/server/applications/table.ts';
import { and, eq } from 'drizzle-orm';
import { answerTemplates, bulkAnswers } from '../../src/lib/server/answers/table.ts';
import { basePartners, basePeriods, bases, baseTutors } from '../../src/lib/server/bases/table.ts';
import { certificates, certificateSkills } from '../../src/lib/server/certificates/table.ts';
import { courseImports, courseRuns, courses } from '../../src/lib/server/courses/table.ts';
import { calendarFeeds } from '../../src/lib/server/calendar/table.ts';
import type { Database } from '../../src/lib/server/db/client.ts';
import { listMoves } from '../../src/lib/applications/inbox.ts';
import { movers, movesFrom, statesOf, type Mover, type Track } from '../../src/lib/applications/moves.ts';
import type { ApplicationState } from '../../src/lib/applications/types.ts';
import { internships, internshipWeeks } from '../../src/lib/server/internships/table.ts';
import { invitations } from '../../src/lib/server/invitations/table.ts';
import { diskStore } from '../../src/lib/server/files/disk.ts';
import { files } from '../../src/lib/server/files/table.ts';
import { listings, listingSkills } from '../../src/lib/server/listings/table.ts';
import { keepVersions } from '../../src/lib/server/moderation/versions.ts';
import { caseEvents, cases, reports, suspensions } from '../../src/lib/server/moderation/table.ts';
import { conversations, messageReaders, messages } from '../../src/lib/server/messages/table.ts';
import { applicationNotes, applicationTags } from '../../src/lib/server/reviews/table.ts';
import { untilConfirmed } from '../../src/lib/teams/types.ts';
import { teamMembers } from '../../src/lib/server/teams/table.ts';
import {
	memberInvitations,
	memberships,
	organizations,
	verificationPapers
} from '../../src/lib/server/organizations/table.ts';
import { notices, unsubscribeTokens } from '../../src/lib/server/notifications/table.ts';
import { planItems, plans } from '../../src/lib/server/plans/table.ts';
import { studyProofs } from '../../src/lib/server/proofs/table.ts';
import { roles } from '../../src/lib/server/roles/table.ts';
import { demandSignals, signalSkills } from '../../src/lib/server/signals/table.ts';
import { savedSearches, savedSearchItems } from '../../src/lib/server/searches/table.ts';
import { skillSuggestions } from '../../src/lib/server/skills/table.ts';
import { blockedOrganizations, talents, talentSkills } from '../../src/lib/server/talents/table.ts';
import { actors, marks, type Actor } from './table.ts';

export const password = 'rights-Passwort-1';
const day = 86_400_000;
export const dayFromNow = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10);
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
/** The form of Lucia's session ids. */
const sessionId = () =>
	[...randomBytes(40)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');

export type Person = { accountId: string; email: string; session: string };
type Visibility = (typeof talents.$inferInsert)['visibility'];

/** One of the organizations with an owner. */
type House = { id: string; slug: string };

export type World = Awaited<ReturnType<typeof makeWorld>>;

/** `memberEmail` is to be another one where there are several worlds in one database. */
export async function makeWorld(db: Database, filesFolder: string, memberEmail: string = marks.member) {
	const passwordHash = await hashPassword(password);
	const unique = () => randomBytes(8).toString('hex');

	const one = async <T>(rows: Promise<T[]>): Promise<T> => (await rows)[0]!;

	async function account(more: Partial<typeof accounts.$inferInsert> = {}): Promise<Person> {
		const email = `person-${unique()}@rights.example`;
		const values = {
			email,
			passwordHash,
			purpose: 'work',
			locale: 'zh-CN',
			emailVerifiedAt: new Date()
		} as const;
		const row = await one(
			db
				.insert(accounts)
				.values({ ...values, ...more })
				.returning()
		);
		return { accountId: row.id, email: row.email, session: await session(row.id) };
	}

	async function session(accountId: string): Promise<string> {
		const id = sessionId();
		await db
			.insert(sessions)
			.values({ idHash: hashOf(id), accountId, expiresAt: new Date(Date.now() + day), factorAt: new Date() });
		return id;
	}

	async function organization(
		name: string,
		more: Partial<typeof organizations.$inferInsert>
	): Promise<House> {
		const values = {
			slug: `${name}-${unique()}`,
			kind: 'university',
			nameZh: `权限测试${name}`,
			...more
		} as const;
		return one(
			db.insert(organizations).values(values).returning({ id: organizations.id, slug: organizations.slug })
		);
	}
	const verified = {
		verification: 'verified',
		verifiedAt: new Date(),
		verificationDue: dayFromNow(100)
	} as const;
	const house = await organization('a', verified);
	const other = await organization('b', verified);
	const school = await organization('s', verified);
	const pending = await organization('c', {
		verification: 'refused',
		verificationReason: marks.reason
	});

	const join = (at: House, accountId: string, role: 'owner' | 'editor') =>
		db.insert(memberships).values({ organizationId: at.id, accountId, role });

	async function talent(
		person: Person,
		visibility: Visibility,
		name = '同学',
		contact: string = marks.contact
	): Promise<string> {
		const values = { accountId: person.accountId, displayName: name, visibility, degree: 'master' } as const;
		const row = await one(
			db
				.insert(talents)
				.values({ ...values, contactPhone: contact })
				.returning()
		);
		const has = ['eeg', 'python', 'real-time-decoding'].map((skillId) => ({
			talentId: row.id,
			skillId,
			level: 3
		}));
		await db.insert(talentSkills).values(has);
		return row.id;
	}

	type State = 'draft' | 'open' | 'closed' | 'frozen';
	async function listing(
		at: House,
		kind: 'role' | 'course' | 'base',
		state: State,
		type = 'course'
	): Promise<string> {
		const published = state === 'draft' ? {} : { publishedAt: new Date() };
		const texts = {
			titleZh: state === 'draft' ? marks.draft : '脑电解码',
			textZh: '正文',
			district: 'jiangbei'
		} as const;
		const values = { kind, organizationId: at.id, state, validUntil: dayFromNow(40), ...texts, ...published };
		const { id } = await one(db.insert(listings).values(values).returning({ id: listings.id }));
		const relation = kind === 'role' ? ('required' as const) : ('taught' as const);
		await db.insert(listingSkills).values({ listingId: id, skillId: 'eeg', relation });
		if (kind === 'role')
			await db
				.insert(roles)
				.values({ listingId: id, employmentType: 'internship', payFrom: 200, payTo: 260, payUnit: 'day' });
		if (kind === 'course')
			await db
				.insert(courses)
				.values({ listingId: id, type: type as 'course', studyLevel: 'master', mode: 'onsite' });
		if (kind === 'base') {
			await db.insert(bases).values({ listingId: id });
			await db
				.insert(basePeriods)
				.values({ listingId: id, startsOn: dayFromNow(30), endsOn: dayFromNow(60), places: 5 });
		}
		return id;
	}

	/** A base of the other organization that names ours as a partner. */
	async function partnerBase(askedAt: Date | null): Promise<string> {
		const listingId = await listing(other, 'base', 'open');
		await db.insert(basePartners).values({ listingId, organizationId: house.id, askedAt });
		return listingId;
	}

	async function application(
		talentId: string,
		at: House,
		more: Partial<typeof applications.$inferInsert> = {}
	) {
		const asked = { talentId, listingId: await listing(at, 'role', 'open'), kind: 'role' } as const;
		const values = { ...asked, letter: marks.letter, ...more };
		const { id } = await one(db.insert(applications).values(values).returning());
		await db.insert(applicationNotes).values({ applicationId: id, text: marks.note });
		await db.insert(applicationTags).values({ applicationId: id, tag: '标签', organizationId: at.id });
		return id;
	}

	/** A note of the member's on the application that was noted last. */
	let noted = '';
	async function note(who: Person | undefined, removedAt: Date | null = null): Promise<string> {
		noted ||= await application(ownTalent, house);
		const row = { applicationId: noted, accountId: who?.accountId ?? null, text: '备注', removedAt };
		return (await one(db.insert(applicationNotes).values(row).returning())).id;
	}

	async function template(at: House, removedAt: Date | null = null): Promise<string> {
		const row = {
			organizationId: at.id,
			name: unique(),
			textZh: at === house ? marks.template : '感谢',
			textEn: ''
		};
		return (
			await one(
				db
					.insert(answerTemplates)
					.values({ ...row, removedAt })
					.returning()
			)
		).id;
	}

	/** An answer to many that can still be taken back. */
	async function bulkAnswer(at: House): Promise<string> {
		const { accountId } = await account();
		const row = { organizationId: at.id, accountId, state: 'talking', textZh: '', textEn: '' } as const;
		const dueAt = new Date(Date.now() + day);
		return (
			await one(
				db
					.insert(bulkAnswers)
					.values({ ...row, dueAt })
					.returning()
			)
		).id;
	}

	/** Something said about an application, by both sides. */
	async function conversation(applicationId: string, talentId: string, at: House): Promise<string> {
		const [owner] = await db.select().from(talents).where(eq(talents.id, talentId));
		const spoken = { organizationId: at.id, talentId, messages: 2, lastAt: new Date() };
		await db.insert(conversations).values({ applicationId, ...spoken });
		await db.insert(messages).values(
			(['organization', 'talent'] as const).map((side, i) => ({
				...{ applicationId, position: i + 1, side, text: marks.message, at: new Date() },
				accountId: side === 'talent' ? owner!.accountId : at === house ? marked.accountId : null
			}))
		);
		const read = { applicationId, accountId: owner!.accountId, side: 'talent', readTo: 2 } as const;
		await db.insert(messageReaders).values(read);
		return applicationId;
	}

	async function interview(applicationId: string): Promise<string> {
		const move = { fromState: 'sent', toState: 'interview', mover: 'organization' } as const;
		const meeting = { meetsAt: new Date(Date.now() + day), place: '三层会议室' };
		await db.insert(applicationEvents).values({ applicationId, kind: 'role', ...move, ...meeting });
		return applicationId;
	}

	/** The link to a member's calendar of the organization. */
	async function feedToken(more: Parameters<typeof account>[0] = {}): Promise<string> {
		const text = randomBytes(32).toString('base64url');
		const { accountId } = await account(more);
		await db.insert(memberships).values({ organizationId: house.id, accountId, role: 'editor' });
		await db
			.insert(calendarFeeds)
			.values({ hash: hashOf(text), accountId, organizationId: house.id, createdAt: new Date() });
		return text;
	}

	/** Asks somebody to apply along; their address is proven like everybody's here. */
	async function teamRequest(
		talentId: string,
		email: string
	): Promise<{ id: string; applicationId: string }> {
		const applicationId = await application(talentId, house, { heldUntil: untilConfirmed, letter: '' });
		const row = { applicationId, email: email.toLowerCase(), askedAt: new Date() };
		return one(db.insert(teamMembers).values(row).returning());
	}

	async function withdrawn(applicationId: string): Promise<string> {
		const move = { fromState: 'sent', toState: 'withdrawn', mover: 'talent' } as const;
		await db.insert(applicationEvents).values({ applicationId, kind: 'role', ...move });
		return applicationId;
	}

	/** A run of a course that the person asks for, and is as far as the last of the states. */
	async function inRun(at: House, talentId: string, states: ('admitted' | 'enrolled' | 'completed')[] = []) {
		const listingId = await listing(at, 'course', 'open');
		const dates = { startsOn: dayFromNow(-20), endsOn: dayFromNow(20) };
		const run = await one(
			db
				.insert(courseRuns)
				.values({ listingId, seats: 9, ...dates })
				.returning()
		);
		const asked = { talentId, listingId, kind: 'course', runId: run.id } as const;
		const { id } = await one(db.insert(applications).values(asked).returning());
		let fromState: 'sent' | 'admitted' | 'enrolled' | 'completed' = 'sent';
		for (const toState of states) {
			const move = { kind: 'course', fromState, toState, mover: 'organization' } as const;
			await db.insert(applicationEvents).values({ applicationId: id, ...move });
			fromState = toState;
		}
		return { run: run.id, application: id };
	}

	/** What the organization confirms of the person; with a code it is agreed to and shown to whoever has that. */
	async function certificate(at: House, talentId: string, code?: string, holder = '某同学'): Promise<string> {
		const { application } = await inRun(at, talentId, ['admitted', 'enrolled', 'completed']);
		const values = { applicationId: application, kind: 'course', talentId, organizationId: at.id } as const;
		const shown = code ? ({ state: 'agreed', code, holder } as const) : {};
		const row = { ...values, titleZh: '脑电导论', issuedOn: dayFromNow(0), ...shown };
		const { id } = await one(db.insert(certificates).values(row).returning());
		await db.insert(certificateSkills).values({ certificateId: id, skillId: 'eeg', level: 3 });
		return id;
	}
	async function sharedCode(): Promise<string> {
		const code = randomBytes(24).toString('base64url');
		await certificate(house, await talent(await account(), 'hidden'), code, marks.holder);
		return code;
	}
	let cohort: Awaited<ReturnType<typeof inRun>>;

	type Step = 'admitted' | 'enrolled';
	type Written = 'draft' | 'signing';
	/** Who is a tutor at the bases of their organization. */
	const tutoring = ['tutor', 'otherOrganization', 'universityMember'] as const;
	/** An internship as far as the last of the steps, its agreement written and, where it says so, sent to the parties. */
	async function intern(at: House, talentId: string, steps: Step[], written?: Written, minor = false) {
		const listingId = await listing(at, 'base', 'open');
		await db.insert(listingSkills).values({ listingId, skillId: 'ssvep', relation: 'practised' });
		const [period] = await db.select().from(basePeriods).where(eq(basePeriods.listingId, listingId));
		const tutors = await tutorsAt(at, listingId);
		const asked = { talentId, listingId, kind: 'base', periodId: period!.id } as const;
		const { id } = await one(db.insert(applications).values(asked).returning());
		const stated = { fullName: marks.fullName, study: 'none', statedOn: dayFromNow(0) } as const;
		await db.insert(internships).values({ applicationId: id, ...stated, ageBand: minor ? '16-17' : 'adult' });
		let fromState: 'sent' | Step = 'sent';
		for (const toState of steps) {
			const move = { kind: 'base', fromState, toState, mover: 'organization' } as const;
			await db.insert(applicationEvents).values({ applicationId: id, ...move });
			fromState = toState;
		}
		const week = await one(
			db
				.insert(internshipWeeks)
				.values({ applicationId: id, monday: '2026-01-05', text: '采集', days: 4 })
				.returning()
		);
		if (written) await agreement(at, id, written);
		return { id, listingId, week: week.id, tutor: tutors[0]!.id, period: period!.id };
	}

	/** Those of its members are its tutors. */
	async function tutorsAt(at: House, listingId: string) {
		const members = await db.select().from(memberships).where(eq(memberships.organizationId, at.id));
		const tutor = { listingId, organizationId: at.id, name: '带教老师' };
		const named = new Set(tutoring.map((actor) => people.get(actor)!.accountId));
		return db
			.insert(baseTutors)
			.values(
				members
					.filter(({ accountId }) => named.has(accountId))
					.map(({ accountId }) => ({ ...tutor, accountId }))
			)
			.returning();
	}

	/** An internship in a role, of which the person has stated theirs. */
	async function internInRole(at: House, talentId: string) {
		const listingId = await listing(at, 'role', 'open');
		const tutors = await tutorsAt(at, listingId);
		const { id } = await one(
			db.insert(applications).values({ talentId, listingId, kind: 'role' }).returning()
		);
		const stated = { fullName: marks.fullName, study: 'none', statedOn: dayFromNow(0) } as const;
		await db.insert(internships).values({ applicationId: id, kind: 'role', ...stated, ageBand: 'adult' });
		return { id, tutor: tutors[0]!.id };
	}
	let inRole: Awaited<ReturnType<typeof internInRole>> | undefined;

	async function agreement(at: House, applicationId: string, state: Written) {
		const { id } = await one(db.insert(agreements).values({ applicationId, hostId: at.id }).returning());
		const allowance = { hoursPerWeek: 20, insurer: 'host', allowance: 0 } as const;
		const terms = { tasksZh: '采集', tasksEn: null, place: '三层', ...allowance };
		const text = { terms, textZh: '协议', textEn: 'Agreement', hash: hashOf('协议\n\nAgreement') };
		await db.insert(agreementTexts).values({ agreementId: id, revision: 1, ...text, at: new Date() });
		if (state === 'draft') return;
		const send = { fromState: 'draft', toState: 'signing', mover: 'host', at: new Date() } as const;
		await db.insert(agreementEvents).values({ agreementId: id, ...send });
	}

	/** The host has handed in the signed paper. */
	async function onPaper(): Promise<string> {
		const made = await intern(house, ownTalent, ['admitted'], 'signing');
		const [row] = await db.select().from(agreements).where(eq(agreements.applicationId, made.id));
		const said = { agreementId: row!.id, revision: 1, party: 'host', way: 'paper', name: '某人' } as const;
		const hash = hashOf('协议\n\nAgreement');
		await db.insert(agreementAcceptances).values({ ...said, hash, fileId: await cv(), at: new Date() });
		return made.id;
	}

	const studied = { kind: 'degree', degree: 'master', school: '东南大学' } as const;
	type Proven = Partial<typeof studyProofs.$inferInsert>;
	/** What somebody has handed in. */
	async function proof(talentId: string, more: Proven = {}): Promise<string> {
		const waits = { name: '某人', code: unique().slice(0, 12).toUpperCase() };
		const row = { talentId, ...studied, ...waits, ...more };
		return (await one(db.insert(studyProofs).values(row).returning())).id;
	}
	const proofDecided = { name: null, code: null, decidedAt: new Date() };
	const refusedProof = { ...proofDecided, state: 'refused', reason: '报告已失效' } as const;

	/** The school of the internship takes part in it, with a tutor of its own. */
	async function withSchool(states: Step[], written?: Written, minor = false): Promise<string> {
		const made = (internship = await intern(house, ownTalent, states, written, minor));
		const own = eq(internships.applicationId, made.id);
		await db.update(internships).set({ schoolId: school.id, study: 'other' }).where(own);
		const { listingId } = made;
		await db.insert(basePartners).values({ listingId, organizationId: school.id, confirmedAt: new Date() });
		const { accountId } = people.get('universityMember')!;
		const tutor = { listingId, organizationId: school.id, name: '校内导师', accountId };
		await db.insert(baseTutors).values(tutor);
		return made.id;
	}

	async function guardianToken(): Promise<string> {
		const text = randomBytes(32).toString('base64url');
		const { id } = await intern(house, await talent(await account(), 'hidden'), [], 'signing', true);
		const [row] = await db.select().from(agreements).where(eq(agreements.applicationId, id));
		const asked = { name: '家长', email: `guardian-${unique()}@rights.example`, tokenHash: hashOf(text) };
		await db.insert(agreementGuardians).values({ agreementId: row!.id, ...asked, askedAt: new Date() });
		return text;
	}
	let internship: Awaited<ReturnType<typeof intern>>;

	/** The organization asks for a listing of its own. */
	async function invited(talentId: string, at: House): Promise<string> {
		const asked = { talentId, organizationId: at.id, listingId: await listing(at, 'role', 'open') };
		const row = { ...asked, reason: marks.inviteReason, expiresAt: new Date(Date.now() + day) };
		return (await one(db.insert(invitations).values(row).returning())).id;
	}

	async function upload(at: House): Promise<string> {
		const content = `课程名称,学时\n${marks.upload},32\n`;
		const values = { organizationId: at.id, fileName: 'courses.csv', content };
		return (await one(db.insert(courseImports).values(values).returning())).id;
	}

	async function signal(at: House, withdrawnAt: Date | null = null): Promise<string> {
		const state = withdrawnAt ? ('withdrawn' as const) : ('open' as const);
		const values = {
			organizationId: at.id,
			headcount: '2-5',
			neededBy: dayFromNow(90),
			state,
			withdrawnAt
		} as const;
		const { id } = await one(db.insert(demandSignals).values(values).returning());
		await db.insert(signalSkills).values({ signalId: id, skillId: 'eeg' });
		return id;
	}

	async function token(purpose: (typeof tokenPurposes)[number]): Promise<string> {
		const text = randomBytes(32).toString('base64url');
		const { accountId, email } = await account(purpose === 'verify' ? { emailVerifiedAt: null } : {});
		// The link of a change proves the new address, the others the account's own.
		const proven = purpose === 'email' ? `token-${unique()}@rights.example` : email;
		const values = { hash: hashOf(text), accountId, purpose, email: proven };
		await db.insert(tokens).values({ ...values, expiresAt: new Date(Date.now() + day) });
		return text;
	}

	async function savedSearch(accountId: string, more: Partial<typeof savedSearches.$inferInsert> = {}) {
		const values = { accountId, name: 'eeg', query: `q=${unique()}`, frequency: 'daily' } as const;
		return (
			await one(
				db
					.insert(savedSearches)
					.values({ ...values, ...more })
					.returning()
			)
		).id;
	}

	/** A role that asks for what nobody here has, and a course that teaches it. */
	async function gapRole(): Promise<{ roleId: string; listingId: string; runId: string }> {
		const [roleId, listingId] = [
			await listing(house, 'role', 'open'),
			await listing(house, 'course', 'open')
		];
		const skillId = 'medical-device-gmp';
		await db.insert(listingSkills).values([
			{ listingId: roleId, skillId, relation: 'required' },
			{ listingId, skillId, relation: 'taught' }
		]);
		const dates = { startsOn: dayFromNow(20), endsOn: dayFromNow(30) };
		const run = await one(
			db
				.insert(courseRuns)
				.values({ listingId, seats: 9, ...dates })
				.returning()
		);
		return { roleId, listingId, runId: run.id };
	}

	async function plan(
		talentId: string,
		deletedAt: Date | null = null
	): Promise<{ id: string; item: string }> {
		// Room for it.
		await db.delete(plans).where(eq(plans.talentId, talentId));
		const { roleId, listingId, runId } = await gapRole();
		const values = { talentId, roleId, choice: 'fewest', deletedAt } as const;
		const { id } = await one(db.insert(plans).values(values).returning());
		const item = { planId: id, listingId, runId, position: 0 };
		return { id, item: (await one(db.insert(planItems).values(item).returning())).id };
	}

	/** One that has found somebody, somebody who has hidden since, and somebody who blocks the organization now. */
	async function talentSearch(accountId: string, blocking: string): Promise<string> {
		const searchId = await savedSearch(accountId, { kind: 'talent', organizationId: house.id });
		const shown = await talent(await account(), 'verified', marks.verifiedName);
		const hidden = await talent(await account(), 'hidden', marks.hiddenName);
		await db
			.insert(savedSearchItems)
			.values([shown, hidden, blocking].map((talentId) => ({ searchId, talentId, foundAt: new Date() })));
		return searchId;
	}

	async function notice(accountId: string): Promise<string> {
		const data = { titleZh: '岗位', titleEn: null, state: 'talking' } as const;
		const values = { accountId, kind: 'applicationAnswered', subject: unique(), data } as const;
		return (await one(db.insert(notices).values(values).returning())).id;
	}

	async function unsubscribeToken(): Promise<string> {
		const text = randomBytes(32).toString('base64url');
		const { accountId } = await account();
		const searchId = await savedSearch(accountId);
		await db.insert(unsubscribeTokens).values({ hash: hashOf(text), accountId, searchId });
		return text;
	}

	async function newCase(
		about: Pick<typeof cases.$inferInsert, 'kind' | 'listingId' | 'organizationId' | 'talentId'>
	) {
		const values = { ...about, dueOn: dayFromNow(7) };
		return (await one(db.insert(cases).values(values).returning())).id;
	}

	/** A report about a listing of the organization. */
	async function report(accountId: string | null, tokenHash: string | null = null) {
		const listingId = await listing(house, 'role', 'open');
		const caseId = await newCase({ kind: 'listing', listingId, organizationId: house.id });
		return one(db.insert(reports).values({ caseId, accountId, tokenHash }).returning());
	}

	/** Upheld, and open to an appeal. */
	async function decided(id: string): Promise<string> {
		await db
			.update(cases)
			.set({ state: 'decided', outcome: 'upheld', decidedAt: new Date(), dueOn: dayFromNow(15) })
			.where(eq(cases.id, id));
		await db.insert(caseEvents).values({ caseId: id, step: 'upheld', words: '属实', at: new Date() });
		return id;
	}

	async function invitation(email: string): Promise<string> {
		const text = randomBytes(24).toString('base64url');
		const asked = await organization('d', verified);
		const values = {
			organizationId: asked.id,
			email,
			role: 'editor',
			expiresAt: new Date(Date.now() + day)
		} as const;
		await db.insert(memberInvitations).values({ hash: hashOf(text), ...values });
		return text;
	}

	async function person(actor: Exclude<Actor, 'visitor' | 'guardian'>): Promise<Person> {
		const made = await account(actor === 'operator' ? { isOperator: true } : {});
		if (actor === 'talent') await application(await talent(made, 'verified'), house);
		if (actor === 'otherTalent') await talent(made, 'public', '同学', '13900000000');
		if (actor === 'editor' || actor === 'owner') await join(house, made.accountId, actor);
		if (actor === 'tutor') await join(house, made.accountId, 'editor');
		if (actor === 'unverified') await join(pending, made.accountId, 'owner');
		if (actor === 'otherOrganization') await join(other, made.accountId, 'owner');
		if (actor === 'universityMember') await join(school, made.accountId, 'editor');
		if (actor === 'suspended') {
			await join(house, made.accountId, 'editor');
			await application(await talent(made, 'public', marks.suspendedName), house);
			// As an operator does it, but for the session, which stays: it must be of no use.
			await db.update(accounts).set({ suspendedAt: new Date() }).where(eq(accounts.id, made.accountId));
		}
		return made;
	}

	/** A run of the house's own course, with so many seats, that these people have asked for in this order. */
	async function askedRun(names: string[], seats: number) {
		const listingId = await listing(house, 'course', 'open');
		const dates = { startsOn: dayFromNow(10), endsOn: dayFromNow(40) };
		const row = { listingId, seats, ...dates };
		const { id: runId } = await one(db.insert(courseRuns).values(row).returning());
		const asked: Person[] = [];
		for (const [i, name] of names.entries()) {
			const made = await account();
			const talentId = await talent(made, 'verified', name);
			const createdAt = new Date(Date.now() - (names.length - i) * 60_000);
			await db.insert(applications).values({ listingId, talentId, kind: 'course', runId, createdAt });
			asked.push(made);
		}
		return { address: `/org/${house.slug}/cohorts/${runId}`, people: asked };
	}

	/**
	 * Somebody who has applied to the house for each move that it may make from a list, twice, in the state it moves them
	 * from; and the listing.
	 */
	async function movable(track: Track) {
		const kind = track === 'internship' ? 'role' : track;
		const listingId = await listing(house, kind, 'open');
		if (track === 'role')
			await db.update(roles).set({ employmentType: 'fulltime' }).where(eq(roles.listingId, listingId));
		const [period] = await db.select().from(basePeriods).where(eq(basePeriods.listingId, listingId));
		if (period) await db.update(basePeriods).set({ places: 90 }).where(eq(basePeriods.id, period.id));
		const run = { listingId, seats: 90, startsOn: dayFromNow(10), endsOn: dayFromNow(40) };
		const [made] = kind === 'course' ? await db.insert(courseRuns).values(run).returning() : [];
		const asked = { listingId, kind, runId: made?.id ?? null, periodId: period?.id ?? null };
		const moves = statesOf(kind).flatMap((from) =>
			listMoves(track, from).flatMap((to) =>
				(['keyboard', 'buttons'] as const).map((by) => ({ from, to, by }))
			)
		);
		const cards = [];
		for (const [i, move] of moves.entries()) {
			const name = `${track}·${String(i).padStart(2, '0')}`;
			const talentId = await talent(await account(), 'verified', name);
			const { id } = await one(
				db
					.insert(applications)
					.values({ ...asked, talentId })
					.returning()
			);
			const stated = { fullName: name, study: 'none', ageBand: 'adult', statedOn: dayFromNow(0) } as const;
			if (track === 'internship' || track === 'base')
				await db
					.insert(internships)
					.values({ applicationId: id, kind: track === 'base' ? 'base' : 'role', ...stated });
			for (const step of wayTo(track, move.from))
				await db.insert(applicationEvents).values({ applicationId: id, kind, ...step });
			cards.push({ name, ...move });
		}
		return { address: `/org/${house.slug}/applications?listing=${listingId}`, cards };
	}

	async function namedTalent(name: string): Promise<Person> {
		const made = await account();
		await talent(made, 'verified', name);
		return made;
	}

	const stranger = await account();
	const strangersTalent = await talent(await account(), 'public');
	const appliedTalent = await talent(await account(), 'hidden', marks.appliedName);
	await application(appliedTalent, house);
	const blockingTalent = await talent(await account(), 'public', marks.blockingName);
	await db.insert(blockedOrganizations).values({ talentId: blockingTalent, organizationId: house.id });
	const member = async () => {
		const made = await account();
		await join(house, made.accountId, 'editor');
		return made.accountId;
	};
	const marked = await account({ email: memberEmail });
	await join(house, marked.accountId, 'editor');
	const organizationSearch = await savedSearch(marked.accountId, { organizationId: house.id });
	// On the first page of the desk, whatever is made later.
	const tomorrow = { updatedAt: new Date(Date.now() + day) };
	await db
		.update(listings)
		.set(tomorrow)
		.where(eq(listings.id, await listing(house, 'role', 'draft')));
	await listing(pending, 'role', 'draft');
	await organization('w', { verification: 'pending', nameZh: marks.waiting });
	const people = new Map<Actor, Person>();
	for (const actor of actors)
		if (actor !== 'visitor' && actor !== 'guardian') people.set(actor, await person(actor));
	const guardianSession = await guardianToken();
	const talentOf = async (who: Person) =>
		(await db.select({ id: talents.id, account: talents.accountId }).from(talents)).find(
			({ account }) => account === who.accountId
		)!.id;
	/** Somebody who is in the database already, in a new browser. */
	const known = async (email: string): Promise<Person> => {
		const row = await one(db.select().from(accounts).where(eq(accounts.email, email)));
		return { accountId: row.id, email, session: await session(row.id) };
	};
	const ownTalent = await talentOf(people.get('talent')!);
	await conversation(await application(ownTalent, house), ownTalent, house);
	const interviewed = await talent(await account(), 'hidden', marks.appliedName);
	await interview(await application(interviewed, house));
	await template(house);

	const talentCase = await decided(await newCase({ kind: 'talent', talentId: ownTalent }));

	/** A CV in the store of the site. */
	const cv = async () => {
		const key = randomBytes(16).toString('hex');
		await diskStore(filesFolder).put(key, Buffer.from('%PDF-1.4'));
		const values = { accountId: people.get('talent')!.accountId, key, name: 'cv.pdf', bytes: 8 };
		return (await one(db.insert(files).values(values).returning())).id;
	};
	await db
		.insert(verificationPapers)
		.values({ organizationId: house.id, personName: '王经办', licenceFileId: await cv() });

	/** A conversation whose first message has a file. */
	const fileTalk = await conversation(await application(ownTalent, house), ownTalent, house);
	const withFile = and(eq(messages.applicationId, fileTalk), eq(messages.position, 1));
	const fileMessage = (
		await one(
			db
				.update(messages)
				.set({ fileId: await cv() })
				.where(withFile)
				.returning({ id: messages.id })
		)
	).id;

	const suspendedTalent = async () =>
		talent(await account({ suspendedAt: new Date() }), 'public', marks.suspendedName);
	await invited(await suspendedTalent(), house);

	await proof(await talent(await account(), 'hidden'), { code: marks.proofCode });

	/** Things with an id of their own, by the table's names. */
	const things: Record<string, (who: Person | undefined) => string | Promise<string>> = {
		organization: () => house.slug,
		pendingOrganization: () => pending.slug,
		// Without the mark: once it is approved, everybody may see its name.
		waiting: async () => (await organization('w', { verification: 'pending' })).slug,
		openRole: () => listing(house, 'role', 'open'),
		draftRole: () => listing(house, 'role', 'draft'),
		closedRole: () => listing(house, 'role', 'closed'),
		frozenRole: () => listing(house, 'role', 'frozen'),
		keptRole: async () => {
			const id = await listing(house, 'role', 'open');
			await db.transaction((tx) => keepVersions(tx, [id], null));
			return id;
		},
		otherRole: () => listing(other, 'role', 'open'),
		pendingRole: () => listing(pending, 'role', 'draft'),
		openCourse: () => listing(house, 'course', 'open'),
		draftCourse: () => listing(house, 'course', 'draft'),
		otherCourse: () => listing(other, 'course', 'open'),
		otherProgramme: () => listing(other, 'course', 'open', 'programme'),
		openBase: () => listing(house, 'base', 'open'),
		draftBase: () => listing(house, 'base', 'draft'),
		otherBase: () => listing(other, 'base', 'open'),
		askedBase: () => partnerBase(new Date()),
		unaskedBase: () => partnerBase(null),
		upload: () => upload(house),
		otherUpload: () => upload(other),
		pendingUpload: () => upload(pending),
		openSignal: () => signal(house),
		otherSignal: () => signal(other),
		withdrawnSignal: () => signal(house, new Date()),
		otherWithdrawnSignal: () => signal(other, new Date()),
		savedSearch: () => savedSearch(people.get('talent')!.accountId),
		deletedSearch: async () => {
			const { accountId } = people.get('talent')!;
			// Room for it to come back.
			await db.delete(savedSearches).where(eq(savedSearches.accountId, accountId));
			return savedSearch(accountId, { deletedAt: new Date() });
		},
		organizationSearch: () => organizationSearch,
		gapRole: async () => (await gapRole()).roleId,
		plan: async () => (await plan(ownTalent)).id,
		planItem: async () => (await plan(ownTalent)).item,
		removedPlan: async () => (await plan(ownTalent, new Date())).id,
		talentSearch: () => talentSearch(marked.accountId, blockingTalent),
		notice: () => notice(people.get('talent')!.accountId),
		member,
		stranger: () => stranger.accountId,
		ownTalent: () => ownTalent,
		publicTalent: () => strangersTalent,
		blockingTalent: () => blockingTalent,
		appliedTalent: () => appliedTalent,
		verifiedTalent: async () => talent(await account(), 'verified', marks.verifiedName),
		hiddenTalent: async () => talent(await account(), 'hidden', marks.hiddenName),
		suspendedTalent,
		suspendedApplication: async () => application(await suspendedTalent(), house, { cvFileId: await cv() }),
		suspendedConversation: async () => {
			const talentId = await suspendedTalent();
			return conversation(await application(talentId, house), talentId, house);
		},
		suspendedAccount: async () => {
			const { accountId } = await account({ suspendedAt: new Date() });
			await db.insert(suspensions).values({ accountId, reason: '冒用他人身份', suspendedAt: new Date() });
			return accountId;
		},
		anyAccount: async () => (await account()).accountId,
		self: (who) => who?.accountId ?? stranger.accountId,
		school: () => school.slug,
		schoolInternship: () => withSchool(['admitted', 'enrolled']),
		schoolSigning: () => withSchool(['admitted'], 'signing'),
		minorOfBoth: () => withSchool(['admitted'], 'signing', true),
		application: () => application(ownTalent, house),
		otherApplication: () => application(strangersTalent, other),
		notedApplication: async () => (noted = await application(ownTalent, house)),
		note,
		removedNote: (who) => note(who, new Date()),
		template: () => template(house),
		otherTemplate: () => template(other),
		removedTemplate: () => template(house, new Date()),
		teamRequest: async (who) =>
			(await teamRequest(strangersTalent, who?.email ?? 'nobody@rights.example')).id,
		otherTeamRequest: async () => (await teamRequest(strangersTalent, 'nobody@rights.example')).id,
		teamApplication: async () => (await teamRequest(ownTalent, 'nobody@rights.example')).applicationId,
		bulkAnswer: () => bulkAnswer(house),
		otherBulkAnswer: () => bulkAnswer(other),
		withdrawnApplication: async () => withdrawn(await application(ownTalent, house)),
		interview: async () => interview(await application(ownTalent, house)),
		otherInterview: async () => interview(await application(strangersTalent, other)),
		conversation: async () => conversation(await application(ownTalent, house), ownTalent, house),
		withdrawnConversation: async () =>
			withdrawn(await conversation(await application(ownTalent, house), ownTalent, house)),
		otherConversation: async () =>
			conversation(await application(strangersTalent, other), strangersTalent, other),
		blockedConversation: async () =>
			conversation(await application(blockingTalent, house), blockingTalent, house),
		run: async () => (cohort = await inRun(house, ownTalent)).run,
		otherRun: async () => (cohort = await inRun(other, ownTalent)).run,
		// Of the run named before it.
		runApplication: () => cohort.application,
		stated: async () => (internship = await intern(house, ownTalent, [])).id,
		drafted: async () => (internship = await intern(house, ownTalent, ['admitted'], 'draft')).id,
		signing: async () => (internship = await intern(house, ownTalent, ['admitted'], 'signing')).id,
		onPaper,
		// The house is its school, another organization its host.
		minorOfSchool: async () => {
			internship = await intern(other, ownTalent, ['admitted'], 'signing', true);
			const own = eq(internships.applicationId, internship.id);
			await db.update(internships).set({ schoolId: house.id }).where(own);
			return internship.id;
		},
		minorSigning: async () => (internship = await intern(house, ownTalent, ['admitted'], 'signing', true)).id,
		internship: async () => (internship = await intern(house, ownTalent, ['admitted', 'enrolled'])).id,
		otherInternship: async () =>
			(internship = await intern(other, strangersTalent, ['admitted', 'enrolled'], 'signing')).id,
		roleInternship: async () => (inRole = await internInRole(house, ownTalent)).id,
		// Of the internship in a role named before it, if one was.
		roleTutor: async () => (inRole ??= await internInRole(house, ownTalent)).tutor,
		runBase: async () => (internship = await intern(house, ownTalent, [])).listingId,
		otherRunBase: async () => (internship = await intern(other, ownTalent, [])).listingId,
		// Of the internship or base named before it.
		week: () => internship.week,
		tutor: () => internship.tutor,
		period: () => internship.period,
		house: () => house.id,
		certificate: () => certificate(house, ownTalent),
		proof: async () => proof(await talent(await account(), 'hidden')),
		decidedProof: async () => proof(await talent(await account(), 'hidden'), refusedProof),
		ownProof: () => proof(ownTalent, refusedProof),
		agreedCertificate: () => certificate(house, ownTalent, randomBytes(24).toString('base64url')),
		otherCertificate: () => certificate(house, strangersTalent),
		invited: () => invited(ownTalent, house),
		otherInvited: () => invited(strangersTalent, other),
		otherHouse: () => other.slug,
		announcement: async () => {
			const times = { startsAt: new Date('2099-01-01'), endsAt: new Date('2099-01-02') };
			const row = { textZh: '公告', textEn: 'Announcement', severity: 'info', ...times } as const;
			return (await one(db.insert(announcements).values(row).returning())).id;
		},
		suggestion: async () => {
			const row = { accountId: stranger.accountId, kind: 'skill', name: '新技能', reason: '常用' } as const;
			return (await one(db.insert(skillSuggestions).values(row).returning())).id;
		},
		ownReport: async () => (await report(people.get('talent')!.accountId)).id,
		openCase: async () => (await report(null)).caseId,
		decidedCase: async () => decided((await report(null)).caseId),
		talentCase: () => talentCase,
		heldApplication: () =>
			application(ownTalent, house, { heldUntil: new Date(Date.now() + day), letter: '' }),
		fileTalk: () => fileTalk,
		fileMessage: () => fileMessage,
		cvApplication: async () => application(ownTalent, house, { cvFileId: await cv(), letter: '' }),
		endedCvApplication: async () => {
			const id = await application(ownTalent, house, { cvFileId: await cv(), letter: '' });
			await db.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.applicationId, id));
			return id;
		},
		withdrawnCvApplication: async () =>
			withdrawn(await application(ownTalent, house, { cvFileId: await cv(), letter: '' })),
		otherDevice: async () => hashOf((await account()).session)
	};
	const versionOf = async ({ id }: { id: string }) =>
		String((await one(db.select().from(organizations).where(eq(organizations.id, id)))).version);
	/** What a form or a link carries besides. */
	const words: typeof things = {
		soon: () => dayFromNow(30),
		unique,
		feedToken: () => feedToken(),
		suspendedFeedToken: () => feedToken({ suspendedAt: new Date() }),
		suspendedCode: async () => {
			const code = randomBytes(24).toString('base64url');
			await certificate(house, await suspendedTalent(), code, marks.holder);
			return code;
		},
		organizationVersion: () => versionOf(house),
		pendingVersion: () => versionOf(pending),
		password: () => password,
		email: (who) => who?.email ?? stranger.email,
		device: async (who) => hashOf(await session((who ?? stranger).accountId)),
		resetToken: () => token('reset'),
		factorToken: () => token('factor'),
		verifyToken: () => token('verify'),
		emailToken: () => token('email'),
		unsubscribeToken,
		reportToken: async () => {
			const text = randomBytes(32).toString('base64url');
			await report(null, hashOf(text));
			return text;
		},
		sharedCode,
		guardianToken,
		textHash: () => hashOf('协议\n\nAgreement'),
		invitation: (who) => invitation(who?.email ?? stranger.email),
		otherInvitation: () => invitation(`nobody-${unique()}@rights.example`)
	};
	return {
		people,
		/** What stands in a guardian's cookie: the token of their link. */
		guardianSession,
		person,
		namedTalent,
		askedRun,
		movable,
		known,
		account,
		session,
		things,
		words,
		house,
		other,
		listing
	};
}

type Step = { fromState: ApplicationState; toState: ApplicationState; mover: Mover };

/** The shortest way to a state, by the table of moves. */
function wayTo(track: Track, state: ApplicationState): Step[] {
	const ways = new Map<ApplicationState, Step[]>([['sent', []]]);
	for (const [fromState, way] of ways)
		for (const mover of movers)
			for (const toState of movesFrom(track, fromState, mover))
				if (!ways.has(toState)) ways.set(toState, [...way, { fromState, toState, mover }]);
	return ways.get(state)!;
}
