import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadOf, smallPolicy } from '../../test/support/small-router.js';
import { compileOrThrow } from '../policy/index.js';
import { credit, initialState, rebase, route } from '../router/index.js';
import { checkState } from './check-state.js';

const policy = smallPolicy();
const capped = {
  ...policy,
  reps: policy.reps.map((rep) => ({
    ...rep,
    caps: [
      { per: 'day' as const, max: 9 },
      { per: 'hour' as const, max: 9, window: 'rolling' as const },
    ],
  })),
};
const router = compileOrThrow(capped);
let state = initialState(router);
for (const id of ['l1', 'l2', 'l3', 'l4']) state = route(router, state, leadOf(id), 5_000_000).state;

const text = JSON.stringify(state);
const columnsOf = (data: unknown): readonly string[] => {
  const checked = checkState(data);
  return checked.ok ? [] : checked.error.map(({ column }) => column);
};

test('passes states of the kernel, also after they went through JSON and onto another policy', () => {
  expect(checkState(state)).toEqual({ ok: true, value: state });
  expect(columnsOf(JSON.parse(text))).toEqual([]);
  const edited = compileOrThrow(smallPolicy({ reps: 2 }));
  expect(columnsOf(rebase(edited, state))).toEqual([]);
});

type Tree = { [key: string]: Tree | (Tree | number)[] };

/** Every path to a list in the state. */
const lists: readonly (readonly string[])[] = [
  ...['ids', 'open', 'online', 'assigned'].map((key) => ['reps', key]),
  ...['ids', 'balance', 'received', 'lastSeq'].map((key) => ['ledgers', 'pool', key]),
  ...Object.entries(state.caps).flatMap(([id, counts]) => Object.keys(counts).map((key) => ['caps', id, key])),
];

/** A copy of the state with the list at a path changed. */
function changed(path: readonly string[], change: (list: unknown[]) => unknown): unknown {
  const copy = JSON.parse(text) as Tree;
  const parent = path.slice(0, -1).reduce((node, key) => node[key] as Tree, copy);
  const key = path.at(-1)!;
  parent[key] = change(parent[key] as unknown[]) as Tree;
  return copy;
}

test('knows every column', () => {
  expect(lists).toHaveLength(8 + 3);
});

test('names the column that is too short, too long, no list, or holds something else', () => {
  const wrong: fc.Arbitrary<(list: unknown[]) => unknown> = fc.oneof(
    fc.constant((list: unknown[]) => list.slice(1)),
    fc.constant((list: unknown[]) => [...list, list[0]]),
    fc.constantFrom(null, 'x', {}, 7, undefined).map((value) => () => value),
    fc.tuple(fc.constantFrom(0.5, null, NaN, Infinity, 2 ** 53, {}, [0.5], ''), fc.nat(2)).map(
      ([value, at]) =>
        (list: unknown[]) =>
          list.map((old, i) => (i === at ? value : old)),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...lists), wrong, (path, change) => {
      const problems = checkState(changed(path, change));
      if (problems.ok) return expect.unreachable('expected a problem');
      const column = path.join('.');
      // a list of ids that is too short or too long shows in the columns beside it
      const group = path.slice(0, -1).join('.');
      expect(
        problems.error.some(
          (one) =>
            one.column === column ||
            (path.at(-1) === 'ids' && one.column.startsWith(group)) ||
            (group === 'reps' && one.column.startsWith('caps')),
        ),
      ).toBe(true);
      for (const { column: name, message } of problems.error)
        expect(message.startsWith(`\`${name}\`: expected `)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('says what was expected and found', () => {
  const messagesOf = (data: unknown): readonly string[] => {
    const checked = checkState(data);
    return checked.ok ? [] : checked.error.map(({ message }) => message);
  };
  expect(messagesOf(null)).toEqual(['`state`: expected an object, found `null`']);
  expect(messagesOf({ ...state, version: 2 })).toEqual(['`version`: expected 1, found `2`']);
  expect(messagesOf({ ...state, seq: 0.5 })).toEqual(['`seq`: expected a whole number from 0, found `0.5`']);
  expect(messagesOf({ ...state, reps: { ...state.reps, online: [1, 2, 0] } })).toEqual([
    '`reps.online`: expected 0 or 1, found `2` at 1',
  ]);
  expect(messagesOf({ ...state, ledgers: { pool: { ...state.ledgers['pool'], unit: 0 } } })).toEqual([
    '`ledgers.pool.unit`: expected a whole number from 1, found `0`',
  ]);
  expect(messagesOf({ ...state, reps: { ...state.reps, ids: ['a', 'a', 'b'] } })).toEqual([
    '`reps.ids`: expected every id once, found one twice',
  ]);
});

test('never throws, whatever it is given', () => {
  fc.assert(fc.property(fc.anything(), (data) => void checkState(data)));
  fc.assert(fc.property(fc.anything(), (reps) => void checkState({ ...state, reps })));
});

test('credits change a ledger of the state, by as many numbers as it has members, which sum to 0', () => {
  const request = { queueId: 'pool', repId: 'rep-0', leads: 2, reason: 'bad data', by: 'kim', expiresAt: 9_000_000 };
  const given = credit(router, state, request, 5_000_000).state;
  const [row] = given.credits!;
  expect(columnsOf(given)).toEqual([]);
  expect(columnsOf(rebase(compileOrThrow(smallPolicy({ reps: 2 })), given))).toEqual([]);
  const withRow = (change: object): readonly string[] => columnsOf({ ...given, credits: [row, { ...row, ...change }] });
  for (const [change, column] of [
    [{ seq: -1 }, 'seq'],
    [{ expiresAt: null }, 'expiresAt'],
    [{ repId: 7 }, 'repId'],
    [{ ledgerId: 'gone' }, 'ledgerId'],
    [{ ledgerId: '__proto__' }, 'ledgerId'],
    [{ gains: row!.gains.slice(1) }, 'gains'],
    [{ gains: [0.5, -0.5, 0] }, 'gains'],
    [{ gains: [1, 0, 0] }, 'gains'],
    [{ gains: null }, 'gains'],
  ] as const) {
    expect(withRow(change)).toContain(`credits.1.${column}`);
    expect(new Set(withRow(change)).size).toBe(1);
  }
  expect(columnsOf({ ...given, credits: {} })).toEqual(['credits']);
  expect(columnsOf({ ...given, credits: [null] })).toEqual(['credits.0']);
  fc.assert(fc.property(fc.anything(), (credits) => void checkState({ ...state, credits })));
});
