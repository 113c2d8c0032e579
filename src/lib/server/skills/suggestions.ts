// What people miss in the skill tree: anybody signed in says it, operators accept it through the editor or refuse it with
// a sentence, and the person is told.
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { skillSuggestions } from '#lib/server/skills/table.ts';
import type { RefuseSuggestionInput, SuggestInput } from '#lib/skills/schema.ts';
import type { SuggestionState } from '#lib/skills/types.ts';

/** Rows that a person and an operator see. */
const [ownMost, queueMost] = [50, 100];

/** @throws Refusal signInFirst, invalid, alreadyExists, tooMany */
export async function suggest(app: App, actor: Actor | undefined, input: SuggestInput): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const { kind, name, reason } = input;
	const directory = await skillDirectory(app.db);
	const skill = kind === 'alias' ? directory.resolve(input.skill) : undefined;
	if (kind === 'alias' && !skill) throw new Refusal('invalid', { skill: 'skills_error_parent_unknown' });
	if (directory.resolve(name)) throw new Refusal('alreadyExists', { name: 'skills_error_name_known' });
	await countTry(app, [['suggestion', actor.accountId]]);
	const row = { accountId: actor.accountId, kind, name, reason, skillId: skill?.id ?? null };
	await app.db.insert(skillSuggestions).values({ ...row, createdAt: app.now() });
}

/** What the actor suggested, the latest first. */
export async function ownSuggestions(app: App, actor: Actor | undefined) {
	if (!actor) return [];
	const rows = await app.db
		.select()
		.from(skillSuggestions)
		.where(eq(skillSuggestions.accountId, actor.accountId))
		.orderBy(desc(skillSuggestions.createdAt), skillSuggestions.id)
		.limit(ownMost);
	const { get } = await skillDirectory(app.db);
	return rows.map(({ id, kind, name, reason, state, answer, skillId, createdAt }) => {
		const skill = skillId ? get(skillId) : undefined;
		const about = skill && { id: skill.id, zh: skill.zh, en: skill.en };
		return { id, kind, name, reason, state, answer, about, on: dayInNanjing(createdAt) };
	});
}

/** What waits for an operator, the oldest first; who said it stays with the operators' search. */
export async function suggestionQueue(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const rows = await app.db
		.select()
		.from(skillSuggestions)
		.where(eq(skillSuggestions.state, 'open'))
		.orderBy(asc(skillSuggestions.createdAt), skillSuggestions.id)
		.limit(queueMost);
	const { get, resolve } = await skillDirectory(app.db);
	const name = (entry: ReturnType<typeof get>) => entry && { id: entry.id, zh: entry.zh, en: entry.en };
	return rows.map(({ id, kind, name: words, reason, skillId, createdAt }) => ({
		...{ id, kind, name: words, reason, on: dayInNanjing(createdAt) },
		about: name(skillId ? get(skillId) : undefined),
		/** The skill that has the name by now. */
		known: name(resolve(words))
	}));
}

/** An open suggestion, to fill the editor with; undefined when there is none. */
export async function openSuggestion(app: App, actor: Actor | undefined, id: string | null) {
	requireOperator(actor);
	if (!id) return undefined;
	const open = and(eq(skillSuggestions.id, id), eq(skillSuggestions.state, 'open'));
	const [row] = await app.db.select().from(skillSuggestions).where(open);
	return row && { id: row.id, name: row.name, reason: row.reason };
}

/** @throws Refusal notFound, also when it was decided meanwhile */
export async function refuseSuggestion(
	app: App,
	actor: Actor | undefined,
	{ id, answer }: RefuseSuggestionInput
): Promise<void> {
	requireOperator(actor);
	await app.db.transaction((tx) => decide(app, tx, actor, id, 'refused', answer));
}

/** Accepts the suggestion that an edit answers; '' for none. Part of the edit's transaction. */
export async function acceptSuggestion(app: App, tx: Transaction, actor: Actor, id: string): Promise<void> {
	if (id) await decide(app, tx, actor, id, 'accepted', '');
}

async function decide(
	app: App,
	tx: Transaction,
	actor: Actor,
	id: string,
	state: Exclude<SuggestionState, 'open'>,
	answer: string
): Promise<void> {
	const open = and(eq(skillSuggestions.id, id), eq(skillSuggestions.state, 'open'));
	const [row] = await tx
		.update(skillSuggestions)
		.set({ state, answer, decidedAt: app.now() })
		.where(open)
		.returning();
	if (!row) throw new Refusal('notFound');
	const deed = { act: `suggestion.${state}`, subject: `suggestion:${id}`, reason: answer };
	await record(app, tx, actor, deed);
	await notify(app, tx, [row.accountId], id, {
		kind: 'suggestionAnswered',
		data: { name: row.name, state }
	});
}
