// An organization's applications as a table to take away: what its members may see on the pages, no more.
import type { Actor } from '#lib/accounts/types.ts';
import type { InboxFilter } from '#lib/applications/inbox.ts';
import { applicationWord } from '#lib/applications/words.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import { degreeWord } from '#lib/listings/words.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { exportRows, type ExportRow } from '#lib/server/applications/inbox.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { csvOf } from '#lib/server/web/csv.ts';

/** Most lines of one file. */
const linesMax = 20_000;

/** The filtered applications of every page; a kind is only chosen when it was asked for. */
export async function receivedCsv(
	app: App,
	actor: Actor | undefined,
	slug: string,
	filter: InboxFilter
): Promise<{ name: string; text: string }> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notFound');
	// Everybody's names and contact in one file: an open browser is not enough.
	requireRecent(actor!);
	const rows = await exportRows(app.db, organization.id, filter, linesMax);
	const name = `applications-${organization.slug}-${dayInNanjing(app.now())}.csv`;
	return { name, text: csvOf(columns(), rows.map(cells)) };
}

const columns = () => [
	m.applications_org_person(),
	m.applications_csv_headline(),
	m.applications_csv_degree(),
	m.applications_org_listing(),
	m.applications_csv_from(),
	m.applications_csv_to(),
	m.applications_org_state(),
	m.applications_csv_sent(),
	m.applications_org_since(),
	m.applications_csv_answered(),
	m.talents_email(),
	m.talents_phone(),
	m.talents_wechat(),
	m.reviews_tags(),
	m.reviews_rating()
];

const cells = (row: ExportRow) => [
	row.displayName,
	row.headline,
	row.degree === 'none' ? '' : degreeWord(row.degree),
	pick(row.titleZh, row.titleEn).text,
	row.from,
	row.to,
	applicationWord(row.state),
	row.sentOn,
	row.movedOn,
	row.answeredOn,
	row.email,
	row.phone,
	row.wechat,
	row.tags.join(' '),
	row.rating
];
