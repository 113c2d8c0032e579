// Who may read a signed paper: the person and members of both sides of that internship.
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { Party } from '#lib/agreements/types.ts';
import { isRefusal, Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { agreementAcceptances } from '#lib/server/agreements/table.ts';
import { readFile } from '#lib/server/files/service.ts';
import { ownCase, sideCase, type Case } from '#lib/server/internships/case.ts';
import { organizationsOf } from '#lib/server/organizations/data.ts';

/** Anybody else's answers like one that does not exist. */
export async function signedPaper(
	app: App,
	actor: Actor | undefined,
	applicationId: string,
	{ revision, party }: { revision: number; party: string }
) {
	if (!actor) throw new Refusal('signInFirst');
	const found = await caseOfReader(app, actor, applicationId);
	const [row] = await app.db
		.select({ fileId: agreementAcceptances.fileId })
		.from(agreementAcceptances)
		.where(
			and(
				eq(agreementAcceptances.agreementId, found.agreement?.id ?? ''),
				eq(agreementAcceptances.revision, revision),
				eq(agreementAcceptances.party, party as Party)
			)
		);
	const file = row?.fileId && (await readFile(app, row.fileId));
	if (!file) throw new Refusal('notFound');
	return file;
}

/** The case as the actor's own, or as one of their organizations' that takes part in it. */
async function caseOfReader(app: App, actor: Actor, id: string): Promise<Case> {
	const mine = await orUndefined(ownCase(app, actor, id));
	if (mine) return mine;
	for (const { slug } of await organizationsOf(app.db, actor.accountId)) {
		const side = await orUndefined(sideCase(app, actor, slug, id));
		if (side) return side.found;
	}
	throw new Refusal('notFound');
}

async function orUndefined<T>(read: Promise<T>): Promise<T | undefined> {
	try {
		return await read;
	} catch (error) {
		if (isRefusal(error)) return undefined;
		throw error;
	}
}
