import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { day, leadWith, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Queue, Rep, Router } from '../policy/index.js';
import { advance, credit, initialState, type RoutingState, rebase, route, routeMany } from './index.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const leads = (count: number, prefix = 'l') =>
  Array.from({ length: count }, (_, n) => leadWith({ id: `${prefix}${n}` }));
const routed = (router: Router, state: RoutingState, count: number, prefix?: string): RoutingState =>
  routeMany(router, state, leads(count, prefix), monday).state;

/** What a ledger says of a rep; null where it does not know the rep. */
const balanceOf = (state: RoutingState, repId: string, ledgerId = 'pool'): number | null => {
  const { ids, balance } = state.ledgers[ledgerId]!;
  return balance[ids.indexOf(repId)] ?? null;
};
const columnOf = (state: RoutingState, column: 'open' | 'assigned' | 'online', repId: string) =>
  state.reps[column][state.reps.ids.indexOf(repId)];

/** Every column is as long as its ids, and every ledger adds up to nothing. */
function isSound(state: RoutingState, router: Router): void {
  expect(state.fingerprint).toBe(router.fingerprint);
  expect(state.reps.ids.slice(0, router.policy.reps.length)).toEqual(router.policy.reps.map(({ id }) => id).sort());
  const { ids, ...columns } = state.reps;
  for (const column of Object.values(columns)) expect(column).toHaveLength(ids.length);
  for (const counts of Object.values(state.caps)) {
    for (const column of Object.values(counts)) expect(column).toHaveLength(ids.length);
  }
  for (const ledger of Object.values(state.ledgers)) {
    for (const column of [ledger.balance, ledger.received, ledger.lastSeq])
      expect(column).toHaveLength(ledger.ids.length);
    expect(sum(ledger.balance)).toBe(0);
  }
}

const three: PolicyParts = { reps: ['ana', 'ben', 'cy'] };
const first = routerWith(three);
const state = deepFreeze(routed(first, initialState(first), 4));

test('the same policy: the same state', () => {
  expect(rebase(first, state)).toBe(state);
});

test('an edit that touches no rep keeps every number', () => {
  const named = routerWith({ ...three, name: 'renamed' });
  const moved = rebase(named, state);
  isSound(moved, named);
  expect({ ...moved, fingerprint: '' }).toEqual({ ...state, fingerprint: '' });
});

test('changed weights keep balances', () => {
  const weighted = routerWith({ reps: [{ id: 'ana', weight: 5 }, 'ben', 'cy'] });
  const moved = rebase(weighted, state);
  isSound(moved, weighted);
  for (const id of ['ana', 'ben', 'cy']) expect(balanceOf(moved, id)).toBe(balanceOf(state, id));
});

test('whoever joins begins at 0 and gets no flood', () => {
  const grown = routerWith({ reps: ['ana', 'ben', 'cy', 'abe'] });
  const moved = rebase(grown, state);
  isSound(moved, grown);
  expect([balanceOf(moved, 'abe'), columnOf(moved, 'open', 'abe'), columnOf(moved, 'online', 'abe')]).toEqual([
    0, 0, 1,
  ]);
  for (const id of ['ana', 'ben', 'cy']) expect(balanceOf(moved, id)).toBe(balanceOf(state, id));
  const later = routed(grown, moved, 8, 'm');
  expect(columnOf(later, 'assigned', 'abe')).toBeLessThanOrEqual(3);
});

test('whoever leaves is remembered, and has it all again on returning', () => {
  const fewer = routerWith({ reps: ['ana', 'cy'] });
  const without = rebase(fewer, state);
  isSound(without, fewer);
  expect(without.reps.ids).toEqual(['ana', 'cy', 'ben']);
  expect(without.ledgers['pool']!.ids).toEqual(['ana', 'cy', 'ben']);
  expect(balanceOf(without, 'ben')).toBe(balanceOf(state, 'ben'));
  const worked = routed(fewer, without, 5, 'm');
  isSound(worked, fewer);
  expect(balanceOf(worked, 'ben')).toBe(balanceOf(state, 'ben'));
  const back = rebase(first, worked);
  isSound(back, first);
  expect(balanceOf(back, 'ben')).toBe(balanceOf(state, 'ben'));
  expect(columnOf(back, 'assigned', 'ben')).toBe(columnOf(state, 'assigned', 'ben'));
  expect(columnOf(back, 'open', 'ben')).toBe(columnOf(state, 'open', 'ben'));
});

