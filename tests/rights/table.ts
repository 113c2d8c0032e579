/**
 * Who may do what: every route of the site, its methods and form actions, for every kind of person and every state of
 * what it is about. Plain data, read by tests/rights (each cell is asked of the built site) and by tests/e2e (every
 * page is opened in a browser). A route that is not here fails the tests. What is behind a name in braces is made by
 * world.ts, and for the browser found in the demo by e2e/places.ts.
 */
export const actors = [
	'visitor',
	/** Has a profile and has applied to the organization. */
	'talent',
	'otherTalent',
	/** Of the organization that the table is about, which is verified. */
	'editor',
	'owner',
	/** Owns an organization that nobody has verified. */
	'unverified',
	/** Owns another verified organization. */
	'otherOrganization',
	'operator',
	/** An editor of the university that is the school in some of the internships, and verified. */
	'universityMember',
	/** An editor of the organization, named as a tutor at its bases. */
	'tutor',
	/** Has no account, but the link to one minor's agreement, which is sent along wherever a session would be. */
	'guardian',
	/** Had a profile, applied to the organization and was its editor; the session is still in the browser. */
	'suspended'
] as const;
export type Actor = (typeof actors)[number];

/** Who a row speaks of, and who is answered as one of them unless the row says otherwise. */
const spokenOf = actors.slice(0, 8) as Spoken[];
type Spoken = Exclude<Actor, 'universityMember' | 'tutor' | 'guardian' | 'suspended'>;
const answeredAs = {
	universityMember: 'otherOrganization',
	tutor: 'editor',
	guardian: 'visitor',
	suspended: 'visitor'
} as const;

/** What comes back. */
export type Answer =
	| 'shown'
	/** To the sign-in page and back. */
	| 'signIn'
	/** To another page of the site. */
	| 'moved'
	/** Done, and something is stored differently from now on. */
	| 'done'
	/** Done, and nothing stored has changed. */
	| 'accepted'
	/** 404, exactly as for an id that does not exist. */
	| 'missing'
	/** 401: an address that only scripts call. */
	| 'nobody'
	| 'refused'
	| 'notNow'
	| 'expired'
	| 'invalid';
export type Answers = Record<Spoken, Answer> & Partial<Record<Actor, Answer>>;

/** Words that are planted in the rows, each with what it stands for: whoever is not named must never get them. */
export const marks = {
	contact: 'mark-contact-4711',
	letter: 'mark-letter-4711',
	verifiedName: 'mark-verified-name',
	hiddenName: 'mark-hidden-name',
	appliedName: 'mark-applied-name',
	blockingName: 'mark-blocking-name',
	suspendedName: 'mark-suspended-name',
	draft: 'mark-draft-title',
	member: 'mark-member@rights.example',
	reason: 'mark-verification-reason',
	waiting: 'mark-waiting-organization',
	upload: 'mark-uploaded-course',
	inviteReason: 'mark-invite-reason',
	message: 'mark-message-4711',
	note: 'mark-team-note',
	template: 'mark-answer-template',
	holder: 'mark-certificate-holder',
	fullName: 'mark-name-of-agreement',
	proofCode: 'MARKPROOF123'
} as const;
export type Mark = keyof typeof marks;

export type Call = 'page' | 'GET' | 'POST' | `action ${string}`;
export type Field = string | string[] | { file: string; text: string };
export type Row = {
	/** As the built manifest names it. */
	route: string;
	call: Call;
	/** The state of what it is about, in words. */
	about?: string;
	address: string;
	form?: Record<string, Field>;
	/** Asked as a new person of the same kind, because it changes the person. */
	asNew?: true;
	answers: Answers;
	/** Which marks the page shows to whom. */
	sees?: Partial<Record<Actor, Mark[]>>;
};
/** A row with a word about everybody. */
export type FullRow = Omit<Row, 'answers'> & { answers: Record<Actor, Answer> };

function complete(row: Row): FullRow {
	const [answers, sees] = [{ ...row.answers } as Record<Actor, Answer>, { ...row.sees }];
	for (const [actor, other] of Object.entries(answeredAs) as [keyof typeof answeredAs, Spoken][]) {
		answers[actor] ??= row.answers[other];
		if (sees[other] && answers[actor] === row.answers[other]) sees[actor] ??= sees[other];
	}
	return { ...row, answers, ...(row.sees ? { sees } : {}) };
}

const everybody = (answer: Answer): Answers =>
	Object.fromEntries(spokenOf.map((actor) => [actor, answer])) as Answers;
const signedIn = (answer: Answer): Answers => ({ ...everybody(answer), visitor: 'signIn' });
const members = (answer: Answer): Answers => ({ ...signedIn('missing'), editor: answer, owner: answer });
const ofPending = (answer: Answer): Answers => ({ ...signedIn('missing'), unverified: answer });
const operators = (answer: Answer): Answers => ({ ...everybody('missing'), operator: answer });
const toMembers = (...seen: Mark[]) => ({ editor: seen, owner: seen });

const open = (route: string, address: string, about?: string): Row => ({
	route,
	call: 'page',
	address,
	...(about ? { about } : {}),
	answers: everybody('shown')
});
const gone = (route: string, address: string, about: string): Row => ({
	route,
	call: 'page',
	address,
	about,
	answers: everybody('missing')
});
const page = (
	route: string,
	address: string,
	answers: Answers,
	more: Pick<Row, 'about' | 'sees'> = {}
): Row => ({
	route,
	call: 'page',
	address,
	answers,
	...more
});

/** Whose time is to come: nobody else's pages show it. */
const announcement = {
	...{ textZh: '维护公告', textEn: 'Maintenance', severity: 'info' },
	...{ startsAt: '2099-01-01T08:00', endsAt: '2099-01-02T08:00' }
};

/** A skill that the tree lacks, and one with another name, as the editor's form sends them. */
const newSkill = {
	zh: '权限测试技能',
	en: 'Rights testing',
	aliasesZh: '',
	aliasesEn: '',
	'parents.0': 'clinical'
};
const editedSkill = {
	...{
		zh: '脑磁图',
		en: 'Rights magnetoencephalography',
		aliasesZh: '',
		aliasesEn: '',
		version: '1',
		keepOld: 'on'
	},
	'parents.0': 'non-invasive-recording'
};

const publicPages: Row[] = [
	open('/(public)', '/'),
	open('/(public)/search', '/search?q=%E8%84%91%E7%94%B5'),
	open('/(public)/search', '/search', 'without words'),
	open('/(public)/skills', '/skills'),
	open('/(public)/skills/[id]', '/skills/eeg'),
	gone('/(public)/skills/[id]', '/skills/no-such-skill', 'unknown'),
	open('/(public)/map', '/map'),
	open('/(public)/map', '/map?group=signal-acquisition&district=gulou', 'filtered'),
	open('/(public)/map/quarters', '/map/quarters'),
	open('/(public)/organizations', '/organizations'),
	open('/(public)/organizations/[slug]', '/organizations/{organization}', 'verified'),
	gone('/(public)/organizations/[slug]', '/organizations/{pendingOrganization}', 'not verified'),
	open('/(public)/roles/[id]', '/roles/{openRole}', 'open'),
	open('/(public)/roles/[id]', '/roles/{closedRole}', 'closed'),
	gone('/(public)/roles/[id]', '/roles/{draftRole}', 'a draft'),
	gone('/(public)/roles/[id]', '/roles/{frozenRole}', 'frozen'),
	gone('/(public)/roles/[id]', '/roles/{openCourse}', 'of another kind'),
	open('/(public)/roles/[id]/path', '/roles/{openRole}/path', 'open'),
	open('/(public)/roles/[id]/path', '/roles/{closedRole}/path', 'closed'),
	open('/(public)/roles/[id]/path', '/roles/{openRole}/path?s=python:2,git:2,fmri:1', 'with picked skills'),
	gone('/(public)/roles/[id]/path', '/roles/{draftRole}/path', 'a draft'),
	open('/(public)/courses/[id]', '/courses/{openCourse}', 'open'),
	gone('/(public)/courses/[id]', '/courses/{draftCourse}', 'a draft'),
	open('/(public)/bases/[id]', '/bases/{openBase}', 'open'),
	gone('/(public)/bases/[id]', '/bases/{draftBase}', 'a draft'),
	page('/(public)/certificates/[code]', '/certificates/{sharedCode}', everybody('shown'), {
		about: 'shared',
		sees: Object.fromEntries(spokenOf.map((actor) => [actor, ['holder']]))
	}),
	gone('/(public)/certificates/[code]', '/certificates/nobodys-code', 'not shared'),
	page('/(public)/guardian/[token]', '/guardian/{guardianToken}', everybody('shown'), {
		about: 'a link that works',
		sees: Object.fromEntries(spokenOf.map((actor) => [actor, ['fullName']]))
	}),
	gone('/(public)/guardian/[token]', '/guardian/nobodys-link', 'a link that does not work'),
	gone('/(public)/certificates/[code]', '/certificates/{guardianToken}', 'a guardian’s link'),
	gone('/(public)/certificates/[code]', '/certificates/{suspendedCode}', 'shared, of a suspended account'),
	gone('/(public)/reports/[key]', '/reports/{guardianToken}', 'a guardian’s link'),
	open('/(public)/match', '/match'),
	open('/(public)/match', '/match?s=eeg:2,python:2,ssvep:3', 'with skills'),
	open('/(public)/roles/[id]', '/roles/{openRole}?s=eeg:2,python:2,ssvep:3', 'with skills'),
	open('/(public)/privacy', '/privacy'),
	open('/(public)/terms', '/terms'),
	open('/(public)/acting', '/acting'),
	open('/(public)/reports', '/reports'),
	open('/(public)/ranking', '/ranking'),
	open('/(public)/reports/[key]', '/reports/{reportToken}', 'a visitor’s link'),
	gone('/(public)/reports/[key]', '/reports/used', 'a link that does not work'),
	page(
		'/(public)/reports/[key]',
		'/reports/{ownReport}',
		{ ...everybody('missing'), talent: 'shown' },
		{ about: 'the talent’s own' }
	),
	page('/(public)/cases/[id]', '/cases/{decidedCase}', members('shown'), { about: 'decided' }),
	page('/(public)/cases/[id]', '/cases/{openCase}', signedIn('missing'), {
		about: 'of which nobody was told'
	}),
	page(
		'/(public)/cases/[id]',
		'/cases/{talentCase}',
		{ ...signedIn('missing'), talent: 'shown' },
		{ about: 'about the talent’s profile' }
	),
	open('/(public)/talents/[id]', '/talents/{publicTalent}', 'public'),
	page(
		'/(public)/talents/[id]',
		'/talents/{blockingTalent}',
		{ ...everybody('shown'), editor: 'missing', owner: 'missing' },
		{
			about: 'public, blocks the organization',
			sees: Object.fromEntries(
				spokenOf
					.filter((actor) => actor !== 'editor' && actor !== 'owner')
					.map((actor) => [actor, ['blockingName']])
			)
		}
	),
	page(
		'/(public)/talents/[id]',
		'/talents/{verifiedTalent}',
		{ ...everybody('missing'), editor: 'shown', owner: 'shown', otherOrganization: 'shown' },
		{
			about: 'for verified organizations',
			sees: { ...toMembers('verifiedName'), otherOrganization: ['verifiedName'] }
		}
	),
	page(
		'/(public)/talents/[id]',
		'/talents/{ownTalent}',
		{
			...everybody('missing'),
			talent: 'shown',
			editor: 'shown',
			owner: 'shown',
			otherOrganization: 'shown'
		},
		{
			about: 'the talent’s own, for verified organizations, applied to one',
			sees: { talent: ['contact'], ...toMembers('contact') }
		}
	),
	page(
		'/(public)/talents/[id]',
		'/talents/{appliedTalent}',
		{ ...everybody('missing'), editor: 'shown', owner: 'shown' },
		{ about: 'hidden, applied to the organization', sees: toMembers('contact', 'appliedName') }
	),
	gone('/(public)/talents/[id]', '/talents/{hiddenTalent}', 'hidden'),
	gone('/(public)/talents/[id]', '/talents/{suspendedTalent}', 'public, of a suspended account')
];

