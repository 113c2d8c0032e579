// An organization's templates of answers: every member reads and writes them.
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { TemplateInput } from '#lib/answers/schema.ts';
import { templatesMax } from '#lib/answers/template.ts';
import { Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { answerTemplates } from '#lib/server/answers/table.ts';
import { isUniqueViolation, type Database, type Transaction } from '#lib/server/db/client.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';

export async function templatesOf(db: Database | Transaction, organizationId: string) {
	return db
		.select({
			id: answerTemplates.id,
			version: answerTemplates.version,
			name: answerTemplates.name,
			textZh: answerTemplates.textZh,
			textEn: answerTemplates.textEn,
			updatedAt: answerTemplates.updatedAt,
			by: accounts.email
		})
		.from(answerTemplates)
		.leftJoin(accounts, eq(accounts.id, answerTemplates.accountId))
		.where(and(eq(answerTemplates.organizationId, organizationId), isNull(answerTemplates.removedAt)))
		.orderBy(asc(answerTemplates.name), asc(answerTemplates.id));
}

export async function templatesPage(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	return templatesOf(app.db, organization.id);
}

export async function addTemplate(app: App, actor: Actor | undefined, slug: string, input: TemplateInput) {
	const { organization } = await requireMember(app.db, actor, slug);
	const own = and(eq(answerTemplates.organizationId, organization.id), isNull(answerTemplates.removedAt));
	if ((await app.db.$count(answerTemplates, own)) >= templatesMax)
		throw new Refusal('invalid', { name: 'answers_error_many' });
	const row = { ...input, organizationId: organization.id, accountId: actor!.accountId };
	await named(app.db.insert(answerTemplates).values(row));
}

export async function changeTemplate(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ id, version, ...input }: TemplateInput & { id: string; version: number }
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	const own = and(eq(answerTemplates.id, id), eq(answerTemplates.organizationId, organization.id));
	const [row] = await app.db
		.select({ version: answerTemplates.version })
		.from(answerTemplates)
		.where(and(own, isNull(answerTemplates.removedAt)));
	if (!row) throw new Refusal('notFound');
	const set = { ...input, accountId: actor!.accountId, version: sql`${answerTemplates.version} + 1` };
	const changed = await named(
		app.db
			.update(answerTemplates)
			.set(set)
			.where(and(own, eq(answerTemplates.version, version)))
			.returning({ id: answerTemplates.id })
	);
	if (changed.length === 0) throw new Refusal('changedElsewhere');
}

/** Takes a template away, or brings it back. */
export async function removeTemplate(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	back = false
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	const changed = await named(
		app.db
			.update(answerTemplates)
			.set({ removedAt: back ? null : app.now(), accountId: actor!.accountId })
			.where(
				and(
					eq(answerTemplates.id, id),
					eq(answerTemplates.organizationId, organization.id),
					back ? isNotNull(answerTemplates.removedAt) : isNull(answerTemplates.removedAt)
				)
			)
			.returning({ id: answerTemplates.id })
	);
	if (changed.length === 0) throw new Refusal('notFound');
}

async function named<T>(write: PromiseLike<T>): Promise<T> {
	try {
		return await write;
	} catch (error) {
		if (isUniqueViolation(error, 'answer_templates_name'))
			throw new Refusal('alreadyExists', { name: 'answers_error_name' });
		throw error;
	}
}
