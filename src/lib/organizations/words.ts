// The words a person reads for the values of organizations, in the reader's language: one function per enum.
import { m } from '#lib/i18n/generated/messages.js';
import type { MembershipRole, OrganizationKind, VerificationState } from '#lib/organizations/types.ts';

const kinds: Record<OrganizationKind, () => string> = {
	university: m.organizations_kind_university,
	company: m.organizations_kind_company,
	hospital: m.organizations_kind_hospital,
	institute: m.organizations_kind_institute,
	platform: m.organizations_kind_platform
};
export const organizationKindWord = (kind: OrganizationKind) => kinds[kind]();

const verifications: Record<VerificationState, () => string> = {
	unverified: m.organizations_verification_unverified,
	pending: m.organizations_verification_pending,
	verified: m.organizations_verification_verified,
	refused: m.organizations_verification_refused,
	frozen: m.organizations_verification_frozen
};
export const verificationWord = (state: VerificationState) => verifications[state]();

const roles: Record<MembershipRole, () => string> = {
	owner: m.organizations_role_owner,
	editor: m.organizations_role_editor
};
export const membershipRoleWord = (role: MembershipRole) => roles[role]();
