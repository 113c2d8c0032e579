// The map as a table to take away, in the reader's language: every skill and group within the filters.
import { m } from '#lib/i18n/generated/messages.js';
import { districtWord, studyLevelWord } from '#lib/listings/words.ts';
import type { MapLine, MapPage } from '#lib/map/page.ts';
import type { MapQuery } from '#lib/map/query.ts';
import type { App } from '#lib/server/app.ts';
import { mapPage } from '#lib/server/map/page.ts';
import { csvOf } from '#lib/server/web/csv.ts';
import { peopleWord } from '#lib/map/words.ts';

export async function mapCsv(app: App, query: MapQuery): Promise<{ name: string; text: string }> {
	const map = await mapPage(app, { ...query, all: true });
	const lines = [...map.parts, ...map.skills.filter(({ id }) => map.parts.every((part) => part.id !== id))];
	const rows = lines.map((line) => [...placeOf(map, query), line.name, ...numbersOf(line, map)]);
	return {
		name: `pons-map-${map.day}.csv`,
		text: csvOf([...placeColumns(), m.map_skill(), ...numberColumns()], rows)
	};
}

const placeColumns = () => [m.map_column_day(), m.map_district(), m.map_level()];
const placeOf = ({ day }: MapPage, { district, level }: MapQuery) => [
	day,
	district ? districtWord(district) : m.map_city(),
	level ? studyLevelWord(level) : m.map_level_all()
];

export const numberColumns = () => [
	m.map_column_roles(),
	m.map_wanted(),
	m.map_column_signals(),
	m.map_column_wanted_from(),
	m.map_column_wanted_to(),
	m.map_people(),
	m.map_column_courses(),
	m.map_seats(),
	m.map_column_bases(),
	m.map_places()
];

const numbersOf = (line: MapLine, { peopleDay }: MapPage) => [
	line.roles,
	line.headcount,
	line.signals,
	line.wantedFrom,
	line.wantedTo,
	peopleDay ? peopleWord(line.people) : m.map_people_none(),
	line.courses,
	line.seats,
	line.bases,
	line.places
];
