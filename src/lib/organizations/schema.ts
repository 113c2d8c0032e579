// Input of an organization's forms.
import * as v from 'valibot';
import {
	choice,
	optionalChoice,
	optionalFile,
	optionalText,
	optionalUrl,
	requiredText,
	rowVersion,
	ticked
} from '#lib/input.ts';
import { isCreditCode } from '#lib/organizations/credit-code.ts';
import { districts, membershipRoles, organizationKinds } from '#lib/organizations/types.ts';

const creditCode = v.pipe(
	optionalText(40),
	v.transform((code) => code && code.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()),
	v.check((code) => code === null || code === '' || isCreditCode(code), 'org_error_credit_code'),
	v.transform((code) => code || null)
);

const entries = {
	nameZh: optionalText(80),
	nameEn: optionalText(120),
	kind: choice(organizationKinds),
	creditCode,
	district: optionalChoice(districts),
	website: optionalUrl,
	aboutZh: optionalText(2_000),
	aboutEn: optionalText(2_000)
};
const isNamed = <T extends { nameZh: string | null; nameEn: string | null }>({ nameZh, nameEn }: T) =>
	Boolean(nameZh ?? nameEn);

export const organizationSchema = v.pipe(
	v.object(entries),
	v.forward(v.check(isNamed, 'org_error_name'), ['nameZh'])
);
export type OrganizationInput = v.InferOutput<typeof organizationSchema>;

/** A change of an organization: `recheck` agrees that a verified one is verified again when its identity changes. */
export const organizationChangeSchema = v.pipe(
	v.object({ ...entries, version: rowVersion, recheck: ticked }),
	v.forward(v.check(isNamed, 'org_error_name'), ['nameZh'])
);
export type OrganizationChange = v.InferOutput<typeof organizationChangeSchema>;

const address = v.pipe(
	v.string('common_error_required'),
	v.trim(),
	v.maxLength(254, 'common_error_too_long'),
	v.email('common_error_email')
);
export const inviteSchema = v.object({ email: address, role: choice(membershipRoles) });
export const memberSchema = v.object({ accountId: v.pipe(v.string(), v.maxLength(40)) });
export const decisionSchema = v.pipe(
	v.object({
		slug: v.pipe(v.string(), v.maxLength(60)),
		/** Of the row the operator saw: what changed since is not what was decided about. */
		version: rowVersion,
		decision: v.picklist(['verified', 'refused'], 'common_error_field'),
		reason: optionalText(500)
	}),
	v.forward(
		v.check(({ decision, reason }) => decision === 'verified' || reason !== null, 'ops_error_reason'),
		['reason']
	)
);
export type Decision = v.InferOutput<typeof decisionSchema>;

/** What an organization hands in to be verified. */
export const papersSchema = v.object({
	personName: requiredText(60),
	personTitle: optionalText(60),
	licence: optionalFile
});
export type PapersInput = v.InferOutput<typeof papersSchema>;
