import { expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { absencesOf } from './availability.js';
import { matchMembers, type Search } from './match-members.js';
import { compileMembers, stepAfter } from './members.js';
import { countReasons, reasonCodeOf } from './reason-codes.js';
import { type CompiledCap, type CompiledRep, compileRoster, type Filter } from './roster.js';
import type { Rep, RequirementStep } from './types.js';
import { verdictOf } from './verdict-of.js';
import { verdictRows } from './verdict-rows.js';

const minute = 60_000;
const now = Date.UTC(2026, 2, 2, 9); // a Monday
const office = compileCalendar({ timeZone: 'UTC', weekly: { mon: [['10:00', '12:00']] } });

const rep = (spec: Rep, more: Partial<CompiledRep> = {}): CompiledRep => ({
  spec,
  shifts: null,
  zone: { timeZone: 'UTC' },
  absences: absencesOf(spec, { timeZone: 'UTC' }),
  capacity: spec.capacity ?? Number.POSITIVE_INFINITY,
  caps: [],
  counters: [],
  ...more,
});

interface Case {
  readonly reps: readonly CompiledRep[];
  readonly steps?: readonly RequirementStep[];
  readonly filters?: readonly Filter[];
  readonly search?: Partial<Search>;
  readonly waited?: number;
}

function verdicts({ reps, steps = [], filters = [], search: more = {}, waited = 0 }: Case) {
  const faults: string[] = [];
  const search: Search = {
    roster: compileRoster(reps, filters),
    columns: { open: reps.map(() => 0), online: reps.map(() => 1), caps: {} },
    lead: { id: 'l1' } as ScoredLead,
    now,
    units: 1,
    excluded: new Map(),
    declined: new Map(),
    onFault: (id, error) => faults.push(`${id}: ${(error as Error).message}`),
    ...more,
  };
  const members = compileMembers(reps, [...reps.keys()].reverse(), steps);
  const match = matchMembers(members, search, waited);
  const found = [...members.reps].map((index, member) => verdictOf(search, match, member, index));
  const codes = [...members.reps].map((index, member) => reasonCodeOf(match, member, index));
  expect(codes).toEqual(found.map((verdict) => (verdict.type === 'eligible' ? null : verdict.reason.code)));
  const counts = new Map<string, number>();
  for (const code of codes) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  expect(countReasons(match, members.reps)).toEqual(Object.fromEntries(counts));
  expect(countReasons(match, members.reps)).toEqual(Object.fromEntries(counts));
  const rows = [...members.reps].map((index, member) => ({ repId: reps[index]!.spec.id, verdict: found[member] }));
  for (let time = 0; time < 2; time++) {
    const list = verdictRows(search, match) as unknown[];
    expect(list).toEqual(rows);
    // the list is the caller's
    list.length = 0;
  }
  expect(match.eligible).toEqual([...found.keys()].filter((member) => found[member]!.type === 'eligible'));
  return { found, faults, match, search };
}
const verdict = (spec: Rep, more: Partial<CompiledRep> = {}, rest: Partial<Case> = {}): Verdict =>
  verdicts({ reps: [rep(spec, more)], ...rest }).found[0]!;

const dayCap: CompiledCap = { key: 'day', per: 'day', rolling: false, max: 1, applies: () => true };
const full = { open: [3], online: [1], caps: { day: { period: [20_514], count: [1] } } };

test('each obstacle has its verdict, with the instant at which it may end', () => {
  expect(verdict({ id: 'a' })).toEqual({ type: 'eligible' });
  expect(verdict({ id: 'a' }, {}, { search: { excluded: new Map([[0, now - 5]]) } })).toEqual({
    type: 'ineligible',
    reason: { code: 'match.excluded_owner', since: now - 5 },
  });
  expect(verdict({ id: 'a' }, {}, { steps: [{ all: [{ skill: 'x' }] }] })).toEqual({
    type: 'ineligible',
    reason: { code: 'match.skill_missing', skill: 'x', needed: 1, has: 0 },
  });
  expect(verdict({ id: 'a' }, {}, { search: { declined: new Map([[0, now - 5]]) } })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.already_declined', at: now - 5 },
    until: null,
  });
  const until = Date.UTC(2026, 2, 4);
  expect(verdict({ id: 'a', leave: [{ from: '2026-03-02', to: '2026-03-03' }] })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.on_leave', until },
    until,
  });
  expect(verdict({ id: 'a', startsAt: '2026-03-04' })).toMatchObject({ reason: { code: 'match.on_leave', until } });
  const nextShiftAt = now + 60 * minute;
  expect(verdict({ id: 'a' }, { shifts: office })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.off_shift', nextShiftAt },
    until: nextShiftAt,
  });
  expect(verdict({ id: 'a' }, {}, { search: { columns: { open: [0], online: [0], caps: {} } } })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.offline' },
    until: null,
  });
  const resetsAt = Date.UTC(2026, 2, 3);
  expect(verdict({ id: 'a' }, { caps: [dayCap] }, { search: { columns: full } })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.at_cap', per: 'day', count: 1, cap: 1, resetsAt },
    until: resetsAt,
  });
  expect(verdict({ id: 'a', capacity: 3 }, {}, { search: { columns: full } })).toEqual({
    type: 'unavailable',
    reason: { code: 'match.at_capacity', open: 3, capacity: 3 },
    until: null,
  });
});

