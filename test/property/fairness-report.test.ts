// The fairness report says what the ledgers say, adds up, and can be cut in time; the test of chance counts rightly.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeadRecord, RoutingEvent, RoutingState } from '../../src/index.js';
import { type Amount, amountOf, amountUnit, minus, nothing, plus } from '../../src/metrics/amount.js';
import {
  chanceTest,
  type FairnessReport,
  fairnessReport,
  formatFairnessReport,
  type Stratum,
} from '../../src/metrics/index.js';
import { replayEvents } from '../../src/metrics/replay.js';
import { membersAt } from '../../src/router/index.js';
import { type History, history } from '../support/arbitraries.js';
import { deepFreeze } from '../support/deep-freeze.js';
import { play, routerOf } from '../support/play.js';
import { enough, runs } from '../support/runs.js';

interface Part {
  readonly events: readonly RoutingEvent[];
  /** As they were after the events. */
  readonly state: RoutingState | null;
  readonly records: readonly LeadRecord[];
}

/** The history up to a step, and from there. */
function played(one: History, upTo: number): { readonly first: Part; readonly rest: Part } {
  const parts = [0, 1].map(() => ({
    events: [] as RoutingEvent[],
    state: null as RoutingState | null,
    records: [] as LeadRecord[],
  }));
  play(one, ({ number, events, state, records }) => {
    const part = parts[number < upTo ? 0 : 1]!;
    part.events.push(...events);
    part.state = state;
    part.records = [...records.values()];
  });
  return deepFreeze({ first: parts[0]!, rest: parts[1]! });
}

const whole = (one: History) => {
  const { rest } = played(one, 0);
  return { events: rest.events, state: rest.state, router: routerOf(one) };
};

const sum = (amounts: readonly Amount[]): Amount => amounts.reduce(plus, nothing);
const total = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);
const signed = (units: number, unit: number): Amount =>
  units < 0 ? minus(nothing, amountOf(-units, unit)) : amountOf(units, unit);

test('differences are the balances of the ledgers, to the unit, and what is owed is received', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const { events, state, router } = whole(one);
      const report = fairnessReport(router, events);
      expect(report.unread).toBe(0);
      for (const [ledgerId, { ids, balance, unit }] of Object.entries(state?.ledgers ?? {})) {
        const rows = report.ledgers.find((row) => row.ledgerId === ledgerId)?.reps ?? [];
        for (const [index, repId] of ids.entries()) {
          const row = rows.find((share) => share.repId === repId);
          expect(row?.difference ?? nothing).toEqual(signed(balance[index]!, unit));
        }
        expect(sum(rows.map(({ owed }) => owed))).toEqual(sum(rows.map(({ received }) => received)));
        expect(sum(rows.map(({ difference }) => difference))).toEqual(nothing);
      }
    }),
    runs(60),
  );
});

/** Charges that offers left with a rep: made with the first asked, taken back, or passed on to whoever accepted. */
function carriedBy(events: readonly RoutingEvent[], repId: string): number {
  const carriers = new Map<string, string>();
  let sum = 0;
  for (const event of events) {
    const carrier = carriers.get(event.leadId);
    if (event.type === 'lead_offered') carriers.delete(event.leadId);
    if (event.type === 'lead_offered' && event.charge === 'new') {
      carriers.set(event.leadId, event.repIds[0]!);
      sum += Number(event.repIds[0] === repId);
    }
    if ('charge' in event && event.charge === 'undone') sum -= Number(carrier === repId);
    if (event.type === 'lead_assigned' && event.cause === 'accept' && carrier !== undefined)
      sum += Number(event.repId === repId) - Number(carrier === repId);
  }
  return sum;
}

