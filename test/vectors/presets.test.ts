import { describe, expect, test } from 'vitest';
import { chargeLead, createLedger, type Draw, pickFairShare, pickLeastLoaded } from '../../src/distribute/index.js';
import {
  calComShortfall,
  calibrateToAverage,
  catchUpQuota,
  chiliPiperLevel,
  dailyQuota,
  deadlineQueue,
  deadlineQueueByIndex,
  hubSpotRotate,
  interleavedWrr,
  leanDataPointer,
  leastRecentlyAssigned,
  luckyUnweighted,
  nextAfter,
  odooQuota,
  type Preset,
  pickTier,
  quotaOrder,
  shortfalls,
  smoothWrr,
  websterStride,
} from '../../src/distribute/presets/index.js';
import { performanceWeights } from '../../src/metrics/index.js';
import traces from './assignment-traces.json' with { type: 'json' };
import leastLoaded from './least-loaded.json' with { type: 'json' };
import odoo from './quota-odoo.json' with { type: 'json' };
import calCom from './weighted-shortfall-calcom.json' with { type: 'json' };
import wrr from './wrr-sequences.json' with { type: 'json' };

const all = (weights: readonly unknown[]): number[] => weights.map((_, member) => member);
const letters = (picks: readonly number[]): string => picks.map((pick) => String.fromCharCode(97 + pick)).join('');
const counts = (picks: readonly number[], members: number): number[] =>
  Array.from({ length: members }, (_, member) => picks.filter((pick) => pick === member).length);

function play<State>(
  preset: Preset<State>,
  weights: readonly number[],
  leads: number,
  state = preset.start(weights.length),
): number[] {
  const draw = { eligible: all(weights), weights };
  return Array.from({ length: leads }, () => {
    const member = preset.pick(state, draw);
    preset.charge(state, draw, member);
    return member;
  });
}

function playOurs(weights: readonly number[], leads: number): number[] {
  const ledger = createLedger(weights.length);
  const draw: Draw = {
    eligible: all(weights),
    count: weights.length,
    weights,
    value: 1,
    unit: 80_313_433_200,
    tieKey: (m) => m,
  };
  return Array.from({ length: leads }, (_, lead) => {
    const { member } = pickFairShare(ledger, draw);
    chargeLead(ledger, draw, member, lead + 1);
    return member;
  });
}

/** Furthest any prefix goes over (sign 1) or under (sign −1) the members' shares, in leads. */
function worstPrefix(picks: readonly number[], weights: readonly number[], sign: number): number {
  const sum = weights.reduce((a, b) => a + b);
  const received = weights.map(() => 0);
  let worst = 0;
  picks.forEach((pick, lead) => {
    received[pick]!++;
    for (const member of all(weights)) {
      worst = Math.max(worst, (sign * (received[member]! * sum - (lead + 1) * weights[member]!)) / sum);
    }
  });
  return worst;
}

