import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { parsePicked, pickedQuery, type PickedSkill } from '#lib/matching/picked.ts';
import { keepSchema, pickSchema, textSchema } from '#lib/matching/schema.ts';
import { networkOf } from '#lib/server/accounts/limit.ts';
import { getApp, type App } from '#lib/server/app.ts';
import type { MatchOrder } from '#lib/server/matching/ranking.ts';
import { changePicked, matchesForPicked, readSkills } from '#lib/server/matching/visitor.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { pageOf, pagesOf, rowsPerPage as limit, stayWithin } from '#lib/server/web/pages.ts';
import { takeAlong } from '#lib/server/web/picked.ts';
import { shapePicked } from './shape.ts';

async function found(app: App, network: string, picked: PickedSkill[], order: MatchOrder, page: number) {
	const part = { limit, offset: (page - 1) * limit };
	const matches = await matchesForPicked(app, network, picked, part, order);
	const pages = matches.state === 'roles' ? pagesOf(matches.total) : 0;
	return { page, pages, order, matches: shapePicked(matches) };
}

export const load = async ({ url, getClientAddress }) => {
	const picked = parsePicked(url.searchParams.get('s'));
	const order = url.searchParams.get('order') === 'new' ? 'new' : 'rank';
	const network = networkOf(getClientAddress());
	const page = await orRefuse(found(getApp(), network, picked, order, pageOf(url)));
	stayWithin(page.pages, url);
	return page;
};

export const actions = {
	// The answer is the page itself: the text must get into no address, and is shown again in its field.
	read: action(textSchema, async (input, event, app) => {
		const network = networkOf(event.getClientAddress());
		const picked = await readSkills(app, network, input);
		return { ...(await found(app, network, picked, 'rank', 1)), text: input.text, read: picked.length };
	}),
	pick: action(pickSchema, async (input, _event, app) => {
		redirect(303, href('/match') + pickedQuery(await changePicked(app, input)));
	}),
	keep: action(keepSchema, async ({ skills }, event) => {
		takeAlong(event, skills);
		redirect(303, href('/sign-up?as=work'));
	})
};
