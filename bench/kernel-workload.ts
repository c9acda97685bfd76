// Policies, leads and states to time the kernel with: everything that a decision can meet, in fixed random mixtures.
import {
  compileOrThrow,
  initialState,
  type Lead,
  type Policy,
  type Router,
  type RoutingState,
  routeMany,
} from '../src/index.js';

export interface WorkloadSize {
  readonly name: string;
  readonly reps: number;
  readonly rules: number;
  readonly queues: number;
}

/** The sizes that are timed: three kinds of team, the size of the promise (50 reps, 200 rules), and one queue that grows. */
export const workloadSizes: readonly WorkloadSize[] = [
  { name: 'small', reps: 10, rules: 20, queues: 1 },
  { name: 'team', reps: 100, rules: 50, queues: 2 },
  { name: 'desk', reps: 50, rules: 200, queues: 1 },
  { name: 'org', reps: 1_000, rules: 200, queues: 20 },
  { name: 'huge', reps: 10_000, rules: 1_000, queues: 100 },
  { name: 'pool 5', reps: 5, rules: 200, queues: 1 },
  { name: 'pool 500', reps: 500, rules: 200, queues: 1 },
  { name: 'pool 10k', reps: 10_000, rules: 200, queues: 1 },
];

export interface Workload {
  readonly size: WorkloadSize;
  readonly policy: Policy;
  readonly router: Router;
  /** After a few leads per rep. */
  readonly state: RoutingState;
  readonly leads: readonly Lead[];
  /** A Tuesday, while all of the zones are at work. */
  readonly now: number;
}

/** Small seeded generator (mulberry32): every run times the same work. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const now = 1_780_412_400_000; // 2026-06-02T15:00:00Z
const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i}`);
const countries = names('C', 40);
const industries = names('industry', 30);
const sources = names('source', 12);
const products = names('product', 8);
const languages = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja'];
const cuts = [1, 11, 51, 201, 501, 1_001, 5_001, 10_001, 200_001];
const zones = ['America/New_York', 'America/Chicago', 'Europe/London', 'Europe/Berlin'];

type Random = () => number;
const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const some = <T>(random: Random, values: readonly T[], share: number): readonly T[] =>
  values.filter(() => random() < share);
/** At least one of them. */
const aFew = <T>(random: Random, values: readonly T[], share: number): readonly T[] => [
  ...new Set([pick(random, values), ...some(random, values, share)]),
];

function repOf(random: Random, n: number): Policy['reps'][number] {
  const onLeave = n % 17 === 5;
  return {
    id: `rep-${String(n).padStart(5, '0')}`,
    calendarId: `hours-${n % 4}`,
    weight: 1 + (n % 3),
    capacity: 400,
    caps: [{ per: 'day', max: 60 }, ...(n % 2 === 0 ? [{ per: 'week' as const, max: 250 }] : [])],
    skills: { enterprise: Math.floor(random() * 4) },
    languages: ['en', ...some(random, languages.slice(1), 0.4)],
    products: some(random, products, 0.8),
    ...(onLeave && { leave: [{ from: '2026-05-30', to: '2026-06-05' }] }),
  };
}

function ruleOf(random: Random, n: number, count: number, queues: number): Policy['rules'][number] {
  const all: object[] = [];
  // so selective that about one rule fits a lead, however many there are
  for (let share = 1; share > 1.5 / count; ) {
    const which = Math.floor(random() * 4);
    const width = 1 + Math.floor(random() * 3);
    if (which === 0) {
      all.push({ field: 'country', op: 'in', value: aFew(random, countries, 0.1 * width) });
      share *= 0.1 * width;
    } else if (which === 1) {
      all.push({ field: 'industry', op: 'in', value: aFew(random, industries, 0.1 * width) });
      share *= 0.1 * width;
    } else if (which === 2) {
      const first = Math.floor(random() * 6);
      all.push({ field: 'employeesMin', op: 'between', value: [cuts[first]!, cuts[first + 2]! - 1] });
      share *= 0.25;
    } else {
      all.push({ field: 'source', op: 'eq', value: pick(random, sources) });
      share *= 1 / 12;
    }
  }
  return { id: `rule-${n}`, when: { all } as never, then: { queueId: `queue-${n % queues}`, slaId: 'inbound' } };
}

const criteria = [
  { id: 'business', when: { field: 'emailClass', op: 'eq', value: 'business' }, points: 10 },
  { id: 'free', when: { field: 'emailClass', op: 'eq', value: 'free' }, points: -15 },
  { id: 'big', when: { field: 'employeesMin', op: 'gte', value: 1_001 }, points: 20 },
  { id: 'middle', when: { field: 'employeesMin', op: 'between', value: [51, 1_000] }, points: 10 },
  { id: 'decides', when: { field: 'seniority', op: 'in', value: ['cxo', 'vp', 'director'] }, points: 20 },
  { id: 'home', when: { field: 'country', op: 'in', value: countries.slice(0, 8) }, points: 10 },
] as const;

