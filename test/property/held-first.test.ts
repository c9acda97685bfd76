// A runner's promise to held leads: no newcomer of their priority or below takes a rep that they could have, and
// whoever an input sets free goes to them without anybody new coming in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  compileOrThrow,
  evolve,
  type Input,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingEvent,
  type RoutingState,
  setAvailability,
} from '../../src/index.js';
import { createRunner, memoryStore, type Store } from '../../src/runtime/index.js';
import { leadOf, trickyStore } from '../support/small-router.js';

const runs = Number(process.env['FAIRLEAD_RUNS'] ?? 1);
const scope = 'emea';
const everything = 1_000_000;
const minute = 60_000;
const start = Date.UTC(2026, 2, 2, 7);
const nineToFive = [['09:00', '17:00']] as const;

const repGene = fc.record({
  capacity: fc.constantFrom(1, 2, 3, undefined),
  dayMax: fc.constantFrom(1, 2, undefined, undefined),
  shift: fc.boolean(),
  skilled: fc.boolean(),
});
const policyGene = fc.record({
  reps: fc.array(repGene, { minLength: 1, maxLength: 4 }),
  ageMinutes: fc.constantFrom(10, 60, undefined),
  offers: fc.boolean(),
  breach: fc.boolean(),
});

/** Two queues that share a rep; leads of products go to reps who know them first. */
function policyOf({
  reps,
  ageMinutes,
  offers,
  breach,
}: typeof policyGene extends fc.Arbitrary<infer T> ? T : never): Policy {
  const ids = reps.map((_, n) => `rep-${n}`);
  const offer = { to: 1, forMinutes: 15 };
  const milestones = [{ atFraction: 1, do: ['reassign' as const] }];
  return {
    behavior: 1,
    calendars: [
      { id: 'day', timeZone: 'UTC', weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive } },
    ],
    reps: reps.map(({ capacity, dayMax, shift, skilled }, n) => ({
      id: ids[n]!,
      ...(capacity !== undefined && { capacity }),
      ...(dayMax !== undefined && { caps: [{ per: 'day' as const, max: dayMax }] }),
      ...(shift && { calendarId: 'day' }),
      ...(skilled && { products: ['crm'] }),
    })),
    queues: [
      {
        id: 'crm',
        repIds: ids,
        strategy: { type: 'fair_share' },
        requirements: [{ all: [{ product: 'lead' }], forMinutes: 45 }, { all: [] }],
        ...(offers && { offer }),
      },
      { id: 'any', repIds: ids.slice(-2), strategy: { type: 'load_balance' } },
    ],
    priorities: [
      { id: 'hot', when: { field: 'source', op: 'eq', value: 'hot' }, priority: 3 },
      { id: 'warm', when: { field: 'source', op: 'eq', value: 'warm' }, priority: 1 },
    ],
    ...(ageMinutes !== undefined && { backlog: { ageMinutes } }),
    ...(breach && {
      slas: [{ id: 'sla', targets: [{ id: 'first', minutes: 90, clock: 'wall' as const, milestones }] }],
    }),
    rules: [
      {
        id: 'crm',
        when: { field: 'country', op: 'eq', value: 'DE' },
        then: { queueId: 'crm', ...(breach && { slaId: 'sla' }) },
      },
      { id: 'any', when: true, then: { queueId: 'any' } },
    ],
  };
}

// ── histories ─────────────────────────────────────────────────────────────────────────────────────────────────────

const callGene = fc.record({
  does: fc.constantFrom('route', 'route', 'route', 'close', 'release', 'decline', 'accept', 'tick', 'assign'),
  lead: fc.nat(30),
  rep: fc.nat(3),
  runner: fc.nat(1),
  source: fc.constantFrom('hot', 'warm', null),
  german: fc.boolean(),
  crm: fc.boolean(),
});
const waveGene = fc.record({
  minutes: fc.constantFrom(0, 1, 20, 50, 300, 1_440),
  calls: fc.array(callGene, { minLength: 1, maxLength: 6 }),
  /** A rep who is switched on or off before the calls. */
  toggled: fc.option(fc.nat(3), { nil: null, freq: 4 }),
  swept: fc.constantFrom(false, false, false, true),
});
type Call = typeof callGene extends fc.Arbitrary<infer T> ? T : never;
type Wave = typeof waveGene extends fc.Arbitrary<infer T> ? T : never;
interface Moment {
  readonly state: RoutingState;
  readonly records: ReadonlyMap<string, LeadRecord>;
}

const inputOf = ({ does, rep }: Call): Input => {
  const repId = `rep-${rep}`;
  if (does === 'close') return { type: 'close', outcome: 'lost' };
  if (does === 'decline' || does === 'accept') return { type: does, repId };
  if (does === 'assign') return { type: 'assign', repId, by: 'ops' };
  return does === 'release' ? { type: 'release' } : { type: 'tick' };
};

async function toggle(router: Router, store: Store, n: number, now: number): Promise<void> {
  const { state, revision } = await store.load(scope, []);
  const rep = n % router.policy.reps.length;
  const before = state ?? initialState(router);
  const after = setAvailability(router, before, `rep-${rep}`, before.reps.online[rep] === 0, now);
  await store.commit(scope, revision, { state: after.state, records: [], events: after.events });
}

