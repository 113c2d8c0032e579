// The demo marketplace's data files in drizzle/demo: what they hold, and reading them.
import { readFile } from 'node:fs/promises';
import type { CourseMode, CourseType, StudyLevel } from '#lib/courses/types.ts';
import type { Degree, ListingState, SkillRelation } from '#lib/listings/types.ts';
import type { District, OrganizationKind, VerificationState } from '#lib/organizations/types.ts';
import type { Benefit, EmploymentType, PayUnit, ResearchSubject } from '#lib/roles/types.ts';
import { dataFile } from '#lib/server/skills/file.ts';

export type DemoOrganization = {
	slug: string;
	kind: OrganizationKind;
	nameZh: string;
	nameEn: string;
	aboutZh: string;
	aboutEn: string;
	district: District | null;
	website: string | null;
	verification: VerificationState;
};

/** What the three kinds of listing share. Days count from the day of loading. */
export type DemoListing = {
	key: string;
	/** Slug. */
	organization: string;
	titleZh: string | null;
	titleEn: string | null;
	textZh: string | null;
	textEn: string | null;
	district: District | null;
	state: ListingState;
	publishedDaysAgo: number | null;
	validInDays: number | null;
	skills: { skill: string; relation: SkillRelation; level: number | null }[];
};

export type DemoRole = DemoListing & {
	employmentType: EmploymentType;
	payFrom: number | null;
	payTo: number | null;
	payUnit: PayUnit | null;
	payMonths: number | null;
	headcount: number;
	degree: Degree;
	daysPerWeek: number | null;
	lengthMonths: number | null;
	mayStay: boolean;
	startsInDays: number | null;
	benefits: Benefit[];
	equityNoteZh: string | null;
	equityNoteEn: string | null;
	researchWith: ResearchSubject;
	invasive: boolean;
	clinical: boolean;
};

export type DemoCourse = DemoListing & {
	type: CourseType;
	/** Key of the programme or micro-degree it belongs to. */
	parent: string | null;
	providedByZh: string | null;
	providedByEn: string | null;
	studyLevel: StudyLevel;
	mode: CourseMode;
	credits: number | null;
	hours: number | null;
	fee: number | null;
	admissionFromInDays: number | null;
	admissionToInDays: number | null;
	runs: { startsInDays: number; endsInDays: number; seats: number; seatsTaken: number }[];
};

export type DemoBase = DemoListing & {
	/** Slugs of the other organizations, and of those that were asked and have not answered. */
	partners: string[];
	asked?: string[];
	addressZh: string | null;
	addressEn: string | null;
	equipmentZh: string | null;
	equipmentEn: string | null;
	allowance: number | null;
	periods: { startsInDays: number; endsInDays: number; places: number; placesTaken: number }[];
};

export type DemoFiles = {
	organizations: DemoOrganization[];
	roles: DemoRole[];
	courses: DemoCourse[];
	bases: DemoBase[];
};

/** Reads the four files. Throws when one is missing or no JSON. */
export async function readDemoFiles(): Promise<DemoFiles> {
	const read = async (name: string) => JSON.parse(await readFile(dataFile(`demo/${name}.json`), 'utf8'));
	return {
		organizations: await read('organizations'),
		roles: await read('roles'),
		courses: await read('courses'),
		bases: await read('bases')
	};
}
