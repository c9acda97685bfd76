// Small policies and leads that examples start from; each example states only what matters to it.
import {
  compile,
  compileOrThrow,
  type Diagnostic,
  type Extensions,
  type Lead,
  type NamedCalendar,
  type Policy,
  type Queue,
  type Rep,
  type Router,
} from '../../src/index.js';

/** Monday 2 March 2026, 09:00 UTC. */
export const monday: number = Date.UTC(2026, 2, 2, 9);
export const minute = 60_000;
export const hour = 3_600_000;
export const day = 86_400_000;

/** A clean lead of which nothing is known but what is given. */
export const leadWith = (known: Partial<Lead> = {}): Lead => ({
  id: 'l1',
  createdAt: null,
  source: null,
  email: null,
  emailDomain: null,
  emailClass: null,
  roleAccount: false,
  phone: null,
  company: null,
  companyKey: null,
  employees: null,
  jobTitle: null,
  seniority: null,
  jobFunction: null,
  industry: null,
  products: [],
  country: null,
  region: null,
  postalCode: null,
  timeZone: null,
  language: null,
  value: null,
  tags: [],
  activities: [],
  fields: {},
  provenance: {},
  ...known,
});

export interface PolicyParts extends Omit<Partial<Policy>, 'reps' | 'queues'> {
  /** Ids, or reps in full. Default: `ana` and `ben`. */
  readonly reps?: readonly (string | Rep)[];
  /** In place of the one queue `pool`, or parts of it. */
  readonly queues?: readonly Queue[];
  readonly pool?: Partial<Queue>;
  readonly slaId?: string;
}

/** One queue `pool` with all reps, and one rule `everyone` that leads there, unless `parts` say otherwise. */
export function policyWith({ reps = ['ana', 'ben'], queues, pool, slaId, ...more }: PolicyParts = {}): Policy {
  const rows = reps.map((rep) => (typeof rep === 'string' ? { id: rep } : rep));
  const own: Queue = { id: 'pool', repIds: rows.map(({ id }) => id), strategy: { type: 'fair_share' }, ...pool };
  return {
    behavior: 1,
    reps: rows,
    queues: queues ?? [own],
    rules: [{ id: 'everyone', when: true, then: { queueId: 'pool', ...(slaId === undefined ? {} : { slaId }) } }],
    ...more,
  };
}

export const routerWith = (parts: PolicyParts = {}, extensions: Extensions = {}): Router =>
  compileOrThrow(policyWith(parts), extensions);

/** What `compile` says about anything at all: the diagnostics, or the warnings of the router. */
export function diagnosticsOf(policy: unknown, extensions: Extensions = {}): readonly Diagnostic[] {
  const result = compile(policy as Policy, extensions);
  return result.ok ? result.value.warnings : result.error;
}

const nineToFive = [['09:00', '17:00']] as const;

/** Working hours from nine to five on weekdays. */
export const officeHours = (id: string, timeZone: string): NamedCalendar => ({
  id,
  timeZone,
  weekly: { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive },
});
