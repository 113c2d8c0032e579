// Input of proofs of studies. Messages are message keys. Nothing that looks like an identity number is taken in.
import * as v from 'valibot';
import { choice, optionalDay, optionalText, requiredText } from '#lib/input.ts';
import { holdsIdentityNumber } from '#lib/proofs/identity-number.ts';
import { proofDegrees, proofKinds } from '#lib/proofs/types.ts';

const noIdentityNumber = v.check(
	(text: string) => !holdsIdentityNumber(text),
	'proofs_error_identity_number'
);

/** As the service gives it: twelve or sixteen letters and digits; spaces and full-width characters are taken. */
const code = v.pipe(
	requiredText(40),
	noIdentityNumber,
	v.transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()),
	v.regex(/^([A-Z0-9]{12}|[A-Z0-9]{16})$/, 'proofs_error_code')
);

export const proofSchema = v.object({
	kind: choice(proofKinds),
	degree: choice(proofDegrees),
	school: v.pipe(requiredText(80), noIdentityNumber),
	name: v.pipe(requiredText(60), noIdentityNumber),
	code
});
export type ProofInput = v.InferOutput<typeof proofSchema>;

const id = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));
export const proofIdSchema = v.object({ id });

export const proofDecisionSchema = v.pipe(
	v.object({
		id,
		decision: v.picklist(['verified', 'refused'], 'common_error_field'),
		/** Until when it counts. */
		expiresOn: optionalDay,
		/** Why not: the person reads it. */
		reason: v.pipe(
			optionalText(300),
			v.check((text) => !holdsIdentityNumber(text ?? ''), 'proofs_error_identity_number')
		)
	}),
	v.forward(
		v.check(
			({ decision, expiresOn }) => decision === 'refused' || expiresOn !== null,
			'common_error_required'
		),
		['expiresOn']
	),
	v.forward(
		v.check(({ decision, reason }) => decision === 'verified' || reason !== null, 'common_error_required'),
		['reason']
	)
);
export type ProofDecision = v.InferOutput<typeof proofDecisionSchema>;
