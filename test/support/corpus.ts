// Random histories, the same ones every time, played on the router alone: what a run of the library comes to.
import fc from 'fast-check';
import {
  advance,
  compileOrThrow,
  credit,
  type Input,
  initialState,
  type Lead,
  type LeadRecord,
  type Outcome,
  type Router,
  type RoutingEvent,
  type RoutingState,
  route,
  setAvailability,
} from '../../src/index.js';
import { type History, history, type Step, toCredit, toInput, toLead } from './arbitraries.js';

/** So many histories, always the same for a seed. */
export const historiesOf = (seed: number, count: number, stepsMax = 25): readonly History[] =>
  fc.sample(history({ stepsMax }), { seed, numRuns: count });

/** One step as it went. */
export interface Passed {
  readonly decision: Outcome['decision'];
  readonly record: LeadRecord | null;
  readonly ignored: Outcome['ignored'];
  readonly events: readonly RoutingEvent[];
  readonly state: RoutingState;
}

/** How a history is played, where not in the plainest way. */
export interface Manner {
  /** Applied to everything that is handed to the library. Default: nothing. */
  readonly hand?: <T>(value: T) => T;
  /** Compiles the policy anew before every step. */
  readonly freshRouter?: boolean;
}

const nextOf = (step: Step, now: number, records: ReadonlyMap<string, LeadRecord>): number => {
  const wakes = [...records.values()].flatMap(({ wakeAt }) => (wakeAt !== null && wakeAt > now ? [wakeAt] : []));
  const { pick } = step.when;
  // ticks go to the next instant at which something is due, now and then far ahead, where nurtured leads come back
  if (step.type === 'input' && step.input.type === 'tick' && wakes.length > 0) {
    return step.on % 3 === 0 ? Math.max(...wakes) : Math.min(...wakes);
  }
  return pick === null || wakes.length === 0 ? now : wakes.sort((a, b) => a - b)[pick % wakes.length]!;
};

/** Mostly a lead that is still under way, and for ticks one that is due. */
function chooseRecord(
  step: Step & { readonly type: 'input' },
  now: number,
  records: ReadonlyMap<string, LeadRecord>,
): LeadRecord | undefined {
  const all = [...records.values()];
  const live = all.filter(({ status }) => status !== 'closed' && status !== 'rejected');
  const due = live.filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now);
  const paused = live.filter((record) => record.paused);
  const wanted = step.input.type === 'tick' ? due : step.input.type === 'resume' ? paused : live;
  const from = step.on % 8 === 0 || wanted.length === 0 ? all : wanted;
  return from[(step.on >> 1) % Math.max(1, from.length)];
}

/** Plays a history and returns what every step came to. */
export function playAlone(
  one: History,
  { hand = (value) => value, freshRouter = false }: Manner = {},
): readonly Passed[] {
  const compile = (): Router => compileOrThrow(hand(one.policy));
  let router = compile();
  let state = initialState(router);
  let now = one.start;
  const records = new Map<string, LeadRecord>();
  const passed: Passed[] = [];
  const keep = ({ decision, record, ignored, events, state: next }: Outcome): void => {
    records.set(record.leadId, record);
    state = next;
    passed.push({ decision, record, ignored, events, state });
  };
  for (const step of one.steps) {
    if (freshRouter) router = compile();
    now = nextOf(step, now, records);
    const at = now + step.when.delta;
    if (step.type === 'route') {
      const lead: Lead = toLead(step.lead, `lead-${records.size}`, at);
      keep(route(router, hand(state), hand(lead), at, { facts: hand(one.facts), trace: 'full' }));
    } else if (step.type === 'switch') {
      const { id } = one.policy.reps[step.rep % one.policy.reps.length]!;
      const switched = setAvailability(router, hand(state), id, step.online, at);
      state = switched.state;
      passed.push({ decision: null, record: null, ignored: null, ...switched });
    } else if (step.type === 'credit') {
      const credited = credit(router, hand(state), hand(toCredit(step, one.policy, at)), at);
      state = credited.state;
      passed.push({ decision: null, record: null, ...credited });
    } else {
      const record = chooseRecord(step, at, records);
      if (record === undefined) continue;
      const input = toInput(step.input, one.policy.reps, record.repId, at, record.leadId) as Input;
      keep(advance(router, hand(state), hand(record), hand(input), at, { trace: 'full' }));
    }
  }
  return passed;
}

/** The same data with the keys of every object in another order. */
export function shuffleKeys<T>(value: T, turn = 1): T {
  if (Array.isArray(value)) return value.map((item) => shuffleKeys(item, turn + 1)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, shuffleKeys(member, turn + 1)] as const);
  const from = turn % Math.max(1, entries.length);
  return Object.fromEntries([...entries.slice(from), ...entries.slice(0, from)].reverse()) as T;
}

export const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
