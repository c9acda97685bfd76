// Laws that hold after every step of every history. Each is made anew per history; it says what is wrong, or null.
import {
  advance,
  evolve,
  type Input,
  type LeadRecord,
  type Outcome,
  type RoutingEvent,
  type RoutingState,
  route,
} from '../../src/index.js';
import type { Queue } from '../../src/policy/index.js';
import { verdictOf } from '../spec/reference-match.js';
import type { Played } from './play.js';
import { createRecount, type Recount } from './recount.js';

export type Law = () => (played: Played) => string | null;

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const text = (value: unknown): string => JSON.stringify(sorted(value));
/** Keys in order, so that equal data gives equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
const differ = (what: string, a: unknown, b: unknown): string | null =>
  text(a) === text(b) ? null : `${what}: ${text(a)} is not ${text(b)}`;
const queueOf = ({ history }: Played, id: string): Queue => history.policy.queues.find((queue) => queue.id === id)!;

/** Whoever holds the lead by hand or by owning it is not bound by a queue's requirements. */
const unpicked = ['manual', 'owner', 'earliest_owner'];

/** Every lead is in exactly one place, and open work is what the leads say it is. */
export const conservation: Law =
  () =>
  ({ records, state, history }) => {
    const open = new Map(history.policy.reps.map(({ id }) => [id, 0]));
    for (const { leadId, status, repId, queueId, units, wakeAt, epoch, owners, offer } of records.values()) {
      const owned = status === 'assigned';
      if (owned !== (repId !== null) && status !== 'closed') return `${leadId} is ${status} and has owner ${repId}`;
      if (owned !== units > 0) return `${leadId} is ${status} and costs ${units}`;
      if ((status === 'offered') !== (offer?.open ?? []).length > 0) return `${leadId} is ${status} and on offer`;
      for (const asked of offer?.open ?? []) open.set(asked.repId, open.get(asked.repId)! + offer!.units);
      if ((owned || status === 'offered' || status === 'held') && queueId === null)
        return `${leadId} is ${status} without a queue`;
      if ((status === 'closed' || status === 'rejected') && wakeAt !== null) return `${leadId} is over and wakes`;
      if (epoch !== owners.length) return `${leadId} had ${owners.length} owners in ${epoch} epochs`;
      if (owned) open.set(repId!, open.get(repId!)! + units);
    }
    const counted = Object.fromEntries(state.reps.ids.map((id, k) => [id, state.reps.open[k]]));
    return differ('open units', counted, Object.fromEntries(open));
  };

/** One owner at a time; owners change only with the epoch, which grows by one with each. */
export const singleOwner: Law =
  () =>
  ({ before, outcome, events }) => {
    if (outcome === null) return null;
    const { record } = outcome;
    const current = record.owners.filter(({ until }) => until === null);
    if (current.length !== (record.status === 'assigned' ? 1 : 0)) return `${current.length} current owners`;
    if (record.status === 'assigned' && current[0]!.repId !== record.repId) return 'the owner is not the last owner';
    const gained = events.filter(({ type }) => type === 'lead_assigned').length;
    if (record.epoch !== (before.record?.epoch ?? 0) + gained) return 'an epoch without an assignment';
    const kept = before.record?.owners.length ?? 0;
    const repIds = ({ owners }: LeadRecord): readonly string[] => owners.map(({ repId }) => repId);
    return before.record && differ('earlier owners', repIds(record).slice(0, kept), repIds(before.record));
  };

/** A rep who gets a lead, or is asked to take it. */
type Given = Pick<RoutingEvent<'lead_assigned'>, 'leadId' | 'at' | 'queueId' | 'repId' | 'method'>;

/** Whoever accepts was eligible when asked, and has its room reserved since. */
function givenBy(event: RoutingEvent): readonly Given[] {
  if (event.type === 'lead_assigned') return event.method === 'accepted' ? [] : [event];
  return event.type === 'lead_offered' ? event.repIds.map((repId) => ({ ...event, repId })) : [];
}

/** Replays the events of each step on a recount of open work and caps, and checks each assignment before it is counted. */
const atEachAssignment =
  (check: (played: Played, event: Given, recount: Recount) => string | null): Law =>
  () => {
    let recount: Recount | null = null;
    return (played) => {
      recount ??= createRecount(played.history.policy);
      for (const event of played.events) {
        for (const given of givenBy(event)) {
          const wrong = check(played, given, recount);
          if (wrong !== null) return wrong;
        }
        recount.add(event, played.outcome?.record.lead ?? (null as never));
      }
      return null;
    };
  };

