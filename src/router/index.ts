// Purpose: the kernel: decides, as events, and folds events into state and record.
// In: a router, the scope's state, a lead or a lead's record with an input, the instant.
// Out: decision, record, events, next state; nothing is stored or sent.
// Never: read a clock, keep anything between calls, or change what it was given.

export type { Router } from '../policy/index.js';
export { advance } from './advance.js';
export { type CreditRequest, credit } from './credit.js';
export type {
  Candidate,
  Decision,
  EarlierLead,
  Facts,
  Outcome,
  PickTrace,
  RouteManyOptions,
  RouteOptions,
  Trace,
} from './decision.js';
export { decisionOf } from './decision-of.js';
export { drain } from './drain.js';
export type { Cause, EventBodies, EventType, OfferCharge, RevokeCause, RoutingEvent } from './event.js';
export { evolve } from './evolve.js';
export { heldKind } from './held-kind.js';
export { compareHeld, type HeldPlace, heldPlace, heldTurns } from './held-turns.js';
export type { Turns } from './in-turn.js';
export { initialState } from './initial-state.js';
export type { Input } from './input.js';
export { type MemberAt, membersAt } from './members-at.js';
export { reassignOwner } from './reassign-owner.js';
export { rebase } from './rebase.js';
export type { Charge, Delivery, LeadRecord, OpenOffer, Ownership, SlaRecord, Status } from './record.js';
export { requirements } from './requirements.js';
export { route, routeMany } from './route.js';
export { setAvailability } from './set-availability.js';
export { type SlaStatus, slaStatus } from './sla-status.js';
export { distribute, type Matched, matchReps, scoreLead } from './stages.js';
export type { CapCounts, Credit, NamedLedger, RepColumns, RoutingState } from './state.js';
export { unitsByQueue } from './units-by-queue.js';
export { whyNot } from './why-not.js';
