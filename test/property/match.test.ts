// What matching remembers, and keeps in columns, never shows: verdicts are those of a walk from one obstacle to the next.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { compileCalendar, nextOpen } from '../../src/calendar/index.js';
import type { Verdict } from '../../src/core/verdict.js';
import type { ScoredLead } from '../../src/lead/index.js';
import { absencesOf, availabilityAt } from '../../src/match/availability.js';
import { type CapColumn, capHasRoom, capUse } from '../../src/match/cap-count.js';
import { periodNumber, periodStart, rollingMs } from '../../src/match/cap-period.js';
import { compileRequirement } from '../../src/match/compile-requirement.js';
import {
  type CompiledCap,
  type CompiledRep,
  compileMembers,
  compileRoster,
  countReasons,
  type Filter,
  judgeRep,
  matchMembers,
  obstacles,
  type Period,
  type Rep,
  type RepZone,
  type Requirement,
  type RequirementStep,
  reasonCodeOf,
  rememberingZone,
  type Search,
  verdictOf,
  verdictOfRep,
} from '../../src/match/index.js';
import { runsFactor, times } from '../support/runs.js';

/** Fewer cases would leave some kinds of rep out. */
const casesOf = (count: number): { readonly numRuns: number } => ({ numRuns: Math.max(20, times(count)) });
vi.setConfig({ testTimeout: 120_000 * Math.max(1, runsFactor) });

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const monday = Date.UTC(2026, 2, 2);

// ── caps ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const periods: readonly Period[] = ['hour', 'day', 'week', 'month'];
const zoneNames = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const instant = fc
  .tuple(
    fc.constantFrom(
      monday,
      monday - day,
      Date.UTC(2026, 0, 1),
      Date.UTC(2026, 2, 8, 7),
      Date.UTC(2026, 3, 4, 15),
      Date.UTC(1969, 11, 31),
    ),
    fc.nat(9 * 24),
    fc.constantFrom(-1, 0, 1),
  )
  .map(([from, hours, delta]) => from + hours * hour + delta);

test('a period holds the instants from its start to the next, and an instant lies in just one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...periods), fc.constantFrom(...zoneNames), instant, (per, timeZone, at) => {
      const zone = { timeZone };
      const number = periodNumber(per, zone, at);
      // an hour that clocks repeat is one hour: only there may its period begin later than the next one ends
      const repeated = per === 'hour' && periodNumber(per, zone, at + hour) === number;
      const again = per === 'hour' && periodNumber(per, zone, at - hour) === number;
      expect(periodStart(per, zone, number)).toBeLessThanOrEqual(at);
      if (!repeated && !again) expect(periodStart(per, zone, number + 1)).toBeGreaterThan(at);
      expect(periodNumber(per, zone, periodStart(per, zone, number))).toBe(number);
    }),
    casesOf(600),
  );
});

test('a zone that remembers says what one that forgets says', () => {
  const asked = fc.tuple(fc.constantFrom(...periods), instant);
  fc.assert(
    fc.property(fc.constantFrom(...zoneNames), fc.array(asked, { maxLength: 8 }), (timeZone, questions) => {
      const zone = rememberingZone({ timeZone });
      for (const [per, at] of questions.flatMap((one) => [one, one])) {
        expect(periodNumber(per, zone, at)).toBe(periodNumber(per, { timeZone }, at));
      }
    }),
    casesOf(150),
  );
});

const cap = fc.record({
  per: fc.constantFrom(...periods, 'day'),
  rolling: fc.boolean(),
  max: fc.nat(3),
  always: fc.boolean(),
});
const compiledCap = cap.map(
  ({ per, rolling, max, always }): CompiledCap => ({
    key: `${per} ${rolling} ${always}`,
    per,
    rolling,
    max,
    ...(always ? { always, applies: () => true } : { applies: (lead) => lead.tags?.includes('vip') === true }),
  }),
);
const offeredOf = fc.option(fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), { nil: undefined, freq: 1 });

/** What a state may count for a cap around an instant, for four reps. */
const columnOf = ({ per, rolling }: CompiledCap, zone: RepZone, now: number): fc.Arbitrary<CapColumn | undefined> => {
  const withOffered = (one: fc.Arbitrary<object>) =>
    fc
      .tuple(one, offeredOf)
      .map(([column, offered]) => ({ ...column, ...(offered && { offered }) }) as unknown as CapColumn);
  const number = periodNumber(per, zone, now);
  const calendar = fc.record({
    period: fc.array(fc.constantFrom(number - 1, number, number + 1), { minLength: 4, maxLength: 4 }),
    count: fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
  });
  const edges = [now, now - 1, now - rollingMs[per], now - rollingMs[per] + 1, now - rollingMs[per] - 1, now - 2];
  const instants = fc.array(fc.constantFrom(...edges), { maxLength: 4 }).map((list) => list.sort((a, b) => a - b));
  const latest = fc.record({ instants: fc.array(instants, { minLength: 3, maxLength: 4 }) });
  return fc.option(withOffered(rolling ? latest : calendar), { nil: undefined });
};

