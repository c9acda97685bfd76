import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Diagnostic } from '../policy/index.js';
import * as schemas from './index.js';

type Result =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: readonly Diagnostic[] };

const parsers: readonly ((data: unknown) => Result)[] = [
  schemas.parsePolicy,
  schemas.parseRawLead,
  schemas.parseLead,
  schemas.parseState,
  schemas.parseRecord,
  schemas.parseEvent,
  schemas.parseDecision,
];

const example = (): Record<string, unknown> => ({
  behavior: 1,
  calendars: [
    { id: 'ny', timeZone: 'America/New_York', weekly: { mon: [['09:00', '24:00']] }, holidays: ['2026-12-25'] },
  ],
  reps: [
    {
      id: 'ann',
      weight: 2,
      capacity: 40,
      caps: [{ per: 'day', max: 12 }],
      skills: { enterprise: 3 },
      calendarId: 'ny',
    },
    { id: 'bob', leave: [{ from: '2026-12-21', to: '2027-01-02' }], ramp: { from: 0.25, days: 30 } },
  ],
  queues: [
    {
      id: 'pool',
      repIds: ['ann', 'bob'],
      strategy: { type: 'fair_share', ledgers: [{ id: 'all' }] },
      requirements: [{ all: [{ skill: 'enterprise', min: 2 }, { language: 'lead' }], forMinutes: 10 }, { all: [] }],
      nobodyEligible: { type: 'hold', afterMinutes: 60, then: { queueId: 'pool' } },
    },
    { id: 'mine', repIds: ['ann'], strategy: { type: 'custom', strategyId: 'own', anything: [1] } },
  ],
  rules: [
    {
      id: 'r1',
      when: { all: [{ field: 'country', op: 'in', value: ['US'] }] },
      then: { queueId: 'pool', slaId: 'hot' },
    },
    { id: 'r2', when: { not: false }, then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' } } },
    { id: 'r3', when: true, then: { disposition: 'rejected' } },
  ],
  slas: [{ id: 'hot', targets: [{ id: 'first', minutes: 120, milestones: [{ atFraction: 1, do: ['reassign'] }] }] }],
});

const issuesOf = (change: (policy: Record<string, never>) => void): readonly string[] => {
  const policy = example();
  change(policy as Record<string, never>);
  const parsed = schemas.parsePolicy(policy);
  return parsed.ok ? [] : parsed.error.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
};

test('reads a policy', () => {
  expect(schemas.parsePolicy(example())).toEqual({ ok: true, value: example() });
  expect(schemas.parsePolicyOrThrow(example())).toEqual(example());
});

test('keeps members that it does not know', () => {
  const policy = example();
  const rich = {
    ...policy,
    $schema: 'policy.schema.json',
    note: 'ours',
    rules: [{ ...(policy['rules'] as object[])[2], note: 1 }],
  };
  expect(schemas.parsePolicy(rich)).toEqual({ ok: true, value: rich });
});

// biome-ignore lint/suspicious/noExplicitAny: the documents are wrong on purpose
type Wrong = any;
const cases: readonly (readonly [(policy: Wrong) => void, readonly string[]])[] = [
  [
    (p) => {
      p.behavior = 2;
    },
    ['schema.wrong_value behavior: expected `1`, found `2`'],
  ],
  [
    (p) => {
      delete p.reps;
    },
    ['schema.missing reps: expected a list, found nothing'],
  ],
  [
    (p) => {
      p.reps = {};
    },
    ['schema.wrong_type reps: expected a list, found an empty object'],
  ],
  [
    (p) => {
      p.reps = [];
    },
    ['schema.out_of_range reps: expected at least 1 items, found an empty list'],
  ],
  [
    (p) => {
      p.reps[0].weight = '2';
    },
    ['schema.wrong_type reps.0.weight: expected a number, found `"2"`'],
  ],
  [
    (p) => {
      p.reps[0].weight = 1.5;
    },
    ['schema.wrong_type reps.0.weight: expected a whole number, found `1.5`'],
  ],
  [
    (p) => {
      p.reps[0].weight = 0;
    },
    ['schema.out_of_range reps.0.weight: expected at least 1, found `0`'],
  ],
  [
    (p) => {
      p.reps[0].id = '';
    },
    ['schema.out_of_range reps.0.id: expected at least 1 characters, found `""`'],
  ],
  [
    (p) => {
      p.reps[0].caps[0].per = 'dya';
    },
    ['schema.wrong_value reps.0.caps.0.per: expected one of `hour`, `day`, `week`, `month`, found `"dya"`'],
  ],
  [
    (p) => {
      p.reps[0].skills = { a: null };
    },
    ['schema.wrong_type reps.0.skills.a: expected a number, found `null`'],
  ],
  [
    (p) => {
      p.queues[0].strategy = { type: 'fair' };
    },
    [
      'schema.wrong_value queues.0.strategy.type: expected one of `fair_share`, `load_balance`, `best_match`, `sticky`, `priority_tiers`, `custom`, found `"fair"`',
    ],
  ],
  [
    (p) => {
      p.queues[0].strategy = 'fair';
    },
    ['schema.wrong_type queues.0.strategy: expected an object, found `"fair"`'],
  ],
  [
    (p) => {
      p.queues[0].requirements[0].all[0] = { skil: 'x' };
    },
    [
      'schema.wrong_value queues.0.requirements.0.all.0: expected an object with one of `skill`, `language`, `territory`, `product`, `industry`, `seniority`, `tag`, found an object with `skil`',
    ],
  ],
  [
    (p) => {
      p.queues[0].requirements[0].all[0] = { skill: 'x', min: -1 };
    },
    ['schema.out_of_range queues.0.requirements.0.all.0.min: expected at least 0, found `-1`'],
  ],
  [
    (p) => {
      p.rules[0].when = { all: [{ any: 3 }] };
    },
    ['schema.wrong_type rules.0.when.all.0.any: expected a list, found `3`'],
  ],
  [
    (p) => {
      p.rules[0].when = { all: [{ field: 'country', op: 'equals' }] };
    },
    [
      'schema.wrong_value rules.0.when.all.0.op: expected one of `eq`, `ne`, `in`, `not_in`, `lt`, `lte`, `gt`, `gte`, `between`, `exists`, `missing`, `contains`, `contains_any`, `contains_all`, `starts_with`, `ends_with`, found `"equals"`',
    ],
  ],
  [
    (p) => {
      p.rules[0].when = { not: true, all: [] };
    },
    ['schema.unknown_member rules.0.when.not: expected no such member, found `not`'],
  ],
  [
    (p) => {
      p.rules[0].when = 'true';
    },
    ['schema.wrong_type rules.0.when: expected true or false or an object, found `"true"`'],
  ],
  [
    (p) => {
      p.rules[1].then.owner = 'acount';
    },
    ['schema.wrong_value rules.1.then.owner: expected one of `account`, `lead`, found `"acount"`'],
  ],
  [
    (p) => {
      p.rules[1].then.ownerAbsent.type = 'wait';
    },
    ['schema.missing rules.1.then.ownerAbsent.minutes: expected a number, found nothing'],
  ],
  [
    (p) => {
      p.rules[1].then = { queueId: 'pool', owner: 'account' };
    },
    ['schema.missing rules.1.then.ownerAbsent: expected an object, found nothing'],
  ],
  [
    (p) => {
      p.calendars[0].weekly.mon = [['9:00', '17:00']];
    },
    ['schema.wrong_value calendars.0.weekly.mon.0.0: expected a time HH:MM up to 24:00, found `"9:00"`'],
  ],
  [
    (p) => {
      p.calendars[0].holidays = ['25.12.2026'];
    },
    ['schema.wrong_value calendars.0.holidays.0: expected a date YYYY-MM-DD, found `"25.12.2026"`'],
  ],
  [
    (p) => {
      p.calendars[0].overrides = { christmas: [] };
    },
    ['schema.wrong_value calendars.0.overrides.christmas: expected a date YYYY-MM-DD, found `"christmas"`'],
  ],
  [
    (p) => {
      p.slas[0].targets[0].milestones[0].do = ['shout'];
    },
    [
      'schema.wrong_value slas.0.targets.0.milestones.0.do.0: expected one of `remind`, `notify`, `escalate`, `set_offline`, `reassign`, `take_back`, `recycle`, found `"shout"`',
    ],
  ],
];

for (const [change, issues] of cases) test(issues[0]!, () => expect(issuesOf(change)).toEqual(issues));

test('lists every problem, at most a hundred', () => {
  expect(
    issuesOf((p: Wrong) => {
      p.behavior = 0;
      p.reps[0].id = 1;
      p.rules[2].then = {};
    }),
  ).toHaveLength(3);
  expect(
    issuesOf((p: Wrong) => {
      p.reps = Array.from({ length: 500 }, () => ({}));
    }),
  ).toHaveLength(100);
});

test('shows at most 60 characters of what it found', () => {
  const [issue] = issuesOf((p: Wrong) => {
    p.reps[0].weight = 'x'.repeat(1_000_000);
  });
  expect(issue).toBe(`schema.wrong_type reps.0.weight: expected a number, found \`"${'x'.repeat(59)}…\``);
});

test('every message is one line that says what was expected and found', () => {
  fc.assert(
    fc.property(fc.constantFrom(...parsers), fc.anything(), (parse, data) => {
      const parsed = parse(data);
      if (parsed.ok) return;
      expect(parsed.error.length).toBeGreaterThan(0);
      for (const { severity, code, path, message } of parsed.error) {
        expect(severity).toBe('error');
        expect(code).toMatch(/^schema\.[a-z_]+$/);
        expect(path.every((step) => typeof step === 'string' || typeof step === 'number')).toBe(true);
        expect(message).toMatch(/^expected .*, found [^\n]*$|^expected no member named/);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('never throws, whatever part of a policy is replaced with whatever', () => {
  const paths = ['reps', 'queues', 'rules', 'calendars', 'slas', 'normalize', 'grades', 'scorecards', 'recycling'];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.anything(), (key, data) => {
      schemas.parsePolicy({ ...example(), [key]: data });
      schemas.parsePolicy({ ...example(), [key]: [data] });
    }),
    { numRuns: 500 },
  );
});

test('refuses data that is too deep, too large, endless or not JSON, without a stack overflow', () => {
  let deep: unknown = true;
  for (let i = 0; i < 100_000; i++) deep = { not: deep };
  const endless: { [key: string]: unknown } = { id: 'l1' };
  endless['self'] = endless;
  const thrower = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('two\nlines');
      },
    },
  );
  const codesOf = (result: Result): readonly string[] => (result.ok ? [] : result.error.map(({ code }) => code));
  for (const parse of parsers) {
    expect(codesOf(parse(deep))).toEqual(['schema.too_deep']);
    expect(codesOf(parse(endless))).toEqual(['schema.too_deep']);
    expect(codesOf(parse({ id: 'l1', run: () => 1 }))).toEqual(['schema.not_json']);
    expect(codesOf(parse({ id: 1n }))).toEqual(['schema.not_json']);
    expect(codesOf(parse(JSON.parse('{"id":"l1","__proto__":{"admin":true}}')))).toEqual(['schema.not_json']);
    expect(codesOf(parse(thrower))).toEqual(['schema.not_json']);
  }
  const wide = { id: 'l1', list: new Array(3_000_000).fill(0) };
  for (const parse of parsers) expect(codesOf(parse(wide))).toEqual(['schema.too_large']);
  const said = schemas.parseLead(thrower);
  expect(!said.ok && said.error[0]?.message).toBe('expected plain JSON, found data that cannot be read: two');
});

test('the throwing doors name what was expected and every problem', () => {
  expect(() => schemas.parsePolicyOrThrow({})).toThrow(
    /^expected a policy:\nerror behavior: expected `1`, found nothing/,
  );
  expect(() => schemas.parseRawLeadOrThrow({})).toThrow(
    'expected a raw lead:\nerror id: expected a text, found nothing (schema.missing)',
  );
  expect(() => schemas.parseLeadOrThrow(1)).toThrow('expected a lead');
  expect(() => schemas.parseStateOrThrow(1)).toThrow('expected a routing state');
  expect(() => schemas.parseRecordOrThrow(1)).toThrow('expected a lead record');
  expect(() => schemas.parseEventOrThrow(1)).toThrow('expected an event');
  expect(() => schemas.parseDecisionOrThrow(1)).toThrow('expected a decision');
});

test('reads raw leads with any JSON beside the id', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue({ maxDepth: 4 }),
      ),
      (fields) => {
        const raw = { ...fields, id: 'l1' };
        expect(schemas.parseRawLead(raw)).toEqual({ ok: true, value: raw });
      },
    ),
  );
});

test('does not change what it reads, nor zod’s settings', () => {
  const policy = example();
  const before = JSON.stringify(policy);
  schemas.parsePolicy(policy);
  expect(JSON.stringify(policy)).toBe(before);
  expect(z.config().jitless ?? false).toBe(false);
  expect(z.globalRegistry.has(schemas.policySchema)).toBe(false);
});
