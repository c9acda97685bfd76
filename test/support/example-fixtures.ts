// What examples in docstrings take for granted: a policy with two reps, a lead, and what became of it.
import {
  type Calendar,
  compileCalendar,
  compileOrThrow,
  type Decision,
  initialState,
  type Lead,
  type LeadRecord,
  type Outcome,
  type Router,
  type RoutingEvent,
  type RoutingState,
  route,
} from '../../src/index.js';
import { createRunner, memoryStore, type Runner } from '../../src/runtime/index.js';
import { leadWith } from './samples.js';

export const router: Router = compileOrThrow({
  behavior: 1,
  reps: [{ id: 'ana', weight: 2 }, { id: 'bo' }],
  queues: [{ id: 'smb', repIds: ['ana', 'bo'], strategy: { type: 'fair_share' } }],
  rules: [{ id: 'everyone', when: true, then: { queueId: 'smb' } }],
});
export const lead: Lead = leadWith({ id: 'l-7' });
export const now = 1_780_000_000_000;
const outcome: Outcome & { readonly decision: Decision } = route(router, initialState(router), lead, now);
export const state: RoutingState = outcome.state;
export const record: LeadRecord = outcome.record;
export const decision: Decision = outcome.decision;
export const events: readonly RoutingEvent[] = outcome.events;
/** Events of two months, one lead in each. */
export const march: readonly RoutingEvent[] = outcome.events;
export const april: readonly RoutingEvent[] = route(
  router,
  state,
  leadWith({ id: 'l-8' }),
  now + 31 * 86_400_000,
).events;
export const runner: Runner = createRunner({ router, store: memoryStore(), clock: { now: () => now } });

const hours = [['09:00', '17:00']] as const;
export const nineToFive: Calendar = compileCalendar({ timeZone: 'UTC', weekly: { mon: hours, fri: hours } });
export const fridayAt16: number = Date.UTC(2026, 2, 6, 16);
export const mondayAt10: number = Date.UTC(2026, 2, 9, 10);
