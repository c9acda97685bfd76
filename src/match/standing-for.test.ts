import { expect, test } from 'vitest';
import type { ScoredLead } from '../lead/index.js';
import { periodNumber } from './cap-period.js';
import { type MemberMatch, matchMembers, type RepColumns, type Search } from './match-members.js';
import { compileMembers } from './members.js';
import { countReasons, reasonCodeOf } from './reason-codes.js';
import { type CompiledCap, type CompiledRep, compileRoster } from './roster.js';
import type { Rep, RequirementStep } from './types.js';
import { verdictRows } from './verdict-rows.js';

const now = Date.UTC(2026, 2, 2, 9);
const zone = { timeZone: 'UTC' };
const today = periodNumber('day', zone, now);
const day: CompiledCap = { key: 'day', per: 'day', rolling: false, max: 2, always: true, applies: () => true };
const rep = (spec: Rep, ...caps: readonly CompiledCap[]): CompiledRep => ({
  spec,
  shifts: null,
  zone,
  absences: [],
  capacity: spec.capacity ?? Number.POSITIVE_INFINITY,
  caps,
  counters: [],
});

/** A queue of all reps, to look at again and again. */
function queueOf(reps: readonly CompiledRep[], steps: readonly RequirementStep[] = []) {
  const members = compileMembers(reps, [...reps.keys()], steps, { exclusive: true });
  const roster = compileRoster(reps, []);
  const searchWith = (columns: Partial<RepColumns>, lead: Partial<ScoredLead>): Search => ({
    roster,
    columns: { open: reps.map(() => 0), online: reps.map(() => 1), caps: {}, ...columns },
    lead: { id: 'l', ...lead } as ScoredLead,
    now,
    units: 1,
    excluded: new Map(),
    declined: new Map(),
    onFault: () => expect.unreachable(),
  });
  const look = (columns: Partial<RepColumns> = {}, lead: Partial<ScoredLead> = {}): MemberMatch => {
    const match = matchMembers(members, searchWith(columns, lead), 0);
    // the next look finds its marks as they were
    expect([...match.memory.doubtful]).toEqual(reps.map(() => 0));
    return match;
  };
  const codesOf = (match: MemberMatch) => reps.map((_, n) => reasonCodeOf(match, n, n));
  const rowsOf = (columns: Partial<RepColumns> = {}) => verdictRows(searchWith(columns, {}), look(columns));
  return { look, codesOf, rowsOf };
}

const asksVip: readonly RequirementStep[] = [{ all: [{ tag: 'vip' }] }];
const tags = ['vip'];

test('whether a requirement applies to a lead is part of what leads share', () => {
  const steps = [{ all: [{ skill: 'x', when: { field: 'country', op: 'eq', value: 'US' } }] }] as const;
  const { look } = queueOf([rep({ id: 'a' }), rep({ id: 'b', skills: { x: 1 } })], steps);
  const eligible = (country: string) => look({}, { country }).eligible;
  expect([eligible('US'), eligible('DE'), eligible('US')]).toEqual([[1], [0, 1], [1]]);
});

test('what one look finds about load is not said of the next', () => {
  const { look, codesOf } = queueOf([rep({ id: 'a' }), rep({ id: 'b', tags }), rep({ id: 'c', tags })], asksVip);
  const unmet = 'match.requirement_unmet';
  const [away, here] = [look({ online: [1, 0, 1] }), look()];
  const expected = () => {
    expect(codesOf(away)).toEqual([unmet, 'match.offline', null]);
    expect(codesOf(here)).toEqual([unmet, null, null]);
    expect([away.eligible, here.eligible]).toEqual([[2], [1, 2]]);
  };
  expected();
  expect(codesOf(look({ online: [1, 1, 0] }))).toEqual([unmet, null, 'match.offline']);
  expected();
});

