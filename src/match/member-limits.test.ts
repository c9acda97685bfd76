import { expect, test } from 'vitest';
import type { ScoredLead } from '../lead/index.js';
import { periodNumber } from './cap-period.js';
import { compileLimits, emptyColumns, firstFullCap, periodsAt, readColumns } from './member-limits.js';
import { rememberingZone } from './rep-zone.js';
import { type CompiledCap, type CompiledRep, compileRoster } from './roster.js';

const now = Date.UTC(2026, 2, 2, 9);
const utc = rememberingZone({ timeZone: 'UTC' });
const india = rememberingZone({ timeZone: 'Asia/Kolkata' });
const cap = (per: CompiledCap['per'], max: number, more: Partial<CompiledCap> = {}): CompiledCap => ({
  key: per,
  per,
  rolling: false,
  max,
  applies: () => true,
  ...more,
});
const member = (id: string, zone: CompiledRep['zone'], ...caps: readonly CompiledCap[]): CompiledRep => ({
  spec: { id },
  shifts: null,
  zone,
  absences: [],
  capacity: id.length,
  caps,
  counters: [],
});

const always = { always: true } as const;
const members = [
  member('a', utc, cap('day', 2, always), cap('week', 9)),
  member('bb', utc),
  member('ccc', india, cap('week', 5, always), cap('day', 0, always), cap('day', 3, { ...always, key: 'day:vip' })),
  member('d', utc, cap('day', 4)),
];
const limits = compileLimits(members);
const any = 2_147_483_647;

test('limits stand in columns, each count and each period of a zone once', () => {
  expect({ ...limits, latest: null }).toEqual({
    capacity: Float64Array.of(1, 2, 3, 1),
    first: Int32Array.of(0, 2, 2, 5, 6),
    max: Float64Array.of(2, 9, 5, 0, 3, 4),
    slot: Int32Array.of(0, 1, 1, 0, 2, 0),
    period: Int32Array.of(0, 1, 2, 3, 3, 0),
    // a cap of 0, and one with a condition of its own, are looked at one by one
    plain: Uint8Array.of(1, 0, 1, 0, 1, 0),
    surely: [Int32Array.of(2, any, 0, 0), Int32Array.of(0, any, 5, any), Int32Array.of(any, any, 3, any)],
    keys: ['day', 'week', 'day:vip'],
    periods: [
      { per: 'day', zone: utc },
      { per: 'week', zone: utc },
      { per: 'week', zone: india },
      { per: 'day', zone: india },
    ],
    latest: null,
  });
});

test('only a count per calendar period without offers is read from columns', () => {
  const day = { period: [1], count: [2] };
  const counted = emptyColumns(limits);
  expect(counted).toEqual({
    columns: [undefined, undefined, undefined],
    counts: [null, null, null],
    periods: [null, null, null],
  });
  readColumns(limits, { day }, counted);
  expect(counted).toEqual({
    columns: [day, undefined, undefined],
    counts: [day.count, null, null],
    periods: [day.period, null, null],
  });
  const [offered, latest] = [{ ...day, offered: [1] }, { instants: [[5]] }];
  readColumns(limits, { day: offered, week: latest, 'day:vip': day }, counted);
  expect(counted).toEqual({
    columns: [offered, latest, day],
    counts: [null, null, day.count],
    periods: [null, null, day.period],
  });
});

test('the numbers of the periods are those of the instant, whichever came before', () => {
  for (const at of [now, now + 7 * 86_400_000, now, now]) {
    const numbers = [periodNumber('day', utc, at), periodNumber('week', utc, at), periodNumber('week', india, at)];
    expect([...periodsAt(limits, at)]).toEqual([...numbers, periodNumber('day', india, at)]);
  }
});

test('numbers of periods are worked out once for an instant', () => {
  let asked = 0;
  const counting = {
    timeZone: 'Nowhere/Known',
    zones: {
      version: null,
      offsetAt: () => {
        asked++;
        return 0;
      },
    },
  };
  const own = compileLimits([member('a', counting, cap('day', 1))]);
  periodsAt(own, now);
  const before = asked;
  expect(before).toBeGreaterThan(0);
  periodsAt(own, now);
  expect(asked).toBe(before);
});

const neverAsked: CompiledCap = {
  ...cap('day', 2, always),
  applies: () => expect.unreachable('it always applies: the columns say all there is to it'),
};
const full = (
  caps: readonly CompiledCap[],
  day: { readonly period: readonly number[]; readonly count: readonly number[] },
) => {
  const reps = [member('x', utc, cap('day', 1)), member('y', utc, ...caps)];
  const own = compileLimits(reps);
  const counted = emptyColumns(own);
  readColumns(own, { day }, counted);
  const search = { limits: own, counted, periods: periodsAt(own, now), roster: compileRoster(reps, []), now };
  return firstFullCap({ ...search, lead: { id: 'l' } as ScoredLead }, 1, 1);
};
const today = periodNumber('day', utc, now);

test('a cap that always applies is read from the columns alone: full from `max` on, in its period or a later one', () => {
  const at = (period: number, count: number) => full([neverAsked], { period: [0, period], count: [0, count] });
  expect([at(today, 1), at(today, 2), at(today, 3)]).toEqual([-1, 0, 0]);
  expect([at(today - 1, 2), at(today + 1, 2), at(today + 1, 1)]).toEqual([-1, 0, -1]);
});

test('the first full cap is named, by its place among the rep’s own', () => {
  const day = { period: [today, today], count: [0, 3] };
  expect(full([cap('day', 4), cap('day', 3)], day)).toBe(1);
  expect(full([cap('day', 9, always), cap('day', 3, always)], day)).toBe(1);
  expect(full([cap('day', 1, { applies: () => false }), cap('day', 9)], day)).toBe(-1);
  expect(full([], day)).toBe(-1);
});
