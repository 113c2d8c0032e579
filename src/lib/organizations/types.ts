// Words and types of organizations that pages and server share.

export const organizationKinds = ['university', 'company', 'hospital', 'institute', 'platform'] as const;
export type OrganizationKind = (typeof organizationKinds)[number];

/** `frozen` by a case: as if not verified, until it is released. */
export const verificationStates = ['unverified', 'pending', 'verified', 'refused', 'frozen'] as const;
export type VerificationState = (typeof verificationStates)[number];

export const membershipRoles = ['owner', 'editor'] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** Districts of Nanjing, in the order of the action plan and then of the city's own list; `jiangbei` is the new area. */
export const districts = [
	'jiangbei',
	'gulou',
	'qixia',
	'xuanwu',
	'qinhuai',
	'jianye',
	'yuhuatai',
	'jiangning',
	'pukou',
	'luhe',
	'lishui',
	'gaochun'
] as const;
export type District = (typeof districts)[number];
