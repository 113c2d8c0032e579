// What an organization shows for its verification: its licence, who acts for it, and that its domain knows of it. Owners
// hand it in; operators read it, and nobody else.
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { PapersInput } from '#lib/organizations/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import { keepPaper, readFile } from '#lib/server/files/service.ts';
import { files } from '#lib/server/files/table.ts';
import { domainOf, internet, isPublic, type Internet } from '#lib/server/organizations/internet.ts';
import { requireOwner } from '#lib/server/organizations/membership.ts';
import { organizations, verificationPapers } from '#lib/server/organizations/table.ts';

/** Where the domain says it: the name of the record, and the path of the file. */
export const proofRecord = '_pons-verification';
export const proofPath = '/.well-known/pons-verification.txt';
const digitsOfProof = 32;

/** What the domain must say. No secret: whoever can write it there controls the domain, and says whom it stands for. */
export const proofOf = (organizationId: string) =>
	`pons-verification=${hashSecret(`domain:${organizationId}`).slice(0, digitsOfProof)}`;

/** What the owners' page shows. @throws Refusal signInFirst, notFound, notAllowed */
export async function papersPage(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireOwner(app.db, actor, slug);
	const { id, website, domainProvenAt } = organization;
	const [papers] = await app.db
		.select({
			personName: verificationPapers.personName,
			personTitle: verificationPapers.personTitle,
			licence: files.name
		})
		.from(verificationPapers)
		.leftJoin(files, eq(files.id, verificationPapers.licenceFileId))
		.where(eq(verificationPapers.organizationId, id));
	return {
		papers,
		domain: domainOf(website),
		provenAt: domainProvenAt ?? undefined,
		...{ proof: proofOf(id), record: proofRecord, path: proofPath }
	};
}

/** Hands in who acts for the organization, and the licence; without a new one the earlier stays. */
export async function handInPapers(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ licence, ...person }: PapersInput
): Promise<void> {
	const { organization } = await requireOwner(app.db, actor, slug);
	const licenceFileId = licence ? await keepPaper(app, actor!.accountId, licence, 'licence') : undefined;
	const row = { ...person, ...(licenceFileId ? { licenceFileId } : {}), updatedAt: app.now() };
	await app.db
		.insert(verificationPapers)
		.values({ organizationId: organization.id, ...row })
		.onConflictDoUpdate({ target: verificationPapers.organizationId, set: row });
}

/** The licence of an organization, for operators. @throws Refusal notFound */
export async function readLicence(app: App, actor: Actor | undefined, slug: string) {
	requireOperator(actor);
	const [row] = await app.db
		.select({ fileId: verificationPapers.licenceFileId })
		.from(verificationPapers)
		.innerJoin(organizations, eq(organizations.id, verificationPapers.organizationId))
		.where(eq(organizations.slug, slug));
	const file = row?.fileId ? await readFile(app, row.fileId) : undefined;
	if (!file) throw new Refusal('notFound');
	return file;
}

/**
 * Asks the domain of the organization's website whether it knows of it: a TXT record, or else a file.
 * @throws Refusal signInFirst, notFound, notAllowed, notNow (no website), invalid (it does not say so), tooMany
 */
export async function proveDomain(
	app: App,
	actor: Actor | undefined,
	slug: string,
	world: Internet = internet
): Promise<void> {
	const { organization } = await requireOwner(app.db, actor, slug);
	const domain = domainOf(organization.website);
	if (!domain) throw new Refusal('notNow', { domain: 'org_error_no_domain' });
	await countTry(app, [['domain', organization.id]]);
	if (!(await says(world, domain, proofOf(organization.id))))
		throw new Refusal('invalid', { domain: 'org_error_domain' });
	await app.db
		.update(organizations)
		.set({ domainProvenAt: app.now() })
		.where(eq(organizations.id, organization.id));
}

async function says(world: Internet, domain: string, proof: string): Promise<boolean> {
	if ((await world.txt(`${proofRecord}.${domain}`)).includes(proof)) return true;
	const addresses = await world.addresses(domain);
	// One address of our own network among them is one too many.
	const [address] = addresses;
	if (!address || !addresses.every(isPublic)) return false;
	return (await world.page(address, domain, proofPath))?.trim() === proof;
}
