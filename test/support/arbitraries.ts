// Random but valid policies, leads, facts and histories. Everything refers to everything by number, modulo what is
// there, so that a case stays valid however it shrinks.
import fc from 'fast-check';
import type { Condition } from '../../src/condition/index.js';
import type { Json } from '../../src/core/json.js';
import type { Activity, Lead } from '../../src/lead/index.js';
import type { Policy, Queue, Rep, Rule, Sla } from '../../src/policy/index.js';
import type { ReferenceFacts, ReferenceInput } from '../spec/reference-router.js';

const day = 86_400_000;
const hour = 3_600_000;

/** Days around which clocks change somewhere, and a plain one. */
const anchors = ['2026-03-07', '2026-03-28', '2026-04-04', '2026-10-03', '2026-10-31', '2026-06-10'];
const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const words = {
  skill: ['closing', 'enterprise'],
  language: ['en', 'de', 'pt-BR', 'pt', 'EN-us', 'p'],
  country: ['US', 'DE', 'AU'],
  region: ['US-CA', 'US-NY', 'DE-BE'],
  postal: ['10115', '94 105', '941', 'sw1a 1aa', 'SW1'],
  product: ['crm', 'erp', 'bi'],
  industry: ['health', 'finance'],
  tag: ['vip', 'partner'],
  source: ['web', 'demo', 'list'],
  domain: ['acme.test', 'globex.test', 'mail.test'],
  email: ['ann@acme.test', 'bob@globex.test', 'cy@mail.test'],
  phone: ['+12125550142', '+4930123456'],
  activity: ['call', 'pricing', 'waiting', 'visit'],
  plan: ['gold', 'basic'],
} as const;

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = <T>(values: readonly T[], max = 2): fc.Arbitrary<T[]> =>
  fc.uniqueArray(from(values), { maxLength: Math.min(max, values.length) });
/** Absent `absent` times as often as there. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, absent = 4): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 3 });
const index = fc.nat(59);

/** Leaves out what is undefined: documents and records hold no such thing. */
const clean = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const at = <T>(rows: readonly T[], n: number): T => rows[n % rows.length]!;
const dateOf = (start: number, days: number): string => new Date(start + days * day).toISOString().slice(0, 10);

// ── conditions ────────────────────────────────────────────────────────────────────────────────────────────────────

const texts: Readonly<Record<string, readonly string[]>> = {
  source: words.source,
  country: words.country,
  region: words.region,
  language: words.language,
  industry: words.industry,
  emailClass: ['business', 'free', 'academic'],
  emailDomain: words.domain,
  accountId: ['account-0', 'account-1'],
  accountOwner: ['rep-0', 'rep-1', 'gone'],
  postalCode: words.postal,
};
const scoredTexts = { grade: ['A', 'A1', 'B2', 'C'], qualification: ['sql', 'mql', 'none'] };
const segmentText = { segment: ['segment-0', 'segment-1'] };
const numbers = { value: [0, 100, 5_000], employeesMin: [1, 50, 200], employeesMax: [49, 199], createdAt: [0] };
const scoredNumbers = { points: [-5, 0, 10, 11, 20], 'score.card-0': [0, 10, 20] };

const textAtom = (fields: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Condition> =>
  from(Object.keys(fields)).chain((field) => {
    const values = fields[field]!;
    return fc.oneof(
      fc.record({ field: fc.constant(field), op: from(['eq', 'ne', 'contains'] as const), value: from(values) }),
      fc.record({
        field: fc.constant(field),
        op: from(['in', 'not_in'] as const),
        value: fc.uniqueArray(from(values), { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ field: fc.constant(field), op: from(['exists', 'missing'] as const) }),
      fc.record({
        field: fc.constant(field),
        op: from(['starts_with', 'ends_with'] as const),
        value: from(values).map((text) => text.slice(0, 2)),
      }),
    );
  });
const numberAtom = (fields: Readonly<Record<string, readonly number[]>>): fc.Arbitrary<Condition> =>
  from(Object.keys(fields)).chain((field) => {
    const value = fc.tuple(from(fields[field]!), from([-1, 0, 1])).map(([threshold, delta]) => threshold + delta);
    return fc.oneof(
      fc.record({ field: fc.constant(field), op: from(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const), value }),
      fc.record({
        field: fc.constant(field),
        op: fc.constant('between' as const),
        value: fc.tuple(value, value).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
      }),
    );
  });
const listAtom: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('products'), op: fc.constant('contains' as const), value: from(words.product) }),
  fc.record({
    field: fc.constant('tags'),
    op: from(['contains_any', 'contains_all'] as const),
    value: fc.uniqueArray(from(words.tag), { minLength: 1 }),
  }),
  fc.record({ field: fc.constant('roleAccount'), op: from(['eq', 'ne'] as const), value: fc.boolean() }),
  fc.record({ field: fc.constant('fields.plan'), op: from(['eq', 'ne'] as const), value: from([...words.plan, 1]) }),
);
const tree = (atom: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> => {
  const parts = fc.array(atom, { maxLength: 3 });
  return fc.oneof(
    { weight: 6, arbitrary: atom },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 2, arbitrary: fc.record({ all: parts }) },
    { weight: 2, arbitrary: fc.record({ any: parts }) },
    { weight: 1, arbitrary: fc.record({ not: atom }) },
    { weight: 1, arbitrary: fc.record({ not: fc.record({ all: parts }) }) },
  );
};
/** Over what is known before scoring. */
const plainCondition = tree(fc.oneof(textAtom(texts), numberAtom(numbers), listAtom));
/** What a segment may read, then a stamp, then everything else. */
const segmentCondition = tree(
  fc.oneof(textAtom({ ...texts, ...scoredTexts }), numberAtom({ ...numbers, ...scoredNumbers }), listAtom),
);
const stampCondition = tree(fc.oneof(segmentCondition, textAtom(segmentText)));
const condition = tree(
  fc.oneof({ weight: 3, arbitrary: stampCondition }, { weight: 1, arbitrary: numberAtom({ priority: [0, 1, 5] }) }),
);

