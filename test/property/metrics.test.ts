// Metrics: the fold of a whole is the fold of its parts; every figure is what a slow recount says; rows add up.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeadRecord, RoutingEvent } from '../../src/index.js';
import { countNames, timeNames } from '../../src/metrics/counters.js';
import { keptLength } from '../../src/metrics/durations.js';
import {
  type Counters,
  foldMetrics,
  formatMetrics,
  type Metrics,
  mergeMetrics,
  metricsReport,
  percentile,
} from '../../src/metrics/index.js';
import { dimensions } from '../../src/metrics/metrics.js';
import { type History, history } from '../support/arbitraries.js';
import { deepFreeze } from '../support/deep-freeze.js';
import { play, routerOf } from '../support/play.js';
import { type Fact, factsOf } from '../support/recount-metrics.js';
import { runs } from '../support/runs.js';

/** Closing values make no difference to routing, so that they are put in afterwards. */
const valued = (event: RoutingEvent): RoutingEvent =>
  event.type === 'lead_closed' && event.seq % 3 > 0 ? { ...event, value: event.seq * 100 } : event;

function eventsOf(one: History): readonly RoutingEvent[] {
  const events: RoutingEvent[] = [];
  play(one, (played) => events.push(...played.events.map(valued)));
  return deepFreeze(events);
}

const json = (metrics: Metrics): Metrics => JSON.parse(JSON.stringify(metrics)) as Metrics;

/** Cuts into consecutive parts, some of them empty. */
function cut<T>(rows: readonly T[], places: readonly number[]): readonly (readonly T[])[] {
  const ends = [...places.map((place) => place % (rows.length + 1)), rows.length].sort((a, b) => a - b);
  return ends.map((end, k) => rows.slice(k === 0 ? 0 : ends[k - 1], end));
}

test('the fold of a whole is the fold of its parts, however they are cut and put together', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), fc.array(fc.nat(1_000), { maxLength: 5 }), (one, places) => {
      const events = eventsOf(one);
      const options = places.length % 2 === 0 ? { router: routerOf(one) } : {};
      const whole = foldMetrics(events, options);
      const parts = cut(events, places).map((part) => json(deepFreeze(foldMetrics(part, options))));
      const fromLeft = parts.reduce(mergeMetrics, foldMetrics([]));
      const fromRight = parts.reduceRight((later, earlier) => mergeMetrics(earlier, later), foldMetrics([]));
      expect(JSON.stringify(fromLeft)).toBe(JSON.stringify(whole));
      expect(JSON.stringify(fromRight)).toBe(JSON.stringify(whole));
    }),
    runs(60),
  );
});

test('parts by lead instead of by time give the same', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const events = eventsOf(one);
      const odd = (event: RoutingEvent): boolean => /[13579]$/.test(event.leadId);
      const merged = mergeMetrics(foldMetrics(events.filter(odd)), foldMetrics(events.filter((event) => !odd(event))));
      expect(merged).toEqual(foldMetrics(events));
    }),
    runs(30),
  );
});

/** The recount attributes a revived lead by its beginning, which metrics have let go of: see the test after it. */
function recounted(events: readonly RoutingEvent[]): readonly Fact[] {
  const over = new Set<string>();
  return events.flatMap((event, k) => {
    if (event.leadId === '' || over.has(event.leadId)) return [];
    if (event.type === 'lead_rejected' || event.type === 'lead_closed') over.add(event.leadId);
    return factsOf(
      events.slice(0, k).filter(({ leadId }) => leadId === event.leadId),
      event,
    );
  });
}

function expectFacts(counters: Counters, facts: readonly Fact[]): void {
  for (const name of countNames) {
    const amounts = facts.filter((fact) => fact.name === name).map(({ amount }) => amount);
    expect([name, counters[name]]).toEqual([name, amounts.reduce((sum, amount) => sum + amount, 0)]);
  }
  for (const name of timeNames) {
    const lengths = facts.filter((fact) => fact.name === name).map(({ amount }) => amount);
    lengths.sort((a, b) => a - b);
    const { count, sumMs, minMs, maxMs } = counters[name];
    const sum = lengths.reduce((total, length) => total + length, 0);
    expect([name, count, sumMs, minMs, maxMs]).toEqual([
      name,
      lengths.length,
      sum,
      lengths[0] ?? null,
      lengths.at(-1) ?? null,
    ]);
    for (const percent of [1, 50, 90, 100]) {
      const exact = lengths[Math.ceil((lengths.length * percent) / 100) - 1];
      expect(percentile(counters[name], percent)).toBe(exact === undefined ? null : keptLength(exact));
    }
  }
}