test('the first obstacle in order is the one that is named', () => {
  const everything: Rep = { id: 'a', capacity: 1, leave: [{ from: '2026-03-02', to: '2026-03-02' }] };
  const no: Filter = {
    id: 'no',
    test: () => ({ type: 'ineligible', reason: { code: 'match.custom', filterId: 'no', message: 'no' } }),
  };
  const compiled = { shifts: office, caps: [dayCap] };
  const columns = { ...full, online: [0] };
  const steps: RequirementStep[] = [{ all: [{ tag: 'vip' }] }];
  const owned = new Map([[0, 1]]);
  const code = (rest: Partial<Case>, spec: Rep = everything, more: Partial<CompiledRep> = compiled) => {
    const found = verdict(spec, more, { filters: [no], ...rest });
    return found.type === 'eligible' ? null : found.reason.code;
  };
  const search = { columns, declined: owned };
  expect(code({ steps, search: { ...search, excluded: owned } })).toBe('match.excluded_owner');
  expect(code({ steps, search })).toBe('match.requirement_unmet');
  expect(code({ search })).toBe('match.already_declined');
  expect(code({ search: { columns } })).toBe('match.on_leave');
  const { leave: _, ...present } = everything;
  expect(code({ search: { columns } }, present)).toBe('match.off_shift');
  expect(code({ search: { columns } }, present, { caps: [dayCap] })).toBe('match.offline');
  expect(code({ search: { columns: full } }, present, { caps: [dayCap] })).toBe('match.at_cap');
  expect(code({ search: { columns: full } }, present, {})).toBe('match.at_capacity');
  expect(code({}, { id: 'a' }, {})).toBe('match.custom');
});

test('capacity leaves room for exactly the lead’s units', () => {
  const at = (open: number, units: number) =>
    verdict({ id: 'a', capacity: 5 }, {}, { search: { units, columns: { open: [open], online: [1], caps: {} } } }).type;
  expect([at(4, 1), at(5, 1), at(3, 2), at(4, 2), at(0, 6)]).toEqual([
    'eligible',
    'unavailable',
    'eligible',
    'unavailable',
    'unavailable',
  ]);
  expect(verdict({ id: 'a' }, {}, { search: { units: 9e6 } }).type).toBe('eligible');
});

test('a cap with `when` limits only leads for which that is true; the first full one is named', () => {
  const vip: CompiledCap = { ...dayCap, key: 'day:vip', per: 'week', applies: (lead) => lead.tags?.[0] === 'vip' };
  const columns = {
    open: [0],
    online: [1],
    caps: { day: { period: [20_514], count: [0] }, 'day:vip': { period: [99_999], count: [1] } },
  };
  const of = (tags: readonly string[]) =>
    verdict(
      { id: 'a' },
      { caps: [dayCap, vip] },
      { search: { columns, lead: { id: 'l', tags } as unknown as ScoredLead } },
    );
  expect(of([]).type).toBe('eligible');
  expect(of(['vip'])).toMatchObject({ reason: { code: 'match.at_cap', per: 'week' } });
});