// ── calendars and reps ────────────────────────────────────────────────────────────────────────────────────────────

const blockMenu: readonly (readonly (readonly [string, string])[])[] = [
  [],
  [['09:00', '17:00']],
  [
    ['09:00', '12:30'],
    ['13:30', '18:00'],
  ],
  [['22:00', '06:00']],
  [['00:00', '24:00']],
  [['02:30', '10:00']],
  [['01:15', '02:45']],
  [
    ['18:00', '02:00'],
    ['09:00', '11:00'],
  ],
];
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const blocks = from(blockMenu);
const calendarGene = fc.record({
  timeZone: from(zones),
  usual: from(blockMenu.slice(1)),
  days: fc.array(fc.tuple(from(weekdays), blocks), { maxLength: 3 }),
  holiday: rarely(fc.integer({ min: -1, max: 3 })),
  override: rarely(fc.tuple(fc.integer({ min: -1, max: 3 }), blocks)),
  rest: rarely(
    fc.tuple(
      fc.integer({ min: -1, max: 3 }),
      from([
        ['10:00', '11:30'],
        ['23:00', '01:00'],
      ] as const),
    ),
  ),
});
const toCalendar = (gene: typeof calendarGene extends fc.Arbitrary<infer T> ? T : never, n: number, start: number) =>
  clean({
    id: `calendar-${n}`,
    timeZone: gene.timeZone,
    weekly: { ...Object.fromEntries(weekdays.map((name) => [name, gene.usual])), ...Object.fromEntries(gene.days) },
    holidays: gene.holiday === undefined ? undefined : [dateOf(start, gene.holiday)],
    overrides: gene.override && { [dateOf(start, gene.override[0])]: gene.override[1] },
    breaks: gene.rest && { [dateOf(start, gene.rest[0])]: [gene.rest[1]] },
  });

