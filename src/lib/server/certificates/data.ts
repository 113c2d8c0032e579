// Reads of certificates: a holder's own, and the one behind a check link.
import type { Certificate, CertificateState, CertifiedSkill } from '#lib/certificates/types.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

type Row = {
	id: string;
	kind: Certificate['kind'];
	titleZh: string | null;
	titleEn: string | null;
	slug: string;
	nameZh: string | null;
	nameEn: string | null;
	verified: boolean;
	issuedOn: string;
	from: string | null;
	to: string | null;
	state: CertificateState;
	withdrawnOn: string | null;
	code: string | null;
	holder: string | null;
	showsSkills: boolean;
	showsDates: boolean;
	displayName: string;
	sample: boolean;
	skills: CertifiedSkill[] | null;
};

/** A certificate as its holder sees it: all of it, and what the check link shows. */
export type OwnCertificate = Certificate & {
	id: string;
	state: CertificateState;
	shared: { code: string; skills: boolean; dates: boolean } | undefined;
};

/** The holder's certificates, those that wait for an answer first, then the latest. */
export async function certificatesOf(db: Database, talentId: string): Promise<OwnCertificate[]> {
	const rows = await rowsWhere(db, { talentId });
	return rows.map((row) => ({
		...shown(row, { skills: true, dates: true }),
		id: row.id,
		state: row.state,
		shared: row.code ? { code: row.code, skills: row.showsSkills, dates: row.showsDates } : undefined
	}));
}

/** What the check link of this code shows; undefined for a code that is nobody's, or no longer. */
export async function certificateByCode(db: Database, code: string): Promise<Certificate | undefined> {
	const [row] = await rowsWhere(db, { code });
	// Of what was taken back it says that, and no longer what it confirmed.
	const skills = row?.state === 'agreed' && row.showsSkills;
	return row && shown(row, { skills, dates: row.showsDates });
}

function shown(row: Row, { skills, dates }: { skills: boolean; dates: boolean }): Certificate {
	const { kind, titleZh, titleEn, slug, nameZh, nameEn, verified, issuedOn, from, to, sample } = row;
	return {
		...{ kind, titleZh, titleEn, issuedOn, sample },
		organization: { slug, nameZh, nameEn, verified },
		holder: row.holder ?? row.displayName,
		dates: dates && from && to ? { from, to } : undefined,
		withdrawnOn: row.withdrawnOn ?? undefined,
		skills: skills
			? (row.skills ?? []).map((skill) => ({ ...skill, level: skill.level as SkillLevel }))
			: undefined
	};
}

async function rowsWhere(
	db: Database,
	{ talentId, code }: { talentId?: string; code?: string }
): Promise<Row[]> {
	const sql = reader(db);
	return sql<Row[]>`
		select c.id, c.kind, c.title_zh as "titleZh", c.title_en as "titleEn", o.slug,
			o.name_zh as "nameZh", o.name_en as "nameEn", o.verification = 'verified' as verified,
			c.issued_on::text as "issuedOn", c.starts_on::text as "from", c.ends_on::text as "to", c.state, c.code, c.holder,
			to_char(c.withdrawn_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "withdrawnOn",
			c.shows_skills as "showsSkills", c.shows_dates as "showsDates", t.display_name as "displayName", t.sample,
			(select json_agg(json_build_object('id', k.id, 'zh', k.zh, 'en', k.en, 'level', s.level)
				order by s.level desc, k.position)
				from certificate_skills s join skills k on k.id = s.skill_id where s.certificate_id = c.id) as skills
		from certificates c
		join organizations o on o.id = c.organization_id
		join talents t on t.id = c.talent_id
		where ${
			talentId
				? sql`c.talent_id = ${talentId}`
				: sql`c.code = ${code ?? ''} and c.state in ('agreed', 'withdrawn')
			and not exists (select from accounts a where a.id = t.account_id and a.suspended_at is not null)`
		}
		order by c.state <> 'offered', c.issued_on desc, c.id`;
}