test('steps relax one after the other, each for its own time', () => {
  const reps = [rep({ id: 'expert', skills: { x: 3 } }), rep({ id: 'junior', skills: { x: 1 } }), rep({ id: 'other' })];
  const steps = [
    { all: [{ skill: 'x', min: 3 }], forMinutes: 10 },
    { all: [{ skill: 'x', min: 1 }], forMinutes: 20 },
    { all: [] },
  ];
  const eligible = (waited: number) => verdicts({ reps, steps, waited }).match.eligible;
  expect(eligible(0)).toEqual([0]);
  expect(eligible(10 * minute - 1)).toEqual([0]);
  expect(eligible(10 * minute)).toEqual([0, 1]);
  expect(eligible(30 * minute - 1)).toEqual([0, 1]);
  expect(eligible(30 * minute)).toEqual([0, 1, 2]);
  expect(stepAfter(compileMembers(reps, [0], []), 9e15).until).toBe(Number.POSITIVE_INFINITY);
});

test('the first requirement in the step’s order is named, whether it looks at the rep alone or at the lead', () => {
  const lead = { id: 'l', language: 'de', country: 'US' } as ScoredLead;
  const name = (...all: RequirementStep['all']) => {
    const found = verdict({ id: 'a' }, {}, { steps: [{ all }], search: { lead } });
    return found.type === 'ineligible' ? found.reason : null;
  };
  expect(name({ tag: 'vip' }, { language: 'lead' })).toMatchObject({ requirement: 'tag vip' });
  expect(name({ language: 'lead' }, { tag: 'vip' })).toMatchObject({ requirement: 'language' });
  expect(name({ tag: 'vip', when: { field: 'country', op: 'eq', value: 'DE' } }, { skill: 'x' })).toMatchObject({
    skill: 'x',
  });
  expect(name({ seniority: 0 }, { territory: 'lead' })).toMatchObject({ requirement: 'territory' });
});

test('filters are asked in order, about reps who are eligible otherwise', () => {
  const asked: string[] = [];
  const filter = (id: string, answer: Verdict): Filter => ({
    id,
    test: ({ rep: of, lead, now: at }) => {
      asked.push(`${id} ${of.id} ${lead.id} ${at}`);
      return answer;
    },
  });
  const notNow: Verdict = {
    type: 'unavailable',
    reason: { code: 'match.custom', filterId: 'two', message: 'busy' },
    until: now + 5,
  };
  const { found } = verdicts({
    reps: [rep({ id: 'a' }), rep({ id: 'b', startsAt: '2026-04-01' })],
    filters: [filter('one', { type: 'eligible' }), filter('two', notNow), filter('three', { type: 'eligible' })],
  });
  expect(asked).toEqual([`one a l1 ${now}`, `two a l1 ${now}`]);
  expect(found[0]).toEqual(notNow);
});

test('a filter that throws counts as a no, and is reported', () => {
  const broken: Filter = {
    id: 'broken',
    test: () => {
      throw new Error('no table');
    },
  };
  const { found, faults } = verdicts({ reps: [rep({ id: 'a' })], filters: [broken] });
  expect(found[0]).toEqual({
    type: 'ineligible',
    reason: { code: 'match.custom', filterId: 'broken', message: 'the filter threw' },
  });
  expect(faults).toEqual(['broken: no table']);
});

test('what is remembered of a rep’s presence is never wrong, whatever order instants come in', () => {
  const reps = [rep({ id: 'a', leave: [{ from: '2026-03-09', to: '2026-03-09' }] }, { shifts: office })];
  const roster = compileRoster(reps, []);
  const at = (instant: number, on = roster) => {
    const search = { ...verdicts({ reps }).search, roster: on, now: instant };
    const match = matchMembers(compileMembers(reps, [0], []), search, 0);
    return verdictOf(search, match, 0, 0);
  };
  const edges = [
    now,
    now + 60 * minute,
    now + 180 * minute,
    Date.UTC(2026, 2, 9),
    Date.UTC(2026, 2, 10),
    Date.UTC(2026, 2, 16, 10),
  ];
  const instants = edges.flatMap((edge) => [edge + 1, edge - 1, edge]);
  for (const instant of [...instants, ...instants.toReversed()])
    expect(at(instant)).toEqual(at(instant, compileRoster(reps, [])));
});