test('counts add up, and every row of a rep is part of the whole', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const { events, router } = whole(one);
      const report = fairnessReport(router, events);
      const assigned = events.filter(({ type }) => type === 'lead_assigned') as RoutingEvent<'lead_assigned'>[];
      expect(report.assignments).toBe(assigned.length);
      for (const rep of report.reps) {
        const mine = assigned.filter(({ repId }) => repId === rep.repId);
        expect(rep.assigned).toBe(mine.length);
        expect(rep.considered).toBe(rep.eligible + total(rep.ineligible));
        expect(rep.eligible).toBe(total(rep.skipped) + rep.assigned - rep.outside);
        const declines = events.filter(({ type }) => type === 'lead_declined' || type === 'offer_declined');
        expect(rep.declined).toBe(declines.filter((e) => 'repId' in e && e.repId === rep.repId).length);
        const inQueue = ({ queueId }: { readonly queueId: string }): boolean =>
          one.policy.queues.find(({ id }) => id === queueId)!.repIds.includes(rep.repId);
        expect(rep.considered).toBe(assigned.filter(inQueue).length);
        const got = mine.filter(({ charge }) => charge === 'new').filter(inQueue).length;
        for (const rows of Object.values(rep.classes)) {
          expect(rows.reduce((all, row) => all + row.received, 0)).toBe(
            got + carriedBy(events, rep.repId) + rep.takenOver - rep.givenBack,
          );
        }
        for (const { reason } of [...rep.skipped, ...rep.ineligible]) seen.add(reason);
        expect(fairnessReport(router, events, rep.repId).reps).toEqual([rep]);
      }
      expect(formatFairnessReport(JSON.parse(JSON.stringify(report)) as FairnessReport)).toBe(
        formatFairnessReport(report),
      );
    }),
    runs(60),
  );
  const common = ['deficit', 'manual', 'owner', 'match.off_shift'];
  for (const reason of common) expect(seen).toContain(reason);
});

test('what happened before and after an instant adds up to all of it', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), fc.nat(100), (one, place) => {
      const { events, router } = whole(one);
      const at = events.length === 0 ? 0 : events[place % events.length]!.at;
      const [all, before, after] = [{}, { to: at }, { from: at }].map((window) =>
        fairnessReport(router, events, undefined, window),
      );
      expect(before!.assignments + after!.assignments).toBe(all!.assignments);
      for (const { reps } of all!.ledgers) {
        for (const { ledgerId, repId, owed, received, difference, leads } of reps) {
          const parts = [before!, after!].flatMap(({ ledgers }) =>
            ledgers.flatMap((row) => row.reps.filter((share) => share.ledgerId === ledgerId && share.repId === repId)),
          );
          expect(sum(parts.map((part) => part.owed))).toEqual(owed);
          expect(sum(parts.map((part) => part.received))).toEqual(received);
          expect(sum(parts.map((part) => part.difference))).toEqual(difference);
          expect(parts.reduce((count, part) => count + part.leads, 0)).toBe(leads);
        }
      }
    }),
    runs(40),
  );
});

test('later events, with the state and the records before them, are read as if the earlier ones were there', () => {
  fc.assert(
    fc.property(history({ stepsMax: 60 }), fc.nat(60), (one, upTo) => {
      const { first, rest } = played(one, upTo);
      if (first.state === null) return;
      const router = routerOf(one);
      const { state, records } = first;
      const alone = fairnessReport(router, rest.events, undefined, { state, records });
      expect(alone.unread).toBe(0);
      // the same steps of a replay of everything
      const [seen, wanted]: [unknown[], unknown[]] = [[], []];
      const after = first.events.length;
      replayEvents(router, [...first.events, ...rest.events], {}, (step) => {
        if (step.event.seq > after) wanted.push(step.after, step.complete);
      });
      replayEvents(router, rest.events, { state, records }, (step) => seen.push(step.after, step.complete));
      expect(seen).toEqual(wanted);
    }),
    runs(40),
  );
});

test('who was eligible at an assignment is who matching, asked again, finds eligible', () => {
  let judged = 0;
  fc.assert(
    fc.property(history({ stepsMax: 60 }), (one) => {
      const { events, router } = whole(one);
      const forgotten = new Set(events.filter(({ type }) => type === 'declines_forgotten').map(({ leadId }) => leadId));
      const anyway = new Set(
        one.policy.queues
          .filter((queue) => [queue.nobodyEligible?.type, queue.afterHours?.type].includes('route_anyway'))
          .map(({ id }) => id),
      );
      const tiered = new Set(
        one.policy.queues
          .filter(({ strategy }) => strategy.type === 'priority_tiers' || 'teams' in strategy)
          .map(({ id }) => id),
      );
      replayEvents(router, events, {}, ({ event, before }) => {
        if (event.type !== 'lead_assigned' || forgotten.has(event.leadId) || anyway.has(event.queueId)) return;
        // who could accept was settled when the lead was offered
        if (event.method === 'accepted') return;
        const members = membersAt(router, { state: before.state, record: before.record! }, event);
        for (const { eligible, verdict } of members) {
          // of those who can take it, only the first tier shares it
          if (eligible || !tiered.has(event.queueId)) expect(verdict.type === 'eligible').toBe(eligible);
        }
        judged += members.length;
      });
    }),
    runs(60),
  );
  expect(judged).toBeGreaterThan(enough(100));
});

