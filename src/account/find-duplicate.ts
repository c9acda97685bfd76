import { compareText } from '../core/compare.js';
import { dayMs, type EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import { duplicateKeys } from './duplicate-keys.js';

/** A lead that came before, and whose it is. */
export interface EarlierLead {
  readonly leadId: string;
  readonly repId: string | null;
  /** When it came; null where that is not known. */
  readonly at: EpochMs | null;
}

/** Earlier leads by {@link duplicateKeys}: plain JSON, for example the rows of a table that were asked for by key. */
export type LeadIndex = { readonly [key: string]: readonly EarlierLead[] };

/** How `findDuplicate` looks. */
export interface DuplicateOptions {
  readonly now: EpochMs;
  /** Leads older than this many days are forgotten; one of unknown age is not. Default: none is. */
  readonly windowDays?: number;
}

/** An earlier lead of the same person, and the key that says so. */
export interface Duplicate extends EarlierLead {
  readonly key: string;
  readonly by: 'email' | 'person' | 'phone';
}

/**
 * Earlier leads by their keys, for {@link findDuplicate}. O(leads).
 *
 * @param leads - with the rep who has each, and when it came (default: its `createdAt`)
 * @returns per key the earliest first, unknown times last; the same in any order of the leads
 * @example
 * buildLeadIndex([{ lead: { id: '1', phone: '+12125550142' }, repId: 'eva', at: 0 }]);
 * //=> { 'phone:+12125550142': [{ leadId: '1', repId: 'eva', at: 0 }] }
 */
export function buildLeadIndex(
  leads: readonly {
    readonly lead: Partial<Lead> & Pick<Lead, 'id'>;
    readonly repId?: string | null;
    readonly at?: EpochMs | null;
  }[],
): LeadIndex {
  const index = new Map<string, EarlierLead[]>();
  for (const { lead, repId = null, at = lead.createdAt ?? null } of leads)
    for (const key of duplicateKeys(lead)) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [{ leadId: lead.id, repId, at }]);
      else known.push({ leadId: lead.id, repId, at });
    }
  const keys = [...index.keys()].sort();
  return Object.fromEntries(keys.map((key) => [key, index.get(key)!.sort(byTime)]));
}

const timeOf = ({ at }: EarlierLead): number => at ?? Number.MAX_SAFE_INTEGER;
const byTime = (a: EarlierLead, b: EarlierLead): number =>
  timeOf(a) - timeOf(b) || compareText(a.leadId, b.leadId) || compareText(a.repId ?? '', b.repId ?? '');

/**
 * The earlier lead of the same person: by the strongest key that knows one within the window, the earliest of those.
 *
 * What follows is the caller's policy: reject it, route it to `repId`, or {@link mergeLeads}. A lead is no duplicate of
 * itself, nor of one that came after `now`.
 *
 * @example
 * const index = buildLeadIndex([{ lead: { id: '1', phone: '+12125550142' }, repId: 'eva', at: 0 }]);
 * findDuplicate(index, { id: '2', phone: '+12125550142' }, { now: 86_400_000, windowDays: 1 })?.repId; //=> 'eva'
 * findDuplicate(index, { id: '2', phone: '+12125550142' }, { now: 86_400_001, windowDays: 1 }); //=> null
 */
export function findDuplicate(
  index: LeadIndex,
  lead: Partial<Lead> & Pick<Lead, 'id'>,
  { now, windowDays }: DuplicateOptions,
): Duplicate | null {
  const since = windowDays === undefined ? Number.NEGATIVE_INFINITY : now - windowDays * dayMs;
  const counts = ({ leadId, at }: EarlierLead): boolean =>
    leadId !== lead.id && (at === null || (at <= now && at >= since));
  for (const key of duplicateKeys(lead)) {
    const [earliest] = (Object.hasOwn(index, key) ? index[key]! : []).filter(counts).sort(byTime);
    if (earliest !== undefined) return { ...earliest, key, by: key.slice(0, key.indexOf(':')) as Duplicate['by'] };
  }
  return null;
}
