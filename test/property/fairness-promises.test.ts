import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileOrThrow,
  type Decision,
  explain,
  initialState,
  type Lead,
  type Policy,
  type Rep,
  type Router,
  type RoutingState,
  rebase,
  route,
  routeMany,
} from '../../src/index.js';
import { historiesOf, playAlone } from '../support/corpus.js';
import { enough, runs } from '../support/runs.js';
import { leadOf } from '../support/small-router.js';

// What a sales floor notices of fairness, through the whole router: leave, new hires, edits, and what a pick says.

const day = 86_400_000;
const monday = Date.UTC(2026, 2, 2);

const poolOf = (reps: readonly Rep[], more: Partial<Policy> = {}): Policy => ({
  behavior: 1,
  calendars: [{ id: 'office', timeZone: 'UTC', weekly: hours }],
  reps: [...reps],
  queues: [
    {
      id: 'pool',
      repIds: reps.map(({ id }) => id),
      strategy: { type: 'fair_share' },
      requirements: [{ all: [{ product: 'lead' }] }],
    },
  ],
  rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
  ...more,
});
const nine: [string, string][] = [['09:00', '17:00']];
const hours = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };

/** Leads during office hours, so many a day, and who gets each; null where it is held. */
function* working(router: Router, days: number, perDay: number, product: (n: number) => string) {
  let state: RoutingState = initialState(router);
  for (let n = 0; n < days * perDay; n++) {
    const weekday = Math.floor(n / perDay);
    const at =
      monday +
      (weekday + 2 * Math.floor(weekday / 5)) * day +
      9 * 3_600_000 +
      Math.floor(((n % perDay) * 8 * 3_600_000) / perDay);
    const done = route(router, state, leadOf(`l${n}`, { products: [product(n)] }), at);
    state = done.state;
    yield { n, at, repId: done.record.repId };
  }
}

const weight = fc.integer({ min: 1, max: 10 });
const skills = fc.constantFrom(['a', 'b'], ['a', 'b'], ['a'], ['b']);
const colleague = fc.record({ weight, products: skills });

test('return after 10 working days away: at most 2 leads in a row', () => {
  let followed = 0;
  fc.assert(
    fc.property(
      fc.array(colleague, { minLength: 3, maxLength: 9 }),
      fc.integer({ min: 5, max: 30 }),
      fc.nat(9_999),
      (others, perDay, salt) => {
        const total = others.reduce((sum, each) => sum + (each.products.length === 2 ? each.weight : 0), 0);
        // whoever has more than a third of all leads rightly has three in a row now and then
        const own = Math.max(1, Math.min(10, Math.floor(total / 2)));
        const reps: Rep[] = [
          { id: 'away', weight: own, products: ['a', 'b'], leave: [{ from: '2026-03-09', to: '2026-03-20' }] },
          ...others.map((each, n) => ({ id: `rep-${n}`, ...each })),
          { id: 'both-1', weight: own, products: ['a', 'b'] },
          { id: 'both-2', weight: own, products: ['a', 'b'] },
        ].map((rep) => ({ ...rep, calendarId: 'office' }));
        const router = compileOrThrow(poolOf(reps));
        let streak = 0;
        let absent = 0;
        for (const { at, repId } of working(router, 20, perDay, (n) =>
          Math.imul(n + salt, 2_654_435_761) & 64 ? 'a' : 'b',
        )) {
          expect(repId).not.toBeNull();
          const away = at >= monday + 7 * day && at < monday + 19 * day;
          if (away) expect(repId).not.toBe('away');
          absent += away ? 1 : 0;
          streak = repId === 'away' ? streak + 1 : 0;
          if (at >= monday + 19 * day) {
            expect(streak).toBeLessThanOrEqual(2);
            followed++;
          }
        }
        expect(absent).toBe(10 * perDay);
      },
    ),
    runs(25),
  );
  expect(followed).toBeGreaterThan(enough(1_000));
});

