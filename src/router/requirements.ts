import { type DedupeKind, dedupeKeys, type Lead } from '../lead/index.js';
import type { Router } from '../policy/index.js';

/** Classes of e-mail whose domain says nothing about the account. */
const anonymous: ReadonlySet<unknown> = new Set(['free', 'disposable', 'invalid']);

/** The e-mail domain that may belong to an account; null where it cannot. */
export const accountDomain = (lead: Partial<Lead>): string | null =>
  typeof lead.emailDomain === 'string' && !anonymous.has(lead.emailClass) ? lead.emailDomain : null;

const defaultKinds: readonly DedupeKind[] = ['email', 'phone'];

/** The keys under which the same person may be known already, as the policy ranks them. */
export const keysOf = ({ policy }: Router, lead: Partial<Lead>): readonly string[] =>
  dedupeKeys(lead, policy.duplicates?.keys ?? defaultKinds);

/**
 * What to look up before routing a lead: give the answers to `route` as `facts`.
 *
 * @returns domains for `facts.accountByDomain`, and keys for `facts.leadByDedupeKey`, in the order of the policy's
 *   `duplicates.keys` (default: e-mail, then phone)
 * @example
 * requirements(router, { ...lead, email: 'vp@acme.example', emailDomain: 'acme.example', phone: null });
 * //=> { domains: ['acme.example'], dedupeKeys: ['email:vp@acme.example'] }
 */
export function requirements(
  router: Router,
  lead: Lead,
): { readonly domains: readonly string[]; readonly dedupeKeys: readonly string[] } {
  const domain = accountDomain(lead);
  return { domains: domain === null ? [] : [domain], dedupeKeys: keysOf(router, lead) };
}
