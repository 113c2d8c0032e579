// Decisions about an agreement: its text, who accepts it, and how it goes on. Parties are the organizations that run the
// base and the person: no intermediary can be one, and nobody pays for it.
import type { Actor } from '#lib/accounts/types.ts';
import { isBeingAccepted } from '#lib/agreements/moves.ts';
import type { AcceptInput, AgreementMoveInput, PaperInput } from '#lib/agreements/schema.ts';
import { agreementText } from '#lib/agreements/text.ts';
import type { AcceptanceWay, Party, Terms } from '#lib/agreements/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import { missingAcceptances, textOf } from '#lib/server/agreements/data.ts';
import { lockAgreement, moveAgreement, type Agreement } from '#lib/server/agreements/move.ts';
import { agreementAcceptances, agreements, agreementTexts } from '#lib/server/agreements/table.ts';
import { tellAgreement } from '#lib/server/agreements/tell.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { keepPdf } from '#lib/server/files/service.ts';
import { ownCase, sideCase, type Case } from '#lib/server/internships/case.ts';
import { isEnded } from '#lib/applications/types.ts';
import { isRunning } from '#lib/internships/types.ts';
import { checkText } from '#lib/moderation/check.ts';

/** What stands for a text in the records: the SHA-256 of both languages. */
export const hashOf = (textZh: string, textEn: string): string => hashSecret(`${textZh}\n\n${textEn}`);

/**
 * Writes the text anew from its terms: of a draft at once, of a signed agreement as an amendment that every party has to
 * accept. Refuses with `notNow` before the person's statement and while the text is being signed.
 */
export async function writeAgreement(
	app: App,
	actor: Actor | undefined,
	slug: string,
	applicationId: string,
	terms: Terms
): Promise<void> {
	refuseWords(terms);
	await app.db.transaction(async (tx) => {
		const { found, side } = await sideCase({ db: tx }, actor, slug, applicationId);
		if (!found.from && !terms.from) throw new Refusal('invalid', { from: 'common_error_required' });
		const agreement = await draftOf(app, tx, found);
		if (!['draft', 'signed', 'amending'].includes(agreement.state))
			throw new Refusal('notNow', { '': 'agreements_error_signing' });
		await writeText(app, tx, agreement, found, terms, actor!.accountId);
		if (agreement.state === 'draft') return;
		await moveAgreement(app, tx, agreement, { to: 'amending', mover: side, accountId: actor!.accountId });
	});
}

/** The posting rules hold here too, among them that nobody charges the person. */
function refuseWords({ tasksZh, tasksEn }: Terms) {
	const breaks = (text: string | null) => checkText(text ?? '').some(({ severity }) => severity === 'error');
	const problems: Record<string, string> = {};
	if (breaks(tasksZh)) problems.tasksZh = 'moderation_error_words';
	if (breaks(tasksEn)) problems.tasksEn = 'moderation_error_words';
	if (Object.keys(problems).length) throw new Refusal('invalid', problems);
}

/** The agreement of the case, locked; a new one where there is none. */
async function draftOf(app: App, tx: Transaction, found: Case): Promise<Agreement> {
	const { statement, host, school, agreement } = found;
	if (agreement) return (await lockAgreement(tx, agreement.id))!;
	if (!statement) throw new Refusal('notNow', { '': 'agreements_error_statement' });
	if (!host || (isEnded(found.state) && !isRunning(found))) throw new Refusal('notNow');
	const parties = { hostId: host.id, schoolId: school?.id ?? null };
	try {
		const row = { applicationId: found.id, ...parties, createdAt: app.now() };
		const [created] = await tx.insert(agreements).values(row).returning();
		return created!;
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('changedElsewhere');
		throw error;
	}
}

async function writeText(
	app: App,
	tx: Transaction,
	agreement: Agreement,
	{ statement, host, school, titleZh, titleEn, from, to }: Case,
	terms: Terms,
	accountId: string
) {
	const { fullName, ageBand, statedOn } = statement!;
	const about = {
		fullName,
		ageBand,
		statedOn,
		titleZh,
		titleEn,
		host: host!,
		school,
		from: from ?? terms.from!,
		to: to ?? terms.to!,
		terms
	};
	const textZh = agreementText(about, 'zh-CN');
	const textEn = agreementText(about, 'en');
	const revision = agreement.revision + 1;
	const text = { revision, terms, textZh, textEn, hash: hashOf(textZh, textEn), accountId, at: app.now() };
	await tx.insert(agreementTexts).values({ agreementId: agreement.id, ...text });
}

/** A move by one of the organizations. */
export async function moveAsSide(
	app: App,
	actor: Actor | undefined,
	slug: string,
	applicationId: string,
	input: AgreementMoveInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { found, side } = await sideCase({ db: tx }, actor, slug, applicationId);
		await moveBy(app, tx, found, side, input, actor!.accountId);
	});
}

/** A move by the person. */
export async function moveAsStudent(
	app: App,
	actor: Actor | undefined,
	applicationId: string,
	input: AgreementMoveInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const found = await ownCase({ db: tx }, actor, applicationId);
		await moveBy(app, tx, found, 'student', input, actor!.accountId);
	});
}

