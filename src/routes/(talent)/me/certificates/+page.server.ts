import { certificateSchema, shareSchema } from '#lib/certificates/schema.ts';
import { getApp } from '#lib/server/app.ts';
import {
	agreeCertificate,
	declineCertificate,
	myCertificates,
	shareCertificate,
	unshareCertificate
} from '#lib/server/certificates/service.ts';
import { proofIdSchema, proofSchema } from '#lib/proofs/schema.ts';
import { handInProof, myProofs, removeProof } from '#lib/server/proofs/service.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => ({
	certificates: await orRefuse(myCertificates(getApp(), locals.actor)),
	proofs: await orRefuse(myProofs(getApp(), locals.actor)),
	origin: siteOrigin(getApp(), url)
});

export const actions = {
	prove: action(proofSchema, async (input, { locals }, app) => {
		await handInProof(app, locals.actor, input);
		return { done: 'proved' as const };
	}),
	unprove: action(proofIdSchema, async ({ id }, { locals }, app) => {
		await removeProof(app, locals.actor, id);
		return { done: 'unproved' as const };
	}),
	agree: action(certificateSchema, async ({ id }, { locals }, app) => {
		await agreeCertificate(app, locals.actor, id);
		return { done: 'agreed' as const };
	}),
	decline: action(certificateSchema, async ({ id }, { locals }, app) => {
		await declineCertificate(app, locals.actor, id);
		return { done: 'declined' as const };
	}),
	share: action(shareSchema, async (input, { locals }, app) => {
		await shareCertificate(app, locals.actor, input);
		return { done: 'shared' as const };
	}),
	unshare: action(certificateSchema, async ({ id }, { locals }, app) => {
		await unshareCertificate(app, locals.actor, id);
		return { done: 'unshared' as const };
	})
};
