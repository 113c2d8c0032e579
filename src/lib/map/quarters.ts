// The quarterly table: what it can show in its cells.
import { m } from '#lib/i18n/generated/messages.js';

export const measures = ['headcount', 'roles', 'courses', 'seats', 'bases', 'places'] as const;
export type Measure = (typeof measures)[number];

const words: Record<Measure, () => string> = {
	headcount: m.map_wanted,
	roles: m.map_column_roles,
	courses: m.map_column_courses,
	seats: m.map_seats,
	bases: m.map_column_bases,
	places: m.map_places
};
export const measureWord = (measure: Measure) => words[measure]();

export const parseMeasure = (params: URLSearchParams): Measure =>
	measures.find((known) => known === params.get('of')) ?? 'headcount';
