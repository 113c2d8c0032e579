// Outside identifiers of skills ('mesh:D004569') as addresses.

const addresses: Record<string, (id: string) => string> = {
	mesh: (id) => `https://id.nlm.nih.gov/mesh/${id}.html`,
	wikidata: (id) => `https://www.wikidata.org/wiki/${id}`,
	esco: (id) => `http://data.europa.eu/esco/skill/${id}`
};

/** Where an identifier leads; undefined for a register this does not know. */
export function outsideAddress(identifier: string): string | undefined {
	const [register = '', id] = identifier.split(':', 2);
	return id && /^[\w-]+$/.test(id) ? addresses[register]?.(id) : undefined;
}