test('a cap has room where fewer count than it allows; when it resets, it has', () => {
  const utc = { timeZone: 'UTC' };
  const asked = fc
    .tuple(compiledCap, instant)
    .chain(([one, now]) => fc.tuple(fc.constant(one), fc.constant(now), columnOf(one, utc, now)));
  fc.assert(
    fc.property(asked, fc.nat(3), ([one, now, column], rep) => {
      const { count, resetsAt } = capUse(one, column, rep, utc, now);
      expect(capHasRoom(one, column, rep, utc, now)).toBe(count < one.max);
      const offered = column?.offered?.[rep] ?? 0;
      const made =
        column === undefined
          ? 0
          : 'instants' in column
            ? (column.instants[rep] ?? []).filter((at) => at > now - rollingMs[one.per]).length
            : column.period[rep]! < periodNumber(one.per, utc, now)
              ? 0
              : column.count[rep]!;
      expect(count).toBe(made + offered);
      if (resetsAt === null || count < one.max) return;
      expect(resetsAt).toBeGreaterThan(now);
      expect(capHasRoom(one, column, rep, utc, resetsAt)).toBe(true);
      expect(capHasRoom(one, column, rep, utc, resetsAt - 1)).toBe(false);
    }),
    casesOf(800),
  );
});

// ── requirements ──────────────────────────────────────────────────────────────────────────────────────────────────

const some = (values: readonly string[]): fc.Arbitrary<string[] | undefined> =>
  fc.option(fc.subarray([...values]), { nil: undefined });
const given = <T extends object>(record: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  record.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as T);

const territory = given(
  fc.record({
    country: fc.constantFrom('US', 'DE', undefined),
    region: fc.constantFrom('US-CA', undefined),
    postalPrefix: fc.constantFrom('9 4', '1', undefined),
  }),
);
const traits = given(
  fc.record({
    skills: fc.constantFrom(undefined, {}, { x: 1 }, { x: 2 }),
    languages: some(['en', 'pt-BR', 'de']),
    products: some(['crm', 'erp']),
    industries: some(['health']),
    territories: fc.option(fc.array(territory, { maxLength: 2 }), { nil: undefined }),
    seniority: fc.constantFrom(undefined, 1, 2),
    tags: some(['vip']),
    leave: fc.constantFrom(
      undefined,
      [{ from: '2026-03-02', to: '2026-03-02' }],
      [{ from: '2026-03-02T11:00', to: '2026-03-03T11:00' }],
    ),
    startsAt: fc.constantFrom(undefined, undefined, '2026-03-03'),
  }),
);
const requirement: fc.Arbitrary<Requirement> = fc
  .tuple(
    fc.constantFrom<Requirement>(
      { skill: 'x' },
      { skill: 'x', min: 2 },
      { language: 'lead' },
      { language: 'pt' },
      { territory: 'lead' },
      { product: 'lead' },
      { product: 'crm' },
      { industry: 'lead' },
      { industry: 'health' },
      { seniority: 2 },
      { tag: 'vip' },
    ),
    fc.constantFrom(undefined, undefined, { field: 'country', op: 'eq' as const, value: 'US' }),
  )
  .map(([one, when]) => (when === undefined ? one : { ...one, when }));

const odd = [null, 7, {}, ''] as const;
const lead = fc
  .record({
    language: fc.constantFrom('en', 'de', 'pt-PT', ...odd),
    products: fc.constantFrom<unknown>(['crm'], ['erp', 'crm'], ['bi'], ['c', 'rm'], [], [7], 'crm', ...odd),
    industry: fc.constantFrom('health', 'finance', ...odd),
    country: fc.constantFrom('US', 'DE', ...odd),
    region: fc.constantFrom('US-CA', 'US-NY', ...odd),
    postalCode: fc.constantFrom('94105', '94 1', '10115', ...odd),
    tags: fc.constantFrom(['vip'], []),
  })
  .map((known) => ({ id: 'l', ...known }) as unknown as ScoredLead);