/** Leads numbered as they come; calls go to the lead of a number, if it came. */
async function playWave(runners: ReturnType<typeof runnersOn>, wave: Wave, ids: string[]): Promise<void> {
  await Promise.all(
    wave.calls.map(async (call) => {
      const runner = runners[call.runner % runners.length]!;
      if (call.does === 'route') {
        const id = `lead-${ids.length}`;
        ids.push(id);
        const products = call.crm ? ['crm'] : ['other'];
        return runner.route(scope, leadOf(id, { source: call.source, country: call.german ? 'DE' : 'US', products }));
      }
      const leadId = ids[call.lead % Math.max(1, ids.length)];
      // a lead that is on its way need not be there yet
      return leadId && runner.advance(scope, leadId, inputOf(call)).catch(() => null);
    }),
  );
  if (wave.swept) await runners[0]!.sweep(scope);
}

const runnersOn = (router: Router, store: Store, now: () => number, heldMax: number | undefined, count: number) =>
  Array.from({ length: count }, () =>
    createRunner({ router, store, clock: { now }, ...(heldMax !== undefined && { heldMax }) }),
  );

// ── the promise, looked at from outside ───────────────────────────────────────────────────────────────────────────

/** When a lead's turn comes: the smaller number first, by the age that the policy gives to priorities, or by priority. */
function goesBefore(policy: Policy, a: LeadRecord, b: LeadRecord): boolean {
  const ageMinutes = policy.backlog?.ageMinutes;
  const priorities = [a, b].map(({ lead }) => lead.score.priority) as [number, number];
  if (ageMinutes === undefined) return priorities[0] >= priorities[1];
  const since = [a, b].map(({ joinedAt, receivedAt }) => joinedAt ?? receivedAt) as [number, number];
  return since[0] - priorities[0] * ageMinutes * minute <= since[1] - priorities[1] * ageMinutes * minute;
}

/** Whether the lead would find somebody if it were looked at by itself. */
function couldHave(router: Router, { state, records }: Moment, leadId: string, now: number): boolean {
  const { record } = advance(router, state, records.get(leadId)!, { type: 'tick' }, now);
  return record.status === 'assigned' || record.status === 'offered';
}

/** Held leads that a newcomer overtook, as `newcomer over held`. */
function overtaken(router: Router, events: readonly RoutingEvent[]): readonly string[] {
  const found: string[] = [];
  let state = initialState(router);
  const records = new Map<string, LeadRecord>();
  for (const event of events) {
    const before = records.get(event.leadId) ?? null;
    const got = event.type === 'lead_assigned' || event.type === 'lead_offered';
    if (got && event.cause === 'route')
      for (const [leadId, held] of records) {
        if (held.status !== 'held' || held.queueId !== event.queueId || !goesBefore(router.policy, held, before!))
          continue;
        if (couldHave(router, { state, records }, leadId, event.at)) found.push(`${event.leadId} over ${leadId}`);
      }
    const after = evolve(router, { state, record: before }, event);
    state = after.state;
    if (event.leadId !== '') records.set(event.leadId, after.record);
  }
  return found;
}

/** Held leads of a scope that could have a rep. */
async function leftWaiting(
  router: Router,
  store: Store,
  ids: readonly string[],
  now: number,
): Promise<readonly string[]> {
  const { state, records } = await store.load(scope, ids);
  if (state === null) return [];
  const moment = { state, records: new Map(records.map((record) => [record.leadId, record])) };
  const held = records.filter(({ status }) => status === 'held').map(({ leadId }) => leadId);
  return held.filter((leadId) => couldHave(router, moment, leadId, now));
}

const historyGene = fc.record({
  policy: policyGene,
  waves: fc.array(waveGene, { minLength: 1, maxLength: 14 }),
  runners: fc.constantFrom(1, 2),
});

async function check(
  one: typeof historyGene extends fc.Arbitrary<infer T> ? T : never,
  heldMax?: number,
): Promise<void> {
  const router = compileOrThrow(policyOf(one.policy));
  const store = memoryStore();
  const time = { now: start };
  const runners = runnersOn(router, store, () => time.now, heldMax, one.runners);
  const ids: string[] = [];
  for (const wave of one.waves) {
    time.now += wave.minutes * minute;
    if (wave.toggled !== null) await toggle(router, store, wave.toggled, time.now);
    const before = (await store.events(scope, 0, everything)).length;
    await playWave(runners, wave, ids);
    const events = (await store.events(scope, before, everything)) as readonly RoutingEvent[];
    const freed = events.some(({ type }) => type === 'lead_closed' || type === 'offer_declined');
    const came = events.some(({ type }) => type === 'lead_received');
    if (freed || came) expect(await leftWaiting(router, store, ids, time.now)).toEqual([]);
  }
  expect(overtaken(router, await store.events(scope, 0, everything))).toEqual([]);
}

test('a newcomer never has a rep whom a held lead of its priority or above could have', async () => {
  await fc.assert(
    fc.asyncProperty(historyGene, (one) => check(one)),
    { numRuns: 250 * runs },
  );
});

test('without turns for held leads that is not so', async () => {
  const outcome = await fc.check(
    fc.asyncProperty(historyGene, (one) => check(one, 0)),
    { numRuns: 100 },
  );
  expect(outcome.failed).toBe(true);
});

test('also where calls to the store take any order, and several runners lose commits to each other', async () => {
  await fc.assert(
    fc.asyncProperty(historyGene, fc.scheduler(), async ({ policy, waves }, scheduler) => {
      const router = compileOrThrow(policyOf(policy));
      const inner = memoryStore();
      const time = { now: start };
      const runners = runnersOn(router, trickyStore(inner, scheduler), () => time.now, undefined, 2);
      const ids: string[] = [];
      for (const wave of waves.slice(0, 6)) {
        time.now += wave.minutes * minute;
        await scheduler.waitFor(playWave(runners, wave, ids));
      }
      expect(overtaken(router, await inner.events(scope, 0, everything))).toEqual([]);
    }),
    { numRuns: 100 * runs },
  );
});
