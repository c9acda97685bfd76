import { expect, test } from 'vitest';
import { diagnosticsOf, leadWith, monday, officeHours, policyWith } from '../../test/support/samples.js';
import { initialState, route } from '../router/index.js';
import { compile, compileOrThrow, type Policy } from './index.js';

/** `policyWith`, but for one setting, which may be anything. */
function changed(path: readonly (string | number)[], value: unknown, base: Policy = policyWith()): unknown {
  const copy = structuredClone(base) as unknown as { [key: string | number]: unknown };
  let place = copy;
  for (const step of path.slice(0, -1)) {
    place[step] ??= {};
    place = place[step] as typeof copy;
  }
  place[path.at(-1)!] = value;
  return copy;
}

const errorsOf = (policy: unknown): readonly unknown[] =>
  diagnosticsOf(policy)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path, message }) => [code, path.join('.'), message]);

const anId = 'expected an id of 1 to 200 characters, found';
const base = policyWith({
  reps: [{ id: 'ana', calendarId: 'office' }, 'ben'],
  calendars: [officeHours('office', 'UTC')],
  scorecards: [{ id: 'fit', criteria: [{ id: 'big', when: true, points: 5 }] }],
  slas: [{ id: 'hot', targets: [{ id: 'first', minutes: 30, milestones: [{ atMinutes: 20, do: ['remind'] }] }] }],
});

test.each<[readonly (string | number)[], unknown, string]>([
  [['behavior'], 2, 'expected one of `1`, found `2`'],
  [['behavior'], undefined, 'expected `behavior`, found nothing'],
  [['reps'], 'ana', 'expected a list, found `ana`'],
  [['reps'], [], 'expected a list of at least 1, found `[]`'],
  [['reps', 0], null, 'expected an object, found `null`'],
  [['reps', 0, 'id'], '', `${anId} \`\``],
  [['reps', 0, 'id'], 7, `${anId} \`7\``],
  [['reps', 0, 'id'], 'x'.repeat(201), `${anId} \`${'x'.repeat(60)}…\``],
  [['reps', 0, 'weight'], 0, 'expected a whole number from 1 to 10000, found `0`'],
  [['reps', 0, 'weight'], 1.5, 'expected a whole number from 1 to 10000, found `1.5`'],
  [['reps', 0, 'capacity'], -1, 'expected a whole number from 0 to 1000000, found `-1`'],
  [['reps', 0, 'caps'], [{ per: 'year', max: 1 }], 'expected one of `hour`, `day`, `week`, `month`, found `year`'],
  [
    ['reps', 0, 'leave'],
    [{ from: '2026-02-29', to: '2026-03-01' }],
    'expected a date `YYYY-MM-DD` or a local time `YYYY-MM-DDTHH:MM`, found `2026-02-29`',
  ],
  [
    ['reps', 0, 'leave'],
    [{ from: '2026-03-02T24:00', to: '2026-03-03' }],
    'expected a date `YYYY-MM-DD` or a local time `YYYY-MM-DDTHH:MM`, found `2026-03-02T24:00`',
  ],
  [
    ['reps', 0, 'leave'],
    [{ from: '2026-03-02', to: '2026-03-01' }],
    'expected an end after `2026-03-02`, found `2026-03-01`',
  ],
  [['reps', 0, 'startsAt'], '2026-3-1', 'expected a date `YYYY-MM-DD`, found `2026-3-1`'],
  [['scorecards', 0, 'groups'], [{ max: 5 }], 'expected `id`, found nothing'],
  [['scorecards', 0, 'sourceWeights'], { demo: 1_001 }, 'expected a whole number from 0 to 1000, found `1001`'],
  [['totalPoints'], { max: 1.5 }, 'expected a whole number from -1000000 to 1000000, found `1.5`'],
  [['reps', 0, 'ramp'], { from: 0.5, days: 30 }, 'expected the first day, because there is a `ramp`'],
  [['reps', 0, 'caps'], [{ per: 'day', max: 1, when: true }], 'expected an id, because the cap has a `when`'],
  [
    ['queues', 0, 'strategy'],
    { type: 'dice' },
    'expected one of `fair_share`, `load_balance`, `best_match`, `sticky`, `priority_tiers`, `custom`, found `dice`',
  ],
  [['queues', 0, 'strategy', 'makeUp'], 'half', 'expected one of `none`, `full`, found `half`'],
  [
    ['queues', 0, 'requirements'],
    [{ all: [{ colour: 'red' }] }],
    'expected an object with one of `skill`, `language`, `territory`, `product`, `industry`, `seniority`, `tag`, found `{"colour":"red"}`',
  ],
  [
    ['queues', 0, 'nobodyEligible'],
    { type: 'hold', afterMinutes: 5 },
    'expected `afterMinutes` and `then` together, or neither',
  ],
  [['queues', 0, 'nobodyEligible'], { type: 'overflow' }, 'expected `queueId`, found nothing'],
  [['rules', 0, 'then'], {}, 'expected an object with one of `owner`, `queueId`, `disposition`, found `{}`'],
  [['rules', 0, 'then'], { disposition: 'kept' }, 'expected one of `rejected`, `nurtured`, found `kept`'],
  [['scorecards', 0, 'criteria', 0, 'points'], '5', 'expected a whole number from -1000000 to 1000000, found `5`'],
  [['slas', 0, 'targets', 0, 'minutes'], 0, 'expected a whole number from 1 to 5256000, found `0`'],
  [
    ['slas', 0, 'targets', 0, 'milestones', 0, 'do'],
    ['shout'],
    'expected one of `remind`, `notify`, `escalate`, `set_offline`, `reassign`, `take_back`, `recycle`, found `shout`',
  ],
  [['grades'], { scorecards: ['fit'] }, 'expected the labels of scorecard `fit`, found nothing'],
  [['duplicates'], { action: 'reject' }, 'expected one of `dispose`, `owner`, `merge`, `ignore`, found `reject`'],
  [['duplicates'], { action: 'merge', keys: [] }, 'expected a list of at least 1, found `[]`'],
  [['duplicates'], { action: 'merge', windowDays: 0 }, 'expected a whole number from 1 to 36500, found `0`'],
])('shape: %j = %j', (path, value, message) => {
  const errors = errorsOf(changed(path, value, base));
  expect(errors).toHaveLength(1);
  const [code, at, found] = errors[0] as [string, string, string];
  expect([code, found]).toEqual(['policy.shape', message]);
  expect(at.startsWith(path.slice(0, -1).join('.'))).toBe(true);
});

