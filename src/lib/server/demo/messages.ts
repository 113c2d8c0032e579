// The demo's conversations: the student's with the organization that wants to talk, the last word not read yet.
import { and, eq } from 'drizzle-orm';
import type { Side } from '#lib/messages/types.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';
import { listings } from '#lib/server/listings/table.ts';
import { conversations, messageReaders, messages } from '#lib/server/messages/table.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

const lines: { side: Side; daysAgo: number; text: string }[] = [
	{
		side: 'organization',
		daysAgo: 5,
		text: '陈同学您好，这个岗位由我负责。周四下午三点方便电话聊二十分钟吗？'
	},
	{ side: 'talent', daysAgo: 4.5, text: '您好，周四下午三点可以。需要我提前准备什么吗？' },
	{
		side: 'organization',
		daysAgo: 4.2,
		text: '不用特别准备，想听您讲讲把校准时间从二十分钟降到八分钟的做法。我们组的公开材料在 https://pons.example/online-decoding ，有空可以先看看。'
	},
	{
		side: 'talent',
		daysAgo: 2,
		text: '谢谢，材料看完了。我把实验记录里和校准有关的部分整理了一页，通话时给您讲。'
	},
	{ side: 'organization', daysAgo: 0.4, text: '很好，那就周四见。' }
];

export async function writeMessages(
	tx: Transaction,
	student: WrittenTalent,
	calendar: Calendar
): Promise<void> {
	const [asked] = await tx
		.select({ id: applications.id, organizationId: listings.organizationId, accountId: talents.accountId })
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.where(and(eq(applications.talentId, student.id), eq(applications.state, 'talking')));
	if (!asked) throw new Error('demo data: the student talks with nobody');
	const { id: applicationId, organizationId, accountId } = asked;
	const members = await tx
		.select({ id: memberships.accountId })
		.from(memberships)
		.where(eq(memberships.organizationId, organizationId));
	const told = { organizationId, talentId: student.id, messages: lines.length };
	const lastAt = calendar.ago(lines.at(-1)!.daysAgo);
	await tx.insert(conversations).values({ applicationId, ...told, lastAt });
	await tx.insert(messages).values(
		lines.map(({ side, daysAgo, text }, i) => ({
			...{ applicationId, position: i + 1, side, text, at: calendar.ago(daysAgo) },
			accountId: side === 'talent' ? accountId : members[0]!.id
		}))
	);
	const read = (side: Side, readTo: number) => ({ applicationId, side, readTo, readAt: calendar.ago(1) });
	await tx
		.insert(messageReaders)
		.values([
			{ ...read('talent', lines.length - 1), accountId },
			...members.map(({ id }) => ({ ...read('organization', lines.length), accountId: id }))
		]);
}
