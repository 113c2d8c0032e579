// The words a person reads for the values of internships.
import { m } from '#lib/i18n/generated/messages.js';
import type { InternshipNews, Study, Voice, statedAges } from '#lib/internships/types.ts';

const ages: Record<(typeof statedAges)[number], () => string> = {
	'under-16': m['internships_age_under-16'],
	'16-17': m['internships_age_16-17'],
	adult: m.internships_age_adult
};
export const ageWord = (age: (typeof statedAges)[number]): string => ages[age]();

const studies: Record<Study, () => string> = {
	vocational: m.internships_study_vocational,
	other: m.internships_study_other,
	none: m.internships_study_none
};
export const studyWord = (study: Study): string => studies[study]();

const voices: Record<Voice, () => string> = {
	host: m.internships_voice_host,
	school: m.internships_voice_school,
	student: m.internships_voice_student
};
export const voiceWord = (voice: Voice): string => voices[voice]();

const news: Record<InternshipNews, () => string> = {
	signing: m.internships_news_signing,
	accepted: m.internships_news_accepted,
	signed: m.internships_news_signed,
	draft: m.internships_news_draft,
	amending: m.internships_news_amending,
	interrupted: m.internships_news_interrupted,
	completed: m.internships_news_completed,
	ended: m.internships_news_ended,
	cancelled: m.internships_news_cancelled,
	week: m.internships_news_week,
	comment: m.internships_news_comment,
	evaluation: m.internships_news_evaluation,
	certificate: m.internships_news_certificate
};
export const newsWord = (what: InternshipNews): string => news[what]();
