import { listingKinds, type ListingKind } from '#lib/listings/types.ts';

export const match = (param: string): param is ListingKind =>
	(listingKinds as readonly string[]).includes(param);