/** An assignment that nobody made by hand keeps capacity and every cap. */
export const capsKept: Law = atEachAssignment((played, event, { reps, owners }) => {
  if (event.method === 'manual') return null;
  const { policy } = played.history;
  const rep = policy.reps.find(({ id }) => id === event.repId)!;
  const { repId, units = 0 } = owners.get(event.leadId) ?? {};
  const state = { ...reps.get(rep.id)!, online: true };
  if (repId === rep.id) state.open -= units;
  const always = { ...rep, calendarId: undefined, leave: undefined, startsAt: undefined } as unknown as typeof rep;
  const past = { joinedAt: event.at, excluded: [], declined: [] };
  // periods are those of the rep's zone, so the calendar stays and only its hours are ignored
  const zoned = { ...always, calendarId: rep.calendarId } as typeof rep;
  const lead = played.outcome!.record.lead;
  const verdict = verdictOf(policy, queueOf(played, event.queueId), zoned, state, lead, past, event.at, 'requirements');
  const broken = verdict.code === 'match.at_cap' || verdict.code === 'match.at_capacity';
  return broken ? `${event.repId} was given ${event.leadId} although ${verdict.code}` : null;
});

/** Whoever was picked was eligible, by the reference's own verdict over the recount. */
export const assigneeEligible: Law = atEachAssignment((played, event, { reps, owners, declined }) => {
  const { policy } = played.history;
  if (event.method === 'manual') return null;
  const queue = queueOf(played, event.queueId);
  const rep = policy.reps.find(({ id }) => id === event.repId)!;
  if (!unpicked.includes(event.method) && !queue.repIds.includes(rep.id)) return `${rep.id} is not in ${queue.id}`;
  const { repId, units = 0 } = owners.get(event.leadId) ?? {};
  const state = { ...reps.get(rep.id)! };
  if (repId === rep.id) state.open -= units;
  const anyway = [queue.nobodyEligible?.type, queue.afterHours?.type].includes('route_anyway');
  const verdicts = [played.outcome!.record.joinedAt, played.before.record?.joinedAt, event.at].map((joinedAt) => {
    const past = { joinedAt: joinedAt ?? event.at, excluded: [], declined: declined.get(event.leadId) ?? [] };
    const ignored = event.method === 'owner' ? 'requirements' : anyway ? 'shift' : undefined;
    return verdictOf(policy, queue, rep, state, played.outcome!.record.lead, past, event.at, ignored);
  });
  if (verdicts.some(({ type }) => type === 'eligible')) return null;
  return `${rep.id} was given ${event.leadId} although ${verdicts[0]!.code}`;
});

/** A lead that is held after it was matched has nobody who could take it, by the model. */
export const noNeedlessHold: Law = () => (played) => {
  const { outcome, expected, reference, input } = played;
  if (outcome === null || expected === null || (input !== null && input.type !== 'tick')) return null;
  if (outcome.ignored !== null && outcome.ignored.because !== 'nothing is due') return null;
  const { record } = outcome;
  if (record.status !== 'held' || record.awaitedOwner !== null || expected.restUntil !== null) return null;
  // taken back to the queue just now: the next tick is to match it
  const last = outcome.events.at(-1);
  if (last?.type === 'lead_held' && last.cause === 'breach') return null;
  // a tick that changed nothing leaves the record at an earlier instant
  const verdicts = reference.verdictsIn(expected, record.queueId!, Math.max(record.at, played.at));
  const idle = [...verdicts].filter(([, { type }]) => type === 'eligible').map(([repId]) => repId);
  return idle.length === 0 ? null : `${record.leadId} is held although ${idle} could take it`;
};

/** Balances sum to 0; where all leads were picked from one ledger or two levels, nobody is off by more than half the members. */
export const balancesBound: Law = () => {
  let pure = true;
  return ({ state, events, history }) => {
    const unequal = history.policy.queues.some(
      ({ strategy }) =>
        strategy.type !== 'fair_share' ||
        'ledgers' in strategy ||
        (strategy.makeUp ?? 'none') !== 'none' ||
        (strategy.by ?? 'count') !== 'count',
    );
    for (const event of events) {
      pure &&= event.type !== 'lead_offered';
      pure &&= event.type !== 'credit_posted';
      pure &&= event.type !== 'lead_assigned' || (!unpicked.includes(event.method) && event.charge === 'new');
    }
    for (const [ledgerId, { balance, unit, ids }] of Object.entries(state.ledgers)) {
      const sum = balance.reduce((total, one) => total + one, 0);
      if (sum !== 0) return `the balances of ${ledgerId} sum to ${sum}`;
      const most = Math.max(...balance.map(Math.abs));
      if (pure && !unequal && most > Math.floor(ids.length / 2) * unit)
        return `somebody is off by ${most / unit} leads`;
    }
    return null;
  };
};