test('rows of verdicts are shared by looks that ask for the same, but for those who lack room', () => {
  const { rowsOf } = queueOf([rep({ id: 'a' }), rep({ id: 'b', tags }), rep({ id: 'c', tags })], asksVip);
  const [first, second, busy] = [rowsOf(), rowsOf(), rowsOf({ online: [1, 0, 1] })] as const;
  const shared = first.map((row, n) => [Object.isFrozen(row), row === second[n], row === busy[n]]);
  expect(shared).toEqual([
    [true, true, true],
    [true, true, false],
    [true, true, true],
  ]);
  expect(busy[1]).toEqual({
    repId: 'b',
    verdict: { type: 'unavailable', reason: { code: 'match.offline' }, until: null },
  });
});

test('counts of reasons are shared by looks that find room with everybody, and only by those', () => {
  const { look } = queueOf([rep({ id: 'a' }), rep({ id: 'b', tags })], asksVip);
  const reps = [0, 1];
  const shared = countReasons(look(), reps);
  expect(shared).toEqual({ 'match.requirement_unmet': 1 });
  expect(Object.isFrozen(shared)).toBe(true);
  const busy = countReasons(look({ online: [1, 0] }), reps);
  expect(busy).toEqual({ 'match.requirement_unmet': 1, 'match.offline': 1 });
  expect(Object.isFrozen(busy)).toBe(false);
  expect(countReasons(look(), reps)).toBe(shared);
});

/** A list that counts how often each of its values is read. */
function counted(values: readonly number[]) {
  const reads = values.map(() => 0);
  const list = new Proxy(values, {
    get: (of, key) => {
      const place = Number(String(key));
      if (reads[place] !== undefined) reads[place]++;
      return Reflect.get(of, key) as unknown;
    },
  });
  return { list, reads };
}

test('only those who may lack room are looked at a second time', () => {
  const reps = [
    rep({ id: 'outsider' }),
    rep({ id: 'a', tags, capacity: 3 }, day),
    rep({ id: 'b', tags }, day),
    rep({ id: 'c', tags }),
  ];
  const { look } = queueOf(reps, asksVip);
  const readsAt = (open: readonly number[], count: readonly number[]) => {
    const { list, reads } = counted([1, 1, 1, 1]);
    const caps = { day: { period: reps.map(() => today), count } };
    const { eligible } = look({ online: list, open, caps });
    return { eligible, reads };
  };
  expect(readsAt([9, 2, 9, 9], [9, 1, 1, 9])).toEqual({ eligible: [1, 2, 3], reads: [0, 1, 1, 1] });
  expect(readsAt([9, 3, 9, 9], [9, 1, 1, 9])).toEqual({ eligible: [2, 3], reads: [0, 2, 1, 1] });
  expect(readsAt([9, 2, 9, 9], [9, 1, 2, 9])).toEqual({ eligible: [1, 3], reads: [0, 1, 2, 1] });
});

test('where a closer look finds room with everybody, what is remembered is handed out uncopied', () => {
  const { look } = queueOf([rep({ id: 'a', tags }, day), rep({ id: 'b' })], asksVip);
  const match = look({ caps: { day: { period: [today - 1, today], count: [2, 0] } } });
  expect(match.eligible).toEqual([0]);
  expect(match.eligible).toBe(match.standing!.present);
  expect(match.judgements).toBe(match.standing!.judgements);
});

const speaking = (count: number) =>
  queueOf(
    Array.from({ length: count }, (_, n) => rep({ id: `rep-${n}` })),
    [{ all: [{ language: 'lead' }] }],
  );

test('few members are judged once for each of many kinds of lead', () => {
  const { look } = speaking(2);
  const standings = () => Array.from({ length: 40 }, (_, n) => look({}, { language: `l${n}` }).standing);
  const first = standings();
  expect(new Set(first).size).toBe(40);
  expect(standings().every((standing, n) => standing === first[n])).toBe(true);
});

test('of many members sixteen kinds of lead are remembered; the next one makes it begin again', () => {
  for (const size of [4_096, 8_192]) {
    const { look } = speaking(size);
    const standing = (n: number) => look({}, { language: `l${n}` }).standing;
    const first = Array.from({ length: 16 }, (_, n) => standing(n));
    expect(first.every((one, n) => one === standing(n))).toBe(true);
    const beyond = standing(16);
    expect(standing(16)).not.toBe(beyond);
    expect(standing(0)).not.toBe(first[0]);
    expect(standing(0)).toBe(standing(0));
  }
});
