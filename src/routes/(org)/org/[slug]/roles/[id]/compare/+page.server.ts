import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { day, pick } from '#lib/i18n/text.ts';
import { parseCompared } from '#lib/matching/candidates.ts';
import { compareCandidates } from '#lib/server/matching/candidates.ts';
import { getApp } from '#lib/server/app.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { columnsOf } from './shape.ts';

export const load = async ({ locals, params, url }) => {
	const ids = parseCompared(url.searchParams);
	const compared = await orRefuse(compareCandidates(getApp(), locals.actor, params.slug, params.id, ids));
	// The list says why there is nobody to see.
	if ('state' in compared) redirect(303, href(`/org/${params.slug}/roles/${params.id}/candidates`));
	const { title, open, people } = compared;
	return {
		role: { id: params.id, open, ...pick(title.zh, title.en) },
		needs: people[0]?.match.lines ?? [],
		people: people.map((person) => columnsOf(person, person.availableFrom && day(person.availableFrom)))
	};
};
