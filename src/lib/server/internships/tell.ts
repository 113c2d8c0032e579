// Who hears of news in an internship: the person, and the members of the school and the host, but not who made the news.
import { eq } from 'drizzle-orm';
import type { InternshipNews, InternshipSide, Voice } from '#lib/internships/types.ts';
import type { App } from '#lib/server/app.ts';
import { baseTutors } from '#lib/server/bases/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { caseById } from '#lib/server/internships/case.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { membersOf } from '#lib/server/organizations/data.ts';

/** `subject` tells this piece of news from others of the same internship; `by` is who made it. */
export async function tellInternship(
	app: App,
	tx: Transaction,
	applicationId: string,
	{ news, by, subject }: { news: InternshipNews; by: Voice | 'guardian' | 'system'; subject: string }
): Promise<void> {
	const found = await caseById(tx, applicationId);
	if (!found) return;
	const { titleZh, titleEn } = found;
	const about = (slug: string | null) => ({
		kind: 'internship' as const,
		data: { titleZh, titleEn, id: applicationId, slug, news }
	});
	if (by !== 'student') await notify(app, tx, [found.accountId], subject, about(null));
	for (const side of ['host', 'school'] as const satisfies InternshipSide[]) {
		const organization = found[side];
		if (!organization || by === side) continue;
		const told = await tutorsOrMembers(tx, found.listingId, organization.id);
		await notify(app, tx, told, subject, about(organization.slug));
	}
}

/** Where an organization has named tutors, the news is theirs. */
async function tutorsOrMembers(tx: Transaction, listingId: string, organizationId: string) {
	const members = await membersOf(tx, organizationId);
	const tutors = await tx.select().from(baseTutors).where(eq(baseTutors.listingId, listingId));
	const ids = members.map(({ accountId }) => accountId);
	const named = ids.filter((id) => tutors.some(({ accountId }) => accountId === id));
	return named.length ? named : ids;
}
