// What an edit carries over: columns, units, credits, caps; and who is reassigned when somebody leaves.
import { describe, expect, test } from 'vitest';
import { hour, leadWith, minute, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import {
  advance,
  credit,
  initialState,
  type Outcome,
  type RoutingState,
  reassignOwner,
  rebase,
  route,
  setAvailability,
} from './index.js';

const balancesOf = ({ ledgers }: RoutingState) => ledgers['pool']!;
const withBalance = (state: RoutingState, ...balance: readonly number[]): RoutingState => ({
  ...state,
  ledgers: { ...state.ledgers, pool: { ...balancesOf(state), balance: [...balance] } },
});

describe('another unit', () => {
  const fine = routerWith({ reps: ['ana', 'ben', 'cy'] });
  // a ramp counts weights in hundredths: so large a weight leaves no room for the finest unit
  const hire = { id: 'zoe', weight: 10_000, startsAt: '2026-03-02', ramp: { from: 0.5, days: 30 } };
  const coarse = routerWith({ reps: ['ana', 'ben', 'cy', hire] });
  const from = initialState(fine);
  const [big, small] = [balancesOf(from).unit, balancesOf(initialState(coarse)).unit];

  test('of a smaller ledger: rounded toward zero, and the rest is taken from who is owed most, or owes most', () => {
    expect(big).toBeGreaterThan(small);
    const ratio = big / small;
    const carried = (...balance: readonly number[]) =>
      balancesOf(rebase(coarse, withBalance(from, ...balance))).balance;
    const exact = (units: number) => Math.trunc(units / ratio) + 0;
    const even = [big, -big, 0];
    expect(carried(...even)).toEqual([small, -small, 0, 0]);
    const up = [2 * big + 1, -big - 1 - Math.floor(ratio / 2), -big + Math.floor(ratio / 2)];
    const down = up.map((units) => 0 - units);
    for (const balance of [up, down]) {
      const scaled = balance.map(exact);
      const rest = scaled.reduce((sum, units) => sum + units, 0);
      const expected = [...scaled];
      if (rest > 0) expected[scaled.indexOf(Math.max(...scaled))]! -= rest;
      if (rest < 0) expected[scaled.indexOf(Math.min(...scaled))]! -= rest;
      expect(carried(...balance)).toEqual([...expected, 0]);
      expect(carried(...balance).reduce((sum, units) => sum + units, 0)).toBe(0);
    }
    // a fraction of a unit on all sides: nobody gains a unit of it
    expect(carried(1, -1, 0)).toEqual([0, 0, 0, 0]);
    expect(Object.is(carried(-1, 1, 0)[0], 0)).toBe(true);
  });

  test('of a larger ledger: every unit counts as many', () => {
    const back = rebase(fine, withBalance(initialState(coarse), 2 * small, -small, -small, 0));
    expect(balancesOf(back).balance).toEqual([2 * big, -big, -big]);
  });

  test('credits are carried over in it, and taken back to the unit', () => {
    const request = { queueId: 'pool', repId: 'ana', leads: 2, reason: 'r', by: 'b', expiresAt: monday + hour };
    const posted = credit(fine, from, request, monday).state;
    const carried = rebase(coarse, posted);
    expect(carried.credits![0]!.gains[0]).toBe(balancesOf(carried).balance[0]);
    const after = route(coarse, carried, leadWith(), monday + hour);
    expect(after.state.credits).toBeUndefined();
    expect(rebase(coarse, from)).not.toHaveProperty('credits');
  });
});

describe('caps', () => {
  const capped = (window: 'calendar' | 'rolling', ...more: readonly string[]): PolicyParts => ({
    reps: [...more, ...['ben', 'cy'].map((id) => ({ id, caps: [{ id: 'k', per: 'day' as const, max: 5, window }] }))],
    pool: { offer: { forMinutes: 5 } },
  });

  test.each(['calendar', 'rolling'] as const)('of a %s period keep their counts and what offers reserved', (window) => {
    const router = routerWith(capped(window));
    const offered = route(router, initialState(router), leadWith(), monday);
    const asked = offered.record.offer!.open[0]!.repId;
    const taken = advance(router, offered.state, offered.record, { type: 'accept', repId: asked }, monday);
    const second = route(router, taken.state, leadWith({ id: 'l2' }), monday);
    const [key] = Object.keys(second.state.caps) as [string];
    const before = second.state.caps[key]!;
    const edited = routerWith(capped(window, 'abe'));
    const after = rebase(edited, second.state).caps[key]!;
    expect(after.offered).toEqual([0, ...before.offered!]);
    if ('instants' in before && 'instants' in after) expect(after.instants).toEqual([[], ...before.instants]);
    else if ('period' in before && 'period' in after) {
      expect([after.period, after.count]).toEqual([
        [0, ...before.period],
        [0, ...before.count],
      ]);
    } else expect.unreachable();
    expect(rebase(edited, initialState(router)).caps[key]).not.toHaveProperty('offered');
  });

  test('that count in another way begin anew, with what offers reserved', () => {
    const router = routerWith(capped('calendar'));
    const offered = route(router, initialState(router), leadWith(), monday);
    const [key] = Object.keys(offered.state.caps) as [string];
    const rolling = routerWith(capped('rolling'));
    const [other] = Object.keys(initialState(rolling).caps) as [string];
    const counted = { ...offered.state, caps: { [other]: offered.state.caps[key]! } };
    const carried = rebase(rolling, counted).caps[other]!;
    expect(carried).toEqual({ instants: [[], []], offered: offered.state.caps[key]!.offered });
    const back = { ...rebase(rolling, offered.state), caps: { [key]: { instants: [[monday], []], offered: [0, 1] } } };
    expect(rebase(router, back).caps[key]).toEqual({ period: [0, 0], count: [0, 0], offered: [0, 1] });
  });
});

describe('leavers', () => {
  test('whom a ledger or a column still says something of are kept, in the order of their ids', () => {
    const router = routerWith({ reps: ['zed', 'ana', 'bob', 'cy'] });
    let state = initialState(router);
    for (let n = 0; n < 4; n++) ({ state } = route(router, state, leadWith({ id: `l${n}` }), monday));
    const alone = routerWith({ reps: ['max'] });
    const after = rebase(alone, state);
    expect(after.reps.ids).toEqual(['max', 'ana', 'bob', 'cy', 'zed']);
    expect(after.reps.assigned).toEqual([0, 1, 1, 1, 1]);
    expect(balancesOf(after).ids).toEqual(['max', 'ana', 'bob', 'cy', 'zed']);
    const fresh = rebase(alone, initialState(router));
    expect([fresh.reps.ids, balancesOf(fresh).ids]).toEqual([['max'], ['max']]);
    const assigned = { ...initialState(router), reps: { ...initialState(router).reps, assigned: [0, 3, 0, 0] } };
    expect(rebase(alone, assigned).reps.ids).toEqual(['max', 'bob']);
    const received = { ...balancesOf(initialState(router)), received: [0, 0, 2, 0] };
    const known = rebase(alone, { ...initialState(router), ledgers: { pool: received } });
    expect(balancesOf(known).ids).toEqual(['max', 'cy']);
    const request = { queueId: 'pool', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: monday + hour };
    const owed = credit(router, initialState(router), request, monday).state;
    const level = withBalance(owed, 0, 0, 0, 0);
    expect(balancesOf(rebase(alone, level)).ids).toEqual(['max', 'ana', 'bob', 'cy', 'zed']);
  });
});

describe('when somebody leaves', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const asking = routerWith({ reps: ['ana', 'ben', 'cy'], pool: { offer: { forMinutes: 5, to: 2 } } });
  const routed = (of: typeof router, count: number) => {
    let state = initialState(of);
    const records = Array.from({ length: count }, (_, n) => {
      const outcome = route(of, state, leadWith({ id: `l${n}` }), monday);
      ({ state } = outcome);
      return outcome.record;
    });
    return { state, records };
  };

  test('the leads that the rep has go to others, and say why; those of others and closed ones stay', () => {
    const { state, records } = routed(router, 6);
    const closed = advance(router, state, records[0]!, { type: 'close', outcome: 'lost' }, monday);
    const all = [closed.record, ...records.slice(1)];
    const leaver = records[0]!.repId!;
    const turns = reassignOwner(router, closed.state, all, leaver, monday);
    const mine = records.slice(1).filter(({ repId }) => repId === leaver);
    expect(turns.outcomes.map(({ record }) => record.leadId)).toEqual(mine.map(({ leadId }) => leadId));
    expect(turns.events.filter(({ type }) => type === 'lead_taken_back')).toMatchObject([
      { repId: leaver, cause: 'release', because: 'owner left' },
    ]);
    expect(turns.outcomes[0]!.record.repId).not.toBe(leaver);
  });

  test('offers to the rep count as declined, those to others go on', () => {
    const { state, records } = routed(asking, 3);
    const [first] = records;
    const [one, other] = first!.offer!.open.map(({ repId }) => repId) as [string, string];
    for (const leaver of [one, other]) {
      const turns = reassignOwner(asking, state, records, leaver, monday);
      const asked = records.filter(({ offer }) => offer!.open.some(({ repId }) => repId === leaver));
      expect(turns.outcomes.map(({ record }) => record.leadId)).toEqual(asked.map(({ leadId }) => leadId));
      const declined = turns.events.filter(({ type }) => type === 'offer_declined');
      expect(declined).toMatchObject(asked.map(() => ({ repId: leaver, because: 'owner left' })));
      expect(turns.outcomes[0]!.record.offer!.open.map(({ repId }) => repId)).not.toContain(leaver);
    }
  });

  const owned: PolicyParts = {
    reps: ['ana', 'ben'],
    rules: [
      { id: 'none', when: { field: 'source', op: 'eq', value: 'none' }, then: { queueId: 'pool' } },
      {
        id: 'own',
        when: true,
        then: { owner: 'account', overdraft: 0, ownerAbsent: { type: 'wait', minutes: 60, queueId: 'pool' } },
      },
    ],
  };
  const facts = { accountByDomain: { 'x.test': { accountId: 'a', ownerRepId: 'ana' } } };
  const known = { emailDomain: 'x.test', emailClass: 'business' as const };
  const owning = routerWith(owned);

  /** A lead of ana's that waits for her, who is off. */
  const waiting = (before = initialState(owning), id = 'w'): Outcome => {
    const off = setAvailability(owning, before, 'ana', false, monday).state;
    return route(owning, off, leadWith({ id, ...known }), monday, { facts });
  };

  test('what waits for the rep waits no longer; what waits for another, or was assigned since, is left alone', () => {
    const held = waiting();
    expect(held.record).toMatchObject({ status: 'held', awaitedOwner: { repId: 'ana' } });
    const turns = reassignOwner(owning, held.state, [held.record], 'ana', monday + minute);
    expect(turns.outcomes[0]).toMatchObject({ decision: { type: 'assigned', repId: 'ben' } });
    expect(reassignOwner(owning, held.state, [held.record], 'ben', monday + minute).outcomes).toEqual([]);
    const manual = advance(owning, held.state, held.record, { type: 'assign', repId: 'ben', by: 'kim' }, monday);
    const stale = { ...manual.record, awaitedOwner: held.record.awaitedOwner };
    expect(reassignOwner(owning, manual.state, [stale], 'ana', monday).outcomes).toEqual([]);
    // the wait was over anyway: the tick says so, and nothing more happens
    const late = reassignOwner(owning, held.state, [held.record], 'ana', monday + 2 * hour);
    expect(late.outcomes[0]).toMatchObject({ decision: { type: 'assigned', repId: 'ben' } });
  });

  test('an owner who comes back gets the lead that waited, unless by then the rule says it is too far ahead', () => {
    const back = (from: Outcome, at: number) => {
      const on = setAvailability(owning, from.state, 'ana', true, monday).state;
      return advance(owning, on, from.record, { type: 'tick' }, at);
    };
    expect(back(waiting(), monday + minute).record.repId).toBe('ana');
    const ahead = route(owning, initialState(owning), leadWith({ id: 'l0', ...known }), monday, { facts });
    expect(ahead.record.repId).toBe('ana');
    const passed = back(waiting(ahead.state), monday + minute);
    expect(passed.record.repId).toBe('ben');
    expect(passed.decision?.trace.passedOver).toMatchObject({ repId: 'ana', reason: { code: 'match.overdrawn' } });
  });

  test('where the queue that others would be found in is gone, a waiting lead goes where the rules say now', () => {
    const held = waiting();
    const other = { id: 'other', repIds: ['ben'], strategy: { type: 'fair_share' as const } };
    const edited = routerWith({
      reps: ['ana', 'ben'],
      queues: [other],
      rules: [{ id: 'r', when: true, then: { queueId: 'other' } }],
    });
    const state = rebase(edited, held.state);
    const moved = advance(edited, state, held.record, { type: 'tick' }, monday + minute);
    expect(moved.events.map(({ type }) => type)).toEqual(['lead_returned', 'lead_assigned']);
    expect(moved.record).toMatchObject({ repId: 'ben', queueId: 'other', awaitedOwner: null, cycles: 0 });
    expect(moved.events.at(-1)).toMatchObject({ cause: 'retry' });
  });
});