test.each<[readonly (string | number)[], unknown, string, string]>([
  [['queues', 0, 'repIds'], ['ana', 'zoe'], 'queues.0.repIds.1', 'no rep has the id `zoe`'],
  [['queues', 0, 'weights'], { zoe: 2 }, 'queues.0.weights.zoe', '`zoe` is not a member of the queue'],
  [['queues', 0, 'calendarId'], 'x', 'queues.0.calendarId', 'no calendar has the id `x`'],
  [
    ['queues', 0, 'nobodyEligible'],
    { type: 'overflow', queueId: 'x' },
    'queues.0.nobodyEligible.queueId',
    'no queue has the id `x`',
  ],
  [
    ['queues', 0, 'nobodyEligible'],
    { type: 'hold', afterMinutes: 1, then: { queueId: 'x' } },
    'queues.0.nobodyEligible.then.queueId',
    'no queue has the id `x`',
  ],
  [
    ['queues', 0, 'nobodyEligible'],
    { type: 'nurture', track: 'x' },
    'queues.0.nobodyEligible.track',
    'no track has the id `x`',
  ],
  [
    ['queues', 0, 'afterHours'],
    { type: 'on_call', queueId: 'x' },
    'queues.0.afterHours.queueId',
    'no queue has the id `x`',
  ],
  [
    ['queues', 0, 'strategy'],
    { type: 'custom', strategyId: 'x' },
    'queues.0.strategy.strategyId',
    'no strategy `x` was given to `compile`',
  ],
  [['rules', 0, 'then', 'queueId'], 'x', 'rules.0.then.queueId', 'no queue has the id `x`'],
  [['rules', 0, 'then', 'slaId'], 'x', 'rules.0.then.slaId', 'no SLA has the id `x`'],
  [['rules', 0, 'then'], { disposition: 'nurtured', track: 'x' }, 'rules.0.then.track', 'no track has the id `x`'],
  [
    ['rules', 0, 'then'],
    { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'x' } },
    'rules.0.then.ownerAbsent.queueId',
    'no queue has the id `x`',
  ],
  [['reps', 0, 'calendarId'], 'x', 'reps.0.calendarId', 'no calendar has the id `x`'],
  [['grades'], { scorecards: ['x'], x: { A: 1 } }, 'grades.scorecards.0', 'no scorecard has the id `x`'],
  [['scorecards', 0, 'criteria', 0, 'group'], 'x', 'scorecards.0.criteria.0.group', 'the scorecard has no group `x`'],
  [['slas', 0, 'tiers'], [{ when: true, x: { minutes: 5 } }], 'slas.0.tiers.0.x', 'the SLA has no target `x`'],
])('names what is not there: %j = %j', (path, value, at, message) => {
  expect(errorsOf(changed(path, value, base))).toEqual([['policy.unknown_id', at, message]]);
});

