import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { advance } from './advance.js';
import type { Outcome, RouteOptions } from './decision.js';
import type { RoutingEvent } from './event.js';
import { heldPlace, heldTurns } from './held-turns.js';
import type { Input } from './input.js';
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

/** Gives each of these leads an input, in the order in which held leads are served. */
export function inTurn(
  router: Router,
  state: RoutingState,
  records: readonly LeadRecord[],
  inputFor: (record: LeadRecord) => Input,
  now: EpochMs,
  options: RouteOptions,
): Turns {
  const compare = heldTurns(router.policy);
  const turns = records.map((record) => ({ record, place: heldPlace(record) }));
  turns.sort((a, b) => compare(a.place, b.place));
  let current = state;
  const outcomes = turns.map(({ record }) => {
    const { state: next, ...outcome } = advance(router, current, record, inputFor(record), now, options);
    current = next;
    return outcome;
  });
  return { outcomes, events: outcomes.flatMap(({ events }) => events), state: current };
}
