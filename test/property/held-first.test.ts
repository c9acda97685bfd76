// A runner's promise to held leads: no newcomer of their priority or below takes a rep that they could have, and
// whoever an input sets free goes to them without anybody new coming in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  compileOrThrow,
  evolve,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingEvent,
} from '../../src/index.js';
import { memoryStore, type Store } from '../../src/runtime/index.js';
import {
  everything,
  type Moment,
  minute,
  playWave,
  policyGene,
  policyOf,
  runnersOn,
  scope,
  start,
  toggle,
  waveGene,
} from '../support/held-histories.js';
import { runs } from '../support/runs.js';
import { trickyStore } from '../support/small-router.js';

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
    runs(250),
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
    runs(100),
  );
});