const accountPages: Row[] = [
	page('/(auth)/sign-in', '/sign-in', { ...everybody('moved'), visitor: 'shown' }),
	page('/(auth)/sign-up', '/sign-up', { ...everybody('moved'), visitor: 'shown' }),
	open('/(auth)/forgot', '/forgot'),
	open('/(auth)/reset', '/reset?token={resetToken}', 'a link that works'),
	open('/(auth)/reset', '/reset?token=used', 'a link that does not work'),
	open('/(auth)/sign-in/code', '/sign-in/code?token={factorToken}', 'after the password'),
	open('/(auth)/sign-in/code', '/sign-in/code?token=used', 'too late'),
	open('/(auth)/sign-in/passkey', '/sign-in/passkey'),
	page('/(auth)/account/factor', '/account/factor', signedIn('shown')),
	page('/(auth)/account/confirm', '/account/confirm', signedIn('shown')),
	open('/(auth)/verify', '/verify?token={verifyToken}', 'a link that works'),
	open('/(auth)/verify', '/verify', 'no link'),
	page('/(auth)/account', '/account', signedIn('shown')),
	// A site that sends no mail and listens to this machine only.
	open('/(auth)/outbox', '/outbox')
];

const ownInternships = '/(talent)/me/internships';
const ofTalent = (answer: Answer): Answers => ({ ...signedIn('missing'), talent: answer });
const withProfile: Answers = { ...signedIn('moved'), talent: 'shown', otherTalent: 'shown' };
const talentPages: Row[] = [
	page('/(talent)/me', '/me', signedIn('shown')),
	page('/(talent)/me/profile', '/me/profile', signedIn('shown'), { sees: { talent: ['contact'] } }),
	page('/(talent)/me/matches', '/me/matches', signedIn('shown')),
	page('/(talent)/me/matches', '/me/matches?kind=course', signedIn('shown'), { about: 'courses' }),
	page('/(talent)/me/plan', '/me/plan', signedIn('shown')),
	page('/(talent)/me/plan', '/me/plan?saved={plan}', signedIn('shown'), { about: 'with a plan' }),
	page('/(talent)/me/matches', '/me/matches?district=jiangbei&fits=1&least=20', signedIn('shown'), {
		about: 'filtered'
	}),
	page('/(talent)/me/saved', '/me/saved', signedIn('shown')),
	page('/(talent)/me/privacy', '/me/privacy', signedIn('shown')),
	page('/(talent)/me/saved', '/me/saved?hidden', signedIn('shown'), { about: 'hidden' }),
	page('/(talent)/me/applications', '/me/applications', signedIn('shown'), {
		sees: { talent: ['letter', 'contact'] }
	}),
	page('/(talent)/me/certificates', '/me/certificates', signedIn('shown')),
	page(ownInternships, '/me/internships', signedIn('shown')),
	...(
		[
			[`${ownInternships}/[id]`, 'internship', ''],
			[`${ownInternships}/[id]/agreement`, 'signing', '/agreement']
		] as const
	).flatMap(([route, thing, rest]) => [
		page(route, `/me/internships/{${thing}}${rest}`, ofTalent('shown'), { sees: { talent: ['fullName'] } }),
		page(route, `/me/internships/{otherInternship}${rest}`, signedIn('missing'), {
			about: 'somebody else’s'
		})
	]),
	page('/(talent)/me/invitations', '/me/invitations', signedIn('shown')),
	page('/(talent)/me/invitations/[id]', '/me/invitations/{invited}', ofTalent('shown'), {
		sees: { talent: ['contact', 'inviteReason'] }
	}),
	page('/(talent)/me/invitations/[id]', '/me/invitations/{otherInvited}', signedIn('missing'), {
		about: 'somebody else’s'
	}),
	page('/(talent)/me/cv', '/me/cv', withProfile, { sees: { talent: ['contact'] } }),
	page('/(talent)/me/preview', '/me/preview', withProfile),
	page('/(talent)/apply/[id]', '/apply/{openRole}', signedIn('shown'), {
		about: 'open',
		sees: { talent: ['contact'] }
	}),
	page('/(talent)/apply/[id]', '/apply/{openCourse}', signedIn('shown'), {
		about: 'an open course',
		sees: { talent: ['contact'] }
	}),
	page('/(talent)/apply/[id]', '/apply/{closedRole}', signedIn('shown'), {
		about: 'closed',
		sees: { talent: ['contact'] }
	}),
	page('/(talent)/apply/[id]', '/apply/{draftRole}', signedIn('missing'), { about: 'a draft' }),
	page('/(talent)/apply/[id]', '/apply/{frozenRole}', signedIn('missing'), { about: 'frozen' })
];

