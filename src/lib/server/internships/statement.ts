// The person's statement before an internship: a name for the agreement, the age band of that day, where they study. Asked
// for each internship; a birth date is never asked.
import type { Actor } from '#lib/accounts/types.ts';
import { holdingStates, isEnded } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { StatementInput } from '#lib/internships/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { lockApplication, moveUp } from '#lib/server/applications/move.ts';
import { freePlace, poolOf, takePlace } from '#lib/server/applications/places.ts';
import { ownCase, schoolsOf } from '#lib/server/internships/case.ts';
import { internships } from '#lib/server/internships/table.ts';

/**
 * Stores the statement. Refuses beside the age who is under 16, beside the school a vocational student without one, and
 * with `notNow` a change under an agreement, or to a school whose places are gone.
 */
export async function stateInternship(
	app: App,
	actor: Actor | undefined,
	id: string,
	{ fullName, age, study, school: slug }: StatementInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const application = await lockApplication(tx, id);
		const found = await ownCase({ db: tx }, actor, id);
		if (age === 'under-16') throw new Refusal('invalid', { age: 'internships_error_under_16' });
		const school = (await schoolsOf(tx, found)).find((member) => member.slug === slug);
		if (slug && !school) throw new Refusal('invalid', { school: 'common_error_field' });
		if (study === 'vocational' && !school)
			throw new Refusal('invalid', { school: 'internships_error_school' });
		if (!application || isEnded(application.state) || found.agreement)
			throw new Refusal('notNow', { '': 'internships_error_stated' });
		const held = holdingStates.includes(application.state);
		const before = await poolOf(tx, application);
		if (held) await freePlace(tx, application);
		const set = { fullName, ageBand: age, study, schoolId: school?.id ?? null };
		const stated = { ...set, statedOn: dayInNanjing(app.now()) };
		await tx
			.insert(internships)
			.values({ applicationId: id, kind: found.kind, ...stated })
			.onConflictDoUpdate({ target: internships.applicationId, set: stated });
		if (!held) return;
		if (!(await takePlace(tx, application)))
			throw new Refusal('notNow', { '': 'internships_error_school_full' });
		await moveUp(app, tx, application, before);
	});
}
