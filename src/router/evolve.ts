import type { Router } from '../policy/index.js';
import { applyEvent } from './apply-event.js';
import { closeDraft, openDraft } from './draft.js';
import type { RoutingEvent } from './event.js';
import type { LeadRecord } from './record.js';
import type { RoutingState } from './state.js';

/**
 * State and record after one event. Law: folding the events of an outcome over the state and record that it began
 * with gives exactly the state and record that it returned.
 *
 * @param before - `record` is null before a lead's first event
 * @returns `record` is null only after an event about a rep, which concerns no lead
 * @throws Error where the event does not follow on the state, or its record is missing
 * @example
 * let before: { state: RoutingState; record: LeadRecord | null } = { state: initialState(router), record: null };
 * for (const event of events.slice(0, 2)) before = evolve(router, before, event);
 * before.record?.repId; //=> 'ana'
 */
export function evolve(
  router: Router,
  before: { readonly state: RoutingState; readonly record: LeadRecord | null },
  event: RoutingEvent,
): { readonly state: RoutingState; readonly record: LeadRecord } {
  const draft = openDraft(before.state);
  const record = applyEvent(router, draft, before.record, event);
  return { state: closeDraft(draft), record: record as LeadRecord };
}