const org = '/(org)/org/[slug]';
const received = `${org}/applications/[id]`;
const templatesRoute = `${org}/applications/templates`;
const cohort = `${org}/cohorts/[slot]`;
const internshipsOf = `${org}/internships`;
const team = `${org}/bases/[id]/team`;
const foreign = { about: 'of another organization' };
const invitePage = `${org}/listings/[id]/invite/[talent]`;
const talk = `${org}/messages/[id]`;
const noticePages: Row[] = [
	page('/(talent)/me/notices', '/me/notices', signedIn('shown')),
	page('/(talent)/me/searches', '/me/searches', signedIn('shown')),
	page('/(talent)/me/searches/new', '/me/searches/new?q=eeg&frequency=daily', signedIn('shown')),
	page('/(talent)/me/searches/[id]', '/me/searches/{savedSearch}', ofTalent('shown')),
	page('/(talent)/me/searches/[id]', '/me/searches/{organizationSearch}', signedIn('missing'), {
		about: 'an organization’s'
	}),
	page('/(talent)/me/messages', '/me/messages', signedIn('shown'), { sees: { talent: ['message'] } }),
	page('/(talent)/me/messages/[id]', '/me/messages/{conversation}', ofTalent('shown'), {
		sees: { talent: ['message'] }
	}),
	page('/(talent)/me/messages/[id]', '/me/messages/{withdrawnConversation}', ofTalent('shown'), {
		about: 'withdrawn',
		sees: { talent: ['message'] }
	}),
	page('/(talent)/me/messages/[id]', '/me/messages/{otherConversation}', signedIn('missing'), {
		about: 'somebody else’s'
	}),
	page(`${org}/messages`, '/org/{organization}/messages', members('shown'), { sees: toMembers('message') }),
	page(`${org}/messages`, '/org/{pendingOrganization}/messages', ofPending('shown'), {
		about: 'not verified, sees nobody',
		sees: { unverified: ['reason'] }
	}),
	page(talk, '/org/{organization}/messages/{conversation}', members('shown'), {
		sees: toMembers('message', 'member')
	}),
	page(talk, '/org/{organization}/messages/{otherConversation}', signedIn('missing'), foreign),
	page(talk, '/org/{organization}/messages/{withdrawnConversation}', signedIn('missing'), {
		about: 'withdrawn'
	}),
	page(talk, '/org/{organization}/messages/{blockedConversation}', signedIn('missing'), {
		about: 'with somebody who blocks the organization'
	}),
	page('/(talent)/me/calendar', '/me/calendar', signedIn('shown')),
	page(`${org}/calendar`, '/org/{organization}/calendar', members('shown'), {
		sees: toMembers('appliedName')
	}),
	page(`${org}/calendar`, '/org/{pendingOrganization}/calendar', ofPending('shown'), {
		about: 'not verified, sees nobody',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/searches`, '/org/{organization}/searches', members('shown')),
	page(`${org}/searches`, '/org/{pendingOrganization}/searches', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/searches/[id]`, '/org/{organization}/searches/{organizationSearch}', members('shown')),
	page(`${org}/searches/[id]`, '/org/{organization}/searches/{talentSearch}', members('shown'), {
		about: 'for talents, one of whom has hidden and one blocks it since',
		sees: toMembers('verifiedName')
	}),
	page(`${org}/searches/[id]`, '/org/{organization}/searches/{savedSearch}', signedIn('missing'), {
		about: 'a person’s'
	}),
	open('/(auth)/unsubscribe', '/unsubscribe?token={unsubscribeToken}', 'a link that works'),
	open('/(auth)/unsubscribe', '/unsubscribe?token=used', 'a link that does not work')
];
const alone = { editor: 'moved', owner: 'moved', unverified: 'moved', otherOrganization: 'moved' } as const;
const organizationPages: Row[] = [
	page('/(org)/org', '/org?all', signedIn('shown')),
	page('/(org)/org', '/org', { ...signedIn('shown'), ...alone }, { about: 'with one organization' }),
	page('/(org)/org/new', '/org/new', signedIn('shown')),
	page('/(org)/join', '/join?token={invitation}', signedIn('shown'), { about: 'asked' }),
	page('/(org)/join', '/join?token={otherInvitation}', signedIn('shown'), { about: 'somebody else asked' }),
	page('/(org)/join', '/join?token=used', signedIn('expired'), { about: 'a link that does not work' }),
	page(org, '/org/{organization}', members('shown'), { sees: toMembers('draft') }),
	page(org, '/org/{pendingOrganization}', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['draft', 'reason'] }
	}),
	page(`${org}/new/[kind]`, '/org/{organization}/new/role', members('shown'), { about: 'role' }),
	page(`${org}/new/[kind]`, '/org/{organization}/new/course', members('shown'), { about: 'course' }),
	page(`${org}/new/[kind]`, '/org/{organization}/new/base', members('shown'), { about: 'base' }),
	page(`${org}/listings/[id]`, '/org/{organization}/listings/{openRole}', members('shown')),
	page(`${org}/listings/[id]`, '/org/{organization}/listings/{openCourse}', members('shown'), {
		about: 'course'
	}),
	page(`${org}/listings/[id]`, '/org/{organization}/listings/{openBase}', members('shown'), {
		about: 'base'
	}),
	page(`${org}/listings/[id]`, '/org/{organization}/listings/{draftRole}', members('shown'), {
		about: 'a draft',
		sees: toMembers('draft')
	}),
	page(`${org}/listings/[id]`, '/org/{organization}/listings/{otherRole}', signedIn('missing'), {
		about: 'of another organization'
	}),
	page(`${org}/roles/[id]/candidates`, '/org/{organization}/roles/{openRole}/candidates', members('shown'), {
		sees: toMembers('verifiedName')
	}),
	page(
		`${org}/roles/[id]/candidates`,
		'/org/{organization}/roles/{otherRole}/candidates',
		signedIn('missing'),
		{ about: 'of another organization' }
	),
	page(
		`${org}/roles/[id]/candidates`,
		'/org/{pendingOrganization}/roles/{pendingRole}/candidates',
		ofPending('shown'),
		{ about: 'not verified, sees nobody', sees: { unverified: ['draft', 'reason'] } }
	),
	page(
		`${org}/roles/[id]/compare`,
		'/org/{organization}/roles/{openRole}/compare?t={verifiedTalent},{hiddenTalent},{blockingTalent},{suspendedTalent}',
		members('shown'),
		{ sees: toMembers('verifiedName') }
	),
	page(
		`${org}/roles/[id]/compare`,
		'/org/{organization}/roles/{otherRole}/compare?t={verifiedTalent}',
		signedIn('missing'),
		{ about: 'of another organization' }
	),
	page(
		`${org}/roles/[id]/compare`,
		'/org/{pendingOrganization}/roles/{pendingRole}/compare?t={verifiedTalent}',
		ofPending('moved'),
		{ about: 'not verified' }
	),
	page(
		`${org}/roles/[id]/candidates`,
		'/org/{organization}/roles/{openRole}/candidates?applied=no&documented=1',
		members('shown'),
		{ about: 'filtered' }
	),
	page(`${org}/talents`, '/org/{organization}/talents', members('shown')),
	page(`${org}/talents`, '/org/{organization}/talents?q=mark', members('shown'), { about: 'by a word' }),
	page(`${org}/talents`, '/org/{pendingOrganization}/talents', ofPending('shown'), {
		about: 'not verified, sees nobody',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/import`, '/org/{organization}/import', members('shown')),
	page(`${org}/import/[id]`, '/org/{organization}/import/{upload}', members('shown'), {
		sees: toMembers('upload')
	}),
	page(`${org}/import/[id]`, '/org/{organization}/import/{otherUpload}', signedIn('missing'), {
		about: 'of another organization'
	}),
	page(`${org}/applications`, '/org/{organization}/applications?kind=role', members('shown'), {
		sees: toMembers('appliedName')
	}),
	page(`${org}/applications`, '/org/{organization}/applications?view=table&kind=role', members('shown'), {
		about: 'as a table',
		sees: toMembers('appliedName')
	}),
	page(received, '/org/{organization}/applications/{application}', members('shown'), {
		sees: toMembers('letter', 'contact', 'note')
	}),
	page(templatesRoute, '/org/{organization}/applications/templates', members('shown'), {
		sees: toMembers('template')
	}),
	page(received, '/org/{organization}/applications/{otherApplication}', signedIn('missing'), foreign),
	page(received, '/org/{organization}/applications/{heldApplication}', signedIn('missing'), {
		about: 'that can still be taken back'
	}),
	page(received, '/org/{organization}/applications/{withdrawnApplication}', signedIn('missing'), {
		about: 'withdrawn'
	}),
	page(`${org}/applications`, '/org/{pendingOrganization}/applications', ofPending('shown'), {
		about: 'not verified, sees nobody',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/cohorts`, '/org/{organization}/cohorts', members('shown')),
	page(`${org}/cohorts`, '/org/{pendingOrganization}/cohorts', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	page(internshipsOf, '/org/{organization}/internships', members('shown')),
	page(internshipsOf, '/org/{pendingOrganization}/internships', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	...(
		[
			[`${internshipsOf}/[id]`, 'internship', ''],
			[`${internshipsOf}/[id]/agreement`, 'signing', '/agreement']
		] as const
	).flatMap(([route, thing, rest]) => [
		page(route, `/org/{organization}/internships/{${thing}}${rest}`, members('shown'), {
			sees: toMembers('fullName')
		}),
		page(route, `/org/{organization}/internships/{otherInternship}${rest}`, signedIn('missing'), foreign)
	]),
	...(
		[
			[`${internshipsOf}/[id]`, 'schoolInternship', ''],
			[`${internshipsOf}/[id]/agreement`, 'schoolSigning', '/agreement']
		] as const
	).map(([route, thing, rest]) =>
		page(
			route,
			`/org/{school}/internships/{${thing}}${rest}`,
			{ ...signedIn('missing'), universityMember: 'shown' },
			{ about: 'of its school', sees: { universityMember: ['fullName'] } }
		)
	),
	page(received, '/org/{organization}/applications/{suspendedApplication}', signedIn('missing'), {
		about: 'of a suspended account'
	}),
	page(talk, '/org/{organization}/messages/{suspendedConversation}', signedIn('missing'), {
		about: 'with a suspended account'
	}),
	page(invitePage, '/org/{organization}/listings/{openRole}/invite/{suspendedTalent}', signedIn('missing'), {
		about: 'suspended'
	}),
	page(`${internshipsOf}/[id]`, '/org/{organization}/internships/{roleInternship}', members('shown'), {
		about: 'in a role',
		sees: toMembers('fullName', 'member')
	}),
	page(team, '/org/{organization}/bases/{runBase}/team', members('shown'), { sees: toMembers('member') }),
	page(team, '/org/{organization}/bases/{otherRunBase}/team', signedIn('missing'), foreign),
	page(cohort, '/org/{organization}/cohorts/{run}', members('shown')),
	page(cohort, '/org/{organization}/cohorts/{otherRun}', signedIn('missing'), foreign),
	page(`${org}/invitations`, '/org/{organization}/invitations', members('shown'), {
		sees: toMembers('inviteReason')
	}),
	page(invitePage, '/org/{organization}/listings/{openRole}/invite/{verifiedTalent}', members('shown'), {
		sees: toMembers('verifiedName')
	}),
	page(invitePage, '/org/{organization}/listings/{openRole}/invite/{hiddenTalent}', signedIn('missing'), {
		about: 'hidden'
	}),
	page(invitePage, '/org/{organization}/listings/{openRole}/invite/{blockingTalent}', signedIn('missing'), {
		about: 'blocks the organization'
	}),
	page(invitePage, '/org/{organization}/listings/{otherRole}/invite/{publicTalent}', signedIn('missing'), {
		about: 'to a listing of another organization'
	}),
	page(
		invitePage,
		'/org/{pendingOrganization}/listings/{pendingRole}/invite/{publicTalent}',
		ofPending('moved'),
		{ about: 'not verified' }
	),
	page(`${org}/import/[id]`, '/org/{pendingOrganization}/import/{pendingUpload}', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['upload', 'reason'] }
	}),
	page(`${org}/listings/[id]/preview`, '/org/{organization}/listings/{draftRole}/preview', members('shown'), {
		about: 'a draft',
		sees: toMembers('draft')
	}),
	page(
		`${org}/listings/[id]/preview`,
		'/org/{organization}/listings/{otherRole}/preview',
		signedIn('missing'),
		{
			about: 'of another organization'
		}
	),
	page(`${org}/bases/[id]`, '/org/{organization}/bases/{askedBase}', members('shown'), {
		about: 'asked to be a partner'
	}),
	page(`${org}/bases/[id]`, '/org/{organization}/bases/{unaskedBase}', signedIn('missing'), {
		about: 'named, but not asked yet'
	}),
	page(`${org}/bases/[id]`, '/org/{organization}/bases/{otherBase}', signedIn('missing'), {
		about: 'not named as a partner'
	}),
	page(`${org}/teaching`, '/org/{organization}/teaching', members('shown')),
	page(`${org}/teaching`, '/org/{pendingOrganization}/teaching', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/gaps`, '/org/{organization}/gaps', members('shown')),
	page(`${org}/gaps`, '/org/{pendingOrganization}/gaps', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/signals`, '/org/{organization}/signals', members('shown')),
	page(`${org}/signals`, '/org/{pendingOrganization}/signals', ofPending('shown'), {
		about: 'not verified',
		sees: { unverified: ['reason'] }
	}),
	page(`${org}/profile`, '/org/{organization}/profile', { ...members('shown'), editor: 'refused' }),
	page(`${org}/verification`, '/org/{organization}/verification', {
		...members('shown'),
		editor: 'refused'
	}),
	page(`${org}/people`, '/org/{organization}/people', members('shown'), { sees: toMembers('member') })
];

const operatorPages: Row[] = [
	page('/(ops)/ops', '/ops', operators('shown'), { sees: { operator: ['waiting'] } }),
	page('/(ops)/ops/search', '/ops/search', operators('shown')),
	page('/(ops)/ops/jobs', '/ops/jobs', operators('shown')),
	page('/(ops)/ops/audit', '/ops/audit', operators('shown')),
	page('/(ops)/ops/find', '/ops/find', operators('shown')),
	page('/(ops)/ops/accounts', '/ops/accounts', operators('shown')),
	page('/(ops)/ops/accounts/[id]', '/ops/accounts/{stranger}', operators('shown')),
	page('/(ops)/ops/accounts/[id]', '/ops/accounts/{suspendedAccount}', operators('shown'), {
		about: 'suspended'
	}),
	page('/(ops)/ops/accounts/[id]', '/ops/accounts/no-such-account', everybody('missing'), {
		about: 'unknown'
	}),
	page('/(ops)/ops/announcements', '/ops/announcements', operators('shown')),
	page('/(ops)/ops/skills', '/ops/skills', operators('shown')),
	page('/(ops)/ops/skills', '/ops/skills?q=eeg', operators('shown'), { about: 'searched' }),
	page('/(ops)/ops/skills/new', '/ops/skills/new', operators('shown')),
	page('/(ops)/ops/skills/new', '/ops/skills/new?suggestion={suggestion}', operators('shown'), {
		about: 'from a suggestion'
	}),
	page('/(ops)/ops/skills/[id]', '/ops/skills/eeg', operators('shown')),
	page('/(ops)/ops/skills/[id]', '/ops/skills/clinical', operators('shown'), { about: 'a group' }),
	page('/(ops)/ops/skills/[id]', '/ops/skills/no-such-skill', everybody('missing'), { about: 'unknown' }),
	page('/(public)/skills/suggest', '/skills/suggest?name=fnirs2', signedIn('shown')),
	page('/(ops)/ops/proofs', '/ops/proofs', operators('shown'), { sees: { operator: ['proofCode'] } }),
	page('/(ops)/ops/reports', '/ops/reports', operators('shown')),
	page('/(ops)/ops/reports', '/ops/reports?all', operators('shown'), { about: 'all' }),
	page('/(ops)/ops/reports/[id]', '/ops/reports/{openCase}', operators('shown')),
	page('/(ops)/ops/reports/[id]', '/ops/reports/{decidedCase}', operators('shown'), { about: 'decided' }),
	page('/(ops)/ops/listings/[id]', '/ops/listings/{keptRole}', operators('shown')),
	page('/(ops)/ops/listings/[id]', '/ops/listings/{draftRole}', everybody('missing'), {
		about: 'never published'
	})
];

