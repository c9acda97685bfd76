// A day of inbound, played against the pure functions: what a store, a clock and a scheduler would do in production is a
// Map, a number and a sorted list here.

import {
  advance,
  type EpochMs,
  type Facts,
  type Input,
  initialState,
  type Lead,
  type LeadRecord,
  type Outcome,
  type Router,
  type RoutingEvent,
  type RoutingState,
  requirements,
  route,
  setAvailability,
} from 'fairlead';
import { createRandom } from './make-leads.js';

const minuteMs = 60_000;

export interface Arrival {
  readonly at: EpochMs;
  readonly lead: Lead;
}

/** A rep who is away from the desk for a while. */
export interface Break {
  readonly repId: string;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

export interface Day {
  state: RoutingState;
  readonly records: Map<string, LeadRecord>;
  readonly events: RoutingEvent[];
  readonly highestOpen: Map<string, number>;
}

interface Play {
  readonly router: Router;
  readonly accounts: NonNullable<Facts['accountByDomain']>;
  readonly day: Day;
  readonly leadOfKey: Map<string, string>;
  readonly agenda: { readonly at: EpochMs; readonly order: number; readonly run: () => void }[];
  ordered: number;
}

/** Puts something on the agenda; what is due at one instant happens in the order in which it was put there. */
function plan(play: Play, at: EpochMs, run: () => void): void {
  const item = { at, order: play.ordered++, run };
  let index = play.agenda.length;
  while (index > 0 && play.agenda[index - 1]!.at > at) index--;
  play.agenda.splice(index, 0, item);
}

/** Keeps what a call gave back, as a store would in one transaction, and lets reps react to what happened. */
function commit(play: Play, outcome: Outcome): void {
  const { day } = play;
  day.state = outcome.state;
  day.records.set(outcome.record.leadId, outcome.record);
  day.events.push(...outcome.events);
  const { ids, open } = outcome.state.reps;
  for (const [index, repId] of ids.entries()) {
    day.highestOpen.set(repId, Math.max(day.highestOpen.get(repId) ?? 0, open[index]!));
  }
  const isFreed = outcome.events.some(
    ({ type }) => type === 'lead_closed' || type === 'lead_declined' || type === 'lead_nurtured',
  );
  for (const event of outcome.events)
    if (event.type === 'lead_assigned') planReaction(play, event.leadId, event.repId, event.at);
  if (isFreed) plan(play, outcome.record.at, () => retryHeld(play, outcome.record.at));
}

function send(play: Play, leadId: string, input: Input, at: EpochMs): void {
  commit(play, advance(play.router, play.day.state, play.day.records.get(leadId)!, input, at));
}

/** Held leads get their chance by priority, the longest waiting first. */
function retryHeld(play: Play, at: EpochMs): void {
  const held = [...play.day.records.values()]
    .filter(({ status }) => status === 'held')
    .sort(
      (a, b) =>
        b.lead.score.priority - a.lead.score.priority || a.receivedAt - b.receivedAt || (a.leadId < b.leadId ? -1 : 1),
    );
  for (const { leadId } of held) send(play, leadId, { type: 'tick' }, at);
}

/** What a rep makes of an assignment: mostly an answer within the hour, sometimes a no, sometimes nothing at all. */
function planReaction(play: Play, leadId: string, repId: string, at: EpochMs): void {
  const { epoch } = play.day.records.get(leadId)!;
  const random = createRandom(
    [...`${leadId} ${epoch}`].reduce((hash, char) => Math.imul(hash, 31) + char.charCodeAt(0), 7),
  );
  random();
  const kind = random();
  const isStillMine = (): boolean => {
    const record = play.day.records.get(leadId)!;
    return record.status === 'assigned' && record.repId === repId && record.epoch === epoch;
  };
  const later = (minutes: number, input: Input): void =>
    plan(play, at + Math.round(minutes * minuteMs), () => {
      const record = play.day.records.get(leadId)!;
      if (isStillMine()) send(play, leadId, input, Math.max(at, record.at, at + Math.round(minutes * minuteMs)));
    });
  if (kind < 0.06) return later(2 + 8 * random(), { type: 'decline', repId, reason: 'not my kind of lead' });
  if (kind < 0.24) return; // forgotten: the SLA takes it back
  const answered = 1 + 75 * random() * random();
  later(answered, { type: 'respond', repId });
  later(answered + 60 + 240 * random(), { type: 'close', outcome: random() < 0.35 ? 'converted' : 'lost' });
}

function receive(play: Play, { at, lead }: Arrival): void {
  const needs = requirements(play.router, lead);
  const known = needs.dedupeKeys.flatMap((key) => {
    const leadId = play.leadOfKey.get(key);
    return leadId === undefined ? [] : [[key, { leadId, repId: play.day.records.get(leadId)!.repId }] as const];
  });
  const domains = needs.domains.filter((domain) => Object.hasOwn(play.accounts, domain));
  const facts: Facts = {
    leadByDedupeKey: Object.fromEntries(known),
    accountByDomain: Object.fromEntries(domains.map((domain) => [domain, play.accounts[domain]!])),
  };
  const outcome = route(play.router, play.day.state, lead, at, { facts });
  if (known.length === 0) for (const key of needs.dedupeKeys) play.leadOfKey.set(key, lead.id);
  commit(play, outcome);
}

/** The record that wants a tick first, up to an instant. */
function nextWake({ day }: Play, until: EpochMs): LeadRecord | null {
  let next: LeadRecord | null = null;
  for (const record of day.records.values()) {
    if (record.wakeAt === null || record.wakeAt > until) continue;
    if (next === null || record.wakeAt < next.wakeAt!) next = record;
  }
  return next;
}

/** Plays everything that happens until `end`, each thing at its own instant. */
export function playDay(
  router: Router,
  accounts: NonNullable<Facts['accountByDomain']>,
  arrivals: readonly Arrival[],
  breaks: readonly Break[],
  end: EpochMs,
): Day {
  const day: Day = { state: initialState(router), records: new Map(), events: [], highestOpen: new Map() };
  const play: Play = { router, accounts, day, leadOfKey: new Map(), agenda: [], ordered: 0 };
  for (const arrival of arrivals) plan(play, arrival.at, () => receive(play, arrival));
  for (const { repId, from, until } of breaks) {
    for (const [at, online] of [
      [from, false],
      [until, true],
    ] as const) {
      plan(play, at, () => {
        const switched = setAvailability(router, day.state, repId, online, at);
        day.state = switched.state;
        day.events.push(...switched.events);
        if (online) retryHeld(play, at);
      });
    }
  }
  for (;;) {
    const first = play.agenda[0];
    const isDue = first !== undefined && first.at <= end;
    const wake = nextWake(play, isDue ? first.at : end);
    if (wake !== null) {
      send(play, wake.leadId, { type: 'tick' }, wake.wakeAt!);
      const after = day.records.get(wake.leadId)!;
      if (after.wakeAt !== null && after.wakeAt <= wake.wakeAt!) throw new Error(`${wake.leadId} does not move on`);
    } else if (isDue) {
      play.agenda.shift();
      first.run();
    } else return day;
  }
}