/** A party's move: what needs everybody's acceptance is never one party's. */
export async function moveBy(
	app: App,
	tx: Transaction,
	found: Case,
	party: Party,
	{ state, reason }: AgreementMoveInput,
	accountId?: string
): Promise<void> {
	const agreement = found.agreement && (await lockAgreement(tx, found.agreement.id));
	if (!agreement) throw new Refusal('notFound');
	if (state === 'signing' && agreement.revision === 0)
		throw new Refusal('notNow', { '': 'agreements_error_move' });
	if (state === 'amending') throw new Refusal('notNow', { '': 'agreements_error_move' });
	if (reason === '' && needsReason(agreement, state))
		throw new Refusal('invalid', { reason: 'agreements_error_reason' });
	await moveAgreement(app, tx, agreement, { to: state, mover: party, accountId, reason });
}

const needsReason = ({ state }: Agreement, to: AgreementMoveInput['state']): boolean =>
	['draft', 'interrupted', 'ended', 'cancelled'].includes(to) || (state === 'amending' && to === 'signed');

/** One of the organizations accepts the text. */
export async function acceptAsSide(
	app: App,
	actor: Actor | undefined,
	slug: string,
	applicationId: string,
	input: AcceptInput
): Promise<void> {
	await sideCase(app, actor, slug, applicationId);
	const accepted = await withPaper(app, actor, input);
	await app.db.transaction(async (tx) => {
		const { found, side } = await sideCase({ db: tx }, actor, slug, applicationId);
		await acceptBy(app, tx, found, side, accepted);
	});
}

/** The school hands in the paper that the guardian of its student has signed. */
export async function handInAsSchool(
	app: App,
	actor: Actor | undefined,
	slug: string,
	applicationId: string,
	input: PaperInput
): Promise<void> {
	const { side } = await sideCase(app, actor, slug, applicationId);
	if (side !== 'school') throw new Refusal('notAllowed');
	const accepted = await withPaper(app, actor, { ...input, name: input.signer });
	await app.db.transaction(async (tx) => {
		const { found } = await sideCase({ db: tx }, actor, slug, applicationId);
		await acceptForGuardian(app, tx, found, accepted);
	});
}

/** The person does. */
export async function handInAsStudent(
	app: App,
	actor: Actor | undefined,
	applicationId: string,
	input: PaperInput
): Promise<void> {
	await ownCase(app, actor, applicationId);
	const accepted = await withPaper(app, actor, { ...input, name: input.signer });
	await app.db.transaction(async (tx) => {
		await acceptForGuardian(app, tx, await ownCase({ db: tx }, actor, applicationId), accepted);
	});
}

async function acceptForGuardian(app: App, tx: Transaction, found: Case, accepted: Accepted): Promise<void> {
	if (found.statement?.ageBand === 'adult') throw new Refusal('notNow', { '': 'agreements_error_move' });
	await acceptBy(app, tx, found, 'guardian', accepted);
}

export async function acceptAsStudent(
	app: App,
	actor: Actor | undefined,
	applicationId: string,
	input: AcceptInput
): Promise<void> {
	await ownCase(app, actor, applicationId);
	const accepted = await withPaper(app, actor, input);
	await app.db.transaction(async (tx) => {
		const found = await ownCase({ db: tx }, actor, applicationId);
		await acceptBy(app, tx, found, 'student', accepted);
	});
}

type Accepted = {
	name: string;
	hash: string;
	way?: AcceptanceWay;
	accountId?: string | null;
	fileId?: string | null;
};

/** In the app, or on paper where the signed one comes with it. */
async function withPaper(
	app: App,
	actor: Actor | undefined,
	{ name, hash, paper }: AcceptInput
): Promise<Accepted> {
	const { accountId } = actor!;
	if (!paper) return { name, hash, accountId };
	return { name, hash, accountId, way: 'paper', fileId: await keepPdf(app, accountId, paper, 'paper') };
}

/**
 * Records that a party accepts the text they were shown; when it was the last, the text is in force. Refuses with
 * `changedElsewhere` when there is another text by now, with `alreadyExists` who has accepted it already.
 */
export async function acceptBy(
	app: App,
	tx: Transaction,
	{ agreement: shown }: Case,
	party: Party,
	{ name, hash, way = 'app', accountId = null, fileId = null }: Accepted
): Promise<void> {
	const agreement = shown && (await lockAgreement(tx, shown.id));
	if (!agreement) throw new Refusal('notFound');
	if (!isBeingAccepted(agreement.state)) throw new Refusal('notNow', { '': 'agreements_error_move' });
	const { id: agreementId, revision } = agreement;
	const text = await textOf(tx, agreementId, revision);
	if (text?.hash !== hash) throw new Refusal('changedElsewhere');
	const row = { agreementId, revision, party, name, hash, way, accountId, fileId, at: app.now() };
	const [written] = await tx.insert(agreementAcceptances).values(row).onConflictDoNothing().returning();
	if (!written) throw new Refusal('alreadyExists', { '': 'agreements_error_accepted' });
	if ((await missingAcceptances(tx, agreementId, revision)) === 0)
		await moveAgreement(app, tx, agreement, { to: 'signed', mover: 'system' });
	else await tellAgreement(app, tx, agreement, { to: agreement.state, mover: party, accepted: true });
}