test('every figure is what a slow recount says, in total and under every id', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const events = eventsOf(one);
      const { total, by, pending } = foldMetrics(events);
      const facts = recounted(events);
      for (const { name } of facts) seen.set(name, (seen.get(name) ?? 0) + 1);
      expectFacts(total, facts);
      for (const dimension of dimensions) {
        const ids = new Set(facts.map(({ keys }) => keys[dimension]));
        expect(new Set(by[dimension].map(({ id }) => id))).toEqual(ids);
        for (const row of by[dimension])
          expectFacts(
            row,
            facts.filter(({ keys }) => keys[dimension] === row.id),
          );
      }
      // all that waits for a beginning are leads that were rejected and then assigned by hand
      const rejected = new Set(events.filter(({ type }) => type === 'lead_rejected').map(({ leadId }) => leadId));
      for (const { leadId } of pending) expect(rejected).toContain(leadId);
    }),
    runs(120),
  );
  // a recount that never met a fact says nothing about it; what rarely happens has its example beside the fold
  const rare = new Set(['reminded', 'escalated', 'reassigned', 'misrouted', 'returned', 'inNurtured', 'duplicates']);
  expect([...countNames, ...timeNames].filter((name) => !rare.has(name) && !seen.has(name))).toEqual([]);
});

test('rows add up to the total, and work, flow and arrivals to the same counts', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), fc.nat(1_000), (one, place) => {
      const [, later] = cut(eventsOf(one), [place]);
      for (const metrics of [foldMetrics(eventsOf(one)), foldMetrics(later!)]) {
        const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
        for (const dimension of dimensions) {
          for (const name of countNames) {
            expect(sum(metrics.by[dimension].map((row) => row[name]))).toBe(metrics.total[name]);
          }
          for (const name of timeNames) {
            expect(sum(metrics.by[dimension].map((row) => row[name].sumMs))).toBe(metrics.total[name].sumMs);
          }
        }
        expect(sum(metrics.work.map(({ assigned }) => assigned))).toBe(metrics.total.assigned);
        expect(sum(metrics.work.map(({ ownedMs }) => ownedMs))).toBe(metrics.total.inAssigned.sumMs);
        expect(sum(metrics.flow.map(({ assigned }) => assigned))).toBe(metrics.total.assigned);
        expect(sum(metrics.flow.map(({ held }) => held))).toBe(metrics.total.held);
        expect(sum(metrics.arrivals.map(([, leads]) => leads))).toBe(metrics.total.received);
      }
    }),
    runs(60),
  );
});

test('what is kept is bounded by the leads that are not over, and reports add their open work', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const events: RoutingEvent[] = [];
      let statuses: readonly (readonly [string, string])[] = [];
      let owned: readonly LeadRecord[] = [];
      play(one, (played) => {
        events.push(...played.events);
        statuses = [...played.records.values()].map(({ leadId, status }) => [leadId, status]);
        owned = [...played.records.values()].filter(({ status }) => status === 'assigned');
      });
      const router = routerOf(one);
      const metrics = foldMetrics(events, { router });
      const revived = new Set(metrics.pending.map(({ leadId }) => leadId));
      const live = statuses.filter(([id, status]) => !revived.has(id) && status !== 'closed' && status !== 'rejected');
      expect(metrics.open.map(({ leadId, place }) => [leadId, place]).sort()).toEqual([...live].sort());
      // of a lead that was let go nothing is known, so that it counts what its queue says of any lead
      const usual = (queueId: string | null): number => one.policy.queues.find(({ id }) => id === queueId)!.units ?? 1;
      const openUnits = owned.reduce(
        (sum, { leadId, queueId, units }) => sum + (revived.has(leadId) ? usual(queueId) : units),
        0,
      );
      // a second after the last event every open unit has been open for a second longer
      const at = metrics.lastAt ?? 0;
      const [now, then] = [at, at + 1_000].map((until) =>
        metricsReport(metrics, { router, until }).loads.reduce((sum, { unitMs }) => sum + unitMs, 0),
      );
      expect(then! - now!).toBe(openUnits * 1_000);
      expect(formatMetrics(json(metrics), { router })).toBe(formatMetrics(metrics, { router }));
    }),
    runs(60),
  );
});