describe('weighted round robin', () => {
  test('nginx: picks and current weights of the commit message', () => {
    const [{ weights, sequence, currentWeightsAfterEachPick }] = wrr.published as [(typeof wrr.published)[0]];
    const state = smoothWrr.start(weights.length);
    const draw = { eligible: all(weights), weights };
    const picks = currentWeightsAfterEachPick!.map((expected) => {
      const member = smoothWrr.pick(state, draw);
      smoothWrr.charge(state, draw, member);
      expect(state.current).toEqual(expected);
      return member;
    });
    expect(letters(picks)).toBe(sequence);
  });

  test('IPVS: the published sequence', () => {
    const { weights, sequence } = wrr.published[1]!;
    expect(letters(play(interleavedWrr, weights, sequence.length))).toBe(sequence);
  });

  const presets = {
    swrr: smoothWrr,
    edf_envoy: deadlineQueue,
    edf_go: deadlineQueueByIndex,
    ipvs: interleavedWrr,
    webster: websterStride,
    calcom_shortfall: calComShortfall,
  } as unknown as { [name: string]: Preset<unknown> };
  describe.each(wrr.derived)('weights $weights', ({ weights, period, sequences, maxPrefixOver, maxPrefixUnder }) => {
    test.each(Object.entries(presets))('%s', (name, preset) => {
      const sequence = (sequences as { [name: string]: string })[name]!;
      const picks = play(preset, weights, Math.max(2 * period, sequence.length));
      expect(letters(picks.slice(0, sequence.length))).toBe(sequence);
      const over = (maxPrefixOver as { [name: string]: number })[name];
      const under = (maxPrefixUnder as { [name: string]: number })[name];
      if (over !== undefined) expect(worstPrefix(picks, weights, 1)).toBeCloseTo(over, 3);
      if (under !== undefined) expect(worstPrefix(picks, weights, -1)).toBeCloseTo(under, 3);
    });

    test('ours goes no further than any of them', () => {
      const leads = 2 * period;
      const ours = playOurs(weights, leads);
      const furthest = (picks: readonly number[]): number =>
        Math.max(worstPrefix(picks, weights, 1), worstPrefix(picks, weights, -1));
      expect(furthest(ours)).toBeLessThan(1);
      for (const preset of Object.values(presets)) {
        expect(furthest(ours)).toBeLessThanOrEqual(furthest(play(preset, weights, leads)) + 1e-9);
      }
    });
  });

  // gRPC clamps weights and gives newcomers the average before it serves anybody.
  const clamped = (numbers: readonly number[]): readonly number[] => {
    const scale = 10_000_000_000;
    const outcomes = numbers.map((each, n) => ({
      repId: `${n}`,
      won: Math.round(each * scale),
      of: each === 0 ? 0 : scale,
    }));
    return Object.values(performanceWeights(outcomes, { capMilli: 10_000, floorMilli: 10, leadsMin: 1 }));
  };
  const published = wrr.counts.filter(
    ({ weights, expectedCounts }) => Array.isArray(weights) && Array.isArray(expectedCounts),
  );
  test.each(published)('published counts of $weights', ({ source, weights, picks, expectedCounts }) => {
    const numbers = weights as number[];
    const served = source.repo === 'grpc/grpc' ? clamped(numbers) : numbers;
    expect(counts(playOurs(served, picks!), numbers.length)).toEqual(expectedCounts);
  });

  test('observed shares over 10,000 picks are those of the weights', () => {
    const [{ weights, picks }] = wrr.counts.filter(({ source }) => source.repo === 'grpc/grpc-go') as [
      (typeof wrr.counts)[0],
    ];
    for (const list of weights as number[][]) {
      const sum = list.reduce((a, b) => a + b);
      for (const [member, count] of counts(playOurs(list, picks!), list.length).entries()) {
        expect(Math.abs(count - (picks! * list[member]!) / sum)).toBeLessThan(1);
      }
    }
  });

  test('Envoy: weights 1 to 128 get exactly their numbers', () => {
    const weights = Array.from({ length: 128 }, (_, index) => index + 1);
    expect(counts(playOurs(weights, 8256), 128)).toEqual(weights);
    expect(counts(play(smoothWrr, weights, 8256), 128)).toEqual(weights);
  });

  test('Envoy: 128 equal members take turns in order', () => {
    const weights = new Array<number>(128).fill(1);
    const order = Array.from({ length: 3 * 128 }, (_, lead) => lead % 128);
    expect(play(deadlineQueue, weights, order.length)).toEqual(order);
    expect(playOurs(weights, order.length)).toEqual(order);
  });
});

describe('least loaded', () => {
  const choose = (open: readonly number[], capacity: readonly number[], units: number): number => {
    const draw: Draw = {
      eligible: all(open),
      count: open.length,
      weights: capacity,
      value: 1,
      unit: 60,
      tieKey: (m) => m,
    };
    return pickLeastLoaded(createLedger(open.length), draw, { open, capacity, units }).member;
  };
  const single = leastLoaded.vectors.filter(({ expected }) => expected !== undefined);
  test.each(single)('$open of $weights', ({ open, weights, expected }) => {
    // nginx compares the load before the new item: a lead that adds nothing.
    expect(choose(open, weights, 0)).toBe(expected);
  });

  test('loads that are the same fraction tie', () => {
    const { open, weights } = leastLoaded.vectors.find(({ tie }) => tie === true)!;
    const draw: Draw = { eligible: [0, 1], count: 2, weights, value: 1, unit: 60, tieKey: (m) => -m };
    const pick = (lastSeq: number[]): number =>
      pickLeastLoaded({ ...createLedger(2), balance: [-10, 10], lastSeq }, draw, { open, capacity: weights, units: 0 })
        .member;
    expect([pick([2, 1]), pick([1, 2])]).toEqual([1, 0]);
  });

  test.each(leastLoaded.vectors.filter(({ picks }) => picks !== undefined))(
    '$picks picks from $open',
    ({ open, weights, picks, expectedCounts }) => {
      const ledger = createLedger(open.length);
      const draw: Draw = { eligible: all(open), count: open.length, weights, value: 1, unit: 60, tieKey: (m) => m };
      const made = Array.from({ length: picks! }, (_, lead) => {
        const { member } = pickLeastLoaded(ledger, draw, { open, capacity: weights, units: 1 });
        chargeLead(ledger, draw, member, lead + 1);
        return member;
      });
      expect(counts(made, open.length)).toEqual(expectedCounts);
    },
  );
});

