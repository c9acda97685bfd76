import type { Lead } from '../lead/index.js';
import type { IndexedAccount, TieBreaker, TieValue } from './types.js';

/**
 * The order of accounts that match a lead equally well: the tie-breakers one after another, then the id (the order of an
 * index). Negative where `a` goes first.
 */
export function compareAccounts(
  a: IndexedAccount,
  b: IndexedAccount,
  lead: Partial<Lead>,
  tieBreakers: readonly TieBreaker[],
): number {
  for (const tie of tieBreakers) {
    const order = preferenceOf(b, tie, lead) - preferenceOf(a, tie, lead);
    // two unknown numbers: −∞ less −∞
    if (order !== 0 && !Number.isNaN(order)) return order;
  }
  return 0;
}

const tieValue = (account: IndexedAccount, field: string): TieValue | undefined =>
  field === 'ownerRepId'
    ? (account.ownerRepId ?? undefined)
    : Object.hasOwn(account.values, field)
      ? account.values[field]
      : undefined;

function preferenceOf(account: IndexedAccount, { field, prefer }: TieBreaker, lead: Partial<Lead>): number {
  const value = tieValue(account, field);
  switch (prefer) {
    case 'present':
      return value === undefined ? 0 : 1;
    case 'equal_to_lead':
      return value !== undefined && value === leadValue(lead, field) ? 1 : 0;
    default:
      if (typeof value !== 'number') return Number.NEGATIVE_INFINITY;
      return prefer === 'lowest' ? -value : value;
  }
}

function leadValue(lead: Partial<Lead>, field: string): unknown {
  const key = field.startsWith('fields.') ? field.slice('fields.'.length) : null;
  const record = (key === null ? lead : (lead.fields ?? {})) as { readonly [key: string]: unknown };
  return Object.hasOwn(record, key ?? field) ? record[key ?? field] : undefined;
}
