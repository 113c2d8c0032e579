// Writes the demo's organizations, roles, courses and bases as rows. Only for an empty marketplace.
import type { ListingKind } from '#lib/listings/types.ts';
import { basePartners, basePeriods, bases } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type {
	DemoBase,
	DemoCourse,
	DemoFiles,
	DemoListing,
	DemoOrganization
} from '#lib/server/demo/files.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';

/** A verification is checked again after six months. */
const verificationDays = 182;

/** What was written, by the keys of the files. */
export type WrittenListing = DemoListing & { id: string; kind: ListingKind; runs: WrittenRun[] };
/** A run of a course or a period of a base. */
export type WrittenRun = { id: string; size: number; taken: number };

export async function writeOrganizations(
	tx: Transaction,
	files: DemoOrganization[],
	calendar: Calendar
): Promise<Map<string, string>> {
	const ids = new Map(files.map(({ slug }) => [slug, newId()]));
	await tx.insert(organizations).values(
		files.map((file, index) => {
			const daysAgo = 20 + ((index * 29) % 140);
			const verified = file.verification === 'verified';
			return {
				...file,
				id: ids.get(file.slug)!,
				verifiedAt: verified ? calendar.ago(daysAgo) : null,
				verificationDue: verified ? calendar.day(verificationDays - daysAgo) : null,
				sample: true,
				createdAt: calendar.ago(daysAgo + 5)
			};
		})
	);
	return ids;
}

/** Writes all listings; the answer keeps the order roles, courses, bases. */
export async function writeListings(
	tx: Transaction,
	files: DemoFiles,
	organizationIds: Map<string, string>,
	calendar: Calendar
): Promise<WrittenListing[]> {
	const written = [
		...files.roles.map((file) => ({ ...file, id: newId(), kind: 'role' as const, runs: [] })),
		...files.courses.map((file) => ({ ...file, id: newId(), kind: 'course' as const, runs: runsOf(file) })),
		...files.bases.map((file) => ({ ...file, id: newId(), kind: 'base' as const, runs: periodsOf(file) }))
	];
	const ids = new Map(written.map(({ kind, key, id }) => [`${kind}:${key}`, id]));
	const idOf = (kind: ListingKind, key: string) => found(ids, `${kind}:${key}`);
	const organizationOf = (slug: string) => found(organizationIds, slug);
	await tx.insert(listings).values(written.map((file) => listingRow(file, organizationOf, calendar)));
	await tx
		.insert(listingSkills)
		.values(
			written.flatMap(({ id, skills }) =>
				skills.map(({ skill, ...rest }) => ({ listingId: id, skillId: skill, ...rest }))
			)
		);
	await tx.insert(roles).values(
		files.roles.map(({ startsInDays, ...file }) => ({
			...file,
			listingId: idOf('role', file.key),
			startsOn: dayOrNull(calendar, startsInDays)
		}))
	);
	await writeCourses(tx, files.courses, idOf, calendar);
	await writeBases(tx, files.bases, idOf, organizationOf, calendar);
	await writeRuns(tx, files, written, calendar);
	return written;
}

type IdOf = (kind: ListingKind, key: string) => string;
type OrganizationOf = (slug: string) => string;

function found(ids: Map<string, string>, key: string): string {
	const id = ids.get(key);
	if (!id) throw new Error(`demo data: ${key} is named but not there`);
	return id;
}

const dayOrNull = (calendar: Calendar, inDays: number | null) =>
	inDays === null ? null : calendar.day(inDays);
const runsOf = (file: DemoCourse): WrittenRun[] =>
	file.runs.map(({ seats, seatsTaken }) => ({ id: newId(), size: seats, taken: seatsTaken }));
const periodsOf = (file: DemoBase): WrittenRun[] =>
	file.periods.map(({ places, placesTaken }) => ({ id: newId(), size: places, taken: placesTaken }));

function listingRow(file: Omit<WrittenListing, 'runs'>, organizationOf: OrganizationOf, calendar: Calendar) {
	const { id, kind, titleZh, titleEn, textZh, textEn, district, state, publishedDaysAgo, validInDays } = file;
	const publishedAt = publishedDaysAgo === null ? null : calendar.ago(publishedDaysAgo);
	// What ran out was closed the day after; what was closed by hand, some days ago.
	const closedDaysAgo = validInDays !== null && validInDays < 0 ? -validInDays - 1 : 4;
	return {
		id,
		kind,
		organizationId: organizationOf(file.organization),
		titleZh,
		titleEn,
		textZh,
		textEn,
		district,
		state,
		validUntil: dayOrNull(calendar, validInDays),
		publishedAt,
		closedAt: state === 'closed' ? calendar.ago(Math.min(closedDaysAgo, publishedDaysAgo ?? 0)) : null,
		sample: true,
		createdAt: publishedAt ?? calendar.ago(3)
	};
}

async function writeCourses(
	tx: Transaction,
	files: DemoCourse[],
	idOf: IdOf,
	calendar: Calendar
): Promise<void> {
	// One statement, so that a course may come before the programme it belongs to.
	await tx.insert(courses).values(
		files.map(({ key, parent, admissionFromInDays, admissionToInDays, ...file }) => ({
			...file,
			listingId: idOf('course', key),
			parentId: parent === null ? null : idOf('course', parent),
			admissionFrom: dayOrNull(calendar, admissionFromInDays),
			admissionTo: dayOrNull(calendar, admissionToInDays)
		}))
	);
}

async function writeBases(
	tx: Transaction,
	files: DemoBase[],
	idOf: IdOf,
	organizationOf: OrganizationOf,
	calendar: Calendar
): Promise<void> {
	await tx.insert(bases).values(files.map((file) => ({ ...file, listingId: idOf('base', file.key) })));
	await tx.insert(basePartners).values(
		files.flatMap(({ key, partners, asked = [], publishedDaysAgo }) =>
			[...partners, ...asked].map((slug, index) => ({
				listingId: idOf('base', key),
				organizationId: organizationOf(slug),
				askedAt: calendar.ago(publishedDaysAgo ?? 1),
				confirmedAt: index < partners.length ? calendar.ago(publishedDaysAgo ?? 1) : null
			}))
		)
	);
}

/** Runs of courses and periods of bases, under the ids that `written` holds for them. */
async function writeRuns(
	tx: Transaction,
	files: DemoFiles,
	written: WrittenListing[],
	calendar: Calendar
): Promise<void> {
	const listing = new Map(written.map((row) => [`${row.kind}:${row.key}`, row]));
	const dates = ({ startsInDays, endsInDays }: { startsInDays: number; endsInDays: number }) => ({
		startsOn: calendar.day(startsInDays),
		endsOn: calendar.day(endsInDays)
	});
	await tx.insert(courseRuns).values(
		files.courses.flatMap((file) => {
			const { id: listingId, runs } = listing.get(`course:${file.key}`)!;
			return file.runs.map(({ seats, seatsTaken, ...run }, index) => ({
				id: runs[index]!.id,
				listingId,
				seats,
				seatsTaken,
				...dates(run)
			}));
		})
	);
	await tx.insert(basePeriods).values(
		files.bases.flatMap((file) => {
			const { id: listingId, runs } = listing.get(`base:${file.key}`)!;
			return file.periods.map(({ places, placesTaken, ...period }, index) => ({
				id: runs[index]!.id,
				listingId,
				places,
				placesTaken,
				...dates(period)
			}));
		})
	);
}
