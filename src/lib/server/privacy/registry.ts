// Every reference to a person in the database: what becomes of the row when the person is erased, and what of it the
// person is given. Erasing deletes the account, and the foreign keys do the rest; a test compares this list with them,
// so that a table that somebody adds cannot be forgotten here.

export type Link = {
	/** The table referred to, and its key where that is no `id`. */
	of: string;
	key?: string;
	/** `goes`: the row is removed with what it refers to. `stays`: it is kept, without the reference. */
	erased: 'goes' | 'stays';
	/** Columns that the person is given of a row that stays; of one that goes it is all but what is withheld. */
	given?: readonly string[];
};

const goes = (of: string): Link => ({ of, erased: 'goes' });
const stays = (of: string, ...given: string[]): Link => ({ of, erased: 'stays', given });

/** By `table.column`. */
export const links: Readonly<Record<string, Link>> = {
	'actings.account_id': goes('accounts'),
	'account_tokens.account_id': goes('accounts'),
	'application_ratings.account_id': goes('accounts'),
	'bulk_answers.account_id': goes('accounts'),
	'base_tutors.account_id': goes('accounts'),
	'calendar_feeds.account_id': goes('accounts'),
	'consents.account_id': goes('accounts'),
	'exports.account_id': goes('accounts'),
	'files.account_id': goes('accounts'),
	'listing_marks.account_id': goes('accounts'),
	'match_digests.account_id': goes('accounts'),
	'match_visits.account_id': goes('accounts'),
	'memberships.account_id': goes('accounts'),
	'message_readers.account_id': goes('accounts'),
	'notice_settings.account_id': goes('accounts'),
	'notices.account_id': goes('accounts'),
	'passkey_challenges.account_id': goes('accounts'),
	'passkeys.account_id': goes('accounts'),
	'recovery_codes.account_id': goes('accounts'),
	'saved_searches.account_id': goes('accounts'),
	'second_factors.account_id': goes('accounts'),
	'sessions.account_id': goes('accounts'),
	'suspensions.account_id': goes('accounts'),
	'skill_suggestions.account_id': goes('accounts'),
	'talents.account_id': goes('accounts'),
	'unsubscribe_tokens.account_id': goes('accounts'),
	'actings.operator_id': stays('accounts', 'id', 'reason', 'started_at'),
	'actings.session_hash': { ...stays('sessions'), key: 'id_hash' },
	'announcements.created_by': stays('accounts', 'id', 'text_zh', 'text_en', 'created_at'),
	'answer_templates.account_id': stays('accounts', 'name', 'text_zh', 'text_en', 'updated_at'),
	// Who signed for an organization stays in the agreement: it is the other parties' record too.
	'agreement_acceptances.account_id': stays('accounts', 'agreement_id', 'party', 'name', 'hash', 'at'),
	'agreement_events.account_id': stays('accounts', 'agreement_id', 'to_state', 'reason', 'at'),
	'agreement_texts.account_id': stays('accounts', 'agreement_id', 'revision', 'at'),
	'application_events.account_id': stays('accounts'),
	// What somebody noted for an organization; about an application it goes with it.
	'application_notes.account_id': stays('accounts', 'application_id', 'text', 'created_at'),
	'application_tags.account_id': stays('accounts', 'application_id', 'tag', 'created_at'),
	'case_events.account_id': stays('accounts', 'case_id', 'step', 'words', 'at'),
	'demand_signals.created_by': stays('accounts', 'id', 'created_at'),
	'internship_comments.account_id': stays('accounts', 'week_id', 'text', 'at'),
	'internship_evaluations.account_id': stays('accounts', 'application_id', 'text', 'at'),
	'invitations.invited_by': stays('accounts', 'id', 'listing_id', 'created_at'),
	'listing_versions.account_id': stays('accounts', 'listing_id', 'version', 'created_at'),
	'listings.created_by': stays('accounts', 'id', 'kind', 'title_zh', 'title_en', 'created_at'),
	'member_invitations.invited_by': stays('accounts', 'organization_id', 'role', 'created_at'),
	'operator_searches.account_id': stays('accounts', 'reason', 'created_at'),
	// What somebody wrote for an organization; in a talent's own conversation it goes with it.
	'messages.account_id': stays('accounts', 'application_id', 'text', 'at'),
	// Whose profile somebody opened for an organization is the other person's to know.
	'profile_views.account_id': stays('accounts', 'organization_id', 'viewed_at'),
	'reports.account_id': stays('accounts', 'id', 'case_id', 'reason', 'words', 'withdrawn_at', 'created_at'),
	'study_proofs.decided_by': stays('accounts', 'kind', 'state', 'decided_at'),
	'suspensions.lifted_by': stays('accounts', 'lift_reason', 'lifted_at'),
	'suspensions.suspended_by': stays('accounts', 'reason', 'suspended_at'),
	'verification_proposals.account_id': stays('accounts', 'decision', 'created_at'),
	'version_readings.account_id': stays('accounts', 'listing_id', 'reason', 'created_at'),
	'agreement_acceptances.agreement_id': { ...goes('agreement_texts'), key: 'agreement_id' },
	'agreement_events.agreement_id': goes('agreements'),
	'agreement_guardians.agreement_id': goes('agreements'),
	'agreement_texts.agreement_id': goes('agreements'),
	'agreements.application_id': { ...goes('internships'), key: 'application_id' },
	'application_events.application_id': goes('applications'),
	'application_notes.application_id': goes('applications'),
	'application_ratings.application_id': goes('applications'),
	'application_tags.application_id': goes('applications'),
	'bulk_answer_items.application_id': goes('applications'),
	'bulk_answer_items.bulk_id': goes('bulk_answers'),
	'team_members.application_id': goes('applications'),
	'certificate_skills.certificate_id': goes('certificates'),
	'certificates.application_id': goes('applications'),
	'conversations.application_id': goes('applications'),
	'evaluated_skills.application_id': { ...goes('internship_evaluations'), key: 'application_id' },
	'internship_comments.week_id': goes('internship_weeks'),
	'internship_evaluations.application_id': { ...goes('internships'), key: 'application_id' },
	'internship_weeks.application_id': { ...goes('internships'), key: 'application_id' },
	'internships.application_id': goes('applications'),
	'invitations.application_id': stays('applications'),
	'message_readers.application_id': { ...goes('conversations'), key: 'application_id' },
	'messages.application_id': { ...goes('conversations'), key: 'application_id' },
	'agreement_acceptances.file_id': stays('files'),
	'application_drafts.cv_file_id': stays('files'),
	'applications.cv_file_id': stays('files'),
	'messages.file_id': stays('files'),
	'verification_papers.licence_file_id': stays('files'),
	'plan_items.plan_id': goes('plans'),
	'saved_search_items.search_id': goes('saved_searches'),
	'unsubscribe_tokens.search_id': goes('saved_searches'),
	'application_drafts.talent_id': goes('talents'),
	'applications.talent_id': goes('talents'),
	'blocked_organizations.talent_id': goes('talents'),
	'certificates.talent_id': goes('talents'),
	'conversations.talent_id': goes('talents'),
	'cases.talent_id': stays('talents', 'id', 'state', 'outcome', 'created_at'),
	'invitations.talent_id': goes('talents'),
	'plans.talent_id': goes('talents'),
	'profile_views.talent_id': goes('talents'),
	// Somebody else's search that found the person.
	'saved_search_items.talent_id': goes('talents'),
	'skill_corrections.talent_id': goes('talents'),
	'team_members.talent_id': goes('talents'),
	'study_proofs.talent_id': goes('talents'),
	'talent_entries.talent_id': goes('talents'),
	'talent_skills.talent_id': goes('talents')
};

