import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { advance } from './advance.js';
import type { RouteOptions } from './decision.js';
import { inTurn, type Turns } from './in-turn.js';
import type { LeadRecord } from './record.js';
import { assertBelongs } from './route.js';
import type { RoutingState } from './state.js';

/**
 * Looks for reps for held leads, each in its turn: the highest priority first, then the longest in its queue, then by id;
 * with the policy's `backlog.ageMinutes`, waiting makes up for priority. Worth calling whenever a rep may have become
 * free: an owner gave up or closed a lead, a shift began, leave ended, a cap was reset, a rep came online, the policy was
 * edited. Drain before routing a newcomer, and no newcomer overtakes a held lead of its own or a higher priority: at one
 * instant routing only fills reps up, so one pass is enough.
 *
 * @param records - of one scope; those that are not held are left out
 * @returns an outcome per held lead in the order of their turns, without events where it goes on waiting; all events;
 *   the state after the last. O(records × members of a queue).
 * @throws Error where the state belongs to another policy, `now` is no whole number, or a lead is there twice
 * @example
 * const away = ['ana', 'bo'].reduce((before, id) => setAvailability(router, before, id, false, now).state, state);
 * const waiting = route(router, away, { ...lead, id: 'l-9' }, now);
 * const back = setAvailability(router, waiting.state, 'bo', true, now).state;
 * drain(router, back, [waiting.record], now).outcomes[0]!.record.repId; //=> 'bo'
 */
export function drain(
  router: Router,
  state: RoutingState,
  records: readonly LeadRecord[],
  now: EpochMs,
  options: RouteOptions = {},
): Turns {
  assertBelongs(router, state, now);
  const held = records.filter(({ status }) => status === 'held');
  return inTurn(router, state, held, (current, record) =>
    advance(router, current, record, { type: 'tick' }, now, options),
  );
}
