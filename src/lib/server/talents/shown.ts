// Who finds whom, as conditions in SQL: for reads that must not even count what somebody may not see. The arguments
// are names of columns in the query around them, never anything that was typed.

/** Whether an account is a member of an organization that may find talents. */
export const findsTalents = (account: string, organization: string) => `exists (
	select from memberships m join organizations o on o.id = m.organization_id and o.verification = 'verified'
	where m.account_id = ${account} and m.organization_id = ${organization})`;

/** Organizations of the account: whoever blocks one of them is not shown to it at all. */
export const organizationsOf = (account: string) =>
	`(select m.organization_id from memberships m where m.account_id = ${account})`;

/** Whether talent `t` may now be found by an account that acts for an organization. */
export const isShown = (account: string, organization: string) => `(t.visibility <> 'hidden'
	and ${findsTalents(account, organization)}
	and not exists (select from accounts a where a.id = t.account_id and a.suspended_at is not null)
	and not exists (select from blocked_organizations b
		where b.talent_id = t.id and b.organization_id in ${organizationsOf(account)}))`;
