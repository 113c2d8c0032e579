import { locale } from '#lib/i18n/locale.ts';
import { pick } from '#lib/i18n/text.ts';
import { districtWord } from '#lib/listings/words.ts';
import { organizationKinds } from '#lib/organizations/types.ts';
import { organizationKindWord } from '#lib/organizations/words.ts';
import { getApp } from '#lib/server/app.ts';
import { organizationsList } from '#lib/server/organizations/directory.ts';

const perPage = 50;
const pagesMax = 1_000;

export const load = async ({ url }) => {
	const kind = organizationKinds.find((word) => word === url.searchParams.get('kind'));
	const page = Math.min(pagesMax, Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1));
	const english = locale() === 'en';
	const rows = await organizationsList(getApp().db, {
		kind,
		english,
		limit: perPage,
		offset: (page - 1) * perPage
	});
	const total = rows[0]?.total ?? 0;
	const organizations = rows.map(({ slug, kind, nameZh, nameEn, district, roles, courses, bases }) => ({
		slug,
		name: pick(nameZh, nameEn),
		kind: organizationKindWord(kind),
		district: district ? districtWord(district) : '',
		...{ roles, courses, bases }
	}));
	return { organizations, total, kind, page, pages: Math.max(page, Math.ceil(total / perPage)) };
};