test.each<[readonly (string | number)[], unknown, string, string]>([
  [['reps', 2], { id: 'ana' }, 'reps.2.id', '`ana` is used twice'],
  [['queues', 0, 'repIds'], ['ana', 'ana'], 'queues.0.repIds.1', '`ana` is listed twice'],
  [
    ['scorecards', 1],
    { id: 'more', criteria: [{ id: 'big', when: true, points: 1 }] },
    'scorecards.1.criteria.0.id',
    '`big` is used twice',
  ],
  [['scorecards', 0, 'groups'], [{ id: 'g' }, { id: 'g', max: 5 }], 'scorecards.0.groups.1.id', '`g` is used twice'],
  [['slas', 0, 'targets', 1], { id: 'first', minutes: 1 }, 'slas.0.targets.1.id', '`first` is used twice'],
  [
    ['recycling'],
    {
      tracks: [
        { id: 't', coolDownDays: 1 },
        { id: 't', coolDownDays: 1 },
      ],
    },
    'recycling.tracks.1.id',
    '`t` is used twice',
  ],
  [
    ['segments'],
    [
      { id: 's', when: true },
      { id: 's', when: true },
    ],
    'segments.1.id',
    '`s` is used twice',
  ],
])('ids are unique: %j = %j', (path, value, at, message) => {
  expect(errorsOf(changed(path, value, base))).toEqual([['policy.duplicate_id', at, message]]);
});

test('conditions and calendars are looked into, with the path inside them', () => {
  const condition = { all: [{ field: 'country', op: 'gt', value: 3 }] };
  expect(errorsOf(changed(['rules', 0, 'when'], condition))).toEqual([
    ['policy.condition', 'rules.0.when.all.0.op', '`gt` compares fields of kind number; `country` is of kind text'],
    [
      'policy.no_catch_all',
      'rules.0.when',
      'expected the last rule, `everyone`, to have `"when": true`, so that every lead goes somewhere',
    ],
  ]);
  expect(errorsOf(changed(['calendars', 0, 'timeZone'], 'Mars/Olympus', base))).toEqual([
    ['policy.calendar', 'calendars.0.timeZone', 'expected an IANA time zone, found `Mars/Olympus`'],
  ]);
});

test('a scorecard cannot read what scoring makes; a rule can', () => {
  const condition = { field: 'points', op: 'gte', value: 5 };
  expect(errorsOf(changed(['scorecards', 0, 'criteria', 0, 'when'], condition, base))).toEqual([
    ['policy.condition', 'scorecards.0.criteria.0.when.field', 'expected the name of a field, found `points`'],
  ]);
  const rules = [{ id: 'hot', when: condition, then: { queueId: 'pool' } }, ...base.rules];
  expect(errorsOf({ ...base, rules })).toEqual([]);
});

test('steps: all but the last say how long', () => {
  const last = 'expected the last step to have no `forMinutes`: it applies from then on';
  const other = 'expected `forMinutes`: only the last step may do without';
  const steps = (...rows: unknown[]) => errorsOf(changed(['queues', 0, 'requirements'], rows));
  expect(steps({ all: [], forMinutes: 5 })).toEqual([['policy.no_last_step', 'queues.0.requirements.0', last]]);
  expect(steps({ all: [] }, { all: [] })).toEqual([['policy.no_last_step', 'queues.0.requirements.0', other]]);
  expect(steps({ all: [], forMinutes: 5 }, { all: [] })).toEqual([]);
});

