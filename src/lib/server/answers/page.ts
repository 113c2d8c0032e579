// What the pages about received applications show around answering: the team's templates, and the last answer to many.
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import { recentMany, wordsFor } from '#lib/server/answers/bulk.ts';
import { templatesOf } from '#lib/server/answers/templates.ts';
import { requireReceived } from '#lib/server/applications/received.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';

type Template = { id: string; name: string };
const named = (templates: Template[]): Template[] => templates.map(({ id, name }) => ({ id, name }));

export async function answering(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const templates = named(await templatesOf(app.db, organization.id));
	return { templates, many: await recentMany(app, organization.id) };
}

/** The templates, and the words of the chosen one for this application's person; '' when none is chosen. */
export async function templatesFor(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	chosen: string | null
) {
	const { organization } = await requireReceived(app.db, actor, slug, id);
	const templates = await templatesOf(app.db, organization.id);
	const template = templates.find((one) => one.id === chosen);
	return { templates: named(templates), words: template ? await wordsFor(app.db, id, template) : '' };
}