export const pages: FullRow[] = [
	...publicPages,
	...accountPages,
	...talentPages,
	...noticePages,
	...organizationPages,
	...operatorPages
].map(complete);

const act = (
	route: string,
	name: string,
	address: string,
	form: Row['form'],
	answers: Answers,
	more: Pick<Row, 'about' | 'asNew' | 'sees'> = {}
): Row => ({ route, call: `action ${name}`, address, form: form ?? {}, answers, ...more });

const roleForm = {
	version: '1',
	titleZh: '脑电解码实习生',
	textZh: '参与采集与解码。',
	employmentType: 'internship',
	payFrom: '200',
	payTo: '260',
	payUnit: 'day',
	headcount: '1',
	degree: 'bachelor',
	researchWith: 'none',
	district: 'jiangbei',
	validUntil: '{soon}'
};
const courseForm = {
	version: '1',
	titleZh: '脑电导论',
	type: 'course',
	studyLevel: 'master',
	mode: 'onsite'
};
const baseForm = { version: '1', titleZh: '解码实训基地' };
const listingPage = (id: string) => `/org/{organization}/listings/${id}`;
const newPage = (kind: string) => `/org/{organization}/new/${kind}`;
const newRoute = `${org}/new/[kind]`;
const editRoute = `${org}/listings/[id]`;

const listingActions: Row[] = [
	act(org, 'publish', '/org/{organization}', { id: '{draftRole}' }, members('done')),
	act(org, 'publish', '/org/{organization}', { id: '{frozenRole}' }, members('notNow'), { about: 'frozen' }),
	act(org, 'publish', '/org/{organization}', { id: '{otherRole}' }, signedIn('missing'), foreign),
	act(org, 'publish', '/org/{pendingOrganization}', { id: '{pendingRole}' }, ofPending('refused'), {
		about: 'not verified'
	}),
	act(org, 'close', '/org/{organization}', { id: '{openRole}' }, members('done')),
	act(org, 'close', '/org/{organization}', { id: '{otherRole}' }, signedIn('missing'), foreign),
	act(org, 'copy', '/org/{organization}', { id: '{openRole}' }, members('done')),
	act(org, 'copy', '/org/{organization}', { id: '{otherRole}' }, signedIn('missing'), foreign),
	act(newRoute, 'role', newPage('role'), roleForm, members('done')),
	act(newRoute, 'course', newPage('course'), courseForm, members('done')),
	act(newRoute, 'base', newPage('base'), baseForm, members('done')),
	act(newRoute, 'role', '/org/{pendingOrganization}/new/role', roleForm, ofPending('done'), {
		about: 'not verified'
	}),
	act(editRoute, 'role', listingPage('{openRole}'), roleForm, members('done')),
	act(editRoute, 'role', listingPage('{otherRole}'), roleForm, signedIn('missing'), foreign),
	act(editRoute, 'course', listingPage('{draftCourse}'), courseForm, members('done')),
	act(editRoute, 'course', listingPage('{otherCourse}'), courseForm, signedIn('missing'), foreign),
	act(
		editRoute,
		'course',
		listingPage('{draftCourse}'),
		{ ...courseForm, parentId: '{otherProgramme}' },
		members('invalid'),
		{ about: 'in a programme of another organization' }
	),
	act(editRoute, 'base', listingPage('{draftBase}'), baseForm, members('done')),
	act(editRoute, 'base', listingPage('{otherBase}'), baseForm, signedIn('missing'), foreign),
	act(editRoute, 'publish', listingPage('{draftRole}'), {}, members('done')),
	act(editRoute, 'publish', listingPage('{otherRole}'), {}, signedIn('missing'), foreign),
	act(editRoute, 'close', listingPage('{openRole}'), {}, members('done')),
	act(editRoute, 'close', listingPage('{otherRole}'), {}, signedIn('missing'), foreign)
];

const partnerActions: Row[] = ['confirm', 'decline'].flatMap((name) => [
	act(org, name, '/org/{organization}', { id: '{askedBase}' }, members('done')),
	act(org, name, '/org/{organization}', { id: '{unaskedBase}' }, signedIn('missing'), {
		about: 'named, but not asked yet'
	}),
	act(org, name, '/org/{organization}', { id: '{otherBase}' }, signedIn('missing'), {
		about: 'not named as a partner'
	})
]);

const signalForm = { 'skills.0.name': 'eeg', headcount: '2-5', district: '', neededBy: '{soon}' };
const signalsRoute = `${org}/signals`;
const ourSignals = '/org/{organization}/signals';
const mapActions: Row[] = [
	act(`${org}/gaps`, 'draft', '/org/{organization}/gaps', { skill: 'eeg', kind: 'course' }, members('done')),
	act(
		`${org}/gaps`,
		'draft',
		'/org/{pendingOrganization}/gaps',
		{ skill: 'eeg', kind: 'base' },
		ofPending('done'),
		{
			about: 'not verified'
		}
	),
	act(signalsRoute, 'publish', ourSignals, signalForm, members('done')),
	act(signalsRoute, 'publish', '/org/{pendingOrganization}/signals', signalForm, ofPending('refused'), {
		about: 'not verified'
	}),
	act(signalsRoute, 'withdraw', ourSignals, { id: '{openSignal}' }, members('done')),
	act(signalsRoute, 'withdraw', ourSignals, { id: '{otherSignal}' }, signedIn('missing'), foreign),
	act(signalsRoute, 'restore', ourSignals, { id: '{withdrawnSignal}' }, members('done')),
	act(signalsRoute, 'restore', ourSignals, { id: '{otherWithdrawnSignal}' }, signedIn('missing'), foreign)
];

