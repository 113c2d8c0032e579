// The weekly log: the person writes, the tutors of both sides comment, the host confirms the days.
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { AttendanceInput, CommentInput, WeekInput } from '#lib/internships/schema.ts';
import { isRunning } from '#lib/internships/types.ts';
import { mondayOf } from '#lib/internships/week.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { ownCase } from '#lib/server/internships/case.ts';
import { internshipComments, internshipWeeks } from '#lib/server/internships/table.ts';
import { tellInternship } from '#lib/server/internships/tell.ts';
import { requireTutor } from '#lib/server/internships/tutor.ts';

/**
 * Writes or changes the log of a week (`version` 0 is a new one), while the internship runs and not of days to come.
 * Days that a tutor has confirmed are confirmed anew when they change.
 */
export async function writeWeek(
	app: App,
	actor: Actor | undefined,
	id: string,
	{ day, text, days, version }: WeekInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const found = await ownCase({ db: tx }, actor, id);
		if (!isRunning(found)) throw new Refusal('notNow', { '': 'internships_error_not_running' });
		const monday = mondayOf(day);
		if (monday > dayInNanjing(app.now())) throw new Refusal('invalid', { day: 'internships_error_future' });
		const week = await putWeek(app, tx, { applicationId: id, monday, text, days, version });
		const subject = `${week}:${version}`;
		await tellInternship(app, tx, id, { news: 'week', by: 'student', subject });
	});
}

type Written = { applicationId: string; monday: string; text: string; days: number; version: number };

async function putWeek(app: App, tx: Transaction, { version, ...row }: Written): Promise<string> {
	if (version === 0) {
		try {
			const [written] = await tx
				.insert(internshipWeeks)
				.values({ ...row, createdAt: app.now() })
				.returning();
			return written!.id;
		} catch (error) {
			if (isUniqueViolation(error)) throw new Refusal('alreadyExists', { day: 'internships_error_week' });
			throw error;
		}
	}
	const { applicationId, monday, text, days } = row;
	const same = and(
		eq(internshipWeeks.applicationId, applicationId),
		eq(internshipWeeks.monday, monday),
		eq(internshipWeeks.version, version)
	);
	const [before] = await tx.select().from(internshipWeeks).where(same).for('update');
	if (!before) throw new Refusal('changedElsewhere');
	const confirmedDays = before.days === days ? before.confirmedDays : null;
	const set = { text, days, confirmedDays, version: version + 1 };
	await tx.update(internshipWeeks).set(set).where(eq(internshipWeeks.id, before.id));
	return before.id;
}

export async function commentWeek(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	{ week, text }: CommentInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { side, name, accountId } = await requireTutor(tx, actor, slug, id);
		await requireWeek(tx, id, week);
		const [comment] = await tx
			.insert(internshipComments)
			.values({ weekId: week, side, accountId, name, text, at: app.now() })
			.returning();
		await tellInternship(app, tx, id, { news: 'comment', by: side, subject: comment!.id });
	});
}

/** A tutor of the host says how many days of the week the person was there. */
export async function confirmDays(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	{ week, days }: AttendanceInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { side } = await requireTutor(tx, actor, slug, id);
		if (side !== 'host') throw new Refusal('notAllowed');
		await requireWeek(tx, id, week);
		await tx.update(internshipWeeks).set({ confirmedDays: days }).where(eq(internshipWeeks.id, week));
	});
}

/** A week of another internship answers like one that does not exist. */
async function requireWeek(tx: Transaction, applicationId: string, week: string): Promise<void> {
	const own = and(eq(internshipWeeks.id, week), eq(internshipWeeks.applicationId, applicationId));
	if ((await tx.$count(internshipWeeks, own)) === 0) throw new Refusal('notFound');
}
