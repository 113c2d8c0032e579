import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { organizationsOf } from '#lib/server/organizations/data.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

/** Who acts for one organization only is taken to it; `?all` shows the list all the same. */
export const load = async (event) => {
	const organizations = await organizationsOf(getApp().db, signedIn(event).accountId);
	if (organizations.length === 1 && !event.url.searchParams.has('all'))
		redirect(303, href(`/org/${organizations[0]!.slug}`));
	return { organizations };
};
