// The demo's announcements of need: what its organizations say they will look for.
import type { District } from '#lib/organizations/types.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import { demandSignals, signalSkills } from '#lib/server/signals/table.ts';
import type { HeadcountBand } from '#lib/signals/types.ts';

type Plan = {
	organization: string;
	skills: string[];
	headcount: HeadcountBand;
	district: District | null;
	inDays: number;
};

const plans: Plan[] = [
	{
		organization: 'ningxi-neurotech',
		skills: ['flexible-electrodes', 'high-channel-count-acquisition'],
		headcount: '6-10',
		district: 'jiangbei',
		inDays: 240
	},
	{
		organization: 'ningxi-neurotech',
		skills: ['nmpa-registration'],
		headcount: '2-5',
		district: 'jiangbei',
		inDays: 330
	},
	{
		organization: 'qixia-micro',
		skills: ['analog-front-end', 'low-power-design'],
		headcount: '2-5',
		district: 'qixia',
		inDays: 180
	},
	{
		organization: 'chengdong-hospital',
		skills: ['dbs', 'gcp'],
		headcount: '1',
		district: null,
		inDays: 120
	}
];

/** Those of organizations and skills that are there. */
export async function writeSignals(
	tx: Transaction,
	organizationIds: ReadonlyMap<string, string>,
	calendar: Calendar
): Promise<void> {
	const written = plans.flatMap(({ organization, inDays, ...plan }, i) => {
		const organizationId = organizationIds.get(organization);
		if (!organizationId) throw new Error(`demo data: ${organization} is named but not there`);
		return [
			{
				...plan,
				id: newId(),
				organizationId,
				neededBy: calendar.day(inDays),
				createdAt: calendar.ago(9 + 7 * i)
			}
		];
	});
	await tx
		.insert(demandSignals)
		.values(written.map(({ skills: _skills, ...row }) => ({ ...row, sample: true })));
	await tx
		.insert(signalSkills)
		.values(written.flatMap(({ id, skills }) => skills.map((skillId) => ({ signalId: id, skillId }))));
}
