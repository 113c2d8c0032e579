// The demo's internships: some finished, some running, some whose agreement is being written or accepted. Each is written
// step by step, as it would have happened.
import { inArray } from 'drizzle-orm';
import { agreementText } from '#lib/agreements/text.ts';
import type { Party } from '#lib/agreements/types.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { mondayOf } from '#lib/internships/week.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import { hashOf } from '#lib/server/agreements/service.ts';
import {
	agreementAcceptances,
	agreementEvents,
	agreementGuardians,
	agreements,
	agreementTexts
} from '#lib/server/agreements/table.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { basePeriods, baseShares, baseTutors } from '#lib/server/bases/table.ts';
import { demoCases, termsOf, tutorNames, type DemoCase } from '#lib/server/demo/cases.ts';
import { writeCertificate } from '#lib/server/demo/certificates.ts';
import type { WrittenListing } from '#lib/server/demo/listings.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';
import type { Demo } from '#lib/server/demo/written.ts';
import { agreed } from '#lib/server/internships/evaluate.ts';
import {
	evaluatedSkills,
	internshipComments,
	internshipEvaluations,
	internships,
	internshipWeeks
} from '#lib/server/internships/table.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

type Written = Awaited<ReturnType<typeof writeApplication>>;

const own: ApplicationState[] = ['accepted', 'enrolled'];

export async function writeInternships(demo: Demo): Promise<void> {
	await writeTutors(demo);
	for (const one of demoCases) {
		const written = await writeApplication(demo, one);
		await writeAgreement(demo, one, written);
		if (one.story === 'drafted' || one.story === 'signing') continue;
		const taken: ApplicationState[] = written.kind === 'base' ? ['admitted', 'enrolled'] : ['hired'];
		await move(demo, written, taken, one.appliedDaysAgo - 6);
		await writeWeeks(demo, one, written.id);
		await writeEvaluations(demo, one, written.id);
		if (one.story === 'finished') await finish(demo, one, written);
	}
}

/** At the bases and roles of the organizations one can sign in to: the owner of each, on both sides. */
async function writeTutors({ tx, organizations, listings, calendar }: Demo) {
	const places = listings.filter((one) => demoCases.some(({ at }) => isAt(at, one)));
	const [first] = places.filter(({ kind }) => kind === 'base');
	const owners = await tx.select().from(memberships);
	const kindOf = (id: string) => organizations.find((one) => one.id === id)!.kind;
	const rows = places.flatMap(({ id: listingId, kind, key }) =>
		owners.flatMap(({ organizationId, accountId }) => {
			const side = kindOf(organizationId) === 'university' ? ('school' as const) : ('host' as const);
			if (side === 'school' && kind === 'base' && key !== first!.key) return [];
			return [{ listingId, organizationId, accountId, name: tutorNames[side], createdAt: calendar.ago(60) }];
		})
	);
	await tx.insert(baseTutors).values(rows);
	const school = organizations.find(({ slug }) => slug === demoCases[0]!.school)!;
	const share = { periodId: first!.runs[0]!.id, organizationId: school.id, places: 4, placesTaken: 2 };
	await tx.insert(baseShares).values(share);
}

const isAt = (at: DemoCase['at'], { kind, key }: WrittenListing) =>
	'base' in at ? kind === 'base' && key === at.base : kind === 'role' && key === at.role;

