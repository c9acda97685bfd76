import { compareText } from '../core/compare.js';
import type { EpochMs } from '../core/time.js';
import type { LeadRecord } from '../router/index.js';

/** What decides a held lead's turn. */
export interface HeldPlace {
  readonly priority: number;
  readonly since: EpochMs;
  readonly leadId: string;
}

/** A held lead's place: its priority, and since when it has been in its queue. */
export const heldPlace = (record: LeadRecord): HeldPlace => ({
  priority: record.lead.score.priority,
  since: record.joinedAt ?? record.receivedAt,
  leadId: record.leadId,
});

/** The order in which held leads are served: the highest priority, then the longest in the queue, then by id. */
export const compareHeld = (a: HeldPlace, b: HeldPlace): number =>
  b.priority - a.priority || a.since - b.since || compareText(a.leadId, b.leadId);
