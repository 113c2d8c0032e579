import { day, pick } from '#lib/i18n/text.ts';
import { parseCompared } from '#lib/matching/candidates.ts';
import { compareCandidates } from '#lib/server/matching/service.ts';
import { getApp } from '#lib/server/app.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { columnsOf } from './shape.ts';

export const load = async ({ locals, params, url }) => {
	const ids = parseCompared(url.searchParams);
	const { title, open, people } = await orRefuse(
		compareCandidates(getApp(), locals.actor, params.slug, params.id, ids)
	);
	return {
		role: { id: params.id, open, ...pick(title.zh, title.en) },
		needs: people[0]?.match.lines ?? [],
		people: people.map((person) => columnsOf(person, person.availableFrom && day(person.availableFrom)))
	};
};
