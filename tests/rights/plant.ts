// Writes a word of its own into every field that the site has about one person, so that wherever a word turns up it is
// known what was shown: the talent of the world, with an application, an internship under way and everything around.
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type postgres from 'postgres';
import { fieldNames, type FieldName } from './fields.ts';
import type { World } from './world.ts';

/** The word of a field: letters that no other word is like, so that no search takes one for another. */
export function wordOf(field: FieldName): string {
	const digest = createHash('sha256').update(field).digest();
	return `q${[...digest.subarray(0, 11)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
}

/** What the names in the permission table's addresses stand for here. */
export type Planted = { things: Map<string, string>; guardianToken: string; talentId: string };

export async function plant(sql: postgres.Sql, world: World, filesFolder: string): Promise<Planted> {
	const word = Object.fromEntries(fieldNames.map((name) => [name, wordOf(name)])) as Record<
		FieldName,
		string
	>;
	const make = async (name: string) => world.things[name]!(undefined);
	const talentId = await make('ownTalent');
	const { accountId } = world.people.get('talent')!;
	const applied = await make('cvApplication');
	await sql`update applications set letter = ${word.letter}, answers = ${JSON.stringify([word.answer])}::jsonb where id = ${applied}`;
	const talk = await make('fileTalk');
	const internship = await make('minorOfBoth');
	const [agreement] = await sql<
		{ id: string }[]
	>`select id from agreements where application_id = ${internship}`;
	const guardianToken = randomBytes(32).toString('base64url');
	const things = new Map<string, string>([
		['ownTalent', talentId],
		['application', applied],
		['cvApplication', applied],
		['notedApplication', applied],
		['conversation', talk],
		['fileTalk', talk],
		['fileMessage', await make('fileMessage')],
		['internship', internship],
		['signing', internship],
		['schoolInternship', internship],
		['schoolSigning', internship],
		['onPaper', internship],
		['certificate', await make('agreedCertificate')],
		['interview', await make('interview')],
		['invited', await make('invited')],
		['savedSearch', await make('savedSearch')],
		['ownReport', await make('ownReport')],
		['talentCase', await make('talentCase')],
		['decidedCase', await make('talentCase')],
		['stranger', accountId],
		['hiddenTalent', await make('hiddenTalent')],
		['publicTalent', await make('publicTalent')],
		['house', await make('house')]
	]);
	const [reported] = await sql<
		{ id: string }[]
	>`select case_id as id from reports where id = ${things.get('ownReport')!}`;
	things.set('openCase', reported!.id);
	const code = randomBytes(24).toString('base64url');
	things.set('sharedCode', code);
	const of = (name: string) => things.get(name)!;

	const openRole = await make('openRole');
	things.set('openRole', openRole);
	await sql.begin(async (tx) => {
		// What the site never changes is changed here: the triggers that say so are left out.
		await tx`set local session_replication_role = replica`;
		await tx`update accounts set email = ${`${word.email}@rights.example`} where id = ${accountId}`;
		await tx`update talents set display_name = ${word.name}, headline = ${word.headline}, about = ${word.about},
			contact_email = ${`${word.contactEmail}@rights.example`}, contact_phone = ${word.contactPhone},
			contact_wechat = ${word.contactWechat} where id = ${talentId}`;
		for (const kind of ['education', 'experience'] as const)
			await tx`insert into talent_entries (id, talent_id, kind, position, place, title, text)
				values (${`planted${kind}`}, ${talentId}, ${kind}, 0, ${word[`${kind}Place`]}, ${word[`${kind}Title`]}, ${word[`${kind}Text`]})`;
		await tx`update talent_skills set note = ${word.skillNote} where talent_id = ${talentId} and skill_id = 'eeg'`;
		await tx`update talents set display_name = ${word.hiddenProfile}, headline = ${word.hiddenProfile},
			contact_phone = ${word.hiddenProfile} where id = ${of('hiddenTalent')}`;
		await tx`update talents set display_name = ${word.publicProfile}, contact_phone = ${word.publicContact}
			where id = ${of('publicTalent')}`;

		await tx`update files set name = ${`${word.cvName}.pdf`} where id = (select cv_file_id from applications where id = ${applied})`;
		await tx`update application_notes set text = ${word.note} where application_id = ${applied}`;
		await tx`update application_tags set tag = ${word.tag} where application_id = ${applied}`;
		await tx`insert into application_ratings (application_id, account_id, rating, at)
			values (${applied}, ${world.people.get('owner')!.accountId}, 4, now())`;
		await tx`insert into application_events (id, application_id, kind, from_state, to_state, mover, reason, position)
			values ('plantedanswer', ${applied}, 'role', 'viewed', 'talking', 'organization', ${word.answerReason}, 90)`;
		await tx`update application_events set place = ${word.interviewPlace} where application_id = ${of('interview')}`;
		await tx`insert into application_drafts (talent_id, listing_id, letter, answers, share_email, share_phone,
				share_wechat, updated_at)
			select talent_id, ${openRole}, ${word.draftLetter}, answers, false, false, false, now() from applications where id = ${internship}`;

		await tx`update messages set text = ${word.messageText} where application_id = ${talk} and side = 'talent'`;
		await tx`update files set name = ${`${word.messageFileName}.pdf`} where id = (select file_id from messages where id = ${of('fileMessage')})`;
		await tx`update invitations set reason = ${word.inviteReason}, decline_reason = ${word.declineReason}
			where id = ${of('invited')}`;

		await tx`update internships set full_name = ${word.fullName} where application_id = ${internship}`;
		await tx`update internship_weeks set text = ${word.weekLog} where application_id = ${internship}`;
		await tx`insert into internship_comments (id, week_id, side, name, text, at)
			select 'plantedcomment', id, 'host', ${word.tutorName}, ${word.comment}, now() from internship_weeks
			where application_id = ${internship}`;
		await tx`insert into internship_evaluations (application_id, voice, name, text, at)
			values (${internship}, 'host', '带教老师', ${word.evaluation}, now())`;
		await tx`insert into internship_evaluations (application_id, voice, text, at)
			values (${internship}, 'student', ${word.ownEvaluation}, now())`;
		await tx`update agreement_texts set text_zh = ${word.agreementText} where agreement_id = ${agreement!.id}`;
		await tx`insert into agreement_acceptances (agreement_id, revision, party, name, hash, at)
			select agreement_id, revision, 'student', ${word.signerName}, hash, now() from agreement_texts
			where agreement_id = ${agreement!.id}`;
		await tx`insert into agreement_guardians (agreement_id, name, email, token_hash, asked_at) values (${agreement!.id},
			${word.guardianName}, ${`${word.guardianEmail}@rights.example`},
			${createHash('sha256').update(guardianToken).digest('hex')}, now())`;

		await tx`update saved_searches set name = ${word.searchName}, query = ${`q=${word.searchQuery}`} where id = ${of('savedSearch')}`;
		await tx`update reports set words = ${word.reportWords} where id = ${of('ownReport')}`;
		await tx`update case_events set words = ${word.caseWords} where case_id = ${of('talentCase')}`;
		await tx`update cases set talent_id = ${talentId} where id = ${of('talentCase')}`;
		await tx`update certificates set holder = ${word.certificateHolder}, code = ${code} where id = ${of('certificate')}`;
		await tx`insert into suspensions (id, account_id, reason, suspended_at, lift_reason, lifted_at)
			values ('plantedsuspension', ${accountId}, ${word.suspensionReason}, now(), '已核实', now())`;
		await tx`insert into study_proofs (id, talent_id, kind, degree, school, name, code)
			values ('plantedwaiting', ${talentId}, 'enrolment', 'doctor', ${word.waitingSchool}, ${word.proofName}, ${word.proofCode})`;
		await tx`insert into study_proofs (id, talent_id, kind, degree, school, state, expires_on, decided_at)
			values ('plantedproof', ${talentId}, 'degree', 'master', ${word.provenSchool}, 'verified', '2099-01-01', now())`;
		await tx`insert into skill_corrections (talent_id, skill_id, level, evidence, note, at)
			values (${talentId}, 'cpp', 2, 'stated', ${word.correctionNote}, now())`;
		await tx`insert into mails (id, recipient, subject, body) values ('plantedmail', ${`${word.email}@rights.example`},
			'主题', ${word.mailText})`;
	});
	const [cv] = await sql<
		{ key: string }[]
	>`select key from files where id = (select cv_file_id from applications where id = ${applied})`;
	await rewrite(filesFolder, cv!.key, word.cvContent);
	const [sent] = await sql<
		{ key: string }[]
	>`select key from files where id = (select file_id from messages where id = ${of('fileMessage')})`;
	await rewrite(filesFolder, sent!.key, word.messageFileContent);
	return { things, guardianToken, talentId };
}

/** Puts a word into a file of the store. */
async function rewrite(folder: string, key: string, content: string): Promise<void> {
	await writeFile(join(folder, key.slice(0, 2), key), `%PDF-1.4 ${content}`);
}