const csv = { file: 'courses.csv', text: '课程名称,学时\n脑电导论,32\n' };
const mapped = { 'defaults.type': 'course', 'mapping.titleZh': '课程名称', 'mapping.hours': '学时' };
const answer = { version: '1', state: 'talking', reason: '欢迎来聊聊。' };
/** What a team writes down about an application. */
const reviewForms = {
	rate: { rating: '4' },
	tag: { tag: '复试' },
	untag: { tag: '标签' },
	note: { text: '笔试很好' }
};
const template = { name: '感谢 {unique}', textZh: '感谢申请。', textEn: '' };
const templateForms: [string, Record<string, string>, Answers, { about: string } | undefined][] = [
	['add', template, members('done'), undefined],
	['change', { id: '{template}', version: '1', ...template }, members('done'), undefined],
	['change', { id: '{otherTemplate}', version: '1', ...template }, signedIn('missing'), foreign],
	['remove', { id: '{template}' }, members('done'), undefined],
	['remove', { id: '{otherTemplate}' }, signedIn('missing'), foreign],
	['restore', { id: '{removedTemplate}' }, members('done'), undefined],
	['restore', { id: '{otherTemplate}' }, signedIn('missing'), foreign]
];
const admitted = { state: 'admitted', 'ids[]': ['{runApplication}'] };
const organizationActions: Row[] = [
	act(`${org}/import`, 'default', '/org/{organization}/import', { file: csv }, members('done')),
	act(`${org}/import/[id]`, 'default', '/org/{organization}/import/{upload}', mapped, members('done')),
	act(
		`${org}/import/[id]`,
		'default',
		'/org/{organization}/import/{otherUpload}',
		mapped,
		signedIn('missing'),
		foreign
	),
	act(
		`${org}/import/[id]`,
		'default',
		'/org/{pendingOrganization}/import/{pendingUpload}',
		{ ...mapped, publishUntil: '{soon}' },
		ofPending('refused'),
		{ about: 'not verified, published at once' }
	),
	act(
		`${org}/applications`,
		'move',
		'/org/{organization}/applications',
		{ id: '{application}', version: '1', state: 'talking' },
		members('done')
	),
	act(
		`${org}/applications`,
		'move',
		'/org/{organization}/applications',
		{ id: '{otherApplication}', version: '1', state: 'talking' },
		signedIn('missing'),
		foreign
	),
	act(received, 'answer', '/org/{organization}/applications/{application}', answer, members('done')),
	...Object.entries(reviewForms).flatMap(([name, form]) => [
		act(received, name, '/org/{organization}/applications/{application}', form, members('done')),
		act(
			received,
			name,
			'/org/{organization}/applications/{otherApplication}',
			form,
			signedIn('missing'),
			foreign
		)
	]),
	act(
		`${org}/applications`,
		'bulk',
		'/org/{organization}/applications?view=table',
		{ 'picked[]': '{application}:1', state: 'talking' },
		members('done')
	),
	act(
		`${org}/applications`,
		'bulk',
		'/org/{organization}/applications?view=table',
		{ 'picked[]': '{otherApplication}:1', state: 'talking' },
		signedIn('missing'),
		foreign
	),
	...(
		[
			[`${org}/applications`, '/org/{organization}/applications', '/org/{organization}/applications'],
			[cohort, '/org/{organization}/cohorts/{run}', '/org/{organization}/cohorts/{otherRun}']
		] as const
	).flatMap(([route, own, others]) => [
		act(route, 'undo', own, { bulk: '{bulkAnswer}' }, members('done')),
		act(route, 'undo', others, { bulk: '{otherBulkAnswer}' }, signedIn('missing'), foreign)
	]),
	...(['removeNote', 'restoreNote'] as const).flatMap((name) => [
		act(
			received,
			name,
			'/org/{organization}/applications/{notedApplication}',
			{ note: name === 'removeNote' ? '{note}' : '{removedNote}' },
			members('done')
		),
		act(
			received,
			name,
			'/org/{organization}/applications/{otherApplication}',
			{ note: '{note}' },
			signedIn('missing'),
			foreign
		)
	]),
	...templateForms.map(([name, form, answer, about]) =>
		act(templatesRoute, name, '/org/{organization}/applications/templates', form, answer, about)
	),
	act(cohort, 'move', '/org/{organization}/cohorts/{run}', admitted, members('done')),
	act(cohort, 'move', '/org/{organization}/cohorts/{otherRun}', admitted, signedIn('missing'), foreign),
	act(
		received,
		'answer',
		'/org/{organization}/applications/{otherApplication}',
		answer,
		signedIn('missing'),
		foreign
	),
	act(
		received,
		'answer',
		'/org/{organization}/applications/{withdrawnApplication}',
		answer,
		signedIn('missing'),
		{ about: 'withdrawn' }
	),
	act(
		invitePage,
		'default',
		'/org/{organization}/listings/{openRole}/invite/{publicTalent}',
		{ reason: '您做过在线解码。' },
		members('done')
	),
	act(
		invitePage,
		'default',
		'/org/{organization}/listings/{openRole}/invite/{hiddenTalent}',
		{ reason: '您做过在线解码。' },
		signedIn('missing'),
		{ about: 'hidden' }
	),
	act(
		invitePage,
		'default',
		'/org/{pendingOrganization}/listings/{pendingRole}/invite/{publicTalent}',
		{ reason: '您做过在线解码。' },
		ofPending('moved'),
		{ about: 'not verified' }
	),
	act(
		`${org}/invitations`,
		'takeBack',
		'/org/{organization}/invitations',
		{ id: '{invited}' },
		members('done')
	),
	act(
		`${org}/invitations`,
		'takeBack',
		'/org/{organization}/invitations',
		{ id: '{otherInvited}' },
		signedIn('missing'),
		{ about: 'of another organization' }
	),
	act(
		`${org}/verification`,
		'papers',
		'/org/{organization}/verification',
		{ personName: '王经办' },
		{ ...members('done'), editor: 'refused' }
	),
	act(
		`${org}/verification`,
		'domain',
		'/org/{organization}/verification',
		{},
		{ ...members('notNow'), editor: 'refused' },
		{ about: 'without a website' }
	),
	act(
		`${org}/profile`,
		'default',
		'/org/{organization}/profile',
		{ version: '{organizationVersion}', nameZh: '权限测试a', kind: 'university', aboutZh: '介绍' },
		{ ...members('done'), editor: 'refused' }
	),
	act(
		`${org}/profile`,
		'default',
		'/org/{pendingOrganization}/profile',
		{ version: '{pendingVersion}', nameZh: '权限测试p', kind: 'company', aboutZh: '介绍' },
		ofPending('done'),
		{ about: 'not verified' }
	),
	act(
		`${org}/people`,
		'invite',
		'/org/{organization}/people',
		{ email: 'colleague@rights.example', role: 'editor' },
		{ ...members('done'), editor: 'refused' }
	),
	act(
		`${org}/people`,
		'remove',
		'/org/{organization}/people',
		{ accountId: '{member}' },
		{ ...members('done'), editor: 'refused' }
	),
	act(
		`${org}/people`,
		'remove',
		'/org/{organization}/people',
		{ accountId: '{stranger}' },
		{ ...signedIn('missing'), editor: 'refused' },
		{ about: 'no member' }
	),
	act(
		'/(org)/org/new',
		'default',
		'/org/new',
		{ nameZh: '新机构', kind: 'company', district: 'jiangbei' },
		signedIn('done'),
		{
			asNew: true
		}
	),
	act('/(org)/join', 'default', '/join', { token: '{invitation}' }, signedIn('done'), {
		about: 'asked',
		asNew: true
	}),
	act(
		'/(org)/join',
		'default',
		'/join?token={otherInvitation}',
		{ token: '{otherInvitation}' },
		signedIn('refused'),
		{
			about: 'somebody else asked'
		}
	),
	act(
		'/(ops)/ops',
		'default',
		'/ops',
		{ slug: '{waiting}', version: '1', decision: 'verified' },
		operators('done')
	),
	act(
		'/(ops)/ops',
		'default',
		'/ops',
		{ slug: 'no-such-organization', version: '1', decision: 'verified' },
		everybody('missing'),
		{
			about: 'unknown'
		}
	),
	act(
		'/(ops)/ops/listings/[id]',
		'default',
		'/ops/listings/{keptRole}',
		{ reason: '核实举报' },
		operators('done')
	),
	act(
		'/(ops)/ops/listings/[id]',
		'default',
		'/ops/listings/{draftRole}',
		{ reason: '核实举报' },
		everybody('missing'),
		{ about: 'never published' }
	),
	act(
		'/(ops)/ops/reports/[id]',
		'default',
		'/ops/reports/{openCase}',
		{ version: '1', step: 'frozen', words: '先下架核实' },
		operators('done')
	),
	act(
		'/(ops)/ops/reports/[id]',
		'default',
		'/ops/reports/{decidedCase}',
		{ version: '1', step: 'dismissed', words: '核实无误' },
		operators('notNow'),
		{ about: 'decided' }
	),
	act(
		'/(ops)/ops/find',
		'default',
		'/ops/find',
		{ words: 'no-such-thing', reason: '核实举报' },
		operators('done')
	),
	...(
		[
			['suspend', 'anyAccount', 'done', undefined],
			['suspend', 'suspendedAccount', 'notNow', 'suspended already'],
			['suspend', 'self', 'notNow', 'one’s own'],
			['lift', 'suspendedAccount', 'done', undefined],
			['lift', 'anyAccount', 'notNow', 'not suspended']
		] as const
	).map(([name, thing, answer, about]) =>
		act(
			'/(ops)/ops/accounts/[id]',
			name,
			`/ops/accounts/{${thing}}`,
			{ reason: '多次发布虚假信息' },
			operators(answer),
			about ? { about } : {}
		)
	),
	act('/(public)/acting', 'default', '/acting', {}, everybody('missing'), { about: 'looking as nobody' }),
	act(
		'/(ops)/ops/accounts/[id]',
		'act',
		'/ops/accounts/{anyAccount}',
		{ reason: '页面打不开' },
		operators('done'),
		{ asNew: true }
	),
	act(
		'/(ops)/ops/accounts/[id]',
		'act',
		'/ops/accounts/{suspendedAccount}',
		{ reason: '页面打不开' },
		operators('notNow'),
		{ about: 'suspended' }
	),
	act('/(ops)/ops/announcements', 'preview', '/ops/announcements', announcement, operators('accepted')),
	act('/(ops)/ops/announcements', 'publish', '/ops/announcements', announcement, operators('done')),
	act('/(ops)/ops/announcements', 'end', '/ops/announcements', { id: '{announcement}' }, operators('done')),
	act('/(ops)/ops/announcements', 'end', '/ops/announcements', { id: 'nothing' }, everybody('missing'), {
		about: 'unknown'
	}),
	act(
		'/(ops)/ops/skills',
		'default',
		'/ops/skills',
		{ id: '{suggestion}', answer: '已有' },
		operators('done')
	),
	act(
		'/(ops)/ops/skills',
		'default',
		'/ops/skills',
		{ id: 'nothing', answer: '已有' },
		everybody('missing'),
		{
			about: 'unknown'
		}
	),
	act('/(ops)/ops/skills/new', 'preview', '/ops/skills/new', newSkill, operators('accepted')),
	act('/(ops)/ops/skills/new', 'save', '/ops/skills/new', newSkill, operators('done')),
	act('/(ops)/ops/skills/[id]', 'preview', '/ops/skills/meg', editedSkill, operators('accepted')),
	act('/(ops)/ops/skills/[id]', 'save', '/ops/skills/meg', editedSkill, operators('done')),
	act(
		'/(ops)/ops/skills/[id]',
		'mergePreview',
		'/ops/skills/anxiety-ocd-disorders',
		{ into: 'depression', version: '1' },
		operators('accepted')
	),
	act(
		'/(ops)/ops/skills/[id]',
		'merge',
		'/ops/skills/anxiety-ocd-disorders',
		{ into: 'depression', version: '1' },
		operators('done')
	),
	act(
		'/(public)/skills/suggest',
		'default',
		'/skills/suggest',
		{ kind: 'skill', name: '没有的技能', skill: '', reason: '常用' },
		signedIn('done')
	),
	...(
		[
			['{proof}', 'done', undefined],
			['{decidedProof}', 'notNow', 'decided'],
			['no-such-proof', 'missing', 'unknown']
		] as const
	).flatMap(([id, answer, about]) =>
		[
			{ decision: 'verified', expiresOn: '{soon}', reason: '' },
			{ decision: 'refused', expiresOn: '', reason: '报告已失效' }
		].map((form) =>
			act('/(ops)/ops/proofs', 'default', '/ops/proofs', { id, ...form }, operators(answer), {
				about: [form.decision, about].filter(Boolean).join(', '),
				sees: { operator: ['proofCode'] }
			})
		)
	),
	act('/(ops)/ops/search', 'again', '/ops/search', {}, operators('accepted')),
	act('/(ops)/ops/search', 'drop', '/ops/search', { id: 'no-such-document' }, everybody('missing'), {
		about: 'unknown'
	}),
	...['retry', 'drop'].map((name) =>
		act(
			'/(ops)/ops/jobs',
			name,
			'/ops/jobs',
			{ id: '00000000-0000-4000-8000-000000000000' },
			everybody('missing'),
			{
				about: 'unknown'
			}
		)
	),
	act('/(ops)/ops/search', 'again', '/ops/search', { id: 'no-such-document' }, everybody('missing'), {
		about: 'unknown'
	})
];

/** The answer of an authenticator that nobody asked. */
const noPasskey = {
	response: JSON.stringify({ id: 'no-such-passkey', response: { clientDataJSON: 'e30' } })
};
const factorActions: Row[] = [
	act(
		'/(auth)/sign-in/code',
		'default',
		'/sign-in/code?token=used',
		{ code: '123456' },
		everybody('expired'),
		{
			about: 'too late'
		}
	),
	act(
		'/(auth)/sign-in/code',
		'default',
		'/sign-in/code?token={factorToken}',
		{ code: '123456' },
		everybody('invalid'),
		{
			about: 'a wrong code'
		}
	),
	act('/(auth)/account/factor', 'begin', '/account/factor', { password: '{password}' }, signedIn('done'), {
		asNew: true
	}),
	act(
		'/(auth)/account/factor',
		'begin',
		'/account/factor',
		{ password: 'wrong-password-9' },
		signedIn('invalid'),
		{
			about: 'wrong password'
		}
	),
	act('/(auth)/sign-in/passkey', 'default', '/sign-in/passkey', noPasskey, everybody('invalid')),
	act('/(auth)/account/factor', 'addPasskey', '/account/factor', noPasskey, signedIn('invalid')),
	act(
		'/(auth)/account/factor',
		'removePasskey',
		'/account/factor',
		{ passkey: 'no-such-passkey' },
		signedIn('missing')
	),
	act('/(auth)/account/confirm', 'passkey', '/account/confirm', noPasskey, signedIn('invalid')),
	act(
		'/(auth)/account/confirm',
		'password',
		'/account/confirm',
		{ password: '{password}' },
		signedIn('done')
	),
	act('/(auth)/account/factor', 'confirm', '/account/factor', { code: '123456' }, signedIn('invalid')),
	act('/(auth)/account/factor', 'renew', '/account/factor', { code: '123456' }, signedIn('invalid')),
	act(
		'/(auth)/account/factor',
		'remove',
		'/account/factor',
		{ password: '{password}', code: '123456' },
		signedIn('invalid')
	)
];

