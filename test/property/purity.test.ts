// Same input, same output: nothing but the arguments counts, and the arguments are left as they were.
import { describe, expect, test } from 'vitest';
import { eventGuide } from '../../src/events/index.js';
import {
  addOpenTime,
  compile,
  compileCalendar,
  decisionOf,
  evaluateCondition,
  explain,
  formatDiagnostics,
  initialState,
  intersectCalendars,
  isOpen,
  nextClose,
  nextOpen,
  offsetAt,
  openTimeBetween,
  type Policy,
  rebase,
  requirements,
  routeMany,
  targetStatus,
  unionCalendars,
  zonedToInstant,
} from '../../src/index.js';
import { normalizeLead } from '../../src/normalize/index.js';
import { historiesOf, type Passed, playAlone, shuffleKeys, throughJson } from '../support/corpus.js';
import { deepFreeze } from '../support/deep-freeze.js';
import { poisoned } from '../support/poison.js';
import { times } from '../support/runs.js';
import { leadWith, policyWith, routerWith } from '../support/samples.js';

const everyEvent = Object.keys(eventGuide).sort().join(' ');
const typesIn = (played: readonly (readonly Passed[])[]): string =>
  [...new Set(played.flat().flatMap(({ events }) => events.map(({ type }) => type)))].sort().join(' ');

// more histories until every event is in one of them
const corpus = [...historiesOf(20_260_302, times(80), 40)];
const plain = corpus.map((one) => playAlone(one));
for (let seed = 1; seed < 30 && typesIn(plain) !== everyEvent; seed++) {
  const more = historiesOf(seed, 20, 40);
  corpus.push(...more);
  plain.push(...more.map((one) => playAlone(one)));
}

test('the corpus is worth running: every event and every kind of decision is in it', () => {
  expect(typesIn(plain)).toBe(everyEvent);
  expect(new Set(plain.flat().map(({ decision }) => decision?.type ?? null))).toEqual(
    new Set([null, 'assigned', 'offered', 'held', 'disposed']),
  );
});

const expectSame = (found: readonly (readonly Passed[])[]): void => {
  for (const [index, steps] of found.entries()) expect(steps).toEqual(plain[index]);
};

describe('the same outcomes', () => {
  test('with the keys of policy, leads, states, records, inputs and facts in another order', () => {
    expectSame(corpus.map((one) => playAlone(one, { hand: shuffleKeys })));
  });

  test('with everything frozen that is handed in: nothing is ever written to', () => {
    expectSame(corpus.map((one) => playAlone(one, { hand: deepFreeze })));
  });

  test('with everything stored as JSON and read again between steps', () => {
    expectSame(corpus.map((one) => playAlone(one, { hand: throughJson })));
    for (const { record, state, events, decision } of plain.flat()) {
      for (const value of [record, state, events, decision]) expect(throughJson(value)).toEqual(value);
    }
  });

  test('with a router that is new for every step: what one remembers is a cache, never an input', () => {
    expectSame(corpus.slice(0, 40).map((one) => playAlone(one, { freshRouter: true })));
  });

  test('without a clock, chance, host zone, locale, network or transcendental functions', () => {
    expectSame(poisoned(() => corpus.map((one) => playAlone(one))));
  });
});

