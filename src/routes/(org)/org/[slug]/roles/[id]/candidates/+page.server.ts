import { pick } from '#lib/i18n/text.ts';
import { parseCandidateFilter } from '#lib/matching/candidates.ts';
import { matchSentence, misfitTexts } from '#lib/matching/words.ts';
import { getApp } from '#lib/server/app.ts';
import { candidatesForRole } from '#lib/server/matching/candidates.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { pageOf, pagesOf, rowsPerPage as limit, stayWithin } from '#lib/server/web/pages.ts';

export const load = async ({ locals, params, url }) => {
	const page = pageOf(url);
	const filter = parseCandidateFilter(url.searchParams);
	const part = { limit, offset: (page - 1) * limit };
	const answer = await orRefuse(
		candidatesForRole(getApp(), locals.actor, params.slug, params.id, part, filter)
	);
	const { title, ...candidates } = answer;
	const shared = { role: { id: params.id, ...pick(title.zh, title.en) }, page, filter };
	if (candidates.state !== 'listed') return { ...shared, pages: 0, candidates };
	const pages = pagesOf(candidates.total);
	stayWithin(pages, url);
	const rows = candidates.rows.map(({ match, ...row }) => ({
		...row,
		match,
		sentence: matchSentence(match),
		misfits: misfitTexts(match, 'company')
	}));
	return { ...shared, pages, candidates: { ...candidates, rows } };
};