test('overflow and on-call queues never lead back; waiting may', () => {
  const queue = (id: string, more: object) => ({ id, repIds: ['ana'], strategy: { type: 'fair_share' }, ...more });
  const to = (queueId: string) => ({ nobodyEligible: { type: 'overflow', queueId } });
  const of = (...queues: object[]) => errorsOf({ ...policyWith(), queues });
  expect(of(queue('pool', to('b')), queue('b', { afterHours: { type: 'on_call', queueId: 'pool' } }))).toEqual([
    ['policy.overflow_cycle', 'queues.0', 'overflow from `pool` leads back to it'],
    ['policy.overflow_cycle', 'queues.1', 'overflow from `b` leads back to it'],
  ]);
  expect(of(queue('pool', to('pool')))).toHaveLength(1);
  expect(of(queue('pool', to('b')), queue('b', {}))).toEqual([]);
  const later = { nobodyEligible: { type: 'hold', afterMinutes: 5, then: { queueId: 'pool' } } };
  expect(of(queue('pool', to('b')), queue('b', later))).toEqual([]);
});

test('warnings do not keep a policy from compiling', () => {
  const policy = policyWith({ sales: {}, rules: [...base.rules, { ...base.rules[0]!, id: 'again' }] } as never);
  expect(diagnosticsOf(policy)).toEqual([
    { severity: 'warning', code: 'policy.unknown_key', path: ['sales'], message: 'no such key: `sales`' },
    {
      severity: 'warning',
      code: 'policy.unreachable_rule',
      path: ['rules', 1],
      message: 'no lead gets past rule `everyone`, which is always true',
    },
    {
      severity: 'warning',
      code: 'policy.unbounded_wait',
      path: ['queues', 0, 'nobodyEligible'],
      message: 'a lead may wait in `pool` without end: give `afterMinutes` and `then`',
    },
  ]);
  expect(compile(policy).ok).toBe(true);
});

test('more of something than there may be', () => {
  const rules = Array.from({ length: 20_001 }, (_, n) => ({ ...base.rules[0]!, id: `r${n}` }));
  expect(errorsOf({ ...base, rules })).toEqual([
    ['policy.limit', 'rules', 'expected at most 20000 entries, found 20001'],
  ]);
});

test('weights that cannot be shared out exactly', () => {
  const reps = Array.from({ length: 10_000 }, (_, n) => ({ id: `r${n}`, weight: n % 2 === 0 ? 10_000 : 9_999 }));
  expect(errorsOf(policyWith({ reps }))).toEqual([]);
  // a ramp counts weights in hundredths
  Object.assign(reps[0]!, { startsAt: '2026-03-02', ramp: { from: 0.5, days: 30 } });
  expect(errorsOf(policyWith({ reps }))).toEqual([
    ['policy.limit', 'queues.0', 'the weights are too large to be shared out exactly: use smaller ones'],
  ]);
});

test('every problem is listed at once', () => {
  const shapes = errorsOf({
    behavior: 3,
    reps: [{ id: '', weight: 0 }],
    queues: [{}],
    rules: [{ id: 'r', when: 1, then: 2 }],
  });
  expect(shapes.map((row) => (row as string[])[1])).toEqual([
    'behavior',
    'reps.0.id',
    'reps.0.weight',
    'queues.0.id',
    'queues.0.repIds',
    'queues.0.strategy',
    'rules.0.when',
    'rules.0.then',
  ]);
  const reps = [{ id: 'ana', calendarId: 'x' }, { id: 'ana' }];
  const meanings = errorsOf({ ...policyWith({ reps }), rules: [{ id: 'r', when: false, then: { queueId: 'y' } }] });
  expect(meanings.map((row) => (row as string[])[0]).sort()).toEqual([
    'policy.duplicate_id',
    'policy.duplicate_id',
    'policy.no_catch_all',
    'policy.unknown_id',
    'policy.unknown_id',
  ]);
});

