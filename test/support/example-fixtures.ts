// What examples in docstrings take for granted: a policy with two reps, a lead, and what became of it.
import {
  advance,
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
  queues: ['smb', 'pool'].map((id) => ({ id, repIds: ['ana', 'bo'], strategy: { type: 'fair_share' } })),
  rules: [{ id: 'everyone', when: true, then: { queueId: 'smb' } }],
});
export const lead: Lead = leadWith({ id: 'l-7' });
export const now = 1_780_000_000_000;
const outcome: Outcome & { readonly decision: Decision } = route(router, initialState(router), lead, now);
export const state: RoutingState = outcome.state;
export const record: LeadRecord = outcome.record;
export const decision: Decision = outcome.decision;
/** A lead just assigned, to be answered within 15 minutes. */
const timedRouter = compileOrThrow({
  ...router.policy,
  rules: [{ id: 'everyone', when: true, then: { queueId: 'smb', slaId: 'fast' } }],
  slas: [{ id: 'fast', targets: [{ id: 'first_response', minutes: 15 }] }],
});
export const timed: LeadRecord = route(timedRouter, initialState(timedRouter), lead, now).record;
/** Events of two months: a lead that is answered after four minutes, and one that is not. */
const answered = advance(router, state, record, { type: 'respond', repId: record.repId ?? '' }, now + 240_000);
export const march: readonly RoutingEvent[] = [...outcome.events, ...answered.events];
export const events: readonly RoutingEvent[] = march;
export const april: readonly RoutingEvent[] = route(
  router,
  answered.state,
  leadWith({ id: 'l-8' }),
  now + 31 * 86_400_000,
).events;
export const runner: Runner = createRunner({ router, store: memoryStore(), clock: { now: () => now } });

const hours = [['09:00', '17:00']] as const;
export const nineToFive: Calendar = compileCalendar({ timeZone: 'UTC', weekly: { mon: hours, fri: hours } });
export const fridayAt16: number = Date.UTC(2026, 2, 6, 16);
export const mondayAt10: number = Date.UTC(2026, 2, 9, 10);
