// What people read on the map of supply and demand, in their language.
import { m } from '#lib/i18n/generated/messages.js';
import { count } from '#lib/i18n/text.ts';
import { isUntaught, type Figures } from '#lib/map/figures.ts';
import type { People } from '#lib/map/people.ts';
import type { MapOrder } from '#lib/map/query.ts';

/** People as a band: 15 stands for 15 to 19. */
export const peopleWord = (people: People) =>
	people === null ? m.map_people_few() : m.map_people_some({ count: count(people) });

/** A quarter such as 2026Q3. */
export const quarterWord = (quarter: string) =>
	m.map_quarter_name({ year: quarter.slice(0, 4), quarter: quarter.slice(5) });

const orders: Record<MapOrder, () => string> = {
	unmet: m.map_order_unmet,
	wanted: m.map_order_wanted,
	tree: m.map_order_tree
};
export const orderWord = (order: MapOrder) => orders[order]();

type Named = { name: string } & Figures;

/** A chart of demand and teaching for those who do not see it. */
export function chartWords(lines: readonly Named[]): string {
	const most = [...lines].sort((a, b) => b.headcount - a.headcount)[0];
	if (!most || most.headcount === 0) return m.map_chart_empty();
	const untaught = lines.filter(isUntaught).map(({ name }) => name);
	return m.map_chart_description({
		count: lines.length,
		most: most.name,
		wanted: most.headcount,
		untaught: untaught.length
			? m.map_chart_untaught({ names: untaught.join(m.common_separator()) })
			: m.map_chart_taught()
	});
}