const weight = fc.oneof(
  { weight: 5, arbitrary: fc.constant(1) },
  { weight: 4, arbitrary: from([2, 3, 5, 7, 10]) },
  { weight: 1, arbitrary: from([97, 360, 1_000]) },
);
const cap = fc.record({
  per: from(['hour', 'day', 'week', 'month'] as const),
  max: from([1, 2, 2, 3, 3, 5, 0]),
  window: rarely(from(['calendar', 'rolling'] as const), 2),
  when: rarely(condition),
});
type CapGene = typeof cap extends fc.Arbitrary<infer T> ? T : never;
const leaveDay = fc.integer({ min: -3, max: 4 });
const leaveGene = fc.record({
  from: leaveDay,
  days: fc.nat(2),
  times: rarely(
    from([
      ['08:00', '12:00'],
      ['12:00', '23:30'],
      ['02:15', '02:45'],
    ] as const),
    2,
  ),
  stopDaysBefore: rarely(from([0, 1, 2])),
});
type LeaveGene = typeof leaveGene extends fc.Arbitrary<infer T> ? T : never;
const repGene = fc.record({
  calendar: rarely(index, 1),
  weight: rarely(weight, 1),
  capacity: rarely(from([1, 2, 3, 3, 5, 10, 10, 0]), 2),
  caps: fc.oneof(
    { weight: 3, arbitrary: fc.constant<CapGene[]>([]) },
    { weight: 2, arbitrary: fc.array(cap, { maxLength: 3 }) },
  ),
  skills: fc.dictionary(from(words.skill), from([0, 1, 2, 3]), { maxKeys: 2 }),
  languages: some(words.language),
  territories: fc.array(
    fc.record(
      { country: from(words.country), region: from(words.region), postalPrefix: from(words.postal) },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  ),
  products: some(words.product),
  industries: some(words.industry),
  seniority: rarely(from([0, 1, 2, 3])),
  tags: some(words.tag),
  leave: fc.oneof(
    { weight: 3, arbitrary: fc.constant<LeaveGene[]>([]) },
    { weight: 1, arbitrary: fc.array(leaveGene, { maxLength: 3 }) },
  ),
  startsAt: rarely(fc.integer({ min: -20, max: 3 }), 6),
  ramp: rarely(fc.record({ from: from([0.01, 0.25, 0.5, 1]), days: from([1, 14, 30]) }), 2),
});
type RepGene = typeof repGene extends fc.Arbitrary<infer T> ? T : never;
const toRep = (gene: RepGene, n: number, start: number, calendars: readonly { readonly id: string }[]): Rep =>
  ({
    ...gene,
    id: `rep-${n}`,
    teamId: teamIdOf(n),
    calendarId: gene.calendar === undefined || calendars.length === 0 ? undefined : at(calendars, gene.calendar).id,
    calendar: undefined,
    caps: gene.caps.map((one, k) => ({ ...one, id: `cap-${n}-${k}` })),
    leave: gene.leave.map(({ from: first, days, times, stopDaysBefore }) => ({
      from: dateOf(start, first) + (times ? `T${times[0]}` : ''),
      to: dateOf(start, first + days) + (times ? `T${times[1]}` : ''),
      stopDaysBefore: times ? undefined : stopDaysBefore,
    })),
    startsAt: gene.startsAt === undefined ? undefined : dateOf(start, gene.startsAt),
    ramp: gene.startsAt === undefined ? undefined : gene.ramp,
  }) as unknown as Rep;

// ── queues ────────────────────────────────────────────────────────────────────────────────────────────────────────

const requirement = fc
  .tuple(
    fc.oneof(
      fc.record({ skill: from(words.skill), min: rarely(from([0, 1, 2])) }),
      fc.record({ language: from(['lead', ...words.language]) }),
      fc.record({ territory: fc.constant('lead' as const) }),
      fc.record({ product: from(['lead', ...words.product]) }),
      fc.record({ industry: from(['lead', ...words.industry]) }),
      fc.record({ seniority: from([0, 1, 2]) }),
      fc.record({ tag: from(words.tag) }),
    ),
    rarely(condition),
  )
  .map(([need, when]) => ({ ...need, when }));
const minutes = from([1, 4, 10, 20, 60, 120, 480]);
const steps = fc.array(fc.record({ all: fc.array(requirement, { maxLength: 2 }), forMinutes: minutes }), {
  maxLength: 3,
});
const measure = from(['count', 'value', 'effort'] as const);
const bestMatch = fc.record({
  type: fc.constant('best_match' as const),
  budget: from([0, 0.25, 0.5, 1.07, 4]),
  prefer: fc.array(
    fc.tuple(requirement, from([-3, 1, 2, 10])).map(([need, points]) => ({ ...need, points })),
    { minLength: 1, maxLength: 3 },
  ),
});
const sticky = fc.record({
  type: fc.constant('sticky' as const),
  field: from(['companyKey', 'country', 'country', 'emailDomain', 'fields.plan', 'products', 'value']),
  overdraft: rarely(from([0, 0.5, 1, 1.5, 3]), 1),
  otherwise: rarely(fc.oneof(from([{ type: 'load_balance' as const }, { type: 'fair_share' as const }]), bestMatch), 1),
});
/** Every rep is in one of three teams. */
const teamIdOf = (n: number): string => `team-${n % 3}`;
const teamShare = fc.record({
  type: fc.constant('fair_share' as const),
  by: rarely(measure, 2),
  valueMax: fc.constant(40),
  teams: fc.array(fc.record({ weight: rarely(from([1, 2, 5]), 1) }), { minLength: 3, maxLength: 3 }),
});
const makeUpShare = fc.record({
  type: fc.constant('fair_share' as const),
  by: rarely(measure, 2),
  valueMax: fc.constant(40),
  makeUp: fc.oneof(fc.constant('full' as const), fc.record({ capped: from([1, 2]) })),
  accrueOn: rarely(
    fc.uniqueArray(from(['on_leave', 'off_shift', 'offline', 'at_cap', 'at_capacity']), { minLength: 1 }),
    1,
  ),
});
/** Queues that share a ledger measure it alike: by count. */
function strategyOf({ strategy, ledger }: QueueGene, members: readonly string[]): object {
  if ('teams' in strategy) {
    const { teams, ...rest } = strategy;
    const ids = new Set(members.map((id) => teamIdOf(Number(id.slice('rep-'.length)))));
    const used = teams.map((row, t) => ({ id: teamIdOf(t), ...row })).filter(({ id }) => ids.has(id));
    return { ...rest, ...(ledger !== undefined && { by: undefined }), teams: used };
  }
  if ('strategies' in strategy) {
    const { length } = strategy.strategies;
    const tiers = strategy.strategies.map((own, t) => ({
      repIds: members.filter((_, k) => k % length === t),
      strategy: own,
    }));
    return { type: strategy.type, tiers: tiers.filter(({ repIds }) => repIds.length > 0) };
  }
  if (ledger === undefined || strategy.type !== 'fair_share') return strategy;
  if ('makeUp' in strategy) return { ...strategy, by: undefined };
  const ledgers = 'ledgers' in strategy ? strategy.ledgers.map((row) => ({ ...row, by: undefined })) : undefined;
  return { type: 'fair_share', ledgers };
}
const queueGene = fc.record({
  members: fc.integer({ min: 1, max: 4095 }),
  weights: rarely(fc.record({ mask: fc.nat(4095), weight }), 3),
  steps: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: steps }),
  lenient: fc.boolean(),
  strategy: fc.oneof(
    { weight: 4, arbitrary: fc.constant({ type: 'fair_share' as const }) },
    { weight: 2, arbitrary: fc.constant({ type: 'load_balance' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fair_share' as const),
        by: from(['value', 'effort'] as const),
        valueUnit: from([1, 100, 3_000]),
        valueMax: from([3, 40]),
      }),
    },
    { weight: 1, arbitrary: bestMatch },
    { weight: 1, arbitrary: sticky },
    { weight: 1, arbitrary: teamShare },
    { weight: 1, arbitrary: makeUpShare },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('priority_tiers' as const),
        strategies: fc.array(
          rarely(fc.oneof(from([{ type: 'load_balance' }, { type: 'fair_share' }]), bestMatch, sticky), 1),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fair_share' as const),
        valueUnit: from([1, 100]),
        valueMax: from([3, 40]),
        ledgers: fc
          .array(fc.record({ by: rarely(measure), when: plainCondition, weight: rarely(from([1, 2, 5]), 1) }), {
            minLength: 1,
            maxLength: 3,
          })
          .map((rows) =>
            rows.map(({ when, ...row }, n) => (n === 0 ? { id: 'all', ...row } : { id: `part-${n}`, when, ...row })),
          ),
      }),
    },
  ),
  ledger: rarely(from(['shared', 'other']), 2),
  units: rarely(from([1, 2, 3]), 2),
  unitsWhen: rarely(fc.array(fc.record({ when: condition, units: from([1, 2, 4]) }), { maxLength: 2 })),
  calendar: rarely(index, 2),
  nobody: from(['none', 'hold', 'then', 'then', 'overflow', 'overflow', 'route_anyway', 'nurture'] as const),
  afterMinutes: minutes,
  afterHours: rarely(from(['wait', 'on_call', 'on_call', 'route_anyway'] as const), 2),
  other: fc.tuple(index, index),
  ownerHits: rarely(from(['charge', 'free'] as const), 3),
  offer: rarely(
    fc.record({
      to: rarely(from([1, 2, 2, 3]), 1),
      forMinutes: minutes,
      clock: rarely(from(['rep', 'queue', 'rep_and_queue', 'wall'] as const), 1),
      rounds: rarely(from([1, 2, 3]), 1),
      onLapse: rarely(from(['stay', 'switch_off', 'switch_off'] as const), 1),
      unaccepted: rarely(from(['charge', 'free'] as const), 1),
    }),
    5,
  ),
});
type QueueGene = typeof queueGene extends fc.Arbitrary<infer T> ? T : never;
interface Parts {
  readonly reps: readonly { readonly id: string }[];
  readonly calendars: readonly { readonly id: string }[];
  readonly tracks: readonly { readonly id: string }[];
}
function toQueue(gene: QueueGene, n: number, count: number, { reps, calendars, tracks }: Parts): Queue {
  const masked = (mask: number) => reps.filter((_, k) => (mask >> k) % 2 === 1);
  const members = masked(gene.members).length > 0 ? masked(gene.members) : reps.slice(0, 1);
  const later = (k: number): string | undefined =>
    n + 1 < count ? `queue-${n + 1 + (k % (count - n - 1))}` : undefined;
  const [first, second] = [later(gene.other[0]), later(gene.other[1])];
  const nobody = {
    none: undefined,
    hold: { type: 'hold' },
    then: first ? { type: 'hold', afterMinutes: gene.afterMinutes, then: { queueId: first } } : { type: 'hold' },
    overflow: first ? { type: 'overflow', queueId: first } : undefined,
    route_anyway: { type: 'route_anyway' },
    nurture: { type: 'nurture', track: tracks.length > 0 ? at(tracks, gene.other[0]).id : undefined },
  }[gene.nobody];
  const onCall = second === undefined ? { type: 'wait' } : { type: 'on_call', queueId: second };
  const weighted = masked(gene.weights?.mask ?? 0).filter((rep) => members.includes(rep));
  const last = gene.lenient ? [{ all: [] }] : [];
  const all = [...gene.steps, ...last].map((step, k, rows) => ({
    ...step,
    forMinutes: k === rows.length - 1 ? undefined : 'forMinutes' in step ? step.forMinutes : 1,
  }));
  return {
    id: `queue-${n}`,
    repIds: members.map(({ id }) => id),
    weights: gene.weights && Object.fromEntries(weighted.map(({ id }) => [id, gene.weights!.weight])),
    requirements: gene.steps.length === 0 ? undefined : all,
    strategy: strategyOf(
      gene,
      members.map(({ id }) => id),
    ),
    ledger: gene.ledger,
    units: gene.units,
    unitsWhen: gene.unitsWhen,
    calendarId: gene.calendar === undefined || calendars.length === 0 ? undefined : at(calendars, gene.calendar).id,
    nobodyEligible: nobody,
    afterHours: gene.afterHours && (gene.afterHours === 'on_call' ? onCall : { type: gene.afterHours }),
    ownerHits: gene.ownerHits,
    offer: gene.offer,
  } as unknown as Queue;
}

