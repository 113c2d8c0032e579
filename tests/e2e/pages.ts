// Every page of the site with somebody who may see it, for the checks that every page must pass: the permission table's
// pages, and those of the demo that hold more than the table's few rows.
import { pages, type Actor } from '../rights/table.ts';

export type Visit = {
	name: string;
	/** With names in braces: things of the table's world, or of the demo (`demo`). */
	address: string;
	as: Actor | 'chen' | 'company' | 'university';
};

const viewers: Actor[] = ['visitor', 'talent', 'owner', 'unverified', 'operator'];

const tablePages: Visit[] = pages.flatMap(({ route, address, about, answers }) => {
	const as = viewers.find((actor) => answers[actor] === 'shown');
	const name = `${address}${about ? ` (${about})` : ''}`;
	return as ? [{ route, name, address, as }] : [];
});

const demoPages: Visit[] = [
	['visitor', '/roles/{demoRole}'],
	['visitor', '/courses/{demoCourse}'],
	['visitor', '/bases/{demoBase}'],
	['visitor', '/organizations/{demoCompany}'],
	['visitor', '/organizations/{demoUniversity}'],
	['visitor', '/talents/{demoTalent}'],
	['visitor', '/search?q=zzzzqqqq'],
	['visitor', '/match?s=eeg:2,python:2,bci-decoding:3,signal-processing:2'],
	['chen', '/'],
	['chen', '/roles/{demoRole}'],
	['chen', '/roles/{demoRole}/path'],
	['chen', '/me'],
	['chen', '/me/profile'],
	['chen', '/me/plan'],
	['chen', '/me/matches'],
	['chen', '/me/matches?kind=course'],
	['chen', '/me/saved'],
	['chen', '/me/applications'],
	['chen', '/me/calendar'],
	['chen', '/me/messages'],
	['chen', '/me/messages/{demoConversation}'],
	['chen', '/me/internships'],
	['chen', '/me/certificates'],
	['chen', '/me/invitations'],
	['chen', '/me/cv'],
	['chen', '/me/preview'],
	['chen', '/apply/{demoCourse}'],
	['company', '/org/{demoCompany}'],
	['company', '/org/{demoCompany}/applications'],
	['company', '/org/{demoCompany}/applications?view=table'],
	['company', '/org/{demoCompany}/applications/{demoApplication}'],
	['company', '/org/{demoCompany}/calendar'],
	['company', '/org/{demoCompany}/messages'],
	['company', '/org/{demoCompany}/applications/templates'],
	['company', '/org/{demoCompany}/invitations'],
	['company', '/talents/{demoTalent}'],
	['company', '/org/{demoCompany}/listings/{demoRole}/invite/{demoTalent}'],
	['company', '/org/{demoCompany}/listings/{demoRole}'],
	['company', '/org/{demoCompany}/roles/{demoRole}/candidates'],
	['company', '/org/{demoCompany}/talents?q=%E8%84%91%E7%94%B5'],
	['company', '/org/{demoCompany}/signals'],
	['company', '/org/{demoCompany}/internships'],
	['company', '/org/{demoCompany}/internships/{hiredInternship}'],
	['company', '/org/{demoCompany}/internships/{hiredInternship}/agreement'],
	['company', '/org/{demoCompany}/internships/{runningInternship}'],
	['company', '/org/{demoCompany}/internships/{finishedInternship}'],
	['company', '/org/{demoCompany}/bases/{jointBase}/team'],
	['university', '/org/{demoUniversity}/internships/{hiredInternship}'],
	['university', '/org/{demoUniversity}/internships/{runningInternship}'],
	['university', '/org/{demoUniversity}/internships/{runningInternship}/agreement'],
	['university', '/org/{demoUniversity}'],
	['university', '/org/{demoUniversity}/calendar'],
	['university', '/org/{demoUniversity}/messages'],
	['university', '/org/{demoUniversity}/messages/{demoConversation}'],
	['university', '/org/{demoUniversity}/teaching'],
	['university', '/org/{demoUniversity}/gaps'],
	['university', '/org/{demoUniversity}/listings/{demoCourse}'],
	['university', '/org/{demoUniversity}/applications'],
	['university', '/org/{demoUniversity}/cohorts'],
	['university', '/org/{demoUniversity}/internships']
].map(([as, address]) => ({ name: `${address} of the demo`, address: address!, as: as as Visit['as'] }));

export const visits: Visit[] = [...tablePages, ...demoPages];

/** Routes of pages that nobody in `viewers` may see would be missed: the test of the list fails on them. */
export const unvisited = [...new Set(pages.map(({ route }) => route))].filter(
	(route) =>
		!pages.some((row) => row.route === route && viewers.some((actor) => row.answers[actor] === 'shown'))
);

/** Pages that are checked in English as thoroughly as in Chinese: one or two of each part of the site. */
export const englishToo = new Set([
	'/',
	'/search?q=%E8%84%91%E7%94%B5',
	'/skills/eeg',
	'/match?s=eeg:2,python:2,ssvep:3',
	'/map',
	'/map/quarters',
	'/org/{demoUniversity}/gaps',
	'/org/{demoCompany}/signals',
	'/map?group=signal-acquisition&district=gulou',
	'/roles/{demoRole}',
	'/roles/{demoRole}/path',
	'/sign-up',
	'/me/profile',
	'/me/matches',
	'/me/messages/{demoConversation}',
	'/org/{demoCompany}',
	'/org/{demoCompany}/roles/{demoRole}/candidates',
	'/org/{demoCompany}/talents?q=%E8%84%91%E7%94%B5',
	'/org/{organization}/listings/{openCourse}',
	'/ops'
]);