test('the fingerprint is that of the data, whatever the order of its keys', () => {
  const turned = Object.fromEntries(Object.entries(base).reverse()) as unknown as Policy;
  const { fingerprint } = compileOrThrow(base);
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(compileOrThrow(turned).fingerprint).toBe(fingerprint);
  expect(compileOrThrow(JSON.parse(JSON.stringify(base))).fingerprint).toBe(fingerprint);
  expect(compileOrThrow({ ...base, name: 'other' }).fingerprint).not.toBe(fingerprint);
  const filters = [{ id: 'f', test: () => ({ type: 'eligible' }) as const }];
  expect(compileOrThrow(base, { filters }).fingerprint).not.toBe(fingerprint);
});

test('a router shows its policy, its fingerprint and its warnings, and nothing of its inside', () => {
  const router = compileOrThrow(base);
  expect(Object.keys(router)).toEqual(['policy', 'fingerprint', 'warnings']);
  expect(JSON.parse(JSON.stringify(router)).policy).toEqual(JSON.parse(JSON.stringify(base)));
});

test('compileOrThrow lists every problem, one to a line', () => {
  expect(() => compileOrThrow(changed(['reps', 0, 'weight'], 0, policyWith({ name: 5 } as never)) as Policy)).toThrow(
    new Error(
      'the policy does not compile:\n' +
        'error reps[0].weight: expected a whole number from 1 to 10000, found `0` (policy.shape)\n' +
        'error name: expected a text, found `5` (policy.shape)',
    ),
  );
});

test('ids that every object answers to are ids like any other', () => {
  for (const id of ['toString', 'valueOf', 'hasOwnProperty', '__defineGetter__']) {
    const policy: Policy = {
      behavior: 1,
      reps: [{ id, caps: [{ id, per: 'day', max: 5, when: true }], calendarId: id, skills: { x: 1 } }, { id: 'ben' }],
      calendars: [officeHours(id, 'UTC')],
      queues: [{ id, repIds: [id, 'ben'], strategy: { type: 'fair_share' }, weights: { ben: 2 } }],
      scorecards: [{ id, criteria: [{ id, when: true, points: 5 }] }],
      slas: [{ id, targets: [{ id, minutes: 5 }], tiers: [{ when: true }] }],
      rules: [{ id, when: true, then: { queueId: id, slaId: id } }],
    };
    const router = compileOrThrow(policy);
    const { decision, state } = route(router, initialState(router), leadWith(), monday);
    expect(decision).toMatchObject({ type: 'assigned', dueAt: monday + 300_000 });
    expect(state.ledgers[id]!.balance.reduce((sum, units) => sum + units, 0)).toBe(0);
    expect(state.ledgers[id]!.balance.some((units) => units !== 0)).toBe(true);
    expect(errorsOf({ ...policy, grades: { scorecards: [id] } })).toEqual([
      ['policy.shape', `grades.${id}`, `expected the labels of scorecard \`${id}\`, found nothing`],
    ]);
  }
});

test('two filters of one id are refused', () => {
  const filter = { id: 'f', test: () => ({ type: 'eligible' as const }) };
  const result = compile(policyWith({}), { filters: [filter, filter] });
  expect(
    result.ok ? [] : result.error.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  ).toEqual(['two filters have the id `f`']);
});

test('what happens to the document afterwards changes nothing', () => {
  const document = JSON.parse(JSON.stringify(policyWith({})));
  const result = compile(document);
  document.rules.length = 0;
  document.reps[0].id = 'zoe';
  expect(result.ok && result.value.policy).toEqual(JSON.parse(JSON.stringify(policyWith({}))));
});

test('ids that no store could keep are refused, reserved names by name', () => {
  for (const id of ['a\u0000', '\ud800']) {
    const result = compile(policyWith({ reps: [{ id }, { id: 'bo' }] } as never));
    expect(result.ok ? '' : result.error[0]?.path).toEqual(['reps', 0, 'id']);
  }
  const reserved = compile(policyWith({ reps: [{ id: 'constructor' }] } as never));
  expect(reserved.ok ? '' : reserved.error[0]?.message).toContain('reserved name');
});
