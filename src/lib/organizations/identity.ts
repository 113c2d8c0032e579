// What verification vouches for: an organization's names, kind and credit code. Pure.
import type { OrganizationKind } from '#lib/organizations/types.ts';
import { fold } from '#lib/text/fold.ts';

type Identity = {
	nameZh: string | null;
	nameEn: string | null;
	kind: OrganizationKind;
	creditCode: string | null;
};

/** Names as a reader tells them apart: case, width, spaces and punctuation make no other organization. */
const read = (name: string | null) => fold(name ?? '').replace(/[^\p{L}\p{N}+#]/gu, '');

export function isSameIdentity(a: Identity, b: Identity): boolean {
	return (
		a.kind === b.kind &&
		a.creditCode === b.creditCode &&
		read(a.nameZh) === read(b.nameZh) &&
		read(a.nameEn) === read(b.nameEn)
	);
}