const privacyActions: Row[] = [
	act(
		'/(talent)/me/privacy',
		'end',
		'/me/privacy',
		{ purpose: 'application', organization: '{organization}' },
		{ ...signedIn('missing'), talent: 'done' },
		{ asNew: true }
	),
	act(
		'/(talent)/me/privacy',
		'end',
		'/me/privacy',
		{ purpose: 'profileVerified' },
		{ ...signedIn('missing'), talent: 'done', otherTalent: 'done' },
		{ about: 'the profile', asNew: true }
	),
	act('/(talent)/me/privacy', 'export', '/me/privacy', {}, signedIn('done'), { asNew: true }),
	act('/(talent)/me/privacy', 'erase', '/me/privacy', { password: 'wrong-password-9' }, signedIn('invalid'), {
		about: 'wrong password'
	}),
	act('/(talent)/me/privacy', 'erase', '/me/privacy', { password: '{password}' }, signedIn('done'), {
		asNew: true
	}),
	act('/(talent)/me/privacy', 'personalise', '/me/privacy', { personalised: '' }, signedIn('done'), {
		asNew: true
	}),
	act(
		'/(public)/ranking',
		'personalise',
		'/ranking',
		{ personalised: '' },
		{ ...everybody('done'), visitor: 'nobody' },
		{ asNew: true }
	)
];
const own = (answer: Answer): Answers => ({ ...everybody('missing'), talent: answer });
const reportActions: Row[] = [
	act('/(public)/reports', 'default', '/reports', { kind: 'listing', id: '{openRole}' }, everybody('done')),
	act(
		'/(public)/reports',
		'default',
		'/reports',
		{ kind: 'listing', id: '{draftRole}' },
		everybody('missing'),
		{
			about: 'a draft'
		}
	),
	act(
		'/(public)/reports',
		'default',
		'/reports',
		{ kind: 'organization', id: '{otherHouse}' },
		everybody('done'),
		{ about: 'an organization', asNew: true }
	),
	act(
		'/(public)/reports',
		'default',
		'/reports',
		{ kind: 'talent', id: '{hiddenTalent}' },
		everybody('missing'),
		{ about: 'a hidden talent' }
	),
	act(
		'/(public)/reports/[key]',
		'say',
		'/reports/{reportToken}',
		{ reason: 'fee', words: '收押金' },
		everybody('done')
	),
	act('/(public)/reports/[key]', 'say', '/reports/{ownReport}', { reason: 'fee' }, own('done'), {
		about: 'the talent’s own'
	}),
	act('/(public)/reports/[key]', 'withdraw', '/reports/{ownReport}', {}, own('done')),
	act('/(public)/reports/[key]', 'restore', '/reports/{ownReport}', {}, own('done')),
	act('/(public)/cases/[id]', 'default', '/cases/{decidedCase}', { words: '请复核' }, members('done')),
	act('/(public)/cases/[id]', 'default', '/cases/{openCase}', { words: '请复核' }, signedIn('missing'), {
		about: 'of which nobody was told'
	})
];

const applying = { ...signedIn('notNow'), talent: 'done', otherTalent: 'done' } as const;
const talentActions: Row[] = [
	act(
		'/(talent)/me/profile',
		'default',
		'/me/profile',
		{ version: '0', displayName: '某同学', degree: 'master', visibility: 'hidden' },
		{ ...signedIn('done'), talent: 'notNow', otherTalent: 'notNow' },
		{ about: 'a new one', asNew: true }
	),
	act(
		'/(talent)/me/profile',
		'default',
		'/me/profile',
		{ version: '1', displayName: '某同学', degree: 'master', visibility: 'hidden' },
		{ ...signedIn('notNow'), talent: 'done', otherTalent: 'done' },
		{ about: 'one’s own', asNew: true }
	),
	act(
		'/(talent)/me/applications',
		'move',
		'/me/applications',
		{ id: '{application}', state: 'withdrawn' },
		{ ...signedIn('missing'), talent: 'done' }
	),
	...(
		[
			['agree', 'certificate', {}],
			['decline', 'certificate', {}],
			['share', 'agreedCertificate', { holder: '某同学' }],
			['unshare', 'agreedCertificate', {}]
		] as const
	).flatMap(([name, thing, more]) => [
		act(
			'/(talent)/me/certificates',
			name,
			'/me/certificates',
			{ id: `{${thing}}`, ...more },
			ofTalent('done')
		),
		act(
			'/(talent)/me/certificates',
			name,
			'/me/certificates',
			{ id: '{otherCertificate}', ...more },
			signedIn('missing'),
			{ about: 'somebody else’s' }
		)
	]),
	...['accept', 'decline'].flatMap((name) => [
		act('/(talent)/me/invitations/[id]', name, '/me/invitations/{invited}', {}, ofTalent('done')),
		act('/(talent)/me/invitations/[id]', name, '/me/invitations/{otherInvited}', {}, signedIn('missing'), {
			about: 'somebody else’s'
		})
	]),
	act('/(talent)/me/applications', 'join', '/me/applications', { id: '{teamRequest}' }, applying),
	act('/(talent)/me/applications', 'leave', '/me/applications', { id: '{teamRequest}' }, signedIn('done')),
	act('/(talent)/me/applications', 'send', '/me/applications', { id: '{teamApplication}' }, ofTalent('done')),
	...['join', 'leave', 'send'].map((name) =>
		act(
			'/(talent)/me/applications',
			name,
			'/me/applications',
			{ id: '{otherTeamRequest}' },
			signedIn('missing'),
			{
				about: 'somebody else’s'
			}
		)
	),
	act('/(talent)/apply/[id]', 'draft', '/apply/{openRole}', { letter: '您好' }, applying),
	act('/(talent)/apply/[id]', 'draft', '/apply/{draftRole}', {}, signedIn('missing'), { about: 'a draft' }),
	act('/(talent)/me/applications', 'undo', '/me/applications', { id: '{heldApplication}' }, ofTalent('done')),
	act(
		'/(talent)/me/applications',
		'undo',
		'/me/applications',
		{ id: '{application}' },
		{ ...signedIn('missing'), talent: 'notNow' },
		{ about: 'long sent' }
	),
	act('/(talent)/apply/[id]', 'send', '/apply/{openRole}', {}, applying),
	act('/(talent)/apply/[id]', 'send', '/apply/{closedRole}', {}, signedIn('notNow'), {
		about: 'closed'
	}),
	act('/(talent)/apply/[id]', 'send', '/apply/{draftRole}', {}, signedIn('missing'), { about: 'a draft' })
];

const proving = {
	kind: 'degree',
	degree: 'master',
	school: '东南大学',
	name: '某同学',
	code: 'AB12CD34EF56GH78'
};
const proofActions: Row[] = [
	act(
		'/(talent)/me/certificates',
		'prove',
		'/me/certificates',
		proving,
		{ ...signedIn('notNow'), talent: 'done', otherTalent: 'done' },
		{ asNew: true }
	),
	act(
		'/(talent)/me/certificates',
		'prove',
		'/me/certificates',
		{ ...proving, name: '32010219900307123X' },
		signedIn('invalid'),
		{ about: 'with an identity number' }
	),
	act('/(talent)/me/certificates', 'unprove', '/me/certificates', { id: '{ownProof}' }, ofTalent('done')),
	act('/(talent)/me/certificates', 'unprove', '/me/certificates', { id: '{proof}' }, signedIn('missing'), {
		about: 'somebody else’s'
	})
];

const accepting = { hash: '{textHash}', name: '某人', agrees: 'on' };
/** One empty page. */
const smallPdf = [
	'%PDF-1.7',
	'1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
	'2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj',
	'3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj',
	'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\nstartxref\n186\n%%EOF\n'
].join('\n');
const signedPaper = {
	...{ hash: '{textHash}', signer: '家长', agrees: 'on' },
	paper: { file: 'signed.pdf', text: smallPdf }
};
const ending = { state: 'cancelled', reason: '计划有变。' };
const judging = { text: '独立完成了采集。', 'skills.0.id': 'ssvep', 'skills.0.level': '2' };
const writing = { tasksZh: '参与采集。', place: '三层', hoursPerWeek: '20', allowance: '0', insurer: 'host' };
const stating = { fullName: '某同学', age: 'adult', study: 'none', school: '' };
const toTutors: Answers = { ...members('refused'), tutor: 'done' };
const toSchool = (answer: Answer): Answers => ({ ...signedIn('missing'), universityMember: answer });
const bySchool = { about: 'by its school' };
const internshipActions: Row[] = [
	...(
		[
			['[id]', 'comment', 'schoolInternship', { week: '{week}', text: '写得清楚。' }, toSchool('done')],
			// The host confirms days.
			['[id]', 'days', 'schoolInternship', { week: '{week}', days: '4' }, toSchool('refused')],
			['[id]', 'evaluate', 'schoolInternship', judging, toSchool('done')],
			['[id]/agreement', 'accept', 'schoolSigning', accepting, toSchool('done')],
			['[id]/agreement', 'move', 'schoolSigning', ending, toSchool('done')]
		] as const
	).map(([part, name, thing, form, answers]) =>
		act(
			`${internshipsOf}/${part}`,
			name,
			`/org/{school}/internships/{${thing}}${part.replace('[id]', '')}`,
			form,
			answers,
			bySchool
		)
	),
	...(
		[
			['[id]', 'state', 'stated', stating],
			['[id]', 'week', 'internship', { day: '2026-01-12', text: '采集。', days: '4', version: '0' }],
			['[id]', 'evaluate', 'internship', judging],
			['[id]/agreement', 'accept', 'signing', accepting],
			['[id]/agreement', 'move', 'signing', ending],
			['[id]/agreement', 'guardian', 'minorSigning', { name: '家长', email: 'parent@rights.example' }],
			['[id]/agreement', 'paper', 'minorSigning', signedPaper]
		] as const
	).flatMap(([part, name, thing, form]) => {
		const [route, rest] = [`${ownInternships}/${part}`, part.replace('[id]', '')];
		return [
			act(route, name, `/me/internships/{${thing}}${rest}`, form, ofTalent('done')),
			act(route, name, `/me/internships/{otherInternship}${rest}`, form, signedIn('missing'), {
				about: 'somebody else’s'
			})
		];
	}),
	...(
		[
			['[id]', 'comment', 'internship', { week: '{week}', text: '写得清楚。' }, toTutors],
			['[id]', 'days', 'internship', { week: '{week}', days: '4' }, toTutors],
			['[id]', 'evaluate', 'internship', judging, toTutors],
			['[id]/agreement', 'write', 'drafted', writing, members('done')],
			['[id]/agreement', 'accept', 'signing', accepting, members('done')],
			['[id]/agreement', 'paper', 'minorOfSchool', signedPaper, members('done')],
			['[id]/agreement', 'move', 'signing', ending, members('done')]
		] as const
	).flatMap(([part, name, thing, form, answers]) => {
		const [route, rest] = [`${internshipsOf}/${part}`, part.replace('[id]', '')];
		return [
			act(route, name, `/org/{organization}/internships/{${thing}}${rest}`, form, answers),
			act(
				route,
				name,
				`/org/{organization}/internships/{otherInternship}${rest}`,
				form,
				signedIn('missing'),
				foreign
			)
		];
	}),
	...(
		[
			['tutor', { account: '{member}', name: '带教老师' }],
			['remove', { id: '{tutor}' }],
			['agreement', { required: 'on' }],
			['shares', { 'shares.0.period': '{period}', 'shares.0.school': '{house}', 'shares.0.places': '2' }]
		] as const
	).flatMap(([name, form]) => [
		act(team, name, '/org/{organization}/bases/{runBase}/team', form, members('done'), {
			sees: toMembers('member')
		}),
		act(team, name, '/org/{organization}/bases/{otherRunBase}/team', form, signedIn('missing'), foreign)
	]),
	...(
		[
			['tutor', { account: '{member}', name: '带教老师' }],
			['remove', { id: '{roleTutor}' }]
		] as const
	).flatMap(([name, form]) => [
		act(
			`${internshipsOf}/[id]`,
			name,
			'/org/{organization}/internships/{roleInternship}',
			form,
			members('done'),
			{
				sees: toMembers('member', 'fullName')
			}
		),
		act(
			`${internshipsOf}/[id]`,
			name,
			'/org/{organization}/internships/{otherInternship}',
			form,
			signedIn('missing'),
			foreign
		)
	]),
	act('/(public)/guardian/[token]', 'accept', '/guardian/{guardianToken}', accepting, everybody('done')),
	act('/(public)/guardian/[token]', 'move', '/guardian/{guardianToken}', ending, everybody('done'))
];

