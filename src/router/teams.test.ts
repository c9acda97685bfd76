import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { diagnosticsOf, leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { QueueStrategy, Rep } from '../policy/index.js';
import {
  advance,
  distribute,
  evolve,
  initialState,
  type RoutingState,
  rebase,
  route,
  routeMany,
  scoreLead,
  setAvailability,
} from './index.js';

const reps: readonly Rep[] = [
  { id: 'ana', teamId: 'east' },
  { id: 'ben', teamId: 'west', weight: 2 },
  { id: 'cy', teamId: 'west' },
  { id: 'dan', teamId: 'west' },
];
const strategy = {
  type: 'fair_share',
  teams: [{ id: 'west', weight: 2 }, { id: 'east' }],
} as const satisfies QueueStrategy;
const router = routerWith({ reps, pool: { strategy } });
const start = deepFreeze(initialState(router));
const leads = (count: number) => Array.from({ length: count }, (_, n) => leadWith({ id: `l${n}` }));
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const teams = ({ ledgers }: RoutingState) => ledgers['pool//teams']!;

test('teams share by their weights, whatever their size, and members within their team', () => {
  const { outcomes, state } = routeMany(router, start, leads(12), monday);
  const counts = reps.map(({ id }) => outcomes.filter(({ record }) => record.repId === id).length);
  expect(counts).toEqual([4, 4, 2, 2]);
  expect(teams(state)).toMatchObject({ ids: ['east', 'west'], received: [4, 8], balance: [0, 0] });
  expect(state.ledgers['pool']).toMatchObject({ received: [4, 4, 2, 2], balance: [0, 0, 0, 0] });
});

test('the text says what the team and the rep were owed', () => {
  const { decision, events, record } = route(router, start, leadWith(), monday, { trace: 'full' });
  expect(decision.trace.pick).toMatchObject({
    method: 'deficit',
    eligible: 3,
    owedMilli: 500,
    team: { id: 'west', owedMilli: 667, of: 2 },
  });
  expect(explain(decision)).toContain(
    'team `west` owed 0.67 of a lead, of 2 teams; owed 0.50 of a lead, most of 3 eligible',
  );
  expect(decision.trace.candidates!.map(({ parts }) => parts['owedMilli'])).toEqual([1_000, 500, 250, 250]);
  expect(events[1]).toMatchObject({ type: 'lead_assigned', eligible: 'O', teams: '*' });
  expect(record.charges.map(({ ledgerId, teamId }) => [ledgerId, teamId])).toEqual([
    ['pool', undefined],
    ['pool//teams', 'west'],
  ]);
});

test('a team with nobody eligible takes no part; the only one there pays nothing', () => {
  const { state } = setAvailability(router, start, 'ana', false, monday);
  const done = routeMany(router, state, leads(8), monday);
  expect(teams(done.state)).toMatchObject({ balance: [0, 0], received: [0, 8] });
  const alone = route(router, done.state, leadWith({ id: 'x' }), monday);
  expect(alone.decision.trace.pick).toMatchObject({ team: { id: 'west', of: 1 } });
  expect(explain(alone.decision)).toContain('of 1 team;');
});

test('a lead that moves takes the charge of the team along', () => {
  const first = route(router, start, leadWith(), monday);
  expect(first.record.repId).toBe('ben');
  const moved = advance(router, first.state, first.record, { type: 'assign', repId: 'ana', by: 'kim' }, monday);
  expect(teams(moved.state).received).toEqual([1, 0]);
  expect(sum(teams(moved.state).balance)).toBe(0);
  expect(moved.record.charges).toMatchObject([{ repId: 'ana' }, { repId: 'ana', teamId: 'east' }]);
  const back = advance(router, moved.state, moved.record, { type: 'assign', repId: 'ben', by: 'kim' }, monday);
  expect(teams(back.state).balance).toEqual(teams(first.state).balance);
  const within = advance(router, first.state, first.record, { type: 'assign', repId: 'cy', by: 'kim' }, monday);
  expect(teams(within.state)).toEqual({ ...teams(first.state), lastSeq: [0, within.state.seq] });
});

test('events alone give the state, and the stage alone charges as the whole does', () => {
  const done = route(router, start, leadWith(), monday);
  let folded: Parameters<typeof evolve>[1] = { state: start, record: null };
  for (const event of done.events) folded = evolve(router, folded, event);
  expect(folded.state).toEqual(done.state);
  const ids = reps.map(({ id }) => id);
  const stage = distribute(router, start, 'pool', ids, scoreLead(router, leadWith(), monday))!;
  expect(teams(stage.state).balance).toEqual(teams(done.state).balance);
  expect(stage.state.ledgers['pool']!.balance).toEqual(done.state.ledgers['pool']!.balance);
});

test('an edit keeps what teams are owed, and a state from before teams starts them at 0', () => {
  const plain = routerWith({ reps });
  const before = routeMany(plain, initialState(plain), leads(5), monday).state;
  const joined = rebase(router, before);
  expect(joined.ledgers['pool']).toEqual(before.ledgers['pool']);
  expect(teams(joined)).toMatchObject({ balance: [0, 0], received: [0, 0] });
  const { state } = routeMany(router, joined, leads(5), monday);
  const north = routerWith({
    reps: [...reps, { id: 'eve', teamId: 'north' }],
    pool: { strategy: { ...strategy, teams: [{ id: 'east', weight: 3 }, { id: 'north' }, { id: 'west' }] } },
  });
  const edited = rebase(north, state);
  expect(teams(edited).ids).toEqual(['east', 'north', 'west']);
  expect(sum(teams(edited).balance)).toBe(0);
  const [east, west] = teams(state).balance;
  expect([teams(edited).balance[0], teams(edited).balance[2]]).toEqual([east, west]);
});

test('every member is in one of the teams, and teams bear no second ledger', () => {
  const messages = (more: object, list: readonly Rep[] = reps) =>
    diagnosticsOf(policyWith({ reps: list, pool: { strategy: { ...strategy, ...more } } }))
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
  expect(messages({})).toEqual([]);
  expect(messages({}, [...reps, { id: 'eve' }])).toEqual(['member `eve` is in none of the teams: give its `teamId`']);
  expect(messages({ makeUp: 'full' })).toEqual(['expected one ledger and no make-up beside teams']);
  expect(messages({ teams: [...strategy.teams, { id: 'east' }] })).toEqual(['`east` is listed twice']);
});