/** Columns that an export leaves out: secrets, and the people on the other side. `all` is the whole table. */
export const withheld: Readonly<Record<string, readonly string[] | 'all'>> = {
	accounts: ['password_hash'],
	actings: ['operator_id', 'session_hash'],
	account_tokens: 'all',
	agreement_acceptances: ['account_id'],
	agreement_events: ['account_id'],
	agreement_guardians: ['token_hash'],
	agreement_texts: ['account_id'],
	application_events: ['account_id'],
	// What a team wrote down for itself.
	application_notes: 'all',
	application_ratings: 'all',
	application_tags: 'all',
	bulk_answers: 'all',
	bulk_answer_items: 'all',
	calendar_feeds: 'all',
	exports: ['zip'],
	files: ['key'],
	internship_comments: ['account_id'],
	internship_evaluations: ['account_id'],
	invitations: ['invited_by'],
	message_readers: ['account_id'],
	messages: ['account_id'],
	profile_views: ['account_id'],
	passkey_challenges: 'all',
	passkeys: ['public_key'],
	recovery_codes: 'all',
	second_factors: 'all',
	sessions: ['id_hash'],
	study_proofs: ['decided_by'],
	suspensions: ['suspended_by', 'lifted_by'],
	team_members: ['email', 'talent_id'],
	unsubscribe_tokens: 'all'
};

const parts = (name: string) => name.split('.') as [table: string, column: string];

/** The tables whose rows are the person's own and go with the account. */
export function ownTables(): string[] {
	const tables = Object.entries(links).flatMap(([name, { erased }]) =>
		erased === 'goes' ? [parts(name)[0]] : []
	);
	return ['accounts', ...new Set(tables)];
}

/**
 * The condition, in SQL, under which a row of a table belongs to the account `$1`. Other people's rows that only found
 * or mention the person are not among them.
 */
export function belongsTo(table: string, seen: readonly string[] = []): string {
	if (table === 'accounts') return 'id = $1';
	const ways = Object.entries(links).flatMap(([name, { of, key = 'id', erased }]) => {
		const [own, column] = parts(name);
		if (own !== table || erased !== 'goes' || seen.includes(of) || name === 'saved_search_items.talent_id')
			return [];
		return of === 'accounts'
			? [`${column} = $1`]
			: [`${column} in (select ${key} from ${of} where ${belongsTo(of, [...seen, table])})`];
	});
	return ways.join(' or ');
}

/** The rows that stay and of which the person is given some columns. */
export function keptRows(): { table: string; column: string; of: string; given: readonly string[] }[] {
	return Object.entries(links).flatMap(([name, { of, given }]) => {
		const [table, column] = parts(name);
		return given?.length ? [{ table, column, of, given }] : [];
	});
}