// ── rules, scores, SLAs, recycling ────────────────────────────────────────────────────────────────────────────────

const ruleGene = fc.record({
  when: condition,
  kind: from(['queue', 'queue', 'queue', 'account', 'account', 'lead', 'rejected', 'nurtured'] as const),
  absent: from(['wait', 'wait', 'cover', 'rotate'] as const),
  overdraft: rarely(from([0, 0.5, 1, 1.25, 3]), 1),
  minutes,
  sla: rarely(index, 1),
  queue: index,
  own: rarely(index, 1),
  track: rarely(index, 2),
});
type RuleGene = typeof ruleGene extends fc.Arbitrary<infer T> ? T : never;
function toRule(
  gene: RuleGene,
  id: string,
  when: Condition,
  slas: readonly Sla[],
  queues: readonly Queue[],
  parts: Parts,
): Rule {
  const queueId = at(queues, gene.queue).id;
  const slaId = gene.sla === undefined || slas.length === 0 ? undefined : at(slas, gene.sla).id;
  const track = gene.track === undefined || parts.tracks.length === 0 ? undefined : at(parts.tracks, gene.track).id;
  if (gene.kind === 'queue') return { id, when, then: { queueId, slaId } } as unknown as Rule;
  if (gene.kind === 'rejected') return { id, when, then: { disposition: 'rejected' } };
  if (gene.kind === 'nurtured') return { id, when, then: { disposition: 'nurtured', track } } as unknown as Rule;
  const ownerAbsent = { type: gene.absent, queueId, minutes: gene.absent === 'wait' ? gene.minutes : undefined };
  const own = gene.own === undefined ? undefined : at(queues, gene.own).id;
  return {
    id,
    when,
    then: { owner: gene.kind, ownerAbsent, overdraft: gene.overdraft, queueId: own, slaId },
  } as unknown as Rule;
}

