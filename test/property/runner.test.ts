// What a runner promises: any number of calls, at once, from several runners, on a store that fails, come to the same
// as calls one after another.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  decisionOf,
  evolve,
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
} from '../../src/index.js';
import { createRunner, memoryStore, type Runner, type Store } from '../../src/runtime/index.js';
import { type History, history, toInput, toLead } from '../support/arbitraries.js';
import { routerOf } from '../support/play.js';
import { runs } from '../support/runs.js';
import { type Fault, leadOf, smallRouter, trickyStore } from '../support/small-router.js';

const scope = 'emea';
const everything = 1_000_000;

type Call =
  | { readonly type: 'route'; readonly lead: Lead }
  | { readonly type: 'advance'; readonly leadId: string; readonly input: Input };

/** What a call came to, in a form that compares. */
type Found = { readonly outcome: Outcome } | { readonly failed: string };

const send = (runner: Runner, call: Call): Promise<Found> =>
  (call.type === 'route' ? runner.route(scope, call.lead) : runner.advance(scope, call.leadId, call.input)).then(
    (outcome) => ({ outcome }),
    (error: Error & { readonly code?: string }) => ({ failed: error.code ?? error.message }),
  );

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

// ── grouped calls are calls one after another ─────────────────────────────────────────────────────────────────────

const leadCount = 6;

/** Waves of calls from a history: each wave is sent at once, at its own instant. Lead ids repeat. */
function wavesOf({ steps, policy, start }: History, sizes: readonly number[]) {
  const calls = steps.flatMap((step, k): Call[] => {
    if (step.type === 'switch' || step.type === 'credit') return [];
    if (step.type === 'route') return [{ type: 'route', lead: toLead(step.lead, `lead-${k % leadCount}`, start) }];
    const input = toInput(step.input, policy.reps, null, start, 'lead-0') as Input;
    return [{ type: 'advance', leadId: `lead-${step.on % leadCount}`, input }];
  });
  const waves: { readonly at: number; readonly calls: Call[] }[] = [];
  for (let from = 0; from < calls.length; ) {
    const size = 1 + (sizes[waves.length] ?? 5);
    waves.push({ at: start + waves.length * 3_600_000, calls: calls.slice(from, from + size) });
    from += size;
  }
  return waves;
}

/** What a caller knows who looks up earlier leads among the records: whoever came first has the key. */
function factsFrom(router: Router, records: readonly LeadRecord[], base: Facts): Facts {
  const leadByDedupeKey: { [key: string]: { readonly leadId: string; readonly repId: string | null } } = {};
  for (const { lead, leadId, repId } of records)
    for (const key of requirements(router, lead).dedupeKeys) leadByDedupeKey[key] ??= { leadId, repId };
  return { ...base, leadByDedupeKey };
}

/** The oracle: the kernel called once per call, nothing grouped, nothing stored. */
function oneByOne(router: Router, waves: ReturnType<typeof wavesOf>, base: Facts) {
  const records = new Map<string, LeadRecord>();
  let state: RoutingState = initialState(router);
  const found: Found[] = [];
  const answer = (outcome: Outcome): void => {
    found.push({ outcome });
    if (outcome.events.length === 0) return;
    state = outcome.state;
    records.set(outcome.record.leadId, outcome.record);
  };
  for (const { at, calls } of waves) {
    for (const call of calls) {
      const record = records.get(call.type === 'route' ? call.lead.id : call.leadId);
      if (call.type === 'route' && record !== undefined)
        answer({ decision: decisionOf(record), record, events: [], state, ignored: null });
      else if (call.type === 'route')
        answer(route(router, state, call.lead, at, { facts: factsFrom(router, [...records.values()], base) }));
      else if (record === undefined) found.push({ failed: 'runner.unknown_lead' });
      else answer(advance(router, state, record, call.input, at));
    }
  }
  return { found, state, records: [...records.values()] };
}

test('calls at once come to what they come to one after another, in the order of the calls', async () => {
  const cases = fc.tuple(history({ repsMax: 5, stepsMax: 30 }), fc.array(fc.nat(12)), fc.constantFrom(1, 2, 5, 256));
  await fc.assert(
    fc.asyncProperty(cases, async ([one, sizes, batchMax]) => {
      const router = routerOf(one);
      const waves = wavesOf(one, sizes);
      const base = one.facts as Facts;
      const store = memoryStore();
      let now = 0;
      const loadFacts = async () => {
        const events = await store.events(scope, 0, everything);
        const ids = events.filter(({ type }) => type === 'lead_received').map(({ leadId }) => leadId);
        return factsFrom(router, (await store.load(scope, ids)).records, base);
      };
      // held leads are left alone: a call of the kernel knows of one lead
      const runner = createRunner({ router, store, clock: { now: () => now }, loadFacts, batchMax, heldMax: 0 });
      const found: Found[] = [];
      for (const { at, calls } of waves) {
        now = at;
        found.push(...(await Promise.all(calls.map((call) => send(runner, call)))));
      }
      const expected = oneByOne(router, waves, base);
      expect(plain(found)).toEqual(plain(expected.found));
      const ids = expected.records.map(({ leadId }) => leadId);
      const stored = await store.load(scope, ids);
      expect(plain(stored.records)).toEqual(plain(expected.records));
      expect(plain(await store.events(scope, 0, everything))).toEqual(
        plain(expected.found.flatMap((one) => ('outcome' in one ? one.outcome.events : []))),
      );
      if (stored.state !== null) expect(plain(stored.state)).toEqual(plain(expected.state));
    }),
    runs(150),
  );
});

