import { assert } from '../core/assert.js';
import type { Router } from '../policy/index.js';
import type { Outcome } from './decision.js';
import type { RoutingEvent } from './event.js';
import { heldPlace, heldTurns } from './held-turns.js';
import type { LeadRecord } from './record.js';
import type { RoutingState } from './state.js';

/** What became of several leads, one after the other. */
export interface Turns {
  /** One per lead, in the order in which they had their turns. */
  readonly outcomes: readonly Omit<Outcome, 'state'>[];
  /** All events, in order. */
  readonly events: readonly RoutingEvent[];
  /** After the last. */
  readonly state: RoutingState;
}

/** Takes a step with each of these leads, in the order in which held leads are served. */
export function inTurn(
  router: Router,
  state: RoutingState,
  records: readonly LeadRecord[],
  step: (state: RoutingState, record: LeadRecord) => Outcome,
): Turns {
  const seen = new Set<string>();
  for (const { leadId } of records) {
    assert(!seen.has(leadId), `expected one record per lead, found two of \`${leadId}\``);
    seen.add(leadId);
  }
  const compare = heldTurns(router.policy);
  const turns = records.map((record) => ({ record, place: heldPlace(record) }));
  turns.sort((a, b) => compare(a.place, b.place));
  let current = state;
  const outcomes = turns.map(({ record }) => {
    const { state: next, ...outcome } = step(current, record);
    current = next;
    return outcome;
  });
  return { outcomes, events: outcomes.flatMap(({ events }) => events), state: current };
}