describe('in the poisoned world', () => {
  test('the poison works, and is gone afterwards', () => {
    const bad: readonly (() => unknown)[] = [
      () => Date.now(),
      () => new Date(),
      () => new Date(2026, 1, 1),
      () => Date(),
      () => new Date(0).getHours(),
      () => Math.random(),
      () => Math.hypot(3, 4),
      () => Math.sin(1),
      () => 'a'.localeCompare('b'),
      () => (5).toLocaleString(),
      () => new Intl.DateTimeFormat('en'),
      () => new Intl.DateTimeFormat('en', { hour: 'numeric' }),
      () => new Intl.Collator(),
      () => setTimeout(() => {}, 0),
      () => fetch('http://localhost'),
      () => process.env['TZ'],
      () => performance.now(),
      () => crypto.randomUUID(),
    ];
    for (const use of bad) expect(() => poisoned(use), String(use)).toThrow('the code under test used');
    const fine = poisoned(() => new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(new Date(0)));
    expect(fine).toBe('1/1/1970');
    expect(Date.now()).toBeGreaterThan(0);
    expect(new Date().getHours()).toBeGreaterThanOrEqual(0);
    expect(process.env['PATH']).toBeDefined();
    expect('a'.localeCompare('b')).toBe(-1);
  });

  test('texts, statuses, needs and moves to other policies', () => {
    const run = () =>
      corpus.slice(0, 60).map((one, index) => {
        const compiled = compile(one.policy);
        const other = compile({ ...one.policy, name: 'other' });
        if (!compiled.ok || !other.ok) return expect.unreachable('a generated policy does not compile');
        const last = plain[index]!.at(-1)?.state ?? initialState(compiled.value);
        const moved = rebase(other.value, last);
        return [
          plain[index]!.map(({ decision }) => decision && explain(decision)),
          plain[index]!.map(({ record }) => record && explain(decisionOf(record))),
          plain[index]!.map(({ record }) => record?.sla?.clocks.map((clock) => targetStatus(clock, one.start))),
          requirements(compiled.value, leadWith({ email: 'a@b.example', emailDomain: 'b.example' })),
          moved,
          initialState(other.value),
        ];
      });
    const results = run();
    expect(poisoned(run)).toEqual(results);
    expect(throughJson(results.map((rows) => rows[4]))).toEqual(results.map((rows) => rows[4]));
  });

  test('policies that are wrong', () => {
    const wrong = [null, {}, policyWith({ reps: [] }), { ...policyWith(), calendars: [{ id: 'x', timeZone: 'Mars' }] }];
    const run = () =>
      wrong.map((policy) => {
        const result = compile(policy as Policy);
        return result.ok ? null : formatDiagnostics(result.error);
      });
    const texts = run();
    expect(texts).not.toContain(null);
    expect(poisoned(run)).toEqual(texts);
  });

  test('calendars and zones', () => {
    const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'];
    const at = Date.UTC(2026, 2, 8, 6, 30);
    const run = () =>
      zones.map((timeZone) => {
        const [first, second] = (['09:00', '22:00'] as const).map((from) =>
          compileCalendar({
            timeZone,
            weekly: { mon: [[from, '02:00']], sun: [[from, '24:00']] },
            holidays: ['2026-03-09'],
            breaks: { '2026-03-08': [['12:00', '13:00']] },
          }),
        );
        return [intersectCalendars(first!, second!), unionCalendars(first!, second!), first!].map((calendar) => [
          [isOpen(calendar, at), nextOpen(calendar, at), nextClose(calendar, at)],
          [addOpenTime(calendar, at, 40_000_000), openTimeBetween(calendar, at, at + 1e9)],
          [offsetAt(timeZone, at), zonedToInstant('2026-03-08T02:30', timeZone)],
        ]);
      });
    expect(poisoned(run)).toEqual(run());
  });

  test('raw leads and conditions', () => {
    const raws = [
      {
        id: '1',
        email: ' VP@Acme.Example ',
        phone: '(212) 555-0142',
        country: 'U.S.A.',
        company: 'ACME GmbH & Co. KG',
      },
      { id: '2', country: 'Deutschland', employees: '51-200', budget: '1.234,50 €', title: 'Leiter Vertrieb' },
      { id: '3', country: 'Brésil', state: 'CA', created_at: '2026-03-02T09:00:00Z', language: 'pt_BR' },
      { id: '4', phone: '+49 30 123456', zip: 'SW1A 1AA', city: 'İstanbul', products: 'crm; erp' },
    ];
    const run = () => raws.map((raw) => normalizeLead(raw, { defaultCountry: 'US' }));
    expect(poisoned(run)).toEqual(run());
    const condition = {
      all: [{ field: 'country', op: 'in', value: ['US'] }, { not: { field: 'x.y', op: 'gt', value: 3 } }],
    };
    expect(poisoned(() => evaluateCondition(condition as never, { country: 'US', x: { y: 2 } }))).toBe(true);
  });

  test('a large pool, picked from by deadline', () => {
    const run = () => {
      const router = routerWith({ reps: Array.from({ length: 140 }, (_, n) => `r${n}`) });
      const leads = Array.from({ length: 300 }, (_, n) => leadWith({ id: `l${n}` }));
      return routeMany(router, initialState(router), leads, 0);
    };
    expect(poisoned(run)).toEqual(run());
  });
});