test('where held leads have their turns too, calls at once come to what they come to one after another', async () => {
  const cases = fc.tuple(history({ repsMax: 4, stepsMax: 30 }), fc.array(fc.nat(12)), fc.constantFrom(2, 5, 256));
  await fc.assert(
    fc.asyncProperty(cases, async ([one, sizes, batchMax]) => {
      const router = routerOf(one);
      const waves = wavesOf(one, sizes);
      const time = { now: 0 };
      const [apart, together] = [memoryStore(), memoryStore()];
      const [first, second] = [apart, together].map((store) =>
        createRunner({ router, store, clock: { now: () => time.now }, batchMax }),
      );
      for (const { at, calls } of waves) {
        time.now = at;
        const expected: Found[] = [];
        for (const call of calls) expected.push(await send(first!, call));
        expect(plain(await Promise.all(calls.map((call) => send(second!, call))))).toEqual(plain(expected));
      }
      expect(await together.events(scope, 0, everything)).toEqual(await apart.events(scope, 0, everything));
      const ids = Array.from({ length: leadCount }, (_, n) => `lead-${n}`);
      const [one1, two] = [await apart.load(scope, ids), await together.load(scope, ids)];
      expect({ ...two, revision: null }).toEqual({ ...one1, revision: null });
    }),
    runs(100),
  );
});

// ── several runners on one store ──────────────────────────────────────────────────────────────────────────────────

const router = smallRouter({ reps: 3, capacity: 2 });

/** A call by one of several runners: the lead's number, and how it goes on about it. */
const callGene = fc.record({
  runner: fc.nat(2),
  lead: fc.nat(7),
  then: fc.constantFrom('nothing', 'activity', 'release', 'close'),
});
type CallGene = typeof callGene extends fc.Arbitrary<infer T> ? T : never;

const inputOf = (gene: CallGene, n: number): Input | null => {
  if (gene.then === 'nothing') return null;
  if (gene.then === 'release') return { type: 'release' };
  if (gene.then === 'close') return { type: 'close', outcome: 'lost' };
  // the count tells activities apart: two that are the same in everything are one
  return { type: 'activity', activity: { type: 'visit', at: 0, count: n + 1 } };
};

/** Calls of each gene in order, genes at once. */
async function play(runners: readonly Runner[], genes: readonly CallGene[]): Promise<readonly Found[]> {
  const all = await Promise.all(
    genes.map(async (gene, n) => {
      const runner = runners[gene.runner % runners.length]!;
      const lead = leadOf(`lead-${gene.lead}`);
      const first = await send(runner, { type: 'route', lead });
      const input = inputOf(gene, n);
      return input === null ? [first] : [first, await send(runner, { type: 'advance', leadId: lead.id, input })];
    }),
  );
  return all.flat();
}

/** What is wrong with a store's contents, given what its callers were told, if that is known; null: nothing. */
async function audit(store: Store, found: readonly Found[] | null): Promise<string | null> {
  const events = await store.events(scope, 0, everything);
  const records = new Map<string, LeadRecord>();
  let state = initialState(router);
  for (const [i, event] of events.entries()) {
    if (event.seq !== i + 1) return `event ${i + 1} has number ${event.seq}`;
    const after = evolve(router, { state, record: records.get(event.leadId) ?? null }, event);
    state = after.state;
    records.set(event.leadId, after.record);
    if (state.reps.open.some((units) => units > 2)) return `event ${event.seq} takes a rep above capacity`;
  }
  const received = events.filter(({ type }) => type === 'lead_received').map(({ leadId }) => leadId);
  if (new Set(received).size < received.length) return 'a lead was routed twice';
  const stored = await store.load(scope, [...records.keys()]);
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));
  if (events.length > 0 && !same(stored.state, state)) return 'the state is not what the events come to';
  for (const record of stored.records)
    if (!same(record, records.get(record.leadId)))
      return `the record of ${record.leadId} is not what the events come to`;
  if (found === null) return null;
  const told = found.flatMap((one) => ('outcome' in one ? one.outcome.events : []));
  const numbers = told.map(({ seq }) => seq).sort((a, b) => a - b);
  if (!same(numbers, [...new Set(numbers)])) return 'an event was told to two callers';
  for (const event of told)
    if (!same(event, events[event.seq - 1])) return `event ${event.seq} was told but not stored`;
  const toldSeqs = new Set(numbers);
  // a held lead that has its turn because of somebody else's call
  const untold = events.filter(({ seq }) => !toldSeqs.has(seq));
  const isTurn = (event: RoutingEvent): boolean => event.type === 'lead_assigned' && event.cause === 'retry';
  if (found.every((one) => 'outcome' in one) && !untold.every(isTurn)) return 'an event was told to nobody';
  return null;
}

