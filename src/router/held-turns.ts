import { compareText } from '../core/compare.js';
import { type EpochMs, minuteMs } from '../core/time.js';
import type { Policy } from '../policy/index.js';
import type { LeadRecord } from './record.js';

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

/**
 * The turns of held leads under a policy. With `backlog.ageMinutes`, so many minutes of waiting weigh as much as one step of
 * priority: since every lead ages alike, who goes first does not depend on when it is asked.
 */
export function heldTurns({ backlog }: Pick<Policy, 'backlog'>): (a: HeldPlace, b: HeldPlace) => number {
  if (backlog?.ageMinutes === undefined) return compareHeld;
  const ageMs = backlog.ageMinutes * minuteMs;
  const turn = ({ since, priority }: HeldPlace): number => since - priority * ageMs;
  return (a, b) => turn(a) - turn(b) || compareHeld(a, b);
}