async function writeApplication(demo: Demo, one: DemoCase) {
	const { tx, calendar, listings, organizations, free } = demo;
	const listing = listings.find((listing) => isAt(one.at, listing))!;
	const talent = takeFitting(free, listing);
	await tx
		.update(talents)
		.set({ displayName: one.shownAs })
		.where(inArray(talents.id, [talent.id]));
	const at = calendar.ago(one.appliedDaysAgo);
	const kind = 'base' in one.at ? ('base' as const) : ('role' as const);
	const periodId = 'base' in one.at ? listing.runs[one.at.period]!.id : null;
	const asked = { listingId: listing.id, kind, periodId };
	const dates = { movedAt: at, createdAt: at, updatedAt: at };
	const letter = '希望参加这一期实习，已和导师说明，可以全程到岗。';
	const [row] = await tx
		.insert(applications)
		.values({ ...asked, talentId: talent.id, letter, ...dates })
		.returning({ id: applications.id });
	const id = row!.id;
	const school = organizations.find(({ slug }) => slug === one.school)!;
	await tx.insert(internships).values({
		...{ applicationId: id, kind, fullName: one.fullName, ageBand: one.age, study: one.study },
		...{ statedOn: dayInNanjing(at), schoolId: school.id, endedWithJob: one.endedWithJob ?? false }
	});
	const planned = one.story === 'drafted' || one.story === 'signing';
	const first: ApplicationState[] = kind === 'role' ? ['viewed', 'offer', 'accepted'] : ['viewed'];
	await move(demo, { id, kind }, planned ? [...first, 'admitted'] : first, one.appliedDaysAgo - 1);
	const host = organizations.find(({ slug }) => slug === listing.organization)!;
	return { ...asked, id, talentId: talent.id, listing, school, host };
}

/** The one of those who are free who has most of what the base asks for and practises. */
function takeFitting(free: WrittenTalent[], { skills }: WrittenListing): WrittenTalent {
	const named = new Set(skills.map(({ skill }) => skill));
	const shared = ({ skills }: WrittenTalent) => skills.filter(({ skillId }) => named.has(skillId)).length;
	const best = free.reduce((a, b) => (shared(b) > shared(a) ? b : a));
	free.splice(free.indexOf(best), 1);
	return best;
}

/** Moves by the organization, besides the person's own answers; a day apart. */
async function move(
	{ tx, calendar }: Demo,
	{ id, kind }: { id: string; kind: 'base' | 'role' },
	states: ApplicationState[],
	daysAgo: number
) {
	for (const [i, toState] of states.entries()) {
		const [{ state: fromState }] = (await tx
			.select({ state: applications.state })
			.from(applications)
			.where(inArray(applications.id, [id]))) as [{ state: ApplicationState }];
		const mover = own.includes(toState) ? ('talent' as const) : ('organization' as const);
		const at = calendar.ago(Math.max(daysAgo - i, 0.1));
		await tx.insert(applicationEvents).values({ applicationId: id, kind, fromState, toState, mover, at });
	}
}

async function writeAgreement(demo: Demo, one: DemoCase, { id: applicationId, ...written }: Written) {
	const { tx, calendar } = demo;
	const { host, school, periodId } = written;
	const ago = (days: number) => calendar.ago(Math.max(one.appliedDaysAgo - days, 0.1));
	const [row] = await tx
		.insert(agreements)
		.values({ applicationId, hostId: host.id, schoolId: school.id, createdAt: ago(2) })
		.returning();
	const agreementId = row!.id;
	const dates = await datesOf(demo, one, periodId);
	const place = 'base' in one.at ? one.at.base : one.at.role;
	const terms = { ...termsOf[place]!, ...('role' in one.at ? dates : {}) };
	const write = async (revision: number, hoursPerWeek: number, at: Date) => {
		const about = {
			...{ school, host, fullName: one.fullName, ageBand: one.age, statedOn: dayInNanjing(ago(0)) },
			...{ titleZh: written.listing.titleZh, titleEn: written.listing.titleEn },
			...{ ...dates, terms: { ...terms, hoursPerWeek } }
		};
		const [textZh, textEn] = [agreementText(about, 'zh-CN'), agreementText(about, 'en')];
		const hash = hashOf(textZh, textEn);
		await tx
			.insert(agreementTexts)
			.values({ agreementId, revision, terms: about.terms, textZh, textEn, hash, at });
		return hash;
	};
	const event = { agreementId, mover: 'host' } as const;
	const hash = await write(1, terms.hoursPerWeek, ago(2));
	if (one.story === 'drafted') return;
	await tx.insert(agreementEvents).values({ ...event, fromState: 'draft', toState: 'signing', at: ago(2.1) });
	const names: Record<Party, string> = {
		...{ host: tutorNames.host, school: tutorNames.school },
		...{ student: one.fullName, guardian: one.guardian ?? '' }
	};
	const accept = (revision: number, hash: string, parties: Party[], at: Date) =>
		tx
			.insert(agreementAcceptances)
			.values(parties.map((party) => ({ agreementId, revision, party, name: names[party], hash, at })));
	await accept(1, hash, ['host'], ago(2.2));
	if (one.guardian) {
		const asked = { name: one.guardian, email: 'guardian@sample.pons.example', askedAt: ago(3) };
		// Nobody has this link.
		await tx.insert(agreementGuardians).values({ agreementId, ...asked, tokenHash: hashSecret(newToken()) });
	}
	if (one.story === 'signing') return;
	await accept(1, hash, ['school', 'student'], ago(3));
	const signed = { fromState: 'signing', toState: 'signed', mover: 'system', at: ago(3) } as const;
	await tx.insert(agreementEvents).values({ ...event, ...signed });
	if (one.story !== 'amending') return;
	const changed = await write(2, 24, calendar.ago(1));
	await tx
		.insert(agreementEvents)
		.values({ ...event, fromState: 'signed', toState: 'amending', at: calendar.ago(1) });
	await accept(2, changed, ['host', 'student'], calendar.ago(0.5));
}

