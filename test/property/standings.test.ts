import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../src/calendar/index.js';
import type { ScoredLead } from '../../src/lead/index.js';
import { compileMembers, countReasons, matchMembers, verdictOf, verdictRows } from '../../src/match/index.js';
import { type CompiledCap, type CompiledRep, compileRoster } from '../../src/match/roster.js';
import type { Requirement } from '../../src/match/types.js';
import { runs } from '../support/runs.js';

const minute = 60_000;
const monday = 1_772_409_600_000; // 2026-03-02T00:00:00Z
const shifts = [
  null,
  compileCalendar({ timeZone: 'UTC', weekly: { mon: [['09:00', '09:20']] } }),
  compileCalendar({ timeZone: 'UTC', weekly: { mon: [['09:10', '09:30']] } }),
];
const word = fc.constantFrom('a', 'b', 'c');
const dayCap = (max: number): CompiledCap => ({ key: 'day', per: 'day', rolling: false, max, applies: () => true });

const rep: fc.Arbitrary<Omit<CompiledRep, 'spec'> & { readonly skills: Partial<CompiledRep['spec']> }> = fc
  .record({
    skills: fc.record({
      languages: fc.uniqueArray(word),
      industries: fc.uniqueArray(word),
      products: fc.uniqueArray(word),
      tags: fc.uniqueArray(word),
    }),
    shifts: fc.constantFrom(...shifts),
    away: fc.boolean(),
    capacity: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
    max: fc.option(fc.nat(2), { nil: null }),
  })
  .map(({ skills, shifts, away, capacity, max }) => ({
    skills,
    shifts,
    capacity,
    zone: { timeZone: 'UTC' },
    absences: away ? [[monday + 545 * minute, monday + 555 * minute] as const] : [],
    caps: max === null ? [] : [{ ...dayCap(max), always: true }],
    counters: [],
  }));

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.constant({ language: 'lead' }),
  fc.constant({ industry: 'lead' }),
  fc.constant({ product: 'lead' }),
  word.map((tag) => ({ tag })),
  word.map((tag) => ({ tag, when: { field: 'source', op: 'eq' as const, value: 'web' } })),
);

/** Also what no clean lead holds: numbers and texts that read like a missing value. */
const field = fc.oneof(word, fc.constantFrom<unknown>(null, undefined, 5, 'undefined', ''));
const lead = fc
  .record({
    language: field,
    industry: field,
    source: fc.constantFrom('web', null),
    products: fc.oneof(fc.array(word, { maxLength: 2 }), fc.constantFrom<unknown>(null, [5], ['a', 5], 'ab')),
  })
  .map((fields) => ({ id: 'l', ...fields }) as unknown as ScoredLead);

test('looks that remember give what looks at every member by itself give, whatever was looked at before', () => {
  const caught: string[] = [];
  const search = fc.record({ lead, at: fc.integer({ min: 535, max: 575 }), load: fc.array(fc.nat(2)) });
  fc.assert(
    fc.property(
      fc.array(rep, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(requirement, { maxLength: 3 }), { minLength: 1, maxLength: 2 }),
      fc.array(search, { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      (parts, steps, searches, exclusive) => {
        const reps = parts.map(
          ({ skills, ...more }, n): CompiledRep => ({ ...more, spec: { id: `r${n}`, ...skills } }),
        );
        const all = [...reps.keys()];
        const rows = steps.map((each) => ({ all: each, forMinutes: 10 }));
        const remembering = compileMembers(reps, all, rows, { exclusive });
        const roster = compileRoster(reps, []);
        for (const { lead, at, load } of searches) {
          const column = all.map((n) => load[n] ?? 0);
          const one = {
            roster,
            columns: {
              open: column,
              online: column.map((open) => (open === 2 ? 0 : 1)),
              caps: { day: { period: all.map(() => 20_514), count: column } },
            },
            lead,
            now: monday + at * minute,
            units: 1,
            excluded: new Map<number, number>(),
            declined: new Map<number, number>(),
            onFault: (id: string) => caught.push(id),
          };
          // a filter, even one that lets everybody pass, has every member judged by itself
          const pass = { id: 'pass', test: () => ({ type: 'eligible' as const }) };
          const fresh = matchMembers(
            compileMembers(reps, all, rows),
            { ...one, roster: compileRoster(reps, [pass]) },
            at % 20 === 0 ? 10 * minute : 0,
          );
          const found = matchMembers(remembering, one, at % 20 === 0 ? 10 * minute : 0);
          expect(found.judgements).toEqual(fresh.judgements);
          expect(found.eligible).toEqual(fresh.eligible);
          expect(verdictRows(one, found)).toEqual(
            all.map((n) => ({ repId: `r${n}`, verdict: verdictOf(one, fresh, n, n) })),
          );
          expect(Object.entries(countReasons(found, all))).toEqual(Object.entries(countReasons(fresh, all)));
        }
      },
    ),
    runs(300),
  );
  expect(caught).toEqual([]);
});
