// Puts what they stand for in the place of the names in braces that the table's addresses and forms have.
import type { Field, Row } from './table.ts';
import type { Person, World } from './world.ts';

export type Filled = {
	address: string;
	form: Record<string, Field> | undefined;
	/** What each name stands for here. */
	things: Map<string, string>;
};

/** What is not in `known` is made anew. `nothing` names the one that shall not exist. */
export async function fill(
	world: World,
	row: Pick<Row, 'address' | 'form'>,
	who: Person | undefined,
	known = new Map<string, string>(),
	nothing?: string
): Promise<Filled> {
	const things = new Map(known);
	const put = async (text: string) => {
		for (const [, name] of text.matchAll(/\{(\w+)\}/g)) {
			if (things.has(name!)) continue;
			const make = world.things[name!] ?? world.words[name!];
			if (!make) throw new Error(`The table names {${name}}, which the world does not know.`);
			things.set(name!, await make(who));
		}
		const standsFor = (_: string, name: string) =>
			name === nothing ? unknown(things.get(name)!) : things.get(name)!;
		return text.replace(/\{(\w+)\}/g, standsFor);
	};
	const address = await put(row.address);
	const form: Record<string, Field> = {};
	for (const [name, value] of Object.entries(row.form ?? {}))
		if (typeof value === 'string') form[name] = await put(value);
		else form[name] = Array.isArray(value) ? await Promise.all(value.map(put)) : value;
	return { address, form: row.form && form, things };
}

/** An id of the same form and length that nothing has. */
export const unknown = (id: string) => id.replace(/[a-z0-9]/gi, (letter) => (letter === 'a' ? 'b' : 'a'));
