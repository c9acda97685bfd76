// Of several who are away, only those gain of a lead whose balances leave room for it; offers remember who they were.
import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { advance, initialState, type RoutingState, route } from './index.js';

const leave = [{ from: '2026-03-01', to: '2026-03-09' }];
const reps = ['ana', 'ben', { id: 'cy', leave }, { id: 'di', leave }];
const strategy = { type: 'fair_share' as const, makeUp: { capped: 1 } };

/** A state in which these are owed so many units. */
const owing = (state: RoutingState, balance: readonly number[]): RoutingState => ({
  ...state,
  ledgers: { ...state.ledgers, pool: { ...state.ledgers['pool']!, balance: [...balance] } },
});

test('of the absent, those who are owed their cap already gain nothing, and the others do', () => {
  for (const offer of [undefined, { forMinutes: 5 }]) {
    const router = routerWith({ reps, pool: { strategy, ...(offer && { offer }) } });
    const start = initialState(router);
    const { unit } = start.ledgers['pool']!;
    const from = owing(start, [-unit, 0, unit, 0]);
    const outcome = route(router, from, leadWith(), monday);
    const { balance } = outcome.state.ledgers['pool']!;
    expect([balance[2], balance[3]! > 0]).toEqual([unit, true]);
    expect(balance.reduce((sum, units) => sum + units, 0)).toBe(0);
    const [event] = outcome.events.filter(({ type }) => type === 'lead_assigned' || type === 'lead_offered');
    expect(event).toHaveProperty('accruing');
    if (offer === undefined) continue;
    // what the offer took goes back, to the unit
    const closed = advance(router, outcome.state, outcome.record, { type: 'close', outcome: 'lost' }, monday);
    expect(closed.state.ledgers['pool']!.balance).toEqual([-unit, 0, unit, 0]);
  }
});

test('where all the absent are owed their cap, nobody gains', () => {
  const router = routerWith({ reps, pool: { strategy } });
  const start = initialState(router);
  const { unit } = start.ledgers['pool']!;
  const from = owing(start, [-unit, -unit, unit, unit]);
  const outcome = route(router, from, leadWith(), monday);
  expect(outcome.events.at(-1)).not.toHaveProperty('accruing');
  expect(outcome.decision.trace.pick).not.toHaveProperty('accruing');
  const { balance } = outcome.state.ledgers['pool']!;
  expect([balance[2], balance[3]]).toEqual([unit, unit]);
});