const points = from([-20, -7, 5, 8, 10, 11, 20, 33, 640]);
const group = rarely(fc.nat(1), 1);
const scorecards = fc.array(
  fc.record({
    max: rarely(from([20, 40]), 2),
    min: rarely(from([-10, 0]), 2),
    groups: rarely(
      fc.array(fc.record({ max: rarely(from([8, 15]), 1), min: rarely(from([-8, 0]), 1) }), {
        minLength: 2,
        maxLength: 2,
      }),
      1,
    ),
    sourceWeights: rarely(fc.dictionary(from(words.source), from([0, 33, 50, 150]), { minKeys: 1, maxKeys: 2 }), 1),
    criteria: fc.array(
      fc.oneof(
        fc.record({ points, group, when: plainCondition }),
        fc.record({
          points,
          group,
          when: rarely(plainCondition),
          activity: from(words.activity),
          maxTimes: rarely(from([1, 2, 3]), 2),
          decay: rarely(
            fc.oneof(fc.record({ halfLifeDays: from([1, 2, 14]) }), fc.record({ linearDays: from([1, 7, 30]) })),
            1,
          ),
        }),
      ),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 2 },
);
const scoring = fc.record({
  scorecards,
  totalPoints: rarely(fc.record({ max: rarely(from([15, 30]), 1), min: rarely(from([-5, 0, 5]), 1) }), 2),
  graded: fc.boolean(),
  labels: from([{ A: 20, B: 10, C: 0 }, { '1': 11, '2': -5 }, { X: 0 }]),
  qualification: rarely(
    fc.record({ sql: fc.record({ min: points }), mql: fc.record({ min: points }) }, { requiredKeys: [] }),
    1,
  ),
  segments: fc.array(segmentCondition, { maxLength: 2 }),
  priorities: fc.array(fc.record({ when: stampCondition, priority: from([1, 5, -1]) }), { maxLength: 2 }),
});

const milestones = <T extends string>(does: readonly T[]) =>
  rarely(
    fc.array(
      fc
        .tuple(
          fc.oneof(
            fc.record({ atFraction: from([0.25, 0.5, 0.75, 1, 1.5]) }),
            fc.record({ atMinutes: from([1, 4, 20, 60]) }),
          ),
          fc.uniqueArray(from(does), { minLength: 1, maxLength: 2 }),
        )
        .map(([at, all]) => ({ ...at, do: all, to: (all as string[]).includes('notify') ? ['desk'] : undefined })),
      { maxLength: 3 },
    ),
    1,
  );
const owned = ['remind', 'notify', 'escalate', 'set_offline', 'reassign', 'reassign', 'take_back', 'recycle'] as const;
const target = (id: string) =>
  fc.record({
    id: fc.constant(id),
    minutes: from([4, 20, 60, 120, 480]),
    clock: rarely(from(['rep', 'queue', 'rep_and_queue', 'wall', 'wall'] as const), 1),
    until: rarely(from(['accept', 'respond', 'close'] as const), 4),
    start: rarely(from(['assignment', 'opening', 'opening'] as const), 2),
    milestones: milestones(owned),
  });
const followUp = fc
  .tuple(target('follow_up'), from([1, 2, 3, 5]), rarely(some(words.activity), 1))
  .map(([gene, attempts, activities]) => ({ ...gene, until: undefined, attempts, activities }));
const deliver = fc
  .tuple(target('deliver'), milestones(['notify', 'escalate', 'recycle'] as const))
  .map(([{ clock, ...gene }, own]) => ({
    ...gene,
    until: undefined,
    clock: clock === 'wall' ? ('wall' as const) : undefined,
    milestones: own,
  }));
const slaGene = fc.record({
  targets: fc
    .tuple(target('first_response'), fc.array(fc.oneof(target('resolution'), followUp, deliver), { maxLength: 3 }))
    .map(([first, more]) => [...new Map([first, ...more].map((one) => [one.id, one])).values()]),
  tiers: rarely(
    fc.array(fc.record({ when: condition, first_response: fc.record({ minutes: from([2, 10, 30, 240]) }) }), {
      maxLength: 2,
    }),
    2,
  ),
  meaningful: rarely(fc.constant(['call']), 1),
  pauseOn: rarely(fc.constant(['waiting']), 1),
  resumeOn: rarely(from([['visit'], ['call', 'waiting'], []]), 2),
  maxReassignments: rarely(from([0, 1, 2, 3]), 1),
  thenDo: rarely(from(['manager', 'hold', 'recycle'] as const), 1),
  exhausted: rarely(from(['reuse_earliest', 'hold', 'manager'] as const), 1),
});
const coolDownOpen = rarely(fc.record({ minutes: from([1, 60, 1_000]), calendar: index }), 2);
const tracks = fc
  .tuple(
    fc.record({
      coolDownOpen,
      coolDownDays: from([0, 1, 3]),
      backOn: rarely(some(words.activity), 2),
      backWhen: rarely(condition),
    }),
    fc.record({
      coolDownOpen,
      coolDownDays: from([0, 1, 30]),
      backOn: rarely(some(words.activity), 2),
      backWhen: rarely(condition),
    }),
  )
  .map(([a, b]) => [
    { id: 'no_response', ...a },
    { id: 'education', ...b },
  ]);
const recycling = rarely(
  fc.record({
    maxCycles: rarely(from([0, 1, 2]), 1),
    minDaysBetweenContacts: rarely(from([0, 1, 2]), 1),
    reasons: rarely(fc.dictionary(from(['lost', 'no_response']), from(['no_response', 'education'])), 2),
    tracks: rarely(tracks, 1),
  }),
  1,
);

export interface Setting {
  readonly policy: Policy;
  /** When the history begins: before or after a change of clocks, or on a plain day. */
  readonly start: number;
}
export interface SettingLimits {
  readonly repsMax?: number;
}

/** A policy that compiles, and when its history begins. */
export const setting = ({ repsMax = 12 }: SettingLimits = {}): fc.Arbitrary<Setting> =>
  fc
    .record({
      anchor: from(anchors),
      hours: fc.nat(30),
      calendars: fc.array(calendarGene, { maxLength: 3 }),
      reps: fc.array(repGene, { minLength: 1, maxLength: repsMax, size: 'max' }),
      queues: fc.array(queueGene, { minLength: 1, maxLength: 4, size: 'max' }),
      rules: fc.array(ruleGene, { maxLength: 4 }),
      last: ruleGene,
      scoring,
      slas: fc.array(slaGene, { maxLength: 2 }),
      recycling,
      duplicates: rarely(
        fc.record({
          action: from(['dispose', 'owner', 'owner', 'merge', 'ignore', 'ignore'] as const),
          keys: rarely(fc.shuffledSubarray(['email', 'person', 'phone'] as const, { minLength: 1 }), 1),
          windowDays: rarely(from([1, 2, 30]), 1),
        }),
        1,
      ),
    })
    .map(({ anchor, hours, scoring: { scorecards: cards, graded, labels, segments, ...more }, ...genes }) => {
      const start = Date.parse(`${anchor}T00:00Z`) + hours * hour;
      const calendars = genes.calendars.map((gene, n) => toCalendar(gene, n, start));
      const parts = {
        calendars,
        reps: genes.reps.map((gene, n) => toRep(gene, n, start, calendars)),
        tracks: (genes.recycling?.tracks ?? []).map(({ coolDownOpen: open, ...track }) => {
          if (open === undefined || calendars.length === 0) return track;
          return { ...track, coolDownOpen: { minutes: open.minutes, calendarId: at(calendars, open.calendar).id } };
        }),
      };
      const tracked = parts.tracks.length > 0;
      const queues = genes.queues.map((gene, n) => toQueue(gene, n, genes.queues.length, parts));
      const slas = genes.slas.map((sla, n) => ({ id: `sla-${n}`, ...sla })) as unknown as Sla[];
      const rules = genes.rules.map((gene, n) => toRule(gene, `rule-${n}`, gene.when, slas, queues, parts));
      const named = cards.map((card, n) => ({
        ...card,
        id: `card-${n}`,
        groups: card.groups?.map((row, k) => ({ ...row, id: `group-${k}` })),
        criteria: card.criteria.map(({ group, ...row }, k) => ({
          ...row,
          id: `criterion-${n}-${k}`,
          group: card.groups === undefined || group === undefined ? undefined : `group-${group}`,
        })),
      }));
      const policy = {
        behavior: 1,
        calendars,
        reps: parts.reps,
        queues,
        rules: [...rules, toRule(genes.last, 'rule-last', true, slas, queues, parts)],
        scorecards: named,
        grades:
          graded && named.length > 0
            ? { scorecards: named.map(({ id }) => id), ...Object.fromEntries(named.map(({ id }) => [id, labels])) }
            : undefined,
        segments: segments.map((when, n) => ({ id: `segment-${n}`, when })),
        ...more,
        priorities: more.priorities.map((row, n) => ({ id: `priority-${n}`, ...row })),
        slas,
        recycling: genes.recycling && {
          ...genes.recycling,
          reasons: tracked ? genes.recycling.reasons : undefined,
          tracks: tracked ? parts.tracks : undefined,
        },
        duplicates: genes.duplicates,
      };
      return { start, policy: clean(policy) as unknown as Policy };
    });

// ── leads, facts, histories ───────────────────────────────────────────────────────────────────────────────────────

const activityGene = fc.record({
  type: from(words.activity),
  /** Before now, in thousandths of a day; below 0: a clock that runs ahead. */
  ago: from([0, 0, 1, 500, 999, 1_000, 1_001, 2_000, 3_000, 9_500, 13_999, 14_000, 20_000, 40_000, -100]),
  count: rarely(from([1, 2, 3]), 3),
});
const toActivity = (
  { type, ago, count }: typeof activityGene extends fc.Arbitrary<infer T> ? T : never,
  now: number,
): Activity => clean({ type, at: now - ago * 86_400, count }) as Activity;

const names: readonly { readonly [key: string]: string }[] = [
  { Name: 'Kim Roe' },
  { 'First Name': 'Kim', last_name: 'Röe' },
  { 'full-name': 'ROE, Kim', Name: ' ' },
  { name: 'Kim' },
];

/** A clean lead, but for its id and the instants of its activities, which `toLead` gives it. */
export const leadGene = fc.record({
  createdAt: orNull(fc.constant(1_700_000_000_000)),
  source: orNull(from(words.source)),
  email: orNull(from(words.email)),
  emailDomain: orNull(from(words.domain)),
  emailClass: orNull(from(['business', 'business', 'free', 'disposable', 'academic', 'invalid'] as const)),
  roleAccount: fc.boolean(),
  competitor: rarely(fc.boolean()),
  phone: orNull(from(words.phone)),
  company: orNull(fc.constant('Acme GmbH')),
  companyKey: orNull(fc.constant('acme')),
  employees: orNull(
    from([
      { min: 1, max: 49 },
      { min: 50, max: 199 },
      { min: 200, max: null },
    ]),
  ),
  jobTitle: orNull(fc.constant('Head of Sales')),
  seniority: orNull(from(['executive', 'manager'])),
  jobFunction: orNull(fc.constant('sales')),
  industry: orNull(from(words.industry)),
  products: some(words.product),
  country: orNull(from(words.country)),
  region: orNull(from(words.region)),
  postalCode: orNull(from(words.postal)),
  timeZone: orNull(from(zones)),
  language: orNull(from(words.language)),
  value: orNull(from([0, 99, 100, 101, 5_000])),
  tags: some(words.tag),
  activities: fc.array(activityGene, { maxLength: 4 }),
  fields: fc.oneof(fc.constant({}), from(names), fc.record({ plan: from([...words.plan, 1, null] as Json[]) })),
  invalid: rarely(fc.constant({ field: 'email', expected: 'an address' }), 30),
});
export type LeadGene = typeof leadGene extends fc.Arbitrary<infer T> ? T : never;
export const toLead = ({ activities, ...gene }: LeadGene, id: string, now: number): Lead =>
  clean({ ...gene, id, activities: activities.map((one) => toActivity(one, now)), provenance: {} }) as unknown as Lead;

/** When a step happens: at the `pick`-th of the instants that matter, one off or exact; or at the same instant again. */
export interface When {
  readonly pick: number | null;
  readonly delta: number;
}
const when: fc.Arbitrary<When> = fc.record({
  pick: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 5, arbitrary: from([0, 0, 0, 1, 2]) },
    { weight: 1, arbitrary: from([5, 10, 30]) },
  ),
  delta: from([0, 0, 0, 0, 1, -1, 60_000, -3_600_000]),
});
export type Step =
  | { readonly type: 'route'; readonly lead: LeadGene; readonly when: When }
  | { readonly type: 'switch'; readonly rep: number; readonly online: boolean; readonly when: When }
  | ({ readonly type: 'credit'; readonly when: When } & CreditGene)
  | {
      readonly type: 'input';
      readonly on: number;
      readonly input: InputGene;
      readonly name: typeof nameGene extends fc.Arbitrary<infer T> ? T : never;
      readonly when: When;
    };
