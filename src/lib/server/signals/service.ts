// Decisions and writes about demand signals: a verified organization says which skills it will look for, before there
// is a role. A signal is never counted as a role.
import { and, eq, gte, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing, daysBetween } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { demandSignals, signalSkills } from '#lib/server/signals/table.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import type { SignalInput } from '#lib/signals/schema.ts';
import { signalDaysMax } from '#lib/signals/types.ts';

/** Open signals of one organization. */
const mostOpen = 20;

/** Publishes a signal at once; there are no drafts. Returns its id. */
export async function publishSignal(
	app: App,
	actor: Actor | undefined,
	slug: string,
	input: SignalInput
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notAllowed', { '': 'signals_error_unverified' });
	const skills = await resolveSkills(app, input.skills);
	const days = daysBetween(dayInNanjing(app.now()), input.neededBy);
	if (days < 1 || days > signalDaysMax) throw new Refusal('invalid', { neededBy: 'signals_error_day' });
	const { headcount, district, neededBy } = input;
	return app.db.transaction(async (tx) => {
		await refuseTooMany(app, tx, organization.id);
		const [row] = await tx
			.insert(demandSignals)
			.values({
				organizationId: organization.id,
				...{ headcount, district, neededBy },
				sample: organization.sample,
				createdBy: actor!.accountId,
				createdAt: app.now()
			})
			.returning({ id: demandSignals.id });
		await tx.insert(signalSkills).values(skills.map((skillId) => ({ signalId: row!.id, skillId })));
		return row!.id;
	});
}

/** Takes an open signal back. `restoreSignal` is its undo. */
export const withdrawSignal = (app: App, actor: Actor | undefined, slug: string, id: string) =>
	turn(app, actor, slug, id, { from: 'open', to: 'withdrawn' });

export const restoreSignal = (app: App, actor: Actor | undefined, slug: string, id: string) =>
	turn(app, actor, slug, id, { from: 'withdrawn', to: 'open' });

type State = 'open' | 'withdrawn';

async function turn(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	{ from, to }: { from: State; to: State }
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (to === 'open' && !canPublish(organization))
		throw new Refusal('notAllowed', { '': 'signals_error_unverified' });
	const own = and(eq(demandSignals.id, id), eq(demandSignals.organizationId, organization.id));
	await app.db.transaction(async (tx) => {
		const [signal] = await tx.select().from(demandSignals).where(own).for('update');
		if (!signal) throw new Refusal('notFound');
		if (signal.state !== from || signal.neededBy < dayInNanjing(app.now())) throw new Refusal('notNow');
		if (to === 'open') await refuseTooMany(app, tx, organization.id);
		await tx
			.update(demandSignals)
			.set({ state: to, withdrawnAt: to === 'withdrawn' ? app.now() : null })
			.where(own);
	});
}

/** One after the other, so that two at once cannot both be the last one allowed. */
async function refuseTooMany(app: App, tx: Transaction, organizationId: string): Promise<void> {
	await tx.execute(sql`select 1 from organizations where id = ${organizationId} for update`);
	const open = and(
		eq(demandSignals.organizationId, organizationId),
		eq(demandSignals.state, 'open'),
		gte(demandSignals.neededBy, dayInNanjing(app.now()))
	);
	if ((await tx.$count(demandSignals, open)) >= mostOpen)
		throw new Refusal('notNow', { '': 'signals_error_many' });
}

async function resolveSkills(app: App, lines: SignalInput['skills']): Promise<string[]> {
	const directory = await skillDirectory(app.db);
	const unknown: Record<string, string> = {};
	const found = new Set<string>();
	lines.forEach(({ name }, i) => {
		const skill = name && directory.resolve(name);
		if (skill) found.add(skill.id);
		else if (name) unknown[`skills.${i}.name`] = 'posting_error_skill_unknown';
	});
	if (Object.keys(unknown).length) throw new Refusal('invalid', unknown);
	if (found.size === 0) throw new Refusal('invalid', { 'skills.0.name': 'common_error_required' });
	return [...found];
}
