// Plays one history on the router and on the reference router side by side.

import type { Input, LeadRecord, Outcome, Router, RoutingEvent, RoutingState } from '../../src/index.js';
import { advance, compile, credit, initialState, route, setAvailability } from '../../src/index.js';
import type { Lead } from '../../src/lead/index.js';
import { zoneOf } from '../spec/reference-match.js';
import {
  createReference,
  type Reference,
  type ReferenceInput,
  type ReferenceRecord,
} from '../spec/reference-router.js';
import { edgesAfter, periodOf } from '../spec/reference-time.js';
import { type History, type Step, toCredit, toInput, toLead, toNamed, type When } from './arbitraries.js';

/** One step as it went, with what was there before it. */
export interface Played {
  readonly router: Router;
  readonly history: History;
  readonly reference: Reference;
  readonly number: number;
  readonly at: number;
  readonly before: { readonly state: RoutingState; readonly record: LeadRecord | null };
  /** The lead that was routed, or the input; null where a rep was switched. */
  readonly lead: Lead | null;
  readonly input: ReferenceInput | null;
  readonly outcome: Outcome | null;
  readonly events: readonly RoutingEvent[];
  readonly state: RoutingState;
  readonly expected: ReferenceRecord | null;
  /** Every record so far, the one of this step included, in the order in which the leads came. */
  readonly records: ReadonlyMap<string, LeadRecord>;
}

export function routerOf(history: History): Router {
  const compiled = compile(history.policy);
  if (compiled.ok) return compiled.value;
  throw new Error(`a generated policy does not compile: ${JSON.stringify(compiled.error)}`);
}

const rolling = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 };

/** Instants after `now` at which something may turn: wake-ups, shift edges, periods of caps. */
function instantsAfter({ policy }: History, reference: Reference, now: number): number[] {
  const wakes = [...reference.leads.values()].map(({ status, wakeAt, restedAt }) =>
    status === 'nurtured' ? restedAt : wakeAt,
  );
  const edges = (policy.calendars ?? []).flatMap((calendar) => edgesAfter(calendar, now));
  const caps = policy.reps.flatMap((rep) =>
    (rep.caps ?? []).map(({ per, window }, k) =>
      window === 'rolling'
        ? (reference.reps.get(rep.id)!.counted[k]!.at(-1) ?? 0) + rolling[per]
        : periodOf(per, zoneOf(policy, rep), now)[1],
    ),
  );
  const all = [...wakes, ...edges, ...caps].filter((at): at is number => at !== null && at > now);
  return [...new Set(all)].sort((a, b) => a - b);
}

function nextInstant(history: History, reference: Reference, now: number, { pick }: When): number {
  const instants = pick === null ? [] : instantsAfter(history, reference, now);
  return instants.length === 0 ? now : instants[pick! % instants.length]!;
}

const byOwner: readonly string[] = ['decline', 'respond', 'accept', 'release', 'pause', 'resume'];

/** An earlier lead, mostly one that the input fits: for an owner's input one that has an owner, for a tick one that is due. */
function chooseLead(
  reference: Reference,
  { input, on }: Step & { readonly type: 'input' },
  now: number,
): ReferenceRecord | null {
  const all = [...reference.leads.values()];
  const live = all.filter(({ status }) => status !== 'closed' && status !== 'rejected');
  const owned = live.filter(({ status }) => status === 'assigned' || status === 'offered');
  const due = live.filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now);
  // what an odd number says happens to a lead that somebody has, so that one lead can be worked on for a while
  const worked = byOwner.includes(input.type) || (input.type === 'activity' && on % 2 === 1);
  const fitting = worked ? owned : input.type === 'tick' && on % 2 === 1 ? due : live;
  const from = on % 8 === 0 ? all : fitting.length > 0 ? fitting : live;
  return from.length === 0 ? null : from[(on >> 1) % from.length]!;
}

/** Calls `visit` after every step; what it throws ends the history. */
export function play(history: History, visit: (played: Played) => void): void {
  const router = routerOf(history);
  const reference = createReference(history.policy);
  const records = new Map<string, LeadRecord>();
  let state = initialState(router);
  let now = history.start;
  for (const [number, step] of history.steps.entries()) {
    now = nextInstant(history, reference, now, step.when);
    const at = now + step.when.delta;
    const common = { router, history, reference, number, at, records };
    if (step.type === 'switch') {
      const rep = history.policy.reps[step.rep % history.policy.reps.length]!;
      const before = { state, record: null };
      const switched = setAvailability(router, state, rep.id, step.online, at);
      reference.setOnline(rep.id, step.online);
      state = switched.state;
      visit({
        ...common,
        before,
        lead: null,
        input: null,
        outcome: null,
        expected: null,
        events: switched.events,
        state,
      });
    } else if (step.type === 'credit') {
      const before = { state, record: null };
      const request = toCredit(step, history.policy, at);
      const credited = credit(router, state, request, at);
      reference.credit({ ...request, milli: step.milli }, at);
      state = credited.state;
      const { events } = credited;
      visit({ ...common, before, lead: null, input: null, outcome: null, expected: null, events, state });
    } else if (step.type === 'route') {
      const lead = toLead(step.lead, `lead-${records.size}`, at);
      const before = { state, record: null };
      const outcome = route(router, state, lead, at, { facts: history.facts, trace: 'full' });
      const expected = reference.route(lead, at, history.facts);
      state = outcome.state;
      records.set(lead.id, outcome.record);
      visit({ ...common, before, lead, input: null, outcome, expected, events: outcome.events, state });
    } else {
      const chosen = chooseLead(reference, step, at);
      if (chosen === null) continue;
      const before = { state, record: records.get(chosen.lead.id)! };
      const asked = chosen.offer?.open ?? [];
      const whose = asked.length === 0 ? chosen.repId : asked[step.on % asked.length]!.repId;
      const plain = toInput(step.input, history.policy.reps, whose, at, chosen.lead.id);
      const input = toNamed(plain, step.name, before.record.epoch);
      const outcome = advance(router, state, before.record, input as Input, at, { trace: 'full' });
      const expected = reference.advance(chosen.lead.id, input, at);
      state = outcome.state;
      records.set(chosen.lead.id, outcome.record);
      visit({ ...common, before, lead: null, input, outcome, expected, events: outcome.events, state });
    }
  }
}