describe('cal.com', () => {
  type User = {
    id: number;
    weight?: number;
    priority?: number | null;
    count?: number;
    calibration?: string;
    lastBookedAt?: string;
  };
  const parse = (fraction: string): number => {
    const [over, under = '1'] = fraction.split('/');
    return Number(over) / Number(under);
  };
  const picks = calCom.vectors.filter((each) => each.expected !== undefined);
  test.each(picks)('$name', ({ users, weightsEnabled, expected, shortfall }) => {
    const list = users as User[];
    const state = calComShortfall.start(list.length);
    list.forEach((user, member) => {
      state.count[member] = user.count ?? 0;
      state.calibration[member] = parse(user.calibration ?? '0');
      state.priority[member] = user.priority ?? null;
      state.bookedAt[member] = user.lastBookedAt === undefined ? 0 : Date.parse(user.lastBookedAt);
    });
    const weights = list.map(({ weight = 100 }) => weight);
    const member = weightsEnabled
      ? calComShortfall.pick(state, { eligible: all(list), weights })
      : luckyUnweighted(state, all(list));
    expect(list[member]!.id).toBe(expected);
    for (const [id, value] of Object.entries(shortfall ?? {})) {
      const index = list.findIndex((user) => user.id === Number(id));
      expect(shortfalls(state, weights)[index]).toBeCloseTo(parse(value), 12);
    }
  });
});

describe('Odoo', () => {
  test.each(odoo.quota)(
    'quota of $capacity30d with $assignedLast24h, force $force',
    ({ capacity30d, assignedLast24h, force, expectedQuota }) => {
      expect(dailyQuota(capacity30d, assignedLast24h, force ? 'forced' : 'scheduled')).toBe(expectedQuota);
    },
  );
  test.each(odoo.quantisation)(
    'a month of days at $capacity30d',
    ({ capacity30d, dailyQuota: daily, leadsIn30Days, errorVsCapacity }) => {
      expect(dailyQuota(capacity30d, 0, 'scheduled')).toBe(daily);
      expect(30 * dailyQuota(capacity30d, 0, 'scheduled')).toBe(leadsIn30Days);
      expect(leadsIn30Days - capacity30d).toBe(errorVsCapacity);
    },
  );
  test.each(odoo.quota17)('Odoo 17 quota of $capacity', ({ capacity, last30, workDays, expectedQuota }) => {
    expect(catchUpQuota(capacity, last30, workDays)).toBe(expectedQuota);
  });
  test('a run hands out one day of quota, whatever comes in', () => {
    const capacities = { m45: 45, m15: 15, m15b: 15, m30: 30, m60: 60, t3_60a: 60, t3_60b: 60, t3_15: 15 };
    const quotas = Object.values(capacities).map((capacity) => dailyQuota(capacity, 0, 'scheduled'));
    const run = odoo.runs[0]!;
    const given = counts(
      play(
        odooQuota,
        quotas,
        quotas.reduce((a, b) => a + b),
      ),
      quotas.length,
    );
    expect(Object.fromEntries(Object.keys(capacities).map((name, index) => [name, given[index]]))).toEqual(
      run.expectedPerMember,
    );
  });
  test('without a random tie-break one lead per run always goes to the first, where ours alternates', () => {
    const quota = dailyQuota(150, 0, 'scheduled');
    const picks = Array.from({ length: 30 }, () => quotaOrder([quota, quota])[0]!);
    expect(counts(picks, 2)).toEqual([30, 0]);
    expect(counts(playOurs([quota, quota], 30), 2)).toEqual(odoo.runs[3]!.expectedFair);
  });
});

