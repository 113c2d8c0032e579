// Proofs of studies by the national service's code: what the person says, and what an operator has read there.
import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { proofDegrees, proofKinds, proofStates } from '#lib/proofs/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { talents } from '#lib/server/talents/table.ts';

export const studyProofs = pgTable(
	'study_proofs',
	{
		id: id(),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		kind: text({ enum: proofKinds }).notNull(),
		degree: text({ enum: proofDegrees }).notNull(),
		school: text().notNull(),
		/** The name and the code of the service's report, for the operator only: both are gone once it is decided. */
		name: text(),
		code: text(),
		state: text({ enum: proofStates }).notNull().default('waiting'),
		/** Why it was refused. */
		reason: text(),
		/** Last day on which a verified one counts. */
		expiresOn: date(),
		decidedAt: moment(),
		decidedBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('study_proofs_waiting')
			.on(t.talentId, t.kind)
			.where(sql`${t.state} = 'waiting'`),
		uniqueIndex('study_proofs_verified')
			.on(t.talentId, t.kind)
			.where(sql`${t.state} = 'verified'`),
		index('study_proofs_queue').on(t.state, t.createdAt),
		index('study_proofs_end')
			.on(t.expiresOn)
			.where(sql`${t.state} = 'verified'`),
		check('study_proofs_kind', sql`${t.kind} in (${words(proofKinds)})`),
		check('study_proofs_degree', sql`${t.degree} in (${words(proofDegrees)})`),
		check('study_proofs_state', sql`${t.state} in (${words(proofStates)})`),
		check('study_proofs_school', sql`length(${t.school}) between 1 and 80`),
		check(
			'study_proofs_given',
			sql`(${t.state} = 'waiting') = (${t.code} is not null) and num_nulls(${t.code}, ${t.name}) in (0, 2)`
		),
		check(
			'study_proofs_decided',
			sql`(${t.state} = 'waiting') = (${t.decidedAt} is null) and (${t.state} in ('verified', 'expired')) = (${t.expiresOn} is not null) and (${t.state} = 'refused') = (${t.reason} is not null)`
		),
		// No identity number gets in by any way.
		check(
			'study_proofs_no_identity_number',
			sql`concat_ws(' ', ${t.school}, ${t.name}, ${t.code}, ${t.reason}) !~ '[0-9]{17}[0-9Xx]|(^|[^0-9])[0-9]{15}([^0-9]|$)'`
		)
	]
);