test('a leaver about whom there is nothing to remember is forgotten', () => {
  const fewer = routerWith({ reps: ['ana', 'cy'] });
  expect(rebase(fewer, initialState(first)).reps.ids).toEqual(['ana', 'cy']);
  expect(rebase(fewer, initialState(first)).ledgers['pool']!.ids).toEqual(['ana', 'cy']);
});

test('a leaver’s leads can still be closed, and taken over', () => {
  const begun = route(first, initialState(first), leadWith(), monday);
  const gone = begun.record.repId!;
  const fewer = routerWith({ reps: ['ana', 'ben', 'cy'].filter((id) => id !== gone) });
  const without = rebase(fewer, begun.state);
  const closed = advance(fewer, without, begun.record, { type: 'close', outcome: 'lost' }, monday);
  expect(columnOf(closed.state, 'open', gone)).toBe(0);
  const released = advance(fewer, without, begun.record, { type: 'release' }, monday);
  expect(released.record.status).toBe('assigned');
  expect(released.record.repId).not.toBe(gone);
  isSound(released.state, fewer);
  expect(columnOf(released.state, 'open', gone)).toBe(0);
});

describe('queues and ledgers', () => {
  const two = (ledger?: string) =>
    routerWith({
      reps: ['ana', 'ben', 'cy'],
      queues: ['pool', 'toString'].map((id) => ({
        id,
        repIds: ['ana', 'ben', 'cy'],
        strategy: { type: 'fair_share' as const },
        ...(ledger === undefined ? {} : { ledger }),
      })),
    });

  test('a new queue begins with an empty ledger, whatever its name', () => {
    const moved = rebase(two(), state);
    isSound(moved, two());
    expect(moved.ledgers['toString']!.balance).toEqual([0, 0, 0]);
    expect(moved.ledgers['pool']).toEqual(state.ledgers['pool']);
  });

  test('a ledger that the policy no longer names is kept, and is there when it is named again', () => {
    const shared = rebase(two('shared'), state);
    isSound(shared, two('shared'));
    expect(shared.ledgers['pool']).toEqual(state.ledgers['pool']);
    expect(rebase(first, shared).ledgers['pool']).toEqual(state.ledgers['pool']);
  });

  test('another unit: balances are carried over to within one unit, and still add up to nothing', () => {
    // a ramp counts weights in hundredths
    const hire = { id: 'zoe', weight: 10_000, startsAt: '2026-03-02', ramp: { from: 0.5, days: 30 } };
    const heavy = routerWith({ reps: ['ana', 'ben', 'cy', hire] });
    const moved = rebase(heavy, state);
    isSound(moved, heavy);
    const before = state.ledgers['pool']!;
    const after = moved.ledgers['pool']!;
    expect(after.unit).not.toBe(before.unit);
    for (const id of before.ids) {
      const exact = (balanceOf(state, id)! / before.unit) * after.unit;
      expect(Math.abs(balanceOf(moved, id)! - exact)).toBeLessThanOrEqual(2);
    }
    isSound(rebase(first, moved), first);
  });
});

