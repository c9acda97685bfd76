import { expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Queue } from '../policy/index.js';
import { advance, initialState, type Outcome, route } from './index.js';

const sla = {
  id: 'hot',
  targets: [{ id: 'first', minutes: 10, clock: 'wall', milestones: [{ atFraction: 1, do: ['reassign'] }] }],
} as const;
const routerFor = (charges?: Queue['charges']) =>
  routerWith({ slas: [sla], slaId: 'hot', pool: charges === undefined ? {} : { charges } });

/** Leads received and half leads owed per rep, after the first lead left its first owner. */
function left(charges: Queue['charges'] | undefined, how: 'decline' | 'breach') {
  const router = routerFor(charges);
  const first = route(router, initialState(router), leadWith(), monday);
  const owner = first.record.repId!;
  const input = how === 'decline' ? ({ type: 'decline', repId: owner } as const) : ({ type: 'tick' } as const);
  const next: Outcome = advance(
    router,
    first.state,
    first.record,
    input,
    monday + (how === 'decline' ? 1 : 10) * minute,
  );
  expect(next.record.repId).not.toBe(owner);
  const { ids, balance, received, unit } = next.state.ledgers['pool']!;
  const of = (column: readonly number[]) => [owner, next.record.repId!].map((id) => column[ids.indexOf(id)]!);
  return { received: of(received), owed: of(balance).map((units) => (2 * units) / unit) };
}

test('a rep goes on paying for a lead that it declines, unless the charge is to move', () => {
  // the other is then the only one eligible, which moves no balance
  expect(left(undefined, 'decline')).toEqual({ received: [1, 1], owed: [-1, 1] });
  expect(left({ decline: 'keep' }, 'decline')).toEqual({ received: [1, 1], owed: [-1, 1] });
  expect(left({ decline: 'move' }, 'decline')).toEqual({ received: [0, 1], owed: [1, -1] });
  expect(left({ breach: 'keep' }, 'decline')).toEqual({ received: [1, 1], owed: [-1, 1] });
});

test('a breach moves the charge with the lead, unless it is to be kept', () => {
  expect(left(undefined, 'breach')).toEqual({ received: [0, 1], owed: [1, -1] });
  expect(left({ breach: 'move', decline: 'move' }, 'breach')).toEqual({ received: [0, 1], owed: [1, -1] });
  expect(left({ breach: 'keep' }, 'breach')).toEqual({ received: [1, 1], owed: [-1, 1] });
});
