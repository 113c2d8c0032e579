// A base run by a hospital and two schools, and interns of it, for tests. Not for the product.
import { eq } from 'drizzle-orm';
import type { Terms } from '#lib/agreements/types.ts';
import type { StatementInput } from '#lib/internships/schema.ts';
import type { App } from '#lib/server/app.ts';
import { apply } from '#lib/server/applications/service.ts';
import { answerAndSend } from '#lib/server/applications/testing.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { nameTutor } from '#lib/server/bases/team.ts';
import { stateInternship } from '#lib/server/internships/statement.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { base, employer, line, talent, testNow } from '#lib/server/talents/testing.ts';

export const terms: Terms = {
	tasksZh: '参与脑电采集与离线分析，由导师带教。',
	tasksEn: null,
	place: '研发楼三层',
	hoursPerWeek: 32,
	insurer: 'host',
	allowance: 2000
};

let count = 0;

/** `places` of one period; the hospital owns the base, both schools have confirmed, each side has a tutor. */
export async function jointBase(app: App, places = 5) {
	const name = `joint${++count}`;
	const host = await employer(app.db, `${name}-host`);
	const school = await employer(app.db, `${name}-school`);
	const second = await employer(app.db, `${name}-second`);
	for (const { id } of [school, second])
		await app.db.update(organizations).set({ kind: 'university' }).where(eq(organizations.id, id));
	const skills = [line('practised', 'eeg 2'), line('practised', 'ssvep 2')];
	const { id: listingId, periodId } = await base(app.db, host.id, skills, places);
	const confirmed = { listingId, askedAt: testNow, confirmedAt: testNow };
	await app.db
		.insert(basePartners)
		.values([school, second].map(({ id }) => ({ ...confirmed, organizationId: id })));
	for (const [side, tutor] of [
		[host, '王医生'],
		[school, '李老师']
	] as const)
		await nameTutor(app, side.actor, side.slug, listingId, { account: side.actor.accountId, name: tutor });
	return { listingId, periodId, host, school, second };
}
export type JointBase = Awaited<ReturnType<typeof jointBase>>;

/** Somebody who has applied for the period and, unless told otherwise, comes from the first school. */
export async function intern(app: App, joint: JointBase, stated: Partial<StatementInput> | null = {}) {
	const { listingId, periodId, school } = joint;
	const one = await talent(app, { displayName: '实习生' });
	const id = await apply(app, one.actor, { listingId, slot: periodId, letter: '' });
	const statement = { fullName: '陈知行', age: 'adult', study: 'other', school: school.slug } as const;
	if (stated) await stateInternship(app, one.actor, id, { ...statement, ...stated });
	return { ...one, application: id };
}

/** The host's answer to applications of the period, which has gone out. */
export const answer = (
	app: App,
	{ host, periodId }: JointBase,
	state: 'admitted' | 'enrolled' | 'completed',
	ids: string[]
) => answerAndSend(app, host, periodId, { state, ids });