/** First and last day: of the period, or as agreed for the role. */
async function datesOf({ tx, calendar }: Demo, { at }: DemoCase, periodId: string | null) {
	if ('role' in at) return { from: calendar.day(at.fromInDays), to: calendar.day(at.toInDays) };
	const [period] = await tx
		.select()
		.from(basePeriods)
		.where(inArray(basePeriods.id, [periodId!]));
	return { from: period!.startsOn, to: period!.endsOn };
}

async function writeWeeks({ tx, calendar }: Demo, { weeks }: DemoCase, applicationId: string) {
	for (const { inDays, days, text, comment } of weeks) {
		const monday = mondayOf(calendar.day(inDays));
		const at = calendar.ago(Math.max(-inDays - 4, 0.3));
		const [week] = await tx
			.insert(internshipWeeks)
			.values({ applicationId, monday, text, days, confirmedDays: comment ? days : null, createdAt: at })
			.returning({ id: internshipWeeks.id });
		if (!comment) continue;
		const said = {
			weekId: week!.id,
			name: tutorNames[comment.side],
			at: calendar.ago(Math.max(-inDays - 6, 0.2))
		};
		await tx.insert(internshipComments).values({ ...comment, ...said });
	}
}

/** When those who have finished were evaluated, and those who are still there. */
const evaluatedDaysAgo = (story: DemoCase['story']) => (story === 'finished' ? 58 : 2);

async function writeEvaluations(
	{ tx, calendar }: Demo,
	{ evaluations, story }: DemoCase,
	applicationId: string
) {
	const at = calendar.ago(evaluatedDaysAgo(story));
	for (const { voice, text, skills } of evaluations) {
		const name = voice === 'student' ? null : tutorNames[voice];
		await tx.insert(internshipEvaluations).values({ applicationId, voice, name, text, at });
		await tx.insert(evaluatedSkills).values(skills.map((skill) => ({ applicationId, voice, ...skill })));
	}
}

/** Completed, and the certificate in the profile. */
async function finish(demo: Demo, one: DemoCase, written: Written) {
	const { tx, calendar } = demo;
	const { evaluations } = one;
	const at = calendar.ago(evaluatedDaysAgo(one.story));
	const { id: applicationId, kind, host, listing } = written;
	await move(demo, { id: applicationId, kind }, ['completed'], evaluatedDaysAgo(one.story));
	const said = evaluations.flatMap(({ voice, skills }) => skills.map((skill) => ({ voice, ...skill })));
	const [row] = await tx
		.select()
		.from(agreements)
		.where(inArray(agreements.applicationId, [applicationId]));
	const done = {
		agreementId: row!.id,
		fromState: 'signed',
		toState: 'completed',
		mover: 'system',
		at
	} as const;
	await tx.insert(agreementEvents).values(done);
	const about = { applicationId, kind, talentId: written.talentId, organizationId: host.id } as const;
	const { from: startsOn, to: endsOn } = await datesOf(demo, one, written.periodId);
	const dates = { startsOn, endsOn, at };
	await writeCertificate(demo, {
		...about,
		...dates,
		listing,
		skills: agreed(said, ['host', 'school']),
		state: 'agreed'
	});
}