describe('queues and pointers', () => {
  const bySource = (part: string) =>
    traces.traces.filter(({ source }) => source.repo.includes(part) || source.path.includes(part));
  const roster = ['m0', 'm1', 'm2', 'm3', 'm4'];

  test.each(bySource('chatwoot').filter(({ steps }) => steps !== undefined))(
    'chatwoot queue $steps',
    ({ steps, statuses, initialQueueFrontToBack }) => {
      const state = leastRecentlyAssigned.start(roster.length);
      for (const [index, name] of [...(initialQueueFrontToBack ?? [])].reverse().entries()) {
        state.assignedAt[roster.indexOf(name)] = index - 10;
      }
      for (const { allowed, expectedPick, expectedQueue } of steps as {
        allowed: string[] | 'all';
        expectedPick: string | null;
        expectedQueue?: string[];
      }[]) {
        const online = roster.filter((name) => statuses === undefined || statuses[name as 'm0'] === 'online');
        const eligible = (allowed === 'all' ? online : roster.filter((name) => allowed.includes(name))).map((name) =>
          roster.indexOf(name),
        );
        const draw = { eligible, weights: [1, 1, 1, 1, 1] };
        const member = eligible.length === 0 ? null : leastRecentlyAssigned.pick(state, draw);
        expect(member === null ? null : roster[member]).toBe(expectedPick);
        if (member !== null) leastRecentlyAssigned.charge(state, draw, member);
        const queue = [...roster].sort(
          (a, b) => state.assignedAt[roster.indexOf(b)]! - state.assignedAt[roster.indexOf(a)]!,
        );
        if (expectedQueue !== undefined) expect(queue).toEqual(expectedQueue);
      }
    },
  );

  test('frappe rotation, whatever is closed in between', () => {
    const [{ members, steps }] = bySource('test_assignment_rule.py') as [(typeof traces.traces)[5]];
    const expected = (steps as { expectedPick?: string }[]).flatMap(({ expectedPick }) => expectedPick ?? []);
    const picks = play(
      nextAfter,
      members!.map(() => 1),
      expected.length,
    );
    expect(picks.map((pick) => members![pick])).toEqual(expected);
  });

  test('a cursor that is an id never skips or repeats when members come and go', () => {
    const names = ['a', 'b', 'bb', 'c'];
    for (const { pool, cursor, expectedPick } of bySource('jamessimone')[0]!.cases as {
      pool: string[];
      cursor: string | null;
      expectedPick: string;
    }[]) {
      const state = { cursor: cursor === null ? null : names.indexOf(cursor) };
      const eligible = pool.map((name) => names.indexOf(name));
      expect(names[nextAfter.pick(state, { eligible, weights: [1, 1, 1, 1] })]).toBe(expectedPick);
    }
  });

  test('an index that wraps, and the successor of the last owner', () => {
    for (const { size, lastIndex, expectedIndex } of bySource('mshanemc')[0]!.cases as {
      size: number;
      lastIndex: number | null;
      expectedIndex: number;
    }[]) {
      const eligible = Array.from({ length: size }, (_, index) => index);
      expect(nextAfter.pick({ cursor: lastIndex }, { eligible, weights: eligible.map(() => 1) })).toBe(expectedIndex);
    }
    for (const { pool, lastCreatedLeadOwner, expectedPick } of bySource('espocrm')[0]!.cases as {
      pool: string[];
      lastCreatedLeadOwner: string | null;
      expectedPick: string;
    }[]) {
      const cursor = lastCreatedLeadOwner === null ? null : pool.indexOf(lastCreatedLeadOwner);
      expect(pool[nextAfter.pick({ cursor }, { eligible: all(pool), weights: pool.map(() => 1) })]).toBe(expectedPick);
    }
  });

  test('availability tiers never leave a lead unassigned', () => {
    const tiers = [['Active'], ['Active', 'Away'], ['Active', 'Away', 'Unavailable']];
    for (const { statuses, expectedPool } of bySource('helpdesk')[0]!.cases as {
      statuses: { [name: string]: string };
      expectedPool: string[];
    }[]) {
      const names = Object.keys(statuses);
      expect(pickTier(Object.values(statuses), tiers).map((member) => names[member])).toEqual(expectedPool);
    }
  });
});

describe('worked examples from product pages', () => {
  test('Chili Piper: 200, 100 and 100 percent of 60 meetings are 30, 15 and 15', () => {
    expect(counts(play(chiliPiperLevel, [200, 100, 100], 60), 3)).toEqual([30, 15, 15]);
  });

  test('Chili Piper: Joe returns to the average of Mary, 10, and Spike, 8; Spike is next', () => {
    const state = chiliPiperLevel.start(3);
    state.count.splice(0, 3, 10, 8, 0);
    calibrateToAverage(state, 2, [0, 1]);
    expect(state.calibration).toEqual([0, 0, 9]);
    expect(chiliPiperLevel.pick(state, { eligible: [0, 1, 2], weights: [100, 100, 100] })).toBe(1);
  });

  test('HubSpot: everybody in turn, and a new owner makes all counts start again', () => {
    expect(letters(play(hubSpotRotate, [1, 1, 1], 7))).toBe('abcabca');
    expect(letters(play(hubSpotRotate, [1, 1, 1, 1], 4, hubSpotRotate.start(4)))).toBe('abcd');
  });

  test('LeanData: a pointer that starts at 0 lets one heavy member fall 24 leads behind fifty light ones', () => {
    const weights = [50, ...new Array<number>(50).fill(1)];
    const picks = play(leanDataPointer, weights, 200);
    expect(worstPrefix(picks, weights, -1)).toBeCloseTo(24.5, 9);
    expect(worstPrefix(playOurs(weights, 200), weights, -1)).toBeLessThan(1);
  });
});
