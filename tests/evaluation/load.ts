// Puts the documents of an evaluation set into a scratch database as open listings of a verified organization.
import type { App } from '#lib/server/app.ts';
import { newId } from '#lib/server/db/id.ts';
import type { EvaluationSet, MatchSet } from './set.ts';

/** A name that no query asks for. */
const organizationName = 'Qzzx';
/** What a listing without a title or text says: the database wants something there, and it is no word. */
const nothing = ' ';

/** Adds the documents, each as an open role with the title and text in the set's language. */
export async function loadDocuments(app: App, set: EvaluationSet): Promise<void> {
	const { documents } = set;
	const organization = await addOrganization(app);
	const ids = documents.map((_, place) => listingId(place));
	const titles = documents.map(({ title }) => title.trim() || nothing);
	const texts = documents.map((document) => ('body' in document && document.body.trim()) || nothing);
	const [title, text] = set.language === 'zh' ? ['title_zh', 'text_zh'] : ['title_en', 'text_en'];
	await app.sql`
		insert into listings (id, kind, organization_id, ${app.sql(title)}, ${app.sql(text)}, state, published_at, valid_until)
		select id, 'role', ${organization}, title, text, 'open', now(), '2099-12-31'
		from unnest(${ids}::text[], ${titles}::text[], ${texts}::text[]) as documents (id, title, text)`;
	await app.sql`
		insert into roles (listing_id, employment_type) select id, 'fulltime' from unnest(${ids}::text[]) as documents (id)`;
}

/** An id as the product could have made it, whatever the set calls its document: an engine may refuse others. */
const listingId = (place: number) => `document-${String(place).padStart(6, '0')}`;
const placeOf = (listing: string) => Number(listing.slice('document-'.length));

/** The documents that listings stand for, each at its first place: sets name a document twice where it has two texts. */
export function documentIds({ documents }: EvaluationSet, listings: readonly string[]): string[] {
	return [...new Set(listings.map((id) => documents[placeOf(id)]!.id))];
}

async function addOrganization({ sql }: App): Promise<string> {
	const id = newId();
	await sql`
		insert into organizations (id, slug, kind, name_zh, verification, verified_at, verification_due)
		values (${id}, 'evaluation', 'company', ${organizationName}, 'verified', now(), '2099-12-31')`;
	return id;
}

/** Adds the skills of a match set with their parents, and what the documents ask for; levels are absent. */
export async function loadSkillsOf(app: App, set: MatchSet): Promise<SkillIds> {
	const tree = treeOf(set);
	const ids: SkillIds = new Map([...tree.keys()].map((key, at) => [key, `s${at + 1}`]));
	const rows = [...tree].map(([key, { label, depth }], at) => ({
		id: ids.get(key)!,
		label,
		depth,
		position: at
	}));
	await app.sql`
		insert into skills (id, zh, en, depth, position)
		select id, label, label, depth, position
		from unnest(${rows.map(({ id }) => id)}::text[], ${rows.map(({ label }) => label)}::text[],
			${rows.map(({ depth }) => depth)}::int[], ${rows.map(({ position }) => position)}::int[])
			as skills (id, label, depth, position)`;
	const pairs = [...tree].flatMap(([key, { parents }]) =>
		parents.map((parent) => [ids.get(key)!, ids.get(parent)!])
	);
	await app.sql`
		insert into skill_parents (skill_id, parent_id)
		select * from unnest(${pairs.map(([child]) => child!)}::text[], ${pairs.map(([, parent]) => parent!)}::text[])
		on conflict do nothing`;
	await addNeeds(app, set, ids);
	return ids;
}

/** Ids of the set to ids of the database, whose form is stricter. */
export type SkillIds = ReadonlyMap<string, string>;

async function addNeeds(app: App, { documents }: MatchSet, ids: SkillIds): Promise<void> {
	const needs = documents.flatMap(({ required, preferred }, place) => [
		...required.map((skill) => ({ id: listingId(place), skill: ids.get(skill)!, relation: 'required' })),
		...preferred.map((skill) => ({ id: listingId(place), skill: ids.get(skill)!, relation: 'preferred' }))
	]);
	await app.sql`
		insert into listing_skills (listing_id, skill_id, relation)
		select * from unnest(${needs.map(({ id }) => id)}::text[], ${needs.map(({ skill }) => skill)}::text[],
			${needs.map(({ relation }) => relation)}::text[])
		on conflict do nothing`;
}

type Node = { label: string; parents: string[]; depth: number };

/**
 * The skill tree of a set. A skill that is only named (as a parent, or by a document or a query) is one too. Depth
 * as in the product: what has skills of skills under it and nothing above is a group, what has skills under it a
 * family, the rest are skills.
 */
export function treeOf({ skills, documents, queries }: MatchSet): Map<string, Node> {
	const tree = new Map<string, Node>();
	const add = (id: string) => {
		if (!tree.has(id)) tree.set(id, { label: id, parents: [], depth: 3 });
	};
	for (const { id, label, parents } of skills)
		tree.set(id, {
			label: label.trim() || id,
			parents: [...new Set(parents)].filter((parent) => parent !== id),
			depth: 3
		});
	for (const { parents } of skills) parents.forEach(add);
	for (const { required, preferred } of documents) [...required, ...preferred].forEach(add);
	for (const query of queries) query.skills.forEach(add);
	const families = new Set([...tree.values()].flatMap(({ parents }) => parents));
	for (const id of families) tree.get(id)!.depth = 2;
	const above = new Set([...families].flatMap((id) => tree.get(id)!.parents));
	for (const id of above) if (tree.get(id)!.parents.length === 0) tree.get(id)!.depth = 1;
	return tree;
}

/** Lets PostgreSQL know what was loaded, so that it plans as it would for a marketplace that has grown. */
export async function analyze({ sql }: App): Promise<void> {
	await sql`vacuum analyze`;
}