const unnamed = { id: undefined, behind: undefined };
/** A correction in a queue for one of its members, for so many minutes, or for good. */
const creditGene = fc.record({
  queue: index,
  rep: index,
  milli: from([1, 333, 1_000, 2_500, -500, -1_000]),
  minutes: orNull(minutes),
});
type CreditGene = typeof creditGene extends fc.Arbitrary<infer T> ? T : never;
export function toCredit({ queue, rep, milli, minutes: valid }: CreditGene, { queues }: Policy, now: number) {
  const { id, repIds } = at(queues, queue);
  const expiresAt = valid === null ? null : now + valid * 60_000;
  return { queueId: id, repId: at(repIds, rep), leads: milli / 1_000, reason: 'data', by: 'ops', expiresAt };
}
/** An input to an earlier lead; without a `rep` it comes from whoever has the lead. */
const inputGene = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('tick' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: from(['decline', 'decline', 'respond', 'accept', 'accept'] as const),
      rep: rarely(index, 5),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: from(['pause', 'resume', 'resume', 'release', 'release'] as const) }) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ type: fc.constant('reject' as const) }),
      fc.record({
        type: from(['nurture', 'recycle'] as const),
        reason: rarely(from(['no_response', 'education', 'lost']), 1),
      }),
    ),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('assign' as const), rep: index }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('activity' as const), activity: activityGene }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('merge' as const), lead: leadGene, other: rarely(fc.constant(true)) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('close' as const), outcome: from(['converted', 'lost'] as const) }),
  },
);
export type InputGene = typeof inputGene extends fc.Arbitrary<infer T> ? T : never;
/** What an input says of itself: an id that may have come before, an epoch that may be over. */
const nameGene = fc.record({ id: rarely(from(['a', 'b', 'c']), 3), behind: rarely(from([0, 0, 1, -1]), 3) });
export const toNamed = (
  input: ReferenceInput,
  { id, behind }: typeof nameGene extends fc.Arbitrary<infer T> ? T : never,
  epoch: number,
): ReferenceInput =>
  clean({ ...input, id, epoch: behind === undefined ? undefined : Math.max(0, epoch - behind) }) as ReferenceInput;