const pathRoute = '/(public)/roles/[id]/path';
const planRoute = '/(talent)/me/plan';
const planActions: Row[] = [
	act(pathRoute, 'save', '/roles/{gapRole}/path', { by: 'fewest' }, applying, { asNew: true }),
	act(pathRoute, 'save', '/roles/{draftRole}/path', { by: 'fewest' }, signedIn('missing'), {
		about: 'a draft'
	}),
	act(planRoute, 'mark', '/me/plan', { id: '{planItem}', done: 'on' }, ofTalent('done')),
	act(planRoute, 'again', '/me/plan', { id: '{plan}' }, ofTalent('done')),
	act(planRoute, 'remove', '/me/plan', { id: '{plan}' }, ofTalent('done')),
	act(planRoute, 'restore', '/me/plan', { id: '{removedPlan}' }, ofTalent('done'))
];

// Nothing is stored: neither the text nor the skills.
const matchActions: Row[] = [
	act('/(public)/match', 'read', '/match', { text: 'EEG, Python' }, everybody('accepted')),
	act('/(public)/match', 'read', '/match', { text: '' }, everybody('invalid'), { about: 'without a text' }),
	act('/(public)/match', 'pick', '/match', { add: 'EEG' }, everybody('moved')),
	act('/(public)/match', 'keep', '/match', {}, everybody('moved'))
];

const correcting = { role: '{openRole}', skill: 'cpp', version: '1', 'levels.cpp': '2' };
const toTalents = { ...everybody('notNow'), talent: 'done', otherTalent: 'done' } as const;
const correctActions: Row[] = (
	[
		['/(public)/roles/[id]', '/roles/{openRole}', 'nobody'],
		['/(talent)/me/matches', '/me/matches', 'signIn']
	] as const
).flatMap(([route, address, visitor]) => [
	act(route, 'correct', address, correcting, { ...toTalents, visitor }, { asNew: true }),
	// Nothing was corrected that could be taken back.
	act(
		route,
		'takeBack',
		address,
		{ role: '{openRole}', skill: 'cpp', version: '1' },
		{ ...everybody('notNow'), visitor, talent: 'expired', otherTalent: 'expired' },
		{ asNew: true }
	)
]);

// One's own marks: on whatever has a page.
const marking = (
	[
		['/(public)/roles/[id]', '/roles/{openRole}', '{openRole}', 'nobody'],
		['/(public)/courses/[id]', '/courses/{openCourse}', '{openCourse}', 'nobody'],
		['/(public)/bases/[id]', '/bases/{openBase}', '{openBase}', 'nobody'],
		['/(talent)/me/matches', '/me/matches', '{openRole}', 'signIn'],
		['/(talent)/me/saved', '/me/saved', '{closedRole}', 'signIn']
	] as const
).map(([route, address, listing, visitor]) =>
	act(route, 'mark', address, { listing, mark: 'saved' }, { ...everybody('done'), visitor })
);
const markActions: Row[] = [
	...marking,
	act(
		'/(talent)/me/saved',
		'mark',
		'/me/saved',
		{ listing: '{draftRole}', mark: 'saved' },
		signedIn('missing'),
		{
			about: 'a draft'
		}
	),
	act('/(talent)/me/matches', 'personalise', '/me/matches', { personalised: '' }, signedIn('done'), {
		asNew: true
	})
];

const message = { text: '您好，方便时请回复。' };
const messageActions: Row[] = (
	[
		['send', message],
		['read', { to: '1' }]
	] as const
).flatMap(([name, form]) => {
	const own = '/(talent)/me/messages/[id]';
	// What somebody wrote is read already.
	const seen = name === 'send' ? 'done' : 'accepted';
	return [
		act(own, name, '/me/messages/{conversation}', form, ofTalent(seen)),
		act(own, name, '/me/messages/{otherConversation}', form, signedIn('missing'), {
			about: 'somebody else’s'
		}),
		act(
			own,
			name,
			'/me/messages/{withdrawnConversation}',
			form,
			ofTalent(name === 'send' ? 'notNow' : 'accepted'),
			{ about: 'withdrawn' }
		),
		act(talk, name, '/org/{organization}/messages/{conversation}', form, members('done')),
		act(talk, name, '/org/{organization}/messages/{otherConversation}', form, signedIn('missing'), foreign),
		act(talk, name, '/org/{organization}/messages/{withdrawnConversation}', form, signedIn('missing'), {
			about: 'withdrawn'
		}),
		act(talk, name, '/org/{organization}/messages/{blockedConversation}', form, signedIn('missing'), {
			about: 'with somebody who blocks the organization'
		})
	];
});

const calendarActions: Row[] = ['renew', 'stop'].flatMap((name) => [
	// There is no link yet that could be stopped.
	act('/(talent)/me/calendar', name, '/me/calendar', {}, signedIn(name === 'renew' ? 'done' : 'accepted'), {
		asNew: true
	}),
	act(
		`${org}/calendar`,
		name,
		'/org/{organization}/calendar',
		{},
		members(name === 'renew' ? 'done' : 'accepted'),
		{ asNew: true }
	)
]);

const mine = '/(talent)/me/searches';
const ours = `${org}/searches`;
const noticeActions: Row[] = [
	act(mine, 'save', '/me/searches', { query: 'q={unique}', frequency: 'daily' }, signedIn('done'), {
		asNew: true
	}),
	act(
		ours,
		'save',
		'/org/{organization}/searches',
		{ typed: 'eeg {unique}', frequency: 'off' },
		members('done')
	),
	act(
		ours,
		'saveTalents',
		'/org/{organization}/searches',
		{ query: 'q={unique}', frequency: 'atOnce' },
		members('done')
	),
	act(
		ours,
		'saveTalents',
		'/org/{pendingOrganization}/searches',
		{ query: 'q=eeg', frequency: 'atOnce' },
		ofPending('refused'),
		{ about: 'not verified, finds nobody' }
	),
	...(
		[
			['rename', { name: '新名' }],
			['frequency', { frequency: 'weekly' }],
			['delete', {}],
			['run', {}]
		] as const
	).flatMap(([name, form]) => [
		act(mine, name, '/me/searches', { id: '{savedSearch}', ...form }, ofTalent('done')),
		// Members see what one of them saved, and only that one changes it.
		act(
			ours,
			name,
			'/org/{organization}/searches',
			{ id: '{organizationSearch}', ...form },
			name === 'run' ? members('moved') : signedIn('missing'),
			{ about: 'a colleague’s' }
		)
	]),
	act(mine, 'restore', '/me/searches', { id: '{deletedSearch}' }, ofTalent('done')),
	act(ours, 'restore', '/org/{organization}/searches', { id: '{deletedSearch}' }, signedIn('missing'), {
		about: 'a person’s'
	}),
	act(`${mine}/[id]`, 'run', '/me/searches/{savedSearch}', { id: '{savedSearch}' }, ofTalent('done')),
	act(`${mine}/[id]`, 'looked', '/me/searches/{savedSearch}', { id: '{savedSearch}' }, ofTalent('done')),
	act(
		`${ours}/[id]`,
		'run',
		'/org/{organization}/searches/{organizationSearch}',
		{ id: '{organizationSearch}' },
		members('moved')
	),
	act(
		`${ours}/[id]`,
		'looked',
		'/org/{organization}/searches/{organizationSearch}',
		{ id: '{organizationSearch}' },
		members('moved')
	),
	act('/(talent)/me/notices', 'open', '/me/notices', { id: '{notice}' }, ofTalent('done')),
	act('/(talent)/me/notices', 'readAll', '/me/notices', {}, signedIn('moved'), {
		about: 'without any',
		asNew: true
	}),
	act('/(talent)/me/notices', 'settings', '/me/notices', {}, signedIn('done')),
	act('/(auth)/unsubscribe', 'default', '/unsubscribe?token={unsubscribeToken}', {}, everybody('done')),
	act('/(auth)/unsubscribe', 'default', '/unsubscribe?token=used', {}, everybody('expired'), {
		about: 'a link that does not work'
	})
];

const password = { password: '{password}' };
const accountActions: Row[] = [
	act(
		'/(auth)/sign-in',
		'default',
		'/sign-in',
		{ email: '{email}', ...password },
		{
			...everybody('done'),
			suspended: 'refused'
		}
	),
	act(
		'/(auth)/sign-in',
		'default',
		'/sign-in',
		{ email: '{email}', password: 'wrong-password-1' },
		{ ...everybody('moved'), visitor: 'invalid' },
		{ about: 'wrong password' }
	),
	act(
		'/(auth)/sign-up',
		'default',
		'/sign-up',
		{
			email: 'new-{unique}@rights.example',
			password: 'rights-Passwort-7',
			purpose: 'work',
			agreed: 'on',
			age: 'on'
		},
		everybody('done')
	),
	act(
		'/(auth)/forgot',
		'default',
		'/forgot',
		{ email: '{email}' },
		{
			...everybody('done'),
			// Gets no link: the page says the same.
			suspended: 'accepted'
		}
	),
	act(
		'/(auth)/reset',
		'default',
		'/reset',
		{ token: '{resetToken}', password: 'rights-Passwort-8' },
		everybody('done')
	),
	act(
		'/(auth)/reset',
		'default',
		'/reset',
		{ token: '{verifyToken}', password: 'rights-Passwort-8' },
		everybody('expired'),
		{ about: 'a link for something else' }
	),
	act('/(auth)/verify', 'signUp', '/verify', { token: '{verifyToken}' }, everybody('done')),
	act('/(auth)/verify', 'signUp', '/verify', { token: '{emailToken}' }, everybody('expired'), {
		about: 'a link for something else'
	}),
	act('/(auth)/verify', 'change', '/verify', { token: '{emailToken}' }, everybody('done')),
	act('/(auth)/verify', 'change', '/verify', { token: '{resetToken}' }, everybody('expired'), {
		about: 'a link for something else'
	}),
	act(
		'/(auth)/account',
		'email',
		'/account',
		{ email: 'moved-{unique}@rights.example', ...password },
		signedIn('done'),
		{ asNew: true }
	),
	act(
		'/(auth)/account',
		'password',
		'/account',
		{ ...password, newPassword: 'rights-Passwort-9' },
		signedIn('done'),
		{ asNew: true }
	),
	act('/(auth)/account', 'end', '/account', { device: '{device}' }, signedIn('done'), {
		about: 'one’s own browser',
		asNew: true
	}),
	act('/(auth)/account', 'end', '/account', { device: '{otherDevice}' }, signedIn('missing'), {
		about: 'somebody else’s browser'
	}),
	act('/(auth)/account', 'everywhere', '/account', {}, signedIn('done'), { asNew: true })
];