test('leads of one key fit the same reps', () => {
  const pair = fc.tuple(lead, lead);
  fc.assert(
    fc.property(requirement, traits, pair, (asked, known, [one, other]) => {
      const { keyOf, fits, applies } = compileRequirement(asked);
      const rep = { id: 'r', ...known } as Rep;
      const key = keyOf(one);
      expect(key === null || key === undefined || typeof key === 'string').toBe(true);
      if (key !== null && key === keyOf(other) && applies(one) && applies(other)) {
        expect(fits(rep, one)).toBe(fits(rep, other));
      }
    }),
    casesOf(3_000),
  );
});

// ── whole queues ──────────────────────────────────────────────────────────────────────────────────────────────────

const office = compileCalendar({ timeZone: 'UTC', weekly: { mon: [['09:00', '12:00']], tue: [['09:00', '17:00']] } });
const zones: readonly RepZone[] = [rememberingZone({ timeZone: 'UTC' }), rememberingZone({ timeZone: 'Asia/Kolkata' })];
const rep = fc
  .record({
    known: traits,
    zone: fc.constantFrom(...zones),
    shifts: fc.constantFrom(null, null, office),
    capacity: fc.constantFrom(Number.POSITIVE_INFINITY, 2, 3),
    caps: fc.array(compiledCap, { maxLength: 3 }),
  })
  .map(({ known, ...more }) => (id: string): CompiledRep => {
    const spec = { id, ...known } as Rep;
    return { spec, ...more, absences: absencesOf(spec, more.zone), counters: [] };
  });
const steps: fc.Arbitrary<readonly RequirementStep[]> = fc.array(
  fc.record({ all: fc.array(requirement, { maxLength: 3 }), forMinutes: fc.constantFrom(1, 2) }),
  { maxLength: 2 },
);
const busy: Filter = {
  id: 'busy',
  test: ({ rep: { id }, now }) => {
    if (id === 'rep-2') return { type: 'unavailable', reason: { code: 'match.offline' }, until: null };
    if (id !== 'rep-1') return { type: 'eligible' };
    return { type: 'unavailable', reason: { code: 'match.custom', filterId: 'busy', message: 'busy' }, until: now + 1 };
  },
};

interface Asked {
  readonly lead: ScoredLead;
  readonly now: number;
  readonly waited: number;
  readonly units: number;
  readonly open: readonly number[];
  readonly online: readonly number[];
  readonly excluded: readonly number[];
  readonly declined: readonly number[];
  readonly columns: readonly (CapColumn | undefined)[];
  /** Another roster of the same reps asks about the same members. */
  readonly other: boolean;
}

const edges = [9, 12, 24, 24 + 9, 35, 48].map((hours) => monday + hours * hour);
const four = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: 4, maxLength: 4 });
const question = (caps: readonly CompiledCap[]): fc.Arbitrary<Asked> =>
  fc
    .tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1))
    .map(([edge, delta]) => edge + delta)
    .chain((now) =>
      fc.record({
        lead,
        now: fc.constant(now),
        waited: fc.constantFrom(0, minute - 1, minute, 2 * minute, 3 * minute, 9 * minute),
        units: fc.constantFrom(1, 2),
        open: four(fc.nat(2)),
        online: four(fc.constantFrom(1, 1, 1, 0)),
        excluded: fc.subarray([0, 1, 2, 3], { maxLength: 1 }),
        declined: fc.subarray([0, 1, 2, 3], { maxLength: 1 }),
        columns: fc.tuple(...caps.map((one) => columnOf(one, zones[0]!, now))),
        other: fc.boolean(),
      }),
    );

const queue = fc
  .record({
    reps: fc.array(rep, { minLength: 1, maxLength: 4 }),
    steps,
    exclusive: fc.boolean(),
    filters: fc.constantFrom([], [busy]),
  })
  .chain(({ reps, ...more }) => {
    const compiled = reps.map((make, n) => make(`rep-${n}`));
    const caps = [...new Map(compiled.flatMap((one) => one.caps).map((one) => [one.key, one])).values()];
    const asked = fc.array(question(caps), { minLength: 1, maxLength: 5 });
    return fc.record({ ...mapToConstants(more), reps: fc.constant(compiled), caps: fc.constant(caps), asked });
  });
function mapToConstants<T extends object>(values: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fc.constant(value)])) as never;
}

const notNow = (reason: object, until: number | null): Verdict => ({ type: 'unavailable', reason, until }) as Verdict;

