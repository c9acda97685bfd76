// The pools of queues: positions in a ledger that several queues share, and weights that still grow.
import { describe, expect, test } from 'vitest';
import { day, leadWith, monday, routerWith } from '../../test/support/samples.js';
import { compiledOf, type Queue } from '../policy/index.js';
import { openDraft } from './draft.js';
import { scoreLead } from './index.js';
import { initialState } from './initial-state.js';
import { drawFor } from './pick-member.js';
import { ledgersFor, packMembers, positionsOf, unpackMembers, weightsAt, withMember } from './pool.js';
import { type QueueWithTeams, teamDraw, teamsAmong } from './team-share.js';

const fair = { type: 'fair_share' } as const;
const queue = (id: string, repIds: readonly string[], more: Partial<Queue> = {}): Queue => ({
  id,
  repIds,
  strategy: fair,
  ledger: 'all',
  ...more,
});
const shared = routerWith({
  reps: ['ana', 'ben', 'cy', 'dan'],
  queues: [queue('pool', ['ana', 'ben', 'cy', 'dan']), queue('late', ['ben', 'dan'])],
});
const queueOf = (router: typeof shared, id = 'pool') => compiledOf(router).queues.get(id)!;

describe('positions in the ledger', () => {
  test('are the members themselves where the queue has everybody', () => {
    const members = [0, 2];
    expect(positionsOf(queueOf(shared), members)).toBe(members);
  });

  test('are worked out for each list of members, where a ledger has others as well', () => {
    const late = queueOf(shared, 'late');
    expect(positionsOf(late, [0])).toEqual([1]);
    expect(positionsOf(late, [0, 1])).toEqual([1, 3]);
    expect(positionsOf(late, [1])).toEqual([3]);
    expect(positionsOf(late, [])).toEqual([]);
  });
});

test('members are packed as they are, whichever were packed before', () => {
  const pool = queueOf(shared);
  const [some, others] = [
    [0, 3],
    [1, 2, 3],
  ];
  const first = packMembers(pool, some!, null);
  const standing = { present: others! } as never;
  const second = packMembers(pool, others!, standing);
  expect(packMembers(pool, others!, standing)).toBe(second);
  expect([first, second].map((packed) => unpackMembers(pool, packed))).toEqual([some, others]);
  expect(packMembers(pool, some!, standing)).toBe(first);
});

test('one more member is put where it belongs; nobody twice', () => {
  expect(withMember([1, 4], 0)).toEqual([0, 1, 4]);
  expect(withMember([1, 4], 2)).toEqual([1, 2, 4]);
  expect(withMember([2, 11], 10)).toEqual([2, 10, 11]);
  expect(withMember([1, 4], 4)).toEqual([1, 4]);
  expect(withMember([], 3)).toEqual([3]);
});

test('a weight that grows is worked out from the full one at every instant', () => {
  const ramp = { from: 0.2, days: 10 };
  const router = routerWith({ reps: ['ana', { id: 'ben', weight: 3, startsAt: '2026-03-02', ramp }] });
  const pool = queueOf(router);
  const start = Date.UTC(2026, 2, 2);
  const full = [...weightsAt(pool, null)];
  const share = (now: number) => weightsAt(pool, now)[1]! / full[1]!;
  expect([0, 5, 10, 5, -3].map((days) => share(start + days * day))).toEqual([0.2, 0.6, 1, 0.6, 0.2]);
  expect([...weightsAt(pool, null)]).toEqual(full);
  expect(full[1]).toBe(3 * full[0]!);
});

test('the first ledger counts every lead, a further one those of its condition', () => {
  const ledgers = [{ id: 'every' }, { id: 'hot', when: { field: 'source', op: 'eq', value: 'hot' } }] as const;
  const router = routerWith({ pool: { strategy: { ...fair, ledgers } } });
  const idsFor = (source: string) =>
    ledgersFor(queueOf(router), scoreLead(router, leadWith({ source }), monday)).map(({ ledger }) => ledger.id);
  expect(idsFor('hot')).toEqual(['pool/every', 'pool/hot']);
  expect(idsFor('cold')).toEqual(['pool/every']);
});

test('a ledger that counts leads says so to its draw, one that counts points or work does not', () => {
  const measures = (['count', 'value', 'effort'] as const).map((by) => {
    const teams = [{ id: 'east' }, { id: 'west' }];
    const reps = [
      { id: 'ana', teamId: 'west' },
      { id: 'ben', teamId: 'east' },
    ];
    const valued = by === 'value' ? { valueUnit: 1 } : {};
    const router = routerWith({ reps, pool: { strategy: { ...fair, by, ...valued, teams } } });
    const pool = queueOf(router) as QueueWithTeams;
    expect(teamsAmong(pool, [0, 1])).toEqual([0, 1]);
    const lead = scoreLead(router, leadWith(), monday);
    const request = {
      policy: compiledOf(router),
      draft: openDraft(initialState(router)),
      queue: pool,
      lead,
      eligible: [0, 1],
      now: monday,
      onFault: () => {},
    };
    return [drawFor(request, pool.ledgers[0]!).measure, teamDraw(pool, lead, [0, 1]).measure];
  });
  expect(measures).toEqual([
    ['count', 'count'],
    ['value', 'value'],
    ['value', 'value'],
  ]);
});
