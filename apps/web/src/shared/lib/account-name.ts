import type { Account } from '@/shared/api/generated';

/** Who signed up by telephone is called by the end of their number until they say otherwise. */
const isStandIn = (account: Account) => account.full_name.startsWith('•');

/** The name to fill into forms: empty while the shop doesn't know it. */
export const ownName = (account: Account) => (isStandIn(account) ? '' : account.full_name);

/** The name to greet with, or null. */
export const firstName = (account: Account) => ownName(account).split(' ')[0] || null;
