import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { inviteSchema } from '#lib/invitations/schema.ts';
import { drawnReason, obstacleText } from '#lib/invitations/words.ts';
import { getApp } from '#lib/server/app.ts';
import { invitePage } from '#lib/server/invitations/pair.ts';
import { invite } from '#lib/server/invitations/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { requireSignedIn } from '#lib/server/web/signed-in.ts';

export const load = async ({ locals, params, url }) => {
	requireSignedIn({ locals, url });
	const { slug, id, talent: talentId } = params;
	const asked = await orRefuse(invitePage(getApp(), locals.actor, slug, id, talentId));
	// Above its listing an organization reads what it still needs before it may invite.
	if (!asked) redirect(303, href(`/org/${slug}/listings/${id}`));
	const { listing, talent, met, obstacle, left, admittedTo } = asked;
	const title = { zh: listing.titleZh, en: listing.titleEn };
	return {
		listing,
		talent,
		...{ left, admittedTo },
		reason: drawnReason(listing.kind, title, met),
		obstacle: obstacle && obstacleText(obstacle)
	};
};

export const actions = {
	default: action(inviteSchema, async ({ reason }, { locals, params }, app) => {
		const pair = { listingId: params.id!, talentId: params.talent! };
		await invite(app, locals.actor, params.slug!, { ...pair, reason });
		redirect(303, href(`/org/${params.slug}/invitations?sent`));
	})
};