/** All subsets of a size, one by one. */
const subsets = (items: readonly number[], size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
const added = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const stratum: fc.Arbitrary<Stratum> = fc
  .array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.boolean()), { maxLength: 7 })
  .map((rows) => ({
    qualities: rows.map(([quality]) => quality),
    got: rows.flatMap(([, mine], place) => (mine ? [place] : [])),
  }));

test('chance: the same as dealing in every possible way', () => {
  fc.assert(
    fc.property(fc.array(stratum, { maxLength: 3 }), (strata) => {
      const result = chanceTest(strata);
      const sums = strata.reduce<readonly number[]>(
        (all, { qualities, got }) =>
          subsets(qualities, got.length).flatMap((dealt) => all.map((before) => before + added(dealt))),
        [0],
      );
      const mine = added(strata.flatMap(({ qualities, got }) => got.map((place) => qualities[place]!)));
      const part = (fits: (sum: number) => boolean): number => sums.filter(fits).length / sums.length;
      if (result === null) {
        expect(sums.length).toBe(1);
        return;
      }
      expect(result.method).toBe('exact');
      expect(result.asGood.of / result.asGood.outOf).toBeCloseTo(
        part((one) => one >= mine),
        12,
      );
      expect(result.asBad.of / result.asBad.outOf).toBeCloseTo(
        part((one) => one <= mine),
        12,
      );
    }),
    runs(300),
  );
});

test('chance: drawing comes near counting, is settled by the seed, and never says never', () => {
  // 20 of 40: too many to count; the sum of 20 of 40 leads of which 20 are good is hypergeometric
  const qualities = Array.from({ length: 40 }, (_, place) => place % 2);
  const got = [...Array(40).keys()].filter((place) => place < 14 || (place % 2 === 1 && place < 26));
  const drawn = chanceTest([{ qualities, got }], { seed: 7, draws: 9_999 })!;
  expect(drawn).toEqual(chanceTest([{ qualities, got }], { seed: 7, draws: 9_999 }));
  expect(drawn).not.toEqual(chanceTest([{ qualities, got }], { seed: 8 }));
  expect(drawn).toMatchObject({ method: 'drawn', leads: 40, got: 20, sum: 13, expectedMilli: 10_000 });
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const exact = added([13, 14, 15, 16, 17, 18, 19, 20].map((good) => choose(20, good) ** 2)) / choose(40, 20);
  // three standard errors of 10,000 draws
  const near = 3 * Math.sqrt((exact * (1 - exact)) / 10_000);
  expect(Math.abs(drawn.asGood.of / drawn.asGood.outOf - exact)).toBeLessThan(near);
  const best = chanceTest([{ qualities, got: [...Array(40).keys()].filter((place) => place % 2 === 1) }])!;
  expect(best.asGood).toEqual({ of: 1, outOf: 1_000 });
});

test('amounts are exact', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.constantFrom(1, 12, 2_520, amountUnit), (a, b, unit) => {
      const exact = ({ whole: leads, units }: Amount): bigint => BigInt(leads) * BigInt(amountUnit) + BigInt(units);
      const [x, y] = [signed(a, unit), signed(b, unit)];
      const scale = BigInt(amountUnit / unit);
      expect(exact(x)).toBe(BigInt(a) * scale);
      if (unit === 1) return;
      expect(exact(plus(x, y))).toBe((BigInt(a) + BigInt(b)) * scale);
      expect(exact(minus(x, y))).toBe((BigInt(a) - BigInt(b)) * scale);
      expect([plus(x, y).units, minus(x, y).units].every((units) => units >= 0 && units < amountUnit)).toBe(true);
    }),
  );
});