/** Folding `evolve` over the events gives the state and the record that were returned. */
export const foldsToOutcome: Law =
  () =>
  ({ router, before, events, state, outcome }) => {
    let folded: { readonly state: RoutingState; readonly record: LeadRecord | null } = json(before);
    for (const event of json(events)) folded = evolve(router, folded, event);
    return (
      differ('state', json(folded.state), json(state)) ??
      (outcome && differ('record', json(folded.record), json(outcome.record)))
    );
  };

function again({ router, history, lead, input, before, at }: Played, change: <T>(value: T) => T): Outcome | null {
  const state = change(before.state);
  if (lead !== null) return route(router, state, change(lead), at, { facts: change(history.facts), trace: 'full' });
  if (input === null) return null;
  return advance(router, state, change(before.record!), change(input as Input), at, { trace: 'full' });
}

/** State, record and lead may go through JSON at any time. */
export const survivesJson: Law = () => (played) =>
  played.outcome && differ('outcome', again(played, json), played.outcome);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  );
}

/** Inputs are not written to, and the order of their keys means nothing. */
export const readsOnly: Law = () => (played) =>
  played.outcome &&
  differ(
    'outcome',
    again(played, <T>(value: T) => freeze(shuffled(value)) as T),
    played.outcome,
  );

/** One late tick does what a tick at every wake-up does, and a repeated one does nothing. */
export const ticksCommute: Law =
  () =>
  ({ router, before, input, outcome, at }) => {
    if (input?.type !== 'tick' || (input.epoch ?? before.record!.epoch) !== before.record!.epoch) return null;
    const tick = (state: RoutingState, record: LeadRecord, now: number) =>
      advance(router, state, record, { type: 'tick' }, now);
    let { state, record } = before as { state: RoutingState; record: LeadRecord };
    for (let guard = 0; record.wakeAt !== null && record.wakeAt < at && guard < 500; guard++) {
      ({ state, record } = tick(state, record, record.wakeAt));
    }
    ({ state, record } = tick(state, record, at));
    const wrong =
      differ('exact ticks', record, outcome!.record) ?? differ('state after exact ticks', state, outcome!.state);
    // a chain of reassignments that ends in `hold` just now: the next tick, even at the same instant, is to match it
    const ended = outcome!.events.at(-1);
    if (wrong !== null || (ended?.type === 'lead_held' && ended.cause === 'breach')) return wrong;
    const repeated = tick(outcome!.state, outcome!.record, at);
    return (
      differ('events of a repeated tick', repeated.events, []) ??
      differ('record after a repeated tick', repeated.record, outcome!.record)
    );
  };

/** Events are numbered without a gap from the state they started from, and none is older than its record. */
export const eventsInOrder: Law =
  () =>
  ({ before, events, state }) => {
    const expected = events.map((_, k) => before.state.seq + 1 + k);
    const instants = events.map(({ at }) => at);
    return (
      differ(
        'numbers',
        events.map(({ seq }) => seq),
        expected,
      ) ??
      differ('number of the state', state.seq, before.state.seq + events.length) ??
      differ(
        'instants',
        instants,
        [...instants].sort((a, b) => a - b),
      )
    );
  };

/** An input with an id has an effect once; sent again it changes nothing, and says so. */
export const inputsCountOnce: Law =
  () =>
  ({ router, input, outcome, at }) => {
    if (outcome === null || input?.id === undefined || input.type === 'tick') return null;
    const named = outcome.events.filter(({ inputId }) => inputId !== undefined);
    if (named.some(({ inputId }) => inputId !== input.id)) return 'an event names another input';
    if (named.length === 0) return null;
    const again = advance(router, outcome.state, outcome.record, input as Input, at + 1);
    return differ('a repeated input', [again.events, again.record, again.ignored !== null], [[], outcome.record, true]);
  };

/** Each milestone of a target happens once per owner and attempt, whatever ticks come. */
export const firesOnce: Law = () => {
  const fired = new Set<string>();
  const forget = (start: string): void => {
    for (const one of fired) if (one.startsWith(start)) fired.delete(one);
  };
  return ({ events }) => {
    for (const event of events) {
      const key = `${event.leadId} `;
      if (event.type === 'lead_assigned' || event.type === 'lead_returned') forget(key);
      if (event.type === 'attempt_recorded') forget(`${key}${event.targetId} `);
      if (!('milestone' in event)) continue;
      const name = `${key}${event.targetId} ${event.milestone} ${event.type}`;
      if (fired.has(name)) return `${name} happened before`;
      fired.add(name);
    }
    return null;
  };
};

/** By name, to be run over histories. */
export const laws: Readonly<Record<string, Law>> = {
  conservation,
  singleOwner,
  capsKept,
  assigneeEligible,
  noNeedlessHold,
  balancesBound,
  foldsToOutcome,
  survivesJson,
  readsOnly,
  ticksCommute,
  eventsInOrder,
  firesOnce,
  inputsCountOnce,
};