function policyOf(random: Random, { reps, rules, queues }: WorkloadSize): Policy {
  const perQueue = Math.ceil(reps / queues);
  const repIds = Array.from({ length: reps }, (_, n) => `rep-${String(n).padStart(5, '0')}`);
  const weekday = [['06:00', '12:00'] as const, ['12:30', '21:00'] as const];
  const weekly = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday };
  return {
    behavior: 1,
    reps: repIds.map((_, n) => repOf(random, n)),
    calendars: zones.map((timeZone, n) => ({
      id: `hours-${n}`,
      timeZone,
      // one zone in four is closed at the moment
      weekly: n === 3 ? { mon: [['06:00', '14:00']], wed: [['06:00', '14:00']] } : weekly,
    })),
    queues: Array.from({ length: queues }, (_, n) => ({
      id: `queue-${n}`,
      repIds: repIds.slice(n * perQueue, (n + 1) * perQueue),
      strategy: { type: 'fair_share' },
      requirements: [
        {
          all: [
            { language: 'lead' },
            { skill: 'enterprise', min: 2, when: { field: 'employeesMin', op: 'gte', value: 1_001 } },
          ],
        },
      ],
      units: 1,
    })),
    scorecards: [
      { id: 'fit', max: 60, criteria },
      {
        id: 'interest',
        max: 40,
        criteria: [
          { id: 'visit', activity: 'visit', points: 4, maxTimes: 5, decay: { halfLifeDays: 14 } },
          { id: 'demo', activity: 'demo', points: 20, maxTimes: 1 },
        ],
      },
    ],
    grades: { scorecards: ['fit', 'interest'], fit: { A: 40, B: 20, C: 0 }, interest: { '1': 20, '2': 8, '3': 0 } },
    qualification: { sql: { min: 50 }, mql: { min: 30 } },
    segments: [
      { id: 'enterprise', when: { field: 'employeesMin', op: 'gte', value: 1_001 } },
      { id: 'middle', when: { field: 'employeesMin', op: 'gte', value: 51 } },
    ],
    priorities: [{ id: 'hot', when: { field: 'grade', op: 'in', value: ['A1', 'A2'] }, priority: 9 }],
    slas: [
      {
        id: 'inbound',
        targets: [
          {
            id: 'first_response',
            minutes: 120,
            milestones: [{ atMinutes: 90, do: ['remind'] }],
          },
        ],
      },
    ],
    rules: [
      ...Array.from({ length: rules - 1 }, (_, n) => ruleOf(random, n, rules, queues)),
      { id: 'rest', when: true, then: { queueId: 'queue-0', slaId: 'inbound' } },
    ],
  } as Policy;
}

function leadOf(random: Random, n: number): Lead {
  const min = Math.floor(200_000 ** random());
  const company = `company-${Math.floor(random() * 5_000)}`;
  const free = random() < 0.2;
  return {
    id: `lead-${String(n).padStart(6, '0')}`,
    createdAt: now - Math.floor(random() * 60_000),
    source: pick(random, sources),
    email: `person-${n}@${free ? 'mail' : company}.example`,
    emailDomain: free ? 'mail.example' : `${company}.example`,
    emailClass: free ? 'free' : 'business',
    roleAccount: false,
    phone: random() < 0.5 ? `+1212555${String(1_000 + (n % 9_000))}` : null,
    company,
    companyKey: company,
    employees: { min, max: min },
    jobTitle: 'VP Sales',
    seniority: pick(random, ['cxo', 'vp', 'director', 'manager', 'other']),
    jobFunction: 'sales',
    industry: pick(random, industries),
    products: some(random, products, 0.2),
    country: countries[Math.floor(random() * random() * countries.length)]!,
    region: null,
    postalCode: String(10_000 + Math.floor(random() * 90_000)),
    timeZone: null,
    language: random() < 0.6 ? 'en' : pick(random, languages),
    value: Math.floor(random() * 100_000) * 100,
    tags: ['inbound'],
    activities:
      random() < 0.5
        ? [
            { type: 'visit', at: now - Math.floor(random() * 2_000_000_000), count: 2 },
            { type: 'demo', at: now - 60_000 },
          ]
        : [],
    fields: { campaign: `campaign-${n % 40}` },
    provenance: {},
  };
}

/** Leads through JSON, so that texts and shapes are what a server would hold. */
const leadsOf = (random: Random, count: number): readonly Lead[] =>
  JSON.parse(JSON.stringify(Array.from({ length: count }, (_, n) => leadOf(random, n)))) as readonly Lead[];

/** A policy of the given size, compiled, with leads and a state that is well under way. */
export function kernelWorkload(size: WorkloadSize, leadCount = 4_096): Workload {
  const random = generator(size.reps * 31 + size.rules);
  const policy = policyOf(random, size);
  const router = compileOrThrow(policy);
  const leads = leadsOf(random, leadCount);
  const begun = routeMany(
    router,
    initialState(router),
    leads.slice(0, Math.min(leadCount, size.reps * 4)),
    now - 90_000_000,
    {
      trace: 'none',
    },
  );
  return { size, policy, router, state: JSON.parse(JSON.stringify(begun.state)) as RoutingState, leads, now };
}