export function toInput(
  gene: InputGene,
  reps: readonly { readonly id: string }[],
  owner: string | null,
  now: number,
  leadId: string,
): ReferenceInput {
  if (gene.type === 'merge') return { type: 'merge', lead: toLead(gene.lead, gene.other ? 'other' : leadId, now) };
  if (gene.type === 'activity') return { type: 'activity', activity: toActivity(gene.activity, now) };
  if (!['decline', 'respond', 'accept', 'assign'].includes(gene.type)) return clean(gene) as ReferenceInput;
  const repId =
    !('rep' in gene) || gene.rep === undefined ? (owner ?? reps[0]!.id) : at([...reps, { id: 'gone' }], gene.rep).id;
  return (gene.type === 'assign' ? { type: 'assign', repId, by: 'ops' } : { type: gene.type, repId }) as ReferenceInput;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ type: fc.constant('route' as const), lead: leadGene, when }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('switch' as const), rep: index, online: fc.boolean(), when }) },
  {
    weight: 12,
    arbitrary: fc.record({ type: fc.constant('input' as const), on: index, input: inputGene, name: nameGene, when }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(creditGene, when).map(([gene, at]): Step => ({ type: 'credit', ...gene, when: at })),
  },
);

/** What takes a lead from hand to hand: everybody declines it, or nobody touches it and every wake-up is kept. */
const chain: fc.Arbitrary<Step[]> = fc
  .record({
    on: index,
    times: fc.integer({ min: 2, max: 6 }),
    type: from(['decline', 'decline', 'tick', 'release'] as const),
  })
  .map(({ on, times, type }) => {
    const pick = type === 'tick' ? 0 : null;
    return Array.from(
      { length: times },
      () => ({ type: 'input', on, input: { type }, name: unnamed, when: { pick, delta: 0 } }) as Step,
    );
  });
