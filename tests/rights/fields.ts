/**
 * Which of a person's fields each kind of person may see, and where. Plain data, read by fields.long.test.ts, which writes a
 * word into each field (plant.ts), opens everything that the permission table has as everybody, searches for each word,
 * and takes the copies of their data that people may ask for. Who is not named sees the field nowhere.
 */
import { actors, type Actor } from './table.ts';

/**
 * `page`: in a page or in its data, which are checked to agree with the table one by one. `file`: in something to take
 * away, such as a table, a document or a calendar. `copy`: in the copy of one's own data. `search`: the word leads to
 * the person.
 */
export type Surface = 'page' | 'file' | 'copy' | 'search';
type Seen = Partial<Record<Actor, Surface[]>>;

type Who = readonly Actor[];
/** Of the organization that the person has applied to, which is the host of their internship. */
const house: Who = ['editor', 'owner', 'tutor'];
const school: Who = ['universityMember'];
const otherVerified: Who = ['otherOrganization', 'universityMember'];

const to = (who: Who, ...surfaces: Surface[]): Seen =>
	Object.fromEntries(who.map((actor) => [actor, surfaces]));
/** The person's own, in pages and in the copy. */
const own = to(['talent'], 'page', 'copy');
const ownCopy = to(['talent'], 'copy');

/** For verified organizations, which is what the person chose; the word finds them. */
const found = { ...own, ...to([...house, ...otherVerified], 'page', 'search') };
const toVerified = { ...own, ...to([...house, ...otherVerified], 'page') };
/** Shared with the one organization by applying. */
const shared = { ...own, ...to(house, 'page') };
const contact = { ...own, ...to(house, 'page', 'file') };
const document = { ...to(['talent'], 'file', 'copy'), ...to(house, 'file') };
/** Of an internship: for both sides of it. */
const sides = { ...own, ...to([...house, ...school], 'page') };
const parties = { ...sides, ...to(['guardian'], 'page') };

const fieldList = {
	email: { ...own, ...to(['operator'], 'page') },
	name: { ...found, ...to(house, 'page', 'file', 'search') },
	headline: { ...found, ...to(house, 'page', 'file', 'search') },
	about: toVerified,
	educationPlace: found,
	educationTitle: found,
	educationText: found,
	experiencePlace: found,
	experienceTitle: found,
	experienceText: found,
	skillNote: toVerified,
	/** Of a proof of studies that was verified, and of one that waits. */
	provenSchool: toVerified,
	waitingSchool: { ...own, ...to(['operator'], 'page') },
	proofName: { ...ownCopy, ...to(['operator'], 'page') },
	proofCode: { ...ownCopy, ...to(['operator'], 'page') },
	correctionNote: ownCopy,
	contactEmail: contact,
	contactPhone: contact,
	contactWechat: contact,
	/** Of somebody who shows it to nobody and has not applied. */
	hiddenProfile: {},
	/** Of somebody who shows it to everybody; only organizations search for people. */
	publicProfile: {
		...to(actors, 'page'),
		...to([...house, ...otherVerified], 'page', 'search')
	},
	publicContact: {},
	letter: shared,
	answer: { ...ownCopy, ...to(house, 'page') },
	cvName: shared,
	cvContent: document,
	draftLetter: own,
	answerReason: shared,
	interviewPlace: { ...to(['talent'], 'page', 'file', 'copy'), ...to(house, 'page', 'file') },
	/** What a team writes down for itself. */
	note: to(house, 'page'),
	tag: to(house, 'page', 'file'),
	rating: to(house, 'page'),
	inviteReason: shared,
	declineReason: shared,
	messageText: shared,
	messageFileName: shared,
	messageFileContent: document,
	fullName: parties,
	weekLog: sides,
	comment: sides,
	tutorName: sides,
	evaluation: sides,
	ownEvaluation: sides,
	agreementText: parties,
	signerName: parties,
	guardianName: parties,
	guardianEmail: own,
	searchName: own,
	searchQuery: own,
	reportWords: { ...own, ...to(['operator'], 'page') },
	caseWords: { ...to(['talent'], 'page'), ...to(['operator'], 'page') },
	/** On the page of a check link, which whoever has it may open. */
	certificateHolder: { ...to(actors, 'page'), ...own },
	suspensionReason: { ...ownCopy, ...to(['operator'], 'page') },
	mailText: ownCopy
} satisfies Record<string, Seen>;
export type FieldName = keyof typeof fieldList;
export const fields: Record<FieldName, Seen> = fieldList;
export const fieldNames = Object.keys(fields) as FieldName[];

/** Fields that hold no words: how their place looks in a page’s data, whatever is in it. */
export const shapes: Partial<Record<FieldName, RegExp>> = { rating: /["{,]rating"?:/ };
