// What certificates do to the skills of a profile: a skill is verified up to the level that an organization confirmed
// and the person agreed to. A level above it is the person's own word.
import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '#lib/server/db/client.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { talents } from '#lib/server/talents/table.ts';

/** The highest level confirmed of each skill, of certificates the person agreed to. */
const confirmed = (talentId: string) => sql`
	select s.skill_id, max(s.level) as level
	from certificates c join certificate_skills s on s.certificate_id = c.id
	where c.talent_id = ${talentId} and c.state = 'agreed'
	group by s.skill_id`;

/** Marks as verified what certificates cover; call it after skills of a profile were written. */
export async function markVerified(tx: Transaction, talentId: string): Promise<void> {
	await tx.execute(sql`
		update talent_skills t set evidence = 'verified' from (${confirmed(talentId)}) c
		where t.talent_id = ${talentId} and t.skill_id = c.skill_id and t.level <= c.level and t.evidence <> 'verified'`);
}

type Gained = { id: string; note: string };

/**
 * Brings a certificate's skills into the profile: raises those that are lower, adds those that are missing while there
 * is room for `most`, and verifies them. A higher level of the person's own stays theirs.
 */
export async function bringIn(
	tx: Transaction,
	talentId: string,
	{ id, note }: Gained,
	most: number
): Promise<void> {
	await tx.execute(sql`
		update talent_skills t set level = c.level from certificate_skills c
		where c.certificate_id = ${id} and t.talent_id = ${talentId} and t.skill_id = c.skill_id and t.level < c.level`);
	await tx.execute(sql`
		insert into talent_skills (talent_id, skill_id, level, note)
		select ${talentId}, c.skill_id, c.level, ${note} from certificate_skills c
		where c.certificate_id = ${id}
			and not exists (select from talent_skills t where t.talent_id = ${talentId} and t.skill_id = c.skill_id)
		order by c.level desc, c.skill_id
		limit greatest(0, ${most} - (select count(*) from talent_skills t where t.talent_id = ${talentId}))`);
	await markVerified(tx, talentId);
}

/** Takes back the mark of skills that this certificate alone has verified. */
export async function takeOut(tx: Transaction, talentId: string, certificateId: string): Promise<void> {
	await tx.execute(sql`
		update talent_skills t set evidence = 'stated' from certificate_skills c
		where c.certificate_id = ${certificateId} and t.talent_id = ${talentId} and t.skill_id = c.skill_id
			and t.evidence = 'verified'`);
	await markVerified(tx, talentId);
}

/** A profile form that is open somewhere must not write the old levels over the new ones. */
export async function profileChanged(tx: Transaction, talentId: string): Promise<void> {
	await tx
		.update(talents)
		.set({ version: sql`${talents.version} + 1` })
		.where(eq(talents.id, talentId));
	await markTalents(tx, [talentId]);
}
