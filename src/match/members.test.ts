import { expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { absencesOf } from './availability.js';
import { matchMembers, type Search } from './match-members.js';
import { absencesAt, compileMembers, stepAfter } from './members.js';
import { countReasons } from './reason-codes.js';
import { absenceAt, type CompiledRep, compileRoster, type Filter } from './roster.js';
import type { Rep, Requirement, RequirementStep } from './types.js';
import { verdictOf } from './verdict-of.js';

const hour = 3_600_000;
const now = Date.UTC(2026, 2, 2, 9);
const zone = { timeZone: 'UTC' };
const rep = (spec: Rep, more: Partial<CompiledRep> = {}): CompiledRep => ({
  spec,
  shifts: null,
  zone,
  absences: absencesOf(spec, zone),
  capacity: Number.POSITIVE_INFINITY,
  caps: [],
  counters: [],
  ...more,
});
const searchOf = (
  reps: readonly CompiledRep[],
  more: Partial<Search> = {},
  filters: readonly Filter[] = [],
): Search => ({
  roster: compileRoster(reps, filters),
  columns: { open: reps.map(() => 0), online: reps.map(() => 1), caps: {} },
  lead: { id: 'l' } as ScoredLead,
  now,
  units: 1,
  excluded: new Map(),
  declined: new Map(),
  onFault: () => expect.unreachable(),
  ...more,
});

/** Reps who speak nothing, and how often they were asked. */
function silent(count: number) {
  const asked = { count: 0 };
  const reps = Array.from({ length: count }, (_, n) =>
    rep({
      id: `rep-${n}`,
      get languages() {
        asked.count++;
        return [];
      },
      get products() {
        asked.count++;
        return [];
      },
    }),
  );
  return { reps, asked };
}
const asking = (requirement: Requirement): readonly RequirementStep[] => [{ all: [requirement] }];

test('who meets a requirement of the lead’s is worked out once for all leads that ask the same', () => {
  const { reps, asked } = silent(3);
  const members = compileMembers(reps, [0, 1, 2], asking({ language: 'lead' }));
  const search = searchOf(reps);
  const ask = (language: string) => {
    const before = asked.count;
    const { eligible } = matchMembers(members, { ...search, lead: { id: 'l', language } as ScoredLead }, 0);
    expect(eligible).toEqual([]);
    return asked.count - before;
  };
  expect([ask('de'), ask('de'), ask('en'), ask('de'), ask('en')]).toEqual([3, 0, 3, 0, 0]);
});

test('what leads without a key ask is worked out each time', () => {
  const { reps, asked } = silent(2);
  const members = compileMembers(reps, [0, 1], asking({ product: 'lead' }));
  const search = searchOf(reps);
  const ask = (products: unknown) => {
    const before = asked.count;
    matchMembers(members, { ...search, lead: { id: 'l', products } as unknown as ScoredLead }, 0);
    return asked.count - before;
  };
  expect([ask([7]), ask([7]), ask(['crm']), ask(['crm']), ask([7])]).toEqual([2, 2, 2, 0, 2]);
});

test('a requirement remembers 262,144 answers at most, and then begins again', () => {
  const { reps, asked } = silent(4_096);
  const members = compileMembers(reps, [...reps.keys()], asking({ language: 'lead' }));
  const search = searchOf(reps);
  const ask = (language: number) => {
    const before = asked.count;
    matchMembers(members, { ...search, lead: { id: 'l', language: `l${language}` } as ScoredLead }, 0);
    return asked.count - before;
  };
  for (let language = 0; language < 64; language++) expect(ask(language)).toBe(4_096);
  expect([ask(0), ask(63)]).toEqual([0, 0]);
  // who asks for language 0 is still known from the look before the last
  expect([ask(64), ask(64), ask(0), ask(1)]).toEqual([4_096, 0, 0, 4_096]);
});

/** Hours that count how often they are looked at. */
function watched(spec: Rep) {
  const asked = { count: 0 };
  const shifts = compileCalendar({ timeZone: 'UTC', weekly: { mon: [['10:00', '12:00']] } });
  const compiled = rep(spec);
  return {
    asked,
    compiled: Object.defineProperty({ ...compiled }, 'shifts', {
      get: () => {
        asked.count++;
        return shifts;
      },
    }),
  };
}

test('presence is looked up again only when it may have changed, or for an instant before', () => {
  const { compiled, asked } = watched({ id: 'a' });
  const roster = compileRoster([compiled], []);
  const at = (instant: number) => {
    const before = asked.count;
    return [absenceAt(roster, 0, instant), asked.count - before];
  };
  expect(at(now)).toEqual([5, 1]);
  expect([at(now), at(now + hour - 1)]).toEqual([
    [5, 0],
    [5, 0],
  ]);
  expect([at(now + hour), at(now + hour), at(now)]).toEqual([
    [0, 1],
    [0, 0],
    [5, 1],
  ]);
});

test('presence of members is that of the roster that asks', () => {
  const here = [rep({ id: 'a' }), rep({ id: 'b' })];
  const away = [here[0]!, rep({ id: 'b', startsAt: '2027-01-01' })];
  const members = compileMembers(here, [0, 1], []);
  const [first, second] = [compileRoster(here, []), compileRoster(away, [])];
  for (const _ of 'ab') {
    expect([...absencesAt(members, first, now)]).toEqual([0, 0]);
    expect([...absencesAt(members, second, now)]).toEqual([0, 4]);
  }
});

test('presence of members holds as long as that of each of them', () => {
  const early = watched({ id: 'a' });
  const late = watched({ id: 'b', leave: [{ from: '2026-03-02T00:00', to: '2026-03-02T09:30' }] });
  const members = compileMembers([early.compiled, late.compiled], [0, 1], []);
  const roster = compileRoster([early.compiled, late.compiled], []);
  const at = (instant: number) => [...absencesAt(members, roster, instant)];
  expect(at(now)).toEqual([5, 4]);
  expect(at(now + hour / 2)).toEqual([5, 5]);
  expect(at(now + hour)).toEqual([0, 0]);
  expect(at(now + hour / 2)).toEqual([5, 5]);
  expect(at(now)).toEqual([5, 4]);
});

test('verdicts on the absent are written once until somebody comes or goes, and cannot be changed', () => {
  const reps = [watched({ id: 'a' }).compiled, rep({ id: 'b', startsAt: '2026-03-02' })];
  const members = compileMembers(reps, [0, 1], []);
  const search = searchOf(reps);
  const verdictAt = (instant: number) => {
    const asked = { ...search, now: instant };
    return verdictOf(asked, matchMembers(members, asked, 0), 0, 0);
  };
  const first = verdictAt(now);
  expect(first).toEqual({
    type: 'unavailable',
    reason: { code: 'match.off_shift', nextShiftAt: now + hour },
    until: now + hour,
  });
  expect(verdictAt(now)).toBe(first);
  expect(verdictAt(now + hour - 1)).toBe(first);
  expect([Object.isFrozen(first), Object.isFrozen((first as { readonly reason: object }).reason)]).toEqual([
    true,
    true,
  ]);
  expect(verdictAt(now + hour)).toEqual({ type: 'eligible' });
  const evening = verdictAt(now + 4 * hour);
  expect(evening).toMatchObject({ until: now + 7 * 24 * hour + hour });
  expect(verdictAt(now)).toEqual(first);
});

test('what is said of a look does not change with the looks that follow', () => {
  const leave = [{ from: '2026-03-02T13:00', to: '2026-03-02T14:00' }];
  const reps = [rep({ id: 'a', leave }, { shifts: watched({ id: 'a' }).compiled.shifts })];
  const members = compileMembers(reps, [0], []);
  const search = searchOf(reps);
  const looks = [0, 4, 5].map((hours) => {
    const asked = { ...search, now: now + hours * hour };
    return { asked, match: matchMembers(members, asked, 0) };
  });
  const untils = () =>
    looks.map(({ asked, match }) => (verdictOf(asked, match, 0, 0) as { until: number }).until - now);
  const week = 7 * 24 * hour;
  expect(untils()).toEqual([hour, 5 * hour, week + hour]);
  // the leave ends, and with it what was remembered of it, at the very instant of the last look
  matchMembers(members, looks[1]!.asked, 0);
  expect(untils()).toEqual([hour, 5 * hour, week + hour]);
  const other = { ...looks[2]!.asked, roster: compileRoster([rep({ id: 'a', startsAt: '2026-03-03' })], []) };
  expect(verdictOf(other, matchMembers(members, other, 0), 0, 0)).toMatchObject({ reason: { code: 'match.on_leave' } });
  expect(untils()).toEqual([hour, 5 * hour, week + hour]);
});

test('the verdict on who does not meet a requirement is written once, for each requirement and member', () => {
  const reps = [rep({ id: 'a' }), rep({ id: 'b', skills: { x: 1 } })];
  const members = compileMembers(reps, [0, 1], [{ all: [{ skill: 'x', min: 2 }, { tag: 'vip' }] }]);
  const search = searchOf(reps);
  const verdicts = () => {
    const match = matchMembers(members, search, 0);
    return [0, 1].map((member) => verdictOf(search, match, member, member));
  };
  const [first, second] = verdicts();
  expect([first, second]).toMatchObject([{ reason: { has: 0 } }, { reason: { has: 1 } }]);
  expect(verdicts()[0]).toBe(first);
  expect(verdicts()[1]).toBe(second);
  expect([Object.isFrozen(first), Object.isFrozen((first as { readonly reason: object }).reason)]).toEqual([
    true,
    true,
  ]);
});

test('what filters said of one lead is not said of the next', () => {
  const reps = [rep({ id: 'a' })];
  const told: Verdict[] = ['one', 'two'].map((message) => ({
    type: 'ineligible',
    reason: { code: 'match.custom', filterId: 'f', message },
  }));
  const search = searchOf(reps, {}, [{ id: 'f', test: ({ lead }) => told[Number(lead.id)] ?? { type: 'eligible' } }]);
  const members = compileMembers(reps, [0], []);
  const looks = ['0', '1', '2'].map((id) => matchMembers(members, { ...search, lead: { id } as ScoredLead }, 0));
  expect(looks.map((match) => verdictOf(search, match, 0, 0))).toEqual([...told, { type: 'eligible' }]);
  expect(looks.map(({ custom }) => [...custom.values()])).toEqual([[told[0]], [told[1]], []]);
});

test('looks share memory only where nothing comes in between', () => {
  const reps = [rep({ id: 'a' })];
  const memories = (exclusive?: { readonly exclusive: boolean }) => {
    const members = compileMembers(reps, [0], [], exclusive);
    return [0, 1].map(() => matchMembers(members, searchOf(reps), 0).memory);
  };
  const [own, another] = memories();
  expect(own).not.toBe(another);
  const [shared, again] = memories({ exclusive: true });
  expect(shared).toBe(again);
});

test('without steps of requirements there is one that asks nothing', () => {
  const { steps } = compileMembers([rep({ id: 'a' })], [0], []);
  expect(steps).toMatchObject([{ until: Number.POSITIVE_INFINITY, requirements: [] }]);
  expect(compileMembers([rep({ id: 'a' })], [0], [{ all: [], forMinutes: 2 }]).steps).toMatchObject([
    { until: 120_000 },
  ]);
});

test('whoever waits longer than all steps last stays with the last', () => {
  const steps = [1, 2, 3].map((min) => ({ all: [{ skill: 'x', min }], forMinutes: 1 }));
  const members = compileMembers([rep({ id: 'a' })], [0], steps);
  const chosen = [0, 1, 2, 3, 9].map((minutes) => members.steps.indexOf(stepAfter(members, minutes * 60_000)));
  expect(chosen).toEqual([0, 1, 2, 2, 2]);
});

test('requirements beyond the sixteenth are named and counted too', () => {
  const all = Array.from({ length: 40 }, (_, n): Requirement => ({ tag: `t${n}` }));
  const tags = (count: number) => all.slice(0, count).map((_, n) => `t${n}`);
  const reps = [0, 15, 16, 17, 39, 40].map((count, n) => rep({ id: `rep-${n}`, tags: tags(count) }));
  const members = compileMembers(reps, [...reps.keys()], [{ all }, { all: [{ skill: 'x' }] }]);
  const search = searchOf(reps);
  const match = matchMembers(members, search, 0);
  const named = reps.map((_, n) => (verdictOf(search, match, n, n) as { reason?: { requirement: string } }).reason);
  expect(named.map((reason) => reason?.requirement)).toEqual([
    'tag t0',
    'tag t15',
    'tag t16',
    'tag t17',
    'tag t39',
    undefined,
  ]);
  expect(countReasons(match, members.reps)).toEqual({ 'match.requirement_unmet': 5 });
  expect(match.eligible).toEqual([5]);
});
