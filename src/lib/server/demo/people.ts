// Writes the demo's people: the invented talents with their accounts, and the four accounts one can sign in with.
import { randomBytes } from 'node:crypto';
import { textVersions } from '#lib/accounts/consents.ts';
import { consentPurposes, type Purpose } from '#lib/accounts/types.ts';
import { demoDomain } from '#lib/server/accounts/lucia.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { accounts, consents } from '#lib/server/accounts/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { DemoTalent } from '#lib/server/demo/talents.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talentEntries, talents, talentSkills } from '#lib/server/talents/table.ts';

export const demoPassword = 'pons-demo-2026';

/** Who can sign in; `organization` is a part of the Chinese name of the organization they own. */
const signIns: {
	label: string;
	name: string;
	purpose: Purpose;
	organization?: string;
	operator?: boolean;
}[] = [
	{ label: '学生 student', name: 'chen', purpose: 'work' },
	{ label: '企业 company', name: 'company', purpose: 'recruit', organization: '宁析神经科技' },
	{ label: '高校 university', name: 'university', purpose: 'teach', organization: '金陵大学' },
	{ label: '运营 operator', name: 'operator', purpose: 'recruit', operator: true }
];

/** The accounts of the demo that a visitor may sign in with. */
export function demoSignIns(): { label: string; email: string; password: string }[] {
	return signIns.map(({ label, name }) => ({
		label,
		email: `${name}@${demoDomain}`,
		password: demoPassword
	}));
}

export type WrittenTalent = DemoTalent & { id: string };
type Account = typeof accounts.$inferInsert & { id: string };

/** Writes the talents, each with an account nobody can sign in to; the answer keeps their order. */
export async function writeTalents(
	tx: Transaction,
	invented: DemoTalent[],
	calendar: Calendar
): Promise<WrittenTalent[]> {
	// The hash of random bytes that are kept nowhere: every password is wrong.
	const passwordHash = await hashPassword(randomBytes(32).toString('base64'));
	const rows = invented.map(({ locale }, index): Account => {
		const joined = calendar.ago(10 + ((index * 37) % 120));
		const email = `talent-${String(index + 1).padStart(3, '0')}@${demoDomain}`;
		return { ...common(joined), email, passwordHash, purpose: 'work', locale };
	});
	await writeAccounts(tx, rows);
	return writeProfiles(tx, invented, rows);
}

/** Writes the accounts of `demoSignIns` with what they own; the answer is the student's profile. */
export async function writeSignIns(
	tx: Transaction,
	student: DemoTalent,
	organizationIds: { nameZh: string; id: string }[],
	calendar: Calendar
): Promise<WrittenTalent> {
	const passwordHash = await hashPassword(demoPassword);
	const rows = signIns.map(({ name, purpose, operator }): Account => ({
		...common(calendar.ago(30)),
		email: `${name}@${demoDomain}`,
		passwordHash,
		purpose,
		locale: 'zh-CN',
		isOperator: operator ?? false
	}));
	await writeAccounts(tx, rows);
	const owned = signIns.flatMap(({ organization }, index) => {
		if (!organization) return [];
		const owner = organizationIds.find(({ nameZh }) => nameZh.includes(organization));
		if (!owner) throw new Error(`demo data: no organization is named ${organization}`);
		return [{ organizationId: owner.id, accountId: rows[index]!.id, role: 'owner' as const }];
	});
	await tx.insert(memberships).values(owned);
	const [written] = await writeProfiles(tx, [student], rows.slice(0, 1));
	return written!;
}

const common = (joined: Date) => ({ id: newId(), emailVerifiedAt: joined, createdAt: joined });

async function writeAccounts(tx: Transaction, rows: Account[]): Promise<void> {
	await tx.insert(accounts).values(rows);
	await tx.insert(consents).values(
		rows.flatMap(({ id: accountId, createdAt: givenAt }) =>
			consentPurposes.map((purpose) => ({
				accountId,
				purpose,
				textVersion: textVersions[purpose],
				givenAt
			}))
		)
	);
}

async function writeProfiles(
	tx: Transaction,
	profiles: DemoTalent[],
	owners: Account[]
): Promise<WrittenTalent[]> {
	const written = profiles.map((profile) => ({ ...profile, id: newId() }));
	await tx.insert(talents).values(
		written.map(({ skills: _skills, entries: _entries, locale: _locale, ...row }, index) => {
			const { id: accountId, email: contactEmail, createdAt } = owners[index]!;
			return { ...row, accountId, contactEmail, sample: true, createdAt };
		})
	);
	await tx
		.insert(talentSkills)
		.values(written.flatMap(({ id, skills }) => skills.map((skill) => ({ talentId: id, ...skill }))));
	await tx
		.insert(talentEntries)
		.values(written.flatMap(({ id, entries }) => entries.map((entry) => ({ talentId: id, ...entry }))));
	return written;
}
