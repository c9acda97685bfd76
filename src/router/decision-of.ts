import type { EpochMs } from '../core/time.js';
import type { Decision, Trace } from './decision.js';
import type { LeadRecord } from './record.js';

const unseen: Trace = { ruleId: null, considered: 0, counts: {}, candidates: null, pick: null };

/** What else than time may free a rep for a held lead. */
const wakeOn: readonly string[] = ['rep_online', 'capacity_freed', 'policy_changed'];

/** End of the target that ends first, of those still to be met. */
function firstDueAt({ sla }: LeadRecord): EpochMs | null {
  const ends = (sla?.clocks ?? []).flatMap(({ metAt, dueAt }) => (metAt === null && dueAt !== null ? [dueAt] : []));
  return ends.length === 0 ? null : ends.reduce((a, b) => Math.min(a, b));
}

/**
 * The decision that a record stands for, so that a lead routed again gets the same answer.
 *
 * @param trace - what was looked at; by default nothing, since a record does not keep it
 */
export function decisionOf(
  record: LeadRecord,
  trace: Trace = { ...unseen, ruleId: record.ruleId },
  faults: Decision['faults'] = [],
): Decision {
  const head = { leadId: record.leadId, at: record.at, trace, faults };
  const { queueId, ruleId, repId, status } = record;
  const found = { queueId: queueId ?? '', ruleId: ruleId ?? '' };
  if ((status === 'assigned' || status === 'closed') && repId !== null) {
    return { ...head, type: 'assigned', repId, ...found, dueAt: firstDueAt(record) };
  }
  if (status === 'held') return { ...head, type: 'held', ...found, retryAt: record.wakeAt, wakeOn };
  return { ...head, type: 'disposed', disposition: record.disposition ?? 'rejected', reason: record.reason };
}
