// Of a kind of held leads only the first is asked: that this is right, and that it changes nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  compileOrThrow,
  drain,
  initialState,
  type LeadRecord,
  type Outcome,
  type Router,
  type RoutingEvent,
  type RoutingState,
  route,
  setAvailability,
} from '../../src/index.js';
import { heldKind } from '../../src/router/index.js';
import { memoryStore } from '../../src/runtime/index.js';
import {
  everything,
  inputOf,
  leadFor,
  minute,
  playWave,
  policyGene,
  policyOf,
  runnersOn,
  scope,
  start,
  toggle,
  type Wave,
  waveGene,
} from '../support/held-histories.js';
import { enough, runs } from '../support/runs.js';

const historyGene = fc.record({
  policy: policyGene,
  waves: fc.array(waveGene, { minLength: 1, maxLength: 12 }),
});

/** Whether a tick leaves a held lead where it is: no rep has it, be it for a while. */
function waits(router: Router, state: RoutingState, record: LeadRecord, now: number): boolean {
  const { events } = advance(router, state, record, { type: 'tick' }, now);
  return events.every((event) => event.type === 'lead_held' && event.queueId === record.queueId);
}

test('what a tick makes of one held lead it makes of all of its kind, until the instant that the kind names', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      historyGene,
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 }),
      async ({ policy, waves }, later) => {
        const router = compileOrThrow(policyOf(policy));
        const store = memoryStore();
        const time = { now: start };
        const runners = runnersOn(router, store, () => time.now, 0, 1);
        const ids: string[] = [];
        for (const wave of waves) {
          time.now += wave.minutes * minute;
          if (wave.toggled !== null) await toggle(router, store, wave.toggled, time.now);
          await playWave(runners, wave, ids);
        }
        const { state, records } = await store.load(scope, ids);
        const held = records.filter(({ status }) => status === 'held');
        const edges = held.map((record) => heldKind(router, record, time.now).until).filter(Number.isFinite);
        const instants = [
          ...later.map((minutes) => time.now + minutes * minute),
          ...edges.flatMap((at) => [at - 1, at]),
        ];
        for (const now of instants.filter((at) => at >= time.now)) {
          const found = new Map<string, boolean>();
          for (const record of held) {
            const { name, until } = heldKind(router, record, time.now);
            const kind = heldKind(router, record, now).name;
            if (now < until) expect(kind).toBe(name);
            const waiting = waits(router, state!, record, now);
            if (kind === null) expect(waiting).toBe(true);
            else if (found.has(kind)) {
              expect([kind, found.get(kind)]).toEqual([kind, waiting]);
              compared++;
            } else found.set(kind, waiting);
          }
        }
      },
    ),
    runs(200),
  );
  expect(compared).toBeGreaterThan(enough(100));
});

/** A scope in which all held leads are drained before and after every call: slow, and nothing to go wrong. */
function drainingTwin(router: Router) {
  let state = initialState(router);
  const records = new Map<string, LeadRecord>();
  const events: RoutingEvent[] = [];
  const take = (found: Pick<Outcome, 'record' | 'events'>): void => {
    if (found.events.length === 0) return;
    records.set(found.record.leadId, found.record);
    events.push(...found.events);
  };
  const drainAll = (now: number, but?: string): void => {
    const turns = drain(
      router,
      state,
      [...records.values()].filter(({ leadId }) => leadId !== but),
      now,
    );
    state = turns.state;
    turns.outcomes.forEach(take);
  };
  const call = (leadId: string, decide: () => Outcome, now: number): void => {
    drainAll(now);
    const found = decide();
    state = found.state;
    take(found);
    drainAll(now, leadId);
  };
  const play = (wave: Wave, ids: string[], now: number): void => {
    if (wave.toggled !== null) {
      const rep = wave.toggled % router.policy.reps.length;
      const switched = setAvailability(router, state, `rep-${rep}`, state.reps.online[rep] === 0, now);
      state = switched.state;
      events.push(...switched.events);
    }
    const due = [...records.values()].filter(
      ({ status, wakeAt }) => status !== 'held' && wakeAt !== null && wakeAt <= now,
    );
    due.sort((a, b) => a.wakeAt! - b.wakeAt! || (a.leadId < b.leadId ? -1 : 1));
    for (const { leadId } of due)
      call(leadId, () => advance(router, state, records.get(leadId)!, { type: 'tick' }, now), now);
    drainAll(now);
    for (const one of wave.calls) {
      if (one.does === 'route') {
        const id = `lead-${ids.length}`;
        ids.push(id);
        call(id, () => route(router, state, leadFor(one, id), now), now);
        continue;
      }
      const leadId = ids[one.lead % Math.max(1, ids.length)];
      if (leadId !== undefined)
        call(leadId, () => advance(router, state, records.get(leadId)!, inputOf(one), now), now);
    }
  };
  return { play, events };
}

/** What events say about who has which lead since when; that somebody goes on waiting is told as often as one is asked. */
const told = (events: readonly RoutingEvent[]) =>
  events
    .filter((event) => !(event.type === 'lead_held' && event.cause === 'retry'))
    .map(({ seq: _, ...event }) => event);

test('runners decide as if all held leads were drained before and after every call', async () => {
  let drained = 0;
  await fc.assert(
    fc.asyncProperty(historyGene, async ({ policy, waves }) => {
      const router = compileOrThrow(policyOf(policy));
      const twin = drainingTwin(router);
      const store = memoryStore();
      const time = { now: start };
      // each learns from the outbox what the other did
      const runners = runnersOn(router, store, () => time.now, undefined, 2);
      const [ids, twinIds]: [string[], string[]] = [[], []];
      for (const wave of waves) {
        time.now += wave.minutes * minute;
        if (wave.toggled !== null) await toggle(router, store, wave.toggled, time.now);
        await runners[0]!.sweep(scope);
        for (const call of wave.calls) await playWave(runners, { ...wave, calls: [call], swept: false }, ids);
        twin.play(wave, twinIds, time.now);
      }
      const events = await store.events(scope, 0, everything);
      expect(told(events)).toEqual(told(twin.events));
      drained += events.filter((event) => event.type === 'lead_assigned' && event.cause === 'retry').length;
    }),
    runs(200),
  );
  expect(drained).toBeGreaterThan(enough(100));
});
