import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import type { EpochMs } from '../core/time.js';
import type { CompiledPolicy } from '../policy/index.js';
import { type Draft, ownOpen } from './draft.js';
import type { LeadRecord } from './record.js';

/** What an event is applied to. */
export interface Before {
  readonly policy: CompiledPolicy;
  readonly draft: Draft;
  readonly record: LeadRecord;
}

/** Ends the ownership: frees the rep's units and stops the clocks. */
export function loseOwner({ policy, draft, record }: Before, at: EpochMs): Partial<LeadRecord> {
  if (record.repId === null) return {};
  const rep = policy.repIndex.get(record.repId) ?? draft.reps.ids.indexOf(record.repId);
  const open = ownOpen(draft);
  assert(open[rep]! >= record.units, `the state does not know that \`${record.repId}\` has lead \`${record.leadId}\``);
  open[rep]! -= record.units;
  const owners = record.owners.map((row, index) => (index === record.owners.length - 1 ? { ...row, until: at } : row));
  return { repId: null, units: 0, owners, sla: null, wakeAt: null, paused: false };
}

/** A lead keeps its place in a queue; one that waited for an owner joins when the wait is over. */
export const joinedAt = (
  record: LeadRecord,
  event: { readonly queueId: string; readonly at: EpochMs },
): EpochMs | null => (record.queueId === event.queueId && record.awaitedOwner === null ? record.joinedAt : event.at);

/** The latest ownerships with a new one. */
export const withOwner = (owners: LeadRecord['owners'], repId: string, from: EpochMs): LeadRecord['owners'] =>
  owners.length === 0
    ? [{ repId, from, until: null }]
    : [...owners, { repId, from, until: null }].slice(-limits.historyMax);
