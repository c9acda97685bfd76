import { dayMs, type EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import type { Router } from '../policy/index.js';
import type { EarlierLead, Facts } from './decision.js';
import type { LeadRecord } from './record.js';
import { keysOf } from './requirements.js';

/** The value under a key of the table's own. */
export const ownEntry = <T>(table: { readonly [key: string]: T } | undefined, key: string | null): T | undefined =>
  table !== undefined && key !== null && Object.hasOwn(table, key) ? table[key] : undefined;

/** Leads of a batch by their keys. */
export type Seen = Map<string, EarlierLead>;

/** Whether the policy itself says what becomes of duplicates: then those within a batch count as well. */
export const marksDuplicates = ({ policy }: Router): boolean =>
  policy.duplicates !== undefined && policy.duplicates.action !== 'ignore';

/** Whether an earlier lead is another one, and came within the window. */
function counts({ policy }: Router, found: EarlierLead | undefined, lead: Lead, now: EpochMs): found is EarlierLead {
  if (found === undefined || found.leadId === lead.id) return false;
  const { windowDays } = policy.duplicates ?? {};
  if (typeof found.at !== 'number') return true;
  return found.at <= now && (windowDays === undefined || found.at >= now - windowDays * dayMs);
}

/**
 * The earlier lead of the same person: by the first of the policy's keys that knows one, the caller's facts before the batch.
 */
export function earlierLead(
  router: Router,
  lead: Lead,
  now: EpochMs,
  facts: Facts | undefined,
  seen: Seen | null,
): EarlierLead | null {
  const known = facts?.leadByDedupeKey;
  if ((known === undefined && seen === null) || router.policy.duplicates?.action === 'ignore') return null;
  for (const key of keysOf(router, lead)) {
    for (const found of [ownEntry(known, key), seen?.get(key)]) if (counts(router, found, lead, now)) return found;
  }
  return null;
}

function note(router: Router, seen: Seen, lead: Lead, earlier: EarlierLead): void {
  for (const key of keysOf(router, lead)) if (!seen.has(key)) seen.set(key, earlier);
}

/** Notes a lead that is still to be routed under its keys, unless another has them. */
export const noteKeys = (router: Router, seen: Seen, lead: Lead): void =>
  note(router, seen, lead, { leadId: lead.id, repId: null });

/** Notes a routed lead under its keys, unless another has them: a duplicate for the lead that it repeats, an unusable one not at all. */
export function noteSeen(router: Router, seen: Seen, { lead, repId, reason }: LeadRecord): void {
  if (reason?.code === 'lead.invalid_field') return;
  note(router, seen, lead, { leadId: reason?.code === 'lead.duplicate' ? reason.ofLeadId : lead.id, repId });
}
