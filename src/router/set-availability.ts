import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import { compiledOf, type Router } from '../policy/index.js';
import { closeDraft, openDraft } from './draft.js';
import type { RoutingEvent } from './event.js';
import { assertBelongs } from './route.js';
import { emit, startRun } from './run.js';
import type { RoutingState } from './state.js';

/**
 * Switches a rep on or off for new leads. Switching to where the rep is already changes nothing.
 *
 * @throws Error where the policy has no such rep
 * @example
 * setAvailability(router, state, 'ana', false, now).state.reps.online; //=> [0, 1]
 */
export function setAvailability(
  router: Router,
  state: RoutingState,
  repId: string,
  online: boolean,
  now: EpochMs,
): { readonly state: RoutingState; readonly events: readonly RoutingEvent[] } {
  assertBelongs(router, state, now);
  const rep = compiledOf(router).repIndex.get(repId);
  assert(rep !== undefined, `the policy has no rep \`${repId}\``);
  if ((state.reps.online[rep] === 1) === online) return { state, events: [] };
  const draft = openDraft(state);
  const run = startRun(router, draft, '', null, now, {});
  emit(run, 'rep_switched', { repId, online });
  return { state: closeDraft(draft), events: run.events };
}