const genes = fc.array(callGene, { minLength: 1, maxLength: 12 });

/** Plays genes on several runners over one store, as the scheduler says. */
async function playOn(
  store: Store,
  scheduler: fc.Scheduler,
  plan: { readonly genes: readonly CallGene[]; readonly runners: number; readonly faults: readonly Fault[] },
  attempts: number,
): Promise<readonly Found[]> {
  const tricky = trickyStore(store, scheduler, plan.faults);
  const sleep = (): Promise<void> => scheduler.schedule(Promise.resolve());
  // a clock each: calls that are the same in everything, time too, cannot be told apart where a commit threw
  const make = (_: unknown, n: number) =>
    createRunner({ router, store: tricky, clock: { now: () => 1_000 + n }, attempts, sleep });
  const found = await scheduler.waitFor(play(Array.from({ length: plan.runners }, make), plan.genes));
  await scheduler.waitAll();
  return found;
}

test('several runners on one store lose nothing, double nothing and overshoot no capacity', async () => {
  const plans = fc.record({ genes, runners: fc.integer({ min: 1, max: 3 }), faults: fc.constant([]) });
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      const store = memoryStore();
      const found = await playOn(store, scheduler, plan, 100);
      expect(await audit(store, found)).toBe(null);
      expect(found.filter((one) => 'failed' in one)).toEqual([]);
    }),
    runs(300),
  );
});

const fault: fc.Arbitrary<Fault> = fc.constantFrom('none', 'none', 'none', 'before', 'after', 'late');

test('a store that fails, before or after it has written, makes no difference once it answers again', async () => {
  const plans = fc.record({
    genes,
    runners: fc.integer({ min: 1, max: 3 }),
    faults: fc.array(fault, { maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      const store = memoryStore();
      const found = await playOn(store, scheduler, plan, 100);
      expect(await audit(store, found)).toBe(null);
      expect(found.filter((one) => 'failed' in one)).toEqual([]);
    }),
    runs(400),
  );
});

test('a runner that gives up leaves nothing half done, and the same calls succeed later', async () => {
  const plans = fc.record({
    genes,
    runners: fc.integer({ min: 1, max: 3 }),
    faults: fc.array(fault, { maxLength: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      const store = memoryStore();
      const found = await playOn(store, scheduler, plan, 1);
      expect(await audit(store, found)).toBe(null);
      const codes = found.flatMap((one) => ('failed' in one ? [one.failed] : []));
      const known = ['runner.conflict', 'runner.store_failed', 'runner.outcome_unknown', 'runner.unknown_lead'];
      expect(codes.filter((code) => !known.includes(code))).toEqual([]);
      const again = await playOn(store, scheduler, { ...plan, faults: [] }, 100);
      expect(again.filter((one) => 'failed' in one)).toEqual([]);
      expect(await audit(store, null)).toBe(null);
    }),
    runs(300),
  );
});

test('the audit catches a store that does not compare revisions', async () => {
  const careless = (): Store => {
    const store = memoryStore();
    const commit: Store['commit'] = async (name, _expected, change) => {
      for (;;) {
        const { revision, state } = await store.load(name, []);
        // events are numbered on, as a table with its own counter would
        const from = state?.seq ?? 0;
        const events = change.events.map((event, i) => ({ ...event, seq: from + i + 1 }));
        const next = { ...change.state, seq: from + events.length };
        const done = await store.commit(name, revision, { ...change, state: next, events });
        if (done.ok) return done;
      }
    };
    return { ...store, commit };
  };
  const plans = fc.record({ genes, runners: fc.constant(3), faults: fc.constant([]) });
  const outcome = await fc.check(
    fc.asyncProperty(plans, fc.scheduler(), async (plan, scheduler) => {
      const store = careless();
      const found = await playOn(store, scheduler, plan, 100);
      const wrong = await audit(store, found).catch((error: Error) => error.message);
      expect(wrong).toBe(null);
    }),
    { numRuns: 200 },
  );
  expect(outcome.failed).toBe(true);
});