/** The link that a guardian gets opens the one agreement, and is nothing to any other page that takes a link. */
const elsewhere = { about: 'a guardian’s link' };
const guardianLink: Row[] = [
	act(
		'/(auth)/reset',
		'default',
		'/reset',
		{ token: '{guardianToken}', password: 'rights-Passwort-8' },
		everybody('expired'),
		elsewhere
	),
	act('/(auth)/verify', 'signUp', '/verify', { token: '{guardianToken}' }, everybody('expired'), elsewhere),
	act('/(auth)/verify', 'change', '/verify', { token: '{guardianToken}' }, everybody('expired'), elsewhere),
	act(
		'/(auth)/sign-in/code',
		'default',
		'/sign-in/code?token={guardianToken}',
		{ code: '123456' },
		everybody('expired'),
		elsewhere
	),
	act(
		'/(auth)/unsubscribe',
		'default',
		'/unsubscribe?token={guardianToken}',
		{},
		everybody('expired'),
		elsewhere
	),
	act('/(org)/join', 'default', '/join', { token: '{guardianToken}' }, signedIn('expired'), elsewhere)
];

const call = (
	route: string,
	method: 'GET' | 'POST',
	address: string,
	answers: Answers,
	more: Pick<Row, 'about' | 'asNew' | 'form' | 'sees'> = {}
): Row => ({ route, call: method, address, answers, ...more });
const toScripts = (answers: Answers): Answers => ({ ...answers, visitor: 'nobody' });
const opened = '/api/org/[slug]/applications/[id]/opened';
const endpoints: Row[] = [
	call('/healthz', 'GET', '/healthz', everybody('shown')),
	call('/readyz', 'GET', '/readyz', everybody('shown')),
	call('/api/skills', 'GET', '/api/skills?q=eeg', everybody('shown')),
	call(
		`${org}/applications/csv`,
		'GET',
		'/org/{organization}/applications/csv',
		toScripts(members('shown')),
		{
			sees: toMembers('appliedName', 'contact')
		}
	),
	call(
		`${org}/applications/csv`,
		'GET',
		'/org/{pendingOrganization}/applications/csv',
		toScripts(signedIn('missing')),
		{
			about: 'not verified'
		}
	),
	call('/(public)/map/csv', 'GET', '/map/csv?district=gulou', everybody('shown')),
	call('/(public)/map/quarters/csv', 'GET', '/map/quarters/csv', everybody('shown')),
	call('/api/search/suggest', 'GET', '/api/search/suggest?q=mark-', everybody('shown')),
	call('/api/search/facets', 'GET', '/api/search/facets?facet=organization&typed=mark', everybody('shown')),
	call('/api/search/total', 'GET', '/api/search/total?kind=role', everybody('shown')),
	...(
		[
			['total', 'q=mark'],
			['suggest', 'q=mark'],
			['skills', 'typed=eeg']
		] as const
	).flatMap(([name, asked]) => {
		const route = `/api/org/[slug]/talents/${name}`;
		const of = (organization: string) => `/api/org/{${organization}}/talents/${name}?${asked}`;
		return [
			call(route, 'GET', of('organization'), toScripts(members('shown'))),
			call(route, 'GET', of('pendingOrganization'), toScripts(ofPending('refused')), {
				about: 'not verified, sees nobody'
			})
		];
	}),
	call('/(talent)/me/privacy/export', 'GET', '/me/privacy/export', signedIn('missing'), {
		about: 'none was made'
	}),
	call('/api/passkeys', 'POST', '/api/passkeys', everybody('done'), {
		about: 'to sign in',
		form: { purpose: 'enter' }
	}),
	call('/api/passkeys', 'POST', '/api/passkeys', toScripts(signedIn('done')), {
		about: 'to add one',
		form: { purpose: 'add' }
	}),
	call('/(ops)/ops/licences/[slug]', 'GET', '/ops/licences/{waiting}', everybody('missing'), {
		about: 'without a licence'
	}),
	call('/(ops)/ops/licences/[slug]', 'GET', '/ops/licences/{organization}', operators('shown')),
	call('/(ops)/ops/audit/csv', 'GET', '/ops/audit/csv', operators('shown')),
	call('/api/matches/seen', 'POST', '/api/matches/seen', toScripts(everybody('done'))),
	call('/api/listings/[id]/view', 'POST', '/api/listings/{openRole}/view', {
		...everybody('done'),
		editor: 'accepted',
		owner: 'accepted'
	}),
	call('/api/listings/[id]/view', 'POST', '/api/listings/{draftRole}/view', everybody('missing'), {
		about: 'a draft'
	}),
	call('/(talent)/me/messages/[id]/[message]', 'GET', '/me/messages/{fileTalk}/{fileMessage}', {
		...toScripts(ofTalent('shown'))
	}),
	call(
		'/(talent)/me/messages/[id]/[message]',
		'GET',
		'/me/messages/{conversation}/{fileMessage}',
		toScripts(signedIn('missing')),
		{ about: 'of another conversation' }
	),
	call(
		`${talk}/[message]`,
		'GET',
		'/org/{organization}/messages/{fileTalk}/{fileMessage}',
		toScripts(members('shown'))
	),
	call(
		`${talk}/[message]`,
		'GET',
		'/org/{organization}/messages/{otherConversation}/{fileMessage}',
		toScripts(signedIn('missing')),
		foreign
	),
	call('/api/live', 'GET', '/api/live', toScripts(everybody('shown'))),
	call('/announcements', 'POST', '/announcements', everybody('accepted'), {
		form: { id: '{announcement}', back: '/' }
	}),
	call('/theme', 'POST', '/theme', everybody('accepted'), { form: { theme: 'dark', back: '/' } }),
	call(
		'/(auth)/sign-out',
		'POST',
		'/sign-out',
		{ ...everybody('done'), visitor: 'accepted' },
		{ asNew: true }
	),
	call(
		opened,
		'POST',
		'/api/org/{organization}/applications/{application}/opened',
		toScripts(members('done'))
	),
	call(
		opened,
		'POST',
		'/api/org/{organization}/applications/{otherApplication}/opened',
		toScripts(signedIn('missing')),
		foreign
	),
	call(
		'/api/internships/[id]/paper/[revision]/[party]',
		'GET',
		'/api/internships/{onPaper}/paper/1/host',
		toScripts({ ...members('shown'), talent: 'shown' })
	),
	call(
		'/api/internships/[id]/paper/[revision]/[party]',
		'GET',
		'/api/internships/{otherInternship}/paper/1/host',
		toScripts(signedIn('missing')),
		{ about: 'of another organization' }
	),
	call(
		'/api/applications/[id]/cv',
		'GET',
		'/api/applications/{cvApplication}/cv',
		toScripts({ ...members('shown'), talent: 'shown' })
	),
	call(
		'/api/applications/[id]/cv',
		'GET',
		'/api/applications/{withdrawnCvApplication}/cv',
		toScripts(ofTalent('shown')),
		{ about: 'withdrawn' }
	),
	call(
		'/api/applications/[id]/cv',
		'GET',
		'/api/applications/{suspendedApplication}/cv',
		toScripts(signedIn('missing')),
		{ about: 'of a suspended account' }
	),
	call(
		'/api/applications/[id]/cv',
		'GET',
		'/api/applications/{endedCvApplication}/cv',
		toScripts(ofTalent('shown')),
		{ about: 'that is not shared any more' }
	),
	call(
		'/api/applications/[id]/cv',
		'GET',
		'/api/applications/{application}/cv',
		toScripts(signedIn('missing')),
		{
			about: 'without a CV'
		}
	),
	call(
		'/api/talents/[id]/view',
		'POST',
		'/api/talents/{verifiedTalent}/view',
		toScripts({ ...signedIn('missing'), editor: 'done', owner: 'done', otherOrganization: 'done' }),
		{ about: 'for verified organizations' }
	),
	call(
		'/api/talents/[id]/view',
		'POST',
		'/api/talents/{suspendedTalent}/view',
		toScripts(signedIn('missing')),
		{
			about: 'suspended'
		}
	),
	call('/api/talents/[id]/view', 'POST', '/api/talents/{hiddenTalent}/view', toScripts(signedIn('missing')), {
		about: 'hidden'
	}),
	call(
		'/api/talents/[id]/view',
		'POST',
		'/api/talents/{publicTalent}/view',
		toScripts({ ...signedIn('accepted'), editor: 'done', owner: 'done', otherOrganization: 'done' }),
		{ about: 'public' }
	)
];

const calendarFiles: Row[] = [
	call('/(talent)/me/calendar/[entry]', 'GET', '/me/calendar/interview-{interview}', {
		...toScripts(signedIn('missing')),
		talent: 'shown'
	}),
	call(`${org}/calendar/[entry]`, 'GET', '/org/{organization}/calendar/interview-{interview}', {
		...toScripts(members('shown'))
	}),
	call(
		`${org}/calendar/[entry]`,
		'GET',
		'/org/{organization}/calendar/interview-{otherInterview}',
		{ ...toScripts(signedIn('missing')) },
		foreign
	),
	call('/(public)/calendar/[token].ics', 'GET', '/calendar/{feedToken}.ics', everybody('shown')),
	call('/(public)/calendar/[token].ics', 'GET', '/calendar/used.ics', everybody('missing'), {
		about: 'a link that does not work'
	}),
	call('/(public)/calendar/[token].ics', 'GET', '/calendar/{guardianToken}.ics', everybody('missing'), {
		about: 'a guardian’s link'
	}),
	call('/(public)/calendar/[token].ics', 'GET', '/calendar/{suspendedFeedToken}.ics', everybody('missing'), {
		about: 'of a suspended account'
	})
];

const actions: Row[] = [
	// Before drafts are published, whose days are then in the calendars.
	...calendarActions,
	...calendarFiles,
	...listingActions,
	...partnerActions,
	...mapActions,
	...organizationActions,
	...reportActions,
	...privacyActions,
	...factorActions,
	...talentActions,
	...proofActions,
	...internshipActions,
	...matchActions,
	...correctActions,
	...planActions,
	...markActions,
	...messageActions,
	...noticeActions,
	...accountActions,
	...guardianLink,
	...endpoints
];

export const table: FullRow[] = [...pages, ...actions.map(complete)];

/** What no page reaches: only who may run commands on the machine, or the clock. */
export const commands = [
	'start',
	'dev',
	'worker',
	'operator',
	'import',
	'bench',
	'eval',
	'rebuild',
	'backup',
	'restore'
];
export const jobs = [
	'close-expired',
	'close-silent',
	'answer-reminders',
	'answer-figures',
	'expire-invitations',
	'skill-snapshot',
	'clear-mails',
	'clear-files',
	'clear-sessions',
	'search-reconcile',
	'searches-daily',
	'searches-weekly',
	'matches-weekly',
	'profile-views',
	'clear-plans',
	'clear-versions',
	'clear-exports',
	'expire-proofs',
	'verification-due',
	'close-cases',
	'clear-searches',
	'clear-notices',
	'clear-corrections'
];
