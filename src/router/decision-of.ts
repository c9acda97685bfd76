import type { EpochMs } from '../core/time.js';
import type { Decision, Trace } from './decision.js';
import type { LeadRecord } from './record.js';

const unseen: Trace = { ruleId: null, considered: 0, counts: {}, candidates: null, pick: null };

/** What else than time may free a rep for a held lead. */
const wakeOn: readonly string[] = ['rep_online', 'capacity_freed', 'policy_changed'];

/** End of the target that ends first, of those still to be met. */
function firstDueAt({ sla }: LeadRecord): EpochMs | null {
  if (sla === null) return null;
  let first: EpochMs | null = null;
  for (const { metAt, dueAt } of sla.clocks) {
    if (metAt === null && dueAt !== null && (first === null || dueAt < first)) first = dueAt;
  }
  return first;
}

/**
 * The decision that a record stands for, so that a lead routed again gets the same answer.
 *
 * @param trace - what was looked at; by default nothing, since a record does not keep it
 * @example
 * decisionOf(record).type; //=> 'assigned'
 */
export function decisionOf(
  record: LeadRecord,
  trace: Trace = { ...unseen, ruleId: record.ruleId },
  faults: Decision['faults'] = [],
): Decision {
  // written out in full: members added to a spread copy are slow
  const { leadId, at, repId, status } = record;
  const queueId = record.queueId ?? '';
  const ruleId = record.ruleId ?? '';
  if ((status === 'assigned' || status === 'closed') && repId !== null) {
    return { leadId, at, trace, faults, type: 'assigned', repId, queueId, ruleId, dueAt: firstDueAt(record) };
  }
  const open = record.offer?.open ?? [];
  if (status === 'offered' && open.length > 0) {
    const repIds = open.map((row) => row.repId);
    const expiresAt = open.reduce((last, row) => Math.max(last, row.expiresAt), 0);
    return { leadId, at, trace, faults, type: 'offered', repIds, queueId, ruleId, expiresAt };
  }
  if (status === 'held') {
    const retryAt = record.delivery ? record.delivery.retryAt : record.wakeAt;
    return { leadId, at, trace, faults, type: 'held', queueId, ruleId, retryAt, wakeOn };
  }
  const { disposition, reason } = record;
  return { leadId, at, trace, faults, type: 'disposed', disposition: disposition ?? 'rejected', reason };
}
