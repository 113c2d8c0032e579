import { requireSignedIn } from '#lib/server/web/signed-in.ts';

export const load = ({ locals, url }) => requireSignedIn({ locals, url });
