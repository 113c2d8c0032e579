// Words and types of roles that pages and server share.

export const employmentTypes = [
	'fulltime',
	'internship',
	'parttime',
	'postdoc',
	'principal',
	'team'
] as const;
export type EmploymentType = (typeof employmentTypes)[number];

export const payUnits = ['hour', 'day', 'month', 'year'] as const;
export type PayUnit = (typeof payUnits)[number];

/** Benefits of task 14 of the action plan first, then the usual ones. */
export const benefits = [
	'housing',
	'schooling',
	'medical',
	'equity',
	'options',
	'meals',
	'transport',
	'insurance',
	'flexible'
] as const;
export type Benefit = (typeof benefits)[number];

/** Whether the work involves research with people or animals; decides which training a role must name. */
export const researchSubjects = ['none', 'humans', 'animals', 'both'] as const;
export type ResearchSubject = (typeof researchSubjects)[number];