/** A lead is put to rest and called back around the end of its rest, until its cycles are used up. */
const rests: fc.Arbitrary<Step[]> = fc
  .record({
    on: index,
    track: from(['no_response', 'education']),
    calls: fc.array(fc.record({ type: from(words.activity), delta: from([0, 0, -1, 1]) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ on, track, calls }) => {
    const rest: Step = {
      type: 'input',
      on,
      input: { type: 'nurture', reason: track },
      name: unnamed,
      when: { pick: null, delta: 0 },
    };
    return calls.flatMap(({ type, delta }): Step[] => [
      rest,
      {
        type: 'input',
        on,
        input: { type: 'activity', activity: { type, ago: 0, count: undefined } },
        name: unnamed,
        when: { pick: 0, delta },
      },
    ]);
  });
/** An owner works on a lead: calls, waits, answers, with pauses, around the instants at which something is due. */
const work: fc.Arbitrary<Step[]> = fc
  .record({
    on: index.map((n) => 2 * n + 1),
    does: fc.array(
      fc.record({
        input: fc.oneof(
          {
            weight: 3,
            arbitrary: from(['call', 'call', 'waiting', 'waiting', 'visit'] as const).map((type) => ({
              type: 'activity' as const,
              activity: { type, ago: 0, count: undefined },
            })),
          },
          {
            weight: 2,
            arbitrary: from(['respond', 'accept'] as const).map((type) => ({ type, rep: undefined })),
          },
          { weight: 2, arbitrary: from(['pause', 'resume', 'resume'] as const).map((type) => ({ type })) },
        ),
        pick: fc.oneof(fc.constant(null), from([0, 0, 1])),
        delta: from([0, 0, -1, 1, 60_000]),
      }),
      { minLength: 2, maxLength: 7 },
    ),
  })
  .map(({ on, does }) =>
    does.map(
      ({ input, pick, delta }) =>
        ({ type: 'input', on, input: input as InputGene, name: unnamed, when: { pick, delta } }) as Step,
    ),
  );
const stretch: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 16, arbitrary: step.map((one) => [one]) },
  { weight: 1, arbitrary: chain },
  { weight: 1, arbitrary: rests },
  { weight: 2, arbitrary: work },
);

const someRep = fc.option(index, { nil: null, freq: 4 });
export const factsGene = fc.record({
  owners: fc.array(fc.tuple(from(words.domain), someRep), { maxLength: 3 }),
  earlier: fc.array(
    fc.tuple(
      fc.oneof(
        from(words.email).map((one) => `email:${one}`),
        from(words.phone).map((one) => `phone:${one}`),
        from(words.domain).map((one) => `person:${one}|kim roe`),
      ),
      fc.nat(20),
      someRep,
      // days from the beginning of the history, a millisecond before or after; not known
      fc.option(fc.tuple(from([-30, -2, -1, 0, 1]), from([-1, 0, 1])), { freq: 2 }),
    ),
    { maxLength: 2 },
  ),
});
export function toFacts(
  { owners, earlier }: typeof factsGene extends fc.Arbitrary<infer T> ? T : never,
  reps: readonly { readonly id: string }[],
  start = 0,
): ReferenceFacts {
  const repAt = (n: number | null): string | null => (n === null ? null : at([...reps, ...reps, { id: 'gone' }], n).id);
  return {
    accountByDomain: Object.fromEntries(
      owners.map(([domain, rep], n) => [domain, { accountId: `account-${n}`, ownerRepId: repAt(rep) }]),
    ),
    leadByDedupeKey: Object.fromEntries(
      earlier.map(([key, lead, rep, when]) => [
        key,
        { leadId: `lead-${lead}`, repId: repAt(rep), ...(when && { at: start + when[0] * 86_400_000 + when[1] }) },
      ]),
    ),
  };
}

export interface History extends Setting {
  readonly facts: ReferenceFacts;
  readonly steps: readonly Step[];
}
/** A policy and what happens under it. */
export const history = (limits: SettingLimits & { readonly stepsMax?: number } = {}): fc.Arbitrary<History> =>
  fc
    .tuple(
      setting(limits),
      factsGene,
      fc.array(stretch, { minLength: 1, maxLength: limits.stepsMax ?? 40, size: 'max' }),
    )
    .map(([base, facts, stretches]) => ({
      ...base,
      facts: toFacts(facts, base.policy.reps, base.start),
      steps: stretches.flat(),
    }));