test.each([
  ['without a ramp', undefined],
  ['with a ramp', { from: 0.25, days: 10 }],
])('a new hire’s first 100 leads, %s: at most 2 more than its share', (_, ramp) => {
  fc.assert(
    fc.property(fc.array(colleague, { minLength: 2, maxLength: 8 }), weight, fc.nat(150), (others, own, before) => {
      const reps: Rep[] = [
        { id: 'rep-a', products: ['a', 'b'] },
        ...others.map((each, n) => ({ id: `rep-${n}`, ...each })),
      ];
      const hire: Rep = {
        id: 'hire',
        weight: own,
        products: ['a', 'b'],
        startsAt: '2026-03-02',
        ...(ramp && { ramp }),
      };
      const product = (n: number): string => ((n * n) % 7 < 3 ? 'a' : 'b');
      const old = compileOrThrow(poolOf(reps));
      const grown = compileOrThrow(poolOf([...reps, hire]));
      let state = initialState(old);
      for (let n = 0; n < before; n++) {
        state = route(old, state, leadOf(`l${n}`, { products: [product(n)] }), monday - day).state;
      }
      state = rebase(grown, state);
      let excess = 0;
      for (let n = 0; n < 100; n++) {
        const at = monday + n * 7_200_000;
        const lead = leadOf(`m${n}`, { products: [product(n)] });
        const { decision, record, state: next } = route(grown, state, lead, at, { trace: 'full' });
        state = next;
        const candidates = decision.trace.candidates!.filter(({ verdict }) => verdict.type === 'eligible');
        const sum = candidates.reduce((all, { parts }) => all + parts['weight']!, 0);
        const mine = candidates.find(({ repId }) => repId === 'hire')!.parts['weight']!;
        excess += (record.repId === 'hire' ? 1 : 0) - mine / sum;
        expect(excess).toBeLessThanOrEqual(2);
      }
    }),
    runs(25),
  );
});

describe('edits never reset', () => {
  const unit = 80_313_433_200n;
  const rep = fc.record({ on: fc.boolean(), weight: fc.integer({ min: 1, max: 4 }), products: skills });
  const stretch = fc.record({
    reps: fc.array(rep, { minLength: 6, maxLength: 6 }),
    rule: fc.nat(3),
    leads: fc.integer({ min: 0, max: 25 }),
  });
  type Stretch = typeof stretch extends fc.Arbitrary<infer T> ? T : never;
  const policyOf = ({ reps, rule }: Stretch): Policy => {
    const kept = reps.flatMap(({ on, ...more }, n) => (on ? [{ id: `rep-${n}`, ...more }] : []));
    const all = [{ id: 'rep-z', products: ['a', 'b'] }, ...kept];
    const second = { field: 'value', op: 'gt' as const, value: rule };
    return poolOf(all, {
      rules: [
        { id: `rule-${rule}`, when: second, then: { queueId: 'pool' } },
        { id: 'rest', when: true, then: { queueId: 'pool' } },
      ],
    });
  };

  test('over random edits of roster, weights and rules every balance is that of a ledger kept by hand', () => {
    let edits = 0;
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 2, maxLength: 8 }), (stretches) => {
        const balances = new Map<string, bigint>();
        const received = new Map<string, number>();
        let state: RoutingState | null = null;
        let n = 0;
        for (const one of stretches) {
          const policy = policyOf(one);
          const router = compileOrThrow(policy);
          state = state === null ? initialState(router) : rebase(router, state);
          edits++;
          for (let k = 0; k < one.leads; k++) {
            const product = (n * n) % 5 < 2 ? 'a' : 'b';
            const done = route(router, state, leadOf(`l${n}`, { products: [product], value: n % 4 }), monday + n);
            n++;
            state = done.state;
            const pool = policy.reps.filter(({ products }) => products!.includes(product));
            // by the greatest common divisor, as the policy's weights are
            const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
            const divisor = policy.reps.map(({ weight: w = 1 }) => w).reduce(gcd, 0);
            const sum = pool.reduce((all, { weight: w = 1 }) => all + w / divisor, 0);
            const repId = done.record.repId!;
            for (const { id, weight: w = 1 } of pool) {
              const share = (unit * BigInt(w / divisor)) / BigInt(sum);
              balances.set(id, (balances.get(id) ?? 0n) + share);
              balances.set(repId, (balances.get(repId) ?? 0n) - share);
            }
            received.set(repId, (received.get(repId) ?? 0) + 1);
          }
          const { ids, balance, received: counted } = state.ledgers['pool']!;
          for (const [id, owed] of balances) {
            const place = ids.indexOf(id);
            expect([id, place < 0 ? 0n : BigInt(balance[place]!)]).toEqual([id, owed]);
            expect(place < 0 ? 0 : counted[place]).toBe(received.get(id) ?? 0);
          }
          expect(balance.reduce((a, b) => a + b, 0)).toBe(0);
        }
      }),
      runs(60),
    );
    expect(edits).toBeGreaterThan(enough(150));
  });
});