/** What a rep's own presence and load say. */
function loadVerdict({ roster, columns, units, lead: of, now }: Search, index: number): Verdict {
  const { shifts, absences, caps, zone, capacity, spec } = roster.reps[index]!;
  const { presence, until } = availabilityAt(shifts, absences, now);
  if (presence === 'on_leave') return notNow({ code: 'match.on_leave', until }, until);
  if (presence === 'off_shift') {
    const nextShiftAt = nextOpen(shifts!, now);
    return notNow({ code: 'match.off_shift', nextShiftAt }, nextShiftAt);
  }
  if (columns.online[index] === 0) return notNow({ code: 'match.offline' }, null);
  for (const one of caps) {
    const { count, resetsAt } = capUse(one, columns.caps[one.key], index, zone, now);
    if (!one.applies(of) || count < one.max) continue;
    return notNow({ code: 'match.at_cap', per: one.per, count, cap: one.max, resetsAt }, resetsAt);
  }
  const open = columns.open[index]!;
  if (open + units > capacity) return notNow({ code: 'match.at_capacity', open, capacity }, null);
  const told = roster.filters.map((filter) => filter.test({ lead: of, rep: spec, now }));
  return told.find(({ type }) => type !== 'eligible') ?? { type: 'eligible' };
}

/** The verdict on a member, worked out from one obstacle to the next. */
function slowVerdict(search: Search, all: readonly RequirementStep[], waited: number, index: number): Verdict {
  const since = search.excluded.get(index);
  if (since !== undefined) return { type: 'ineligible', reason: { code: 'match.excluded_owner', since } };
  let left = waited;
  let step = 0;
  while (step < all.length - 1 && left >= all[step]!.forMinutes! * minute) left -= all[step++]!.forMinutes! * minute;
  const { spec } = search.roster.reps[index]!;
  for (const asked of all[step]?.all ?? []) {
    const { applies, fits, reason } = compileRequirement(asked);
    if (applies(search.lead) && !fits(spec, search.lead)) return { type: 'ineligible', reason: reason(spec) };
  }
  const at = search.declined.get(index);
  if (at !== undefined) return notNow({ code: 'match.already_declined', at }, null);
  return loadVerdict(search, index);
}

const codeOf = (verdict: Verdict) => (verdict.type === 'eligible' ? null : verdict.reason.code);

test('verdicts, codes, counts and the eligible are those of a walk from one obstacle to the next', () => {
  const seen = new Set<string | null>();
  fc.assert(
    fc.property(queue, ({ reps, steps: all, exclusive, filters, caps, asked }) => {
      const members = compileMembers(reps, [...reps.keys()].reverse(), all, { exclusive });
      const said: (() => void)[] = [];
      const rosters = [compileRoster(reps, filters), compileRoster(reps, filters)];
      for (const { other, waited, open, online, columns, excluded, declined, ...more } of asked) {
        const search: Search = {
          ...more,
          roster: rosters[Number(other)]!,
          columns: {
            open,
            online,
            caps: Object.fromEntries(caps.flatMap(({ key }, n) => (columns[n] ? [[key, columns[n]]] : []))),
          },
          excluded: new Map(excluded.map((one) => [one, 5])),
          declined: new Map(declined.map((one) => [one, 6])),
          onFault: () => expect.unreachable(),
        };
        const indexes = [...reps.keys()];
        const expected = indexes.map((index) => slowVerdict(search, all, waited, index));
        const codes = expected.map(codeOf);
        for (const code of codes) seen.add(code);
        const match = matchMembers(members, search, waited);
        expect(match.eligible).toEqual(indexes.filter((index) => codes[index] === null));
        expect(indexes.map((index) => reasonCodeOf(match, index, index))).toEqual(codes);
        expect(match.judgements).toHaveLength(reps.length);
        said.push(() => expect(indexes.map((index) => verdictOf(search, match, index, index))).toEqual(expected));
        for (const _ of 'ab') {
          expect(indexes.map((index) => verdictOf(search, match, index, index))).toEqual(expected);
          const counts: { [code: string]: number } = {};
          for (const code of codes) if (code !== null) counts[code] = (counts[code] ?? 0) + 1;
          expect(countReasons(match, members.reps)).toEqual(counts);
        }
        for (const index of indexes) {
          const custom = new Map<number, Verdict>();
          const judgement = judgeRep(search, index, custom);
          expect(custom.get(index) ?? verdictOfRep(search, index, judgement)).toEqual(loadVerdict(search, index));
          expect(judgement === obstacles.none).toBe(loadVerdict(search, index).type === 'eligible');
        }
      }
      // looks that came later change nothing of what is said of the earlier ones
      for (const again of said) again();
    }),
    casesOf(400),
  );
  expect(seen.size).toBe(11);
});
