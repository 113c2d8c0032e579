// The page on which an organization says what it will look for.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { MapName } from '#lib/map/page.ts';
import type { App } from '#lib/server/app.ts';
import { nameOf } from '#lib/server/map/page.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { openSignals, signalsOf, type OpenSignal, type OwnSignal } from '#lib/server/signals/data.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

type Named<T> = Omit<T, 'skills'> & { skills: MapName[] };

export async function ownSignals(
	app: App,
	actor: Actor | undefined,
	slug: string
): Promise<Named<OwnSignal>[]> {
	const { organization } = await requireMember(app.db, actor, slug);
	return named(app, await signalsOf(app.db, organization.id, dayInNanjing(app.now())));
}

/** What is announced for some skills, for everybody. */
export async function announced(app: App, skills: readonly string[]): Promise<Named<OpenSignal>[]> {
	return named(app, await openSignals(app.db, skills, dayInNanjing(app.now())));
}

async function named<T extends { skills: string[] }>(app: App, signals: T[]): Promise<Named<T>[]> {
	const directory = await skillDirectory(app.db);
	return signals.map((signal) => ({
		...signal,
		skills: signal.skills.flatMap((id) => {
			const entry = directory.get(id);
			return entry ? [nameOf(entry)] : [];
		})
	}));
}