describe('every pick explains itself in numbers', () => {
  const picked = /: (tier \d+, |team `[^`]+` owed -?\d+\.\d\d [^;]+; )?(.*)/;
  const texts: { readonly [method: string]: RegExp } = {
    sole: /^the only one eligible/,
    deficit: /^owed -?\d+\.\d\d (of a lead|points of (value|effort), the lead counting \d+), most of \d+ eligible/,
    quota_guard: /^quota guard: otherwise another rep falls a lead behind within \d+/,
    deadline: /^due soonest, owed -?\d+\.\d\d of a lead, one of \d+ eligible/,
    best_match: /^within budget \d+(\.\d+)?, best match -?\d+, owed /,
    ledgers: /^owed most over several ledgers, owed -?\d+\.\d\d /,
    least_load: /^load \d+(\/\d+)? with this lead, least loaded of \d+ eligible/,
    sticky: /^kept by its key within overdraft \d+(\.\d+)?, owed -?\d+\.\d\d of a lead, one of \d+ eligible/,
    batch: /^as fair as can be for its batch, owed -?\d+\.\d\d of a lead, one of \d+ eligible/,
  };
  const check = (decision: Decision, seen: Set<string>): void => {
    const method = decision.trace.pick?.method ?? '';
    const wanted = texts[method];
    if (decision.type !== 'assigned' || wanted === undefined) return;
    seen.add(method);
    expect(picked.exec(explain(decision))![2]).toMatch(wanted);
  };

  const reps: readonly Rep[] = [3, 2, 1].map((weight, n) => ({
    id: `rep-${n}`,
    weight,
    capacity: 1_000,
    tags: [`t${n}`],
  }));
  const strategies: { readonly [methods: string]: Policy['queues'][number]['strategy'] } = {
    deficit: { type: 'fair_share' },
    least_load: { type: 'load_balance' },
    sticky: { type: 'sticky', field: 'source', overdraft: 2 },
    best_match: { type: 'best_match', prefer: [{ tag: 't1', points: 5 }], budget: 1 },
    ledgers: {
      type: 'fair_share',
      ledgers: [{ id: 'all' }, { id: 'new', when: { field: 'source', op: 'eq', value: 's1' } }],
    },
  };
  const smallPool = (strategy: Policy['queues'][number]['strategy'], among: readonly Rep[] = reps): Router =>
    compileOrThrow({
      behavior: 1,
      reps: [...among],
      queues: [{ id: 'pool', repIds: among.map(({ id }) => id), strategy }],
      rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
    });

  test('in a policy of its own per strategy, in a guarded pool, in a large one, in a batch and in random histories', () => {
    const seen = new Set<string>();
    const decide = (router: Router, leads: readonly Lead[], fairness: 'sequential' | 'batch'): Set<string> => {
      const own = new Set<string>();
      const { outcomes } = routeMany(router, initialState(router), leads, monday, { fairness });
      for (const { decision } of outcomes) check(decision, own);
      for (const method of own) seen.add(method);
      return own;
    };
    const few = Array.from({ length: 12 }, (_, n) => leadOf(`l${n}`, { source: `s${n % 2}` }));
    for (const [method, strategy] of Object.entries(strategies)) {
      expect([...decide(smallPool(strategy), few, 'sequential')]).toContain(method);
    }
    expect([...decide(smallPool({ type: 'fair_share' }, reps.slice(0, 1)), few, 'sequential')]).toEqual(['sole']);
    const weights = [...Array<number>(10).fill(1), ...Array<number>(10).fill(7), 60, 60, 60];
    const many = Array.from({ length: 400 }, (_, n) => leadOf(`l${n}`));
    for (const pool of [weights, Array<number>(130).fill(1)]) {
      const router = compileOrThrow(poolOf(pool.map((each, n) => ({ id: `rep-${n}`, weight: each, products: ['a'] }))));
      decide(router, many, 'sequential');
      decide(router, many, 'batch');
    }
    expect([...seen].sort()).toEqual(Object.keys(texts).sort());
    for (const one of historiesOf(11, 120, 40)) {
      for (const { decision } of playAlone(one)) if (decision !== null) check(decision, seen);
    }
  });
});