describe('caps', () => {
  const capped = (caps: object[]) => routerWith({ reps: [{ id: 'ana', caps: caps as never }, 'ben'] });
  const dayCap = { per: 'day', max: 2 };
  const rolling = { per: 'day', max: 2, window: 'rolling' };
  const before = capped([dayCap]);
  const full = deepFreeze(routed(before, initialState(before), 4));

  test('what a cap has counted goes on counting', () => {
    const edited = capped([{ ...dayCap, max: 3 }]);
    const moved = rebase(edited, full);
    isSound(moved, edited);
    expect(moved.caps).toEqual(full.caps);
    const later = routed(edited, moved, 8, 'm');
    expect(columnOf(later, 'assigned', 'ana')).toBe(3);
  });

  test('a new cap begins at nothing; one that is gone is kept as it was', () => {
    const both = capped([rolling]);
    const moved = rebase(both, full);
    isSound(moved, both);
    expect(moved.caps['day:rolling']).toEqual({ instants: [[], []] });
    expect(moved.caps['day']).toEqual(full.caps['day']);
    expect(rebase(before, moved).caps['day']).toEqual(full.caps['day']);
  });

  test('columns follow their reps when others come and go', () => {
    const wider = routerWith({ reps: ['abe', { id: 'ana', caps: [dayCap as never, rolling as never] }, 'ben'] });
    const moved = rebase(wider, full);
    isSound(moved, wider);
    expect(moved.caps['day']).toMatchObject({ count: [0, 2, 0] });
    expect(route(wider, moved, leadWith(), monday + day).decision.type).toBe('assigned');
    expect(moved.caps['day:rolling']).toEqual({ instants: [[], [], []] });
  });
});

test('leavers stand behind the others by their ids, whoever left first', () => {
  const policies = [['ben', 'cy', 'dan'], ['ben', 'dan'], ['dan']].map((reps) => routerWith({ reps }));
  let left = routed(policies[0]!, initialState(policies[0]!), 6);
  for (const router of policies.slice(1)) left = rebase(router, left);
  expect(left.reps.ids).toEqual(['dan', 'ben', 'cy']);
  expect(left.ledgers['pool']!.ids).toEqual(['dan', 'ben', 'cy']);
  const early = rebase(routerWith({ reps: ['cy', 'dan'] }), routed(policies[0]!, initialState(policies[0]!), 6));
  const late = rebase(policies[2]!, early);
  expect(late.reps.ids).toEqual(['dan', 'ben', 'cy']);
  isSound(late, policies[2]!);
});

test('balances in another unit are exact where a reciprocal is not', () => {
  const by = (rep: Partial<Rep>, valueMax = 1_000_000) => {
    const strategy = { type: 'fair_share', by: 'value', valueUnit: 1, valueMax } as const;
    return routerWith({ reps: [{ id: 'ana', ...rep }, 'ben'], pool: { strategy } });
  };
  const carried = (from: Router, to: Router, units: number) => {
    const ledger = { ...initialState(from).ledgers['pool']!, balance: [units, -units] };
    const after = rebase(to, { ...initialState(from), ledgers: { pool: ledger } }).ledgers['pool']!;
    return [ledger.unit, after.unit, ...after.balance];
  };
  expect(carried(by({ weight: 1_000 }), by({ weight: 10 }), 3)).toEqual([720_720, 232_792_560, 969, -969]);
  const ramp = { weight: 250, startsAt: '2026-03-02', ramp: { from: 0.5, days: 30 } };
  expect(carried(by({}, 200_000), by(ramp), 193_154)).toEqual([5_354_228_880, 27_720, 1, -1]);
});

test('leavers are kept for credits that they gained of in this very ledger, and for no others', () => {
  const queues = (...repIds: readonly string[]): readonly Queue[] =>
    ['a', 'b'].map((id) => ({
      id,
      repIds,
      strategy: { type: 'priority_tiers', tiers: [{ repIds: repIds.slice(0, 2) }, { repIds: repIds.slice(2) }] },
    }));
  const rules = [{ id: 'all', when: true, then: { queueId: 'a' } }] as const;
  const ids = ['ana', 'ben', 'cy', 'dan'];
  const before = routerWith({ reps: ids, queues: queues(...ids), rules });
  const request = { queueId: 'a', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: monday + 1 };
  const posted = credit(before, initialState(before), request, monday).state;
  const { balance } = posted.ledgers['a']!;
  const level = { ...posted, ledgers: { ...posted.ledgers, a: { ...posted.ledgers['a']!, balance: [0, 0, 0, 0] } } };
  expect(balance.map((units) => units !== 0)).toEqual([true, true, false, false]);
  const left = ['eve', 'fay', 'gil', 'hal'];
  const after = rebase(routerWith({ reps: left, queues: queues(...left), rules }), level);
  // cy and dan are in another tier than the credit
  expect(after.ledgers['a']!.ids).toEqual([...left, 'ana', 'ben']);
  expect(after.ledgers['b']!.ids).toEqual(left);
});
