// The names and shapes of the public API as they were published first. They may grow; what was written against them must
// go on compiling: contract.test-d.ts holds the library to that. Six types are the library's own, because only its
// functions make values of them (Calendar, Router, RoutingState, LeadRecord, RoutingEvent) or because codes are added
// (ReasonParams); of four of them the published shape stands here as `…Shape`.
import type { Calendar, LeadRecord, ReasonParams, Router, RoutingEvent, RoutingState } from 'fairlead';

export type { Calendar, LeadRecord, ReasonParams, Router, RoutingEvent, RoutingState };

// ── core ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export type EpochMs = number; // UTC instant, whole milliseconds
export type DurationMs = number; // length of time, whole milliseconds
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** One row per reason code: the docs table, the texts and the golden tests are generated from this interface. */
export interface ReasonParamsShape {
  'lead.invalid_field': { readonly field: string; readonly expected: string };
  'lead.duplicate': { readonly ofLeadId: string };
  'lead.disqualified': { readonly ruleId: string };
  'match.requirement_unmet': { readonly requirement: string };
  'match.skill_missing': { readonly skill: string; readonly needed: number; readonly has: number };
  'match.off_shift': { readonly nextShiftAt: EpochMs | null };
  'match.on_leave': { readonly until: EpochMs | null };
  'match.offline': Record<never, never>;
  'match.at_capacity': { readonly open: number; readonly capacity: number };
  'match.at_cap': {
    readonly per: string;
    readonly count: number;
    readonly cap: number;
    readonly resetsAt: EpochMs | null;
  };
  'match.excluded_owner': { readonly since: EpochMs };
  'match.already_declined': { readonly at: EpochMs };
  'match.custom': { readonly filterId: string; readonly message: string };
  'rule.faulted': { readonly ruleId: string; readonly message: string };
}
export type ReasonCode = keyof ReasonParams;
export type Reason<C extends ReasonCode = ReasonCode> = {
  readonly [K in C]: { readonly code: K } & ReasonParams[K];
}[C];

// ── normalize: 'fairlead/normalize' ──────────────────────────────────────────────────────────────────────────────
export interface RawLead {
  readonly id: string;
  readonly [field: string]: Json;
}
/** How a normalised value came about. `confidence` orders competing evidence: 'high' > 'medium' > 'low'. */
export interface Provenance {
  readonly raw: Json;
  readonly method: string;
  readonly confidence: 'high' | 'medium' | 'low';
}
export interface Lead {
  readonly id: string;
  readonly createdAt: EpochMs | null;
  readonly source: string | null;
  readonly email: string | null;
  readonly emailDomain: string | null;
  readonly emailClass: 'business' | 'free' | 'disposable' | 'academic' | 'invalid' | null;
  readonly roleAccount: boolean;
  readonly phone: string | null; // E.164
  readonly company: string | null;
  readonly companyKey: string | null;
  readonly employees: { readonly min: number; readonly max: number | null } | null;
  readonly jobTitle: string | null;
  readonly seniority: string | null;
  readonly jobFunction: string | null;
  readonly industry: string | null;
  readonly products: readonly string[];
  readonly country: string | null; // ISO 3166-1 alpha-2
  readonly region: string | null; // ISO 3166-2
  readonly postalCode: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly value: number | null; // expected value, integer minor units
  readonly tags: readonly string[];
  readonly activities: readonly Activity[];
  readonly fields: { readonly [key: string]: Json }; // the caller's own, untouched
  readonly provenance: { readonly [field: string]: Provenance };
}
export interface Activity {
  readonly type: string;
  readonly at: EpochMs;
  readonly count?: number;
}
export function normalizeLead(raw: RawLead, options?: NormalizeOptions): Lead;
export interface NormalizeOptions {
  readonly defaultCountry?: string;
  readonly competitorDomains?: readonly string[];
  readonly aliases?: { readonly [field: string]: { readonly [from: string]: string } };
  readonly registrableDomain?: (host: string) => string | null;
  readonly mapping?: { readonly [leadField: string]: string | readonly string[] };
}
export function normalizeCountry(text: string): {
  readonly value: string | null;
  readonly method: string;
  readonly confidence: Provenance['confidence'];
};
export function normalizeRegion(
  text: string,
  country: string | null,
): { readonly value: string | null; readonly method: string; readonly confidence: Provenance['confidence'] };
export function normalizePhone(
  text: string,
  defaultCountry?: string,
): { readonly e164: string | null; readonly country: string | null; readonly region: string | null };
export function normalizeEmail(text: string): {
  readonly email: string | null;
  readonly domain: string | null;
  readonly class: NonNullable<Lead['emailClass']>;
  readonly roleAccount: boolean;
};
export function companyKey(text: string): { readonly key: string; readonly legalForm: string | null };
export function parseEmployees(text: string): Lead['employees'];
export function parseJobTitle(text: string): { readonly seniority: string | null; readonly function: string | null };

// ── calendar ─────────────────────────────────────────────────────────────────────────────────────────────────────
/** Wall-clock hours in a zone. '24:00' closes a day; an interval that ends before it starts runs into the next day. */
export interface CalendarSpec {
  readonly timeZone: string;
  readonly weekly: {
    readonly [day in 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun']?: readonly (readonly [string, string])[];
  };
  readonly holidays?: readonly string[]; // 'YYYY-MM-DD': closed all day
  readonly overrides?: { readonly [date: string]: readonly (readonly [string, string])[] }; // replace that date's hours
  readonly breaks?: { readonly [date: string]: readonly (readonly [string, string])[] }; // cut out of that date's hours
  readonly closures?: readonly (readonly [EpochMs, EpochMs])[]; // absolute, for leave
}
export function compileCalendar(spec: CalendarSpec): Calendar;
export function intersectCalendars(...calendars: readonly Calendar[]): Calendar;
export function unionCalendars(...calendars: readonly Calendar[]): Calendar;
export function isOpen(calendar: Calendar, at: EpochMs): boolean; // intervals are [open, close)
export function nextOpen(calendar: Calendar, at: EpochMs): EpochMs | null; // `at` itself where it is open; null: never again
export function nextClose(calendar: Calendar, at: EpochMs): EpochMs | null; // first close strictly after `at`
/** Earliest instant u >= at such that [at, u) holds exactly `duration` of open time (0: nextOpen). Negative: the mirror image. null: never. */
export function addOpenTime(calendar: Calendar, at: EpochMs, duration: DurationMs): EpochMs | null;
/** Open time in [from, to); negative where to < from. Elapsed time, not wall-clock time, on days that change offset. */
export function openTimeBetween(calendar: Calendar, from: EpochMs, to: EpochMs): DurationMs;
/** Wall clock to instant. Gap: shifted forward by the gap. Overlap: the first occurrence. Independent of the host's zone. */
export function zonedToInstant(local: string, timeZone: string, disambiguation?: 'earlier' | 'later'): EpochMs;
export function offsetAt(timeZone: string, at: EpochMs): DurationMs;

// ── condition ────────────────────────────────────────────────────────────────────────────────────────────────────
export type Condition =
  | boolean
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly op: Operator; readonly value?: Json };
export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'not_in'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'exists'
  | 'missing'
  | 'contains'
  | 'contains_any'
  | 'contains_all'
  | 'starts_with'
  | 'ends_with';
/** Three-valued: a comparison with a missing field is 'unknown', and a rule fires only on true. */
export function evaluateCondition(
  condition: Condition,
  subject: { readonly [field: string]: unknown },
): true | false | 'unknown';

// ── policy: plain JSON, written and read by people ───────────────────────────────────────────────────────────────
// reps, queues (members, weights, requirements, strategy, caps, ledger, fallback), rules, scorecards, calendars, slas,
// recycling. See DESIGN.md; `Policy` below names only what the functions here rely on.
export interface Policy {
  readonly behavior: 1;
  readonly reps: readonly Rep[];
  readonly queues: readonly Queue[];
  readonly rules: readonly Rule[];
  readonly [section: string]: unknown;
}
export interface Rep {
  readonly id: string;
  readonly weight?: number;
  readonly capacity?: number;
  readonly skills?: { readonly [skill: string]: number };
  readonly calendarId?: string;
  readonly [more: string]: unknown;
}
export interface Queue {
  readonly id: string;
  readonly repIds: readonly string[];
  readonly strategy: { readonly type: string; readonly [option: string]: unknown };
  readonly [more: string]: unknown;
}
export interface Rule {
  readonly id: string;
  readonly when: Condition;
  readonly then:
    | { readonly queueId: string; readonly slaId?: string }
    | { readonly disposition: 'rejected' | 'nurtured' };
}

export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}
export function compile(policy: Policy, extensions?: Extensions): Result<Router, readonly Diagnostic[]>;
export function compileOrThrow(policy: Policy, extensions?: Extensions): Router;
export interface Extensions {
  readonly filters?: readonly Filter[];
  readonly strategies?: readonly Strategy[];
}
export interface Filter {
  readonly id: string;
  readonly test: (input: { readonly lead: ScoredLead; readonly rep: Rep; readonly now: EpochMs }) => Verdict;
}
export type Verdict =
  | { readonly type: 'eligible' }
  | { readonly type: 'unavailable'; readonly reason: Reason; readonly until: EpochMs | null } // not now; accrues nothing
  | { readonly type: 'ineligible'; readonly reason: Reason }; // not under this policy
export interface Strategy {
  readonly id: string;
  readonly pick: (eligible: readonly number[], context: unknown) => number;
}

// ── stages, one at a time ────────────────────────────────────────────────────────────────────────────────────────
export interface Score {
  readonly points: number;
  readonly grade: string;
  readonly segment: string | null;
  readonly priority: number;
  readonly because: readonly { readonly criterionId: string; readonly points: number }[];
}
export interface ScoredLead extends Lead {
  readonly score: Score;
}
export function scoreLead(router: Router, lead: Lead, now: EpochMs): ScoredLead;
export function matchReps(
  router: Router,
  state: RoutingState,
  lead: ScoredLead,
  now: EpochMs,
): {
  readonly ruleId: string;
  readonly queueId: string | null;
  readonly eligibleRepIds: readonly string[];
  readonly trace: Trace;
};
export function distribute(
  router: Router,
  state: RoutingState,
  queueId: string,
  eligibleRepIds: readonly string[],
  lead: ScoredLead,
): { readonly repId: string; readonly state: RoutingState } | null;

// ── state (per scope, O(reps)) and record (per lead) ─────────────────────────────────────────────────────────────
/** What routing remembers about reps and fairness: plain JSON, columns indexed by rep, no lead in it. */
export interface RoutingStateShape {
  readonly version: 1;
  readonly seq: number;
  readonly fingerprint: string;
  readonly [column: string]: unknown;
}
export function initialState(router: Router): RoutingState;
/** State carried onto an edited policy. Fairness is never reset. */
export function rebase(router: Router, state: RoutingState): RoutingState;
/** What routing remembers about one lead: plain JSON for the caller to keep beside the lead's row. */
export interface LeadRecordShape {
  readonly version: 1;
  readonly leadId: string;
  readonly lead: ScoredLead;
  readonly status: 'assigned' | 'offered' | 'held' | 'nurtured' | 'rejected' | 'closed';
  readonly repId: string | null;
  readonly queueId: string | null;
  readonly ruleId: string | null;
  readonly wakeAt: EpochMs | null; // when `advance(…, { type: 'tick' }, …)` is next worth calling
  readonly [more: string]: unknown; // sla clock, owners so far, cycles, pauses
}
export interface RoutingEventShape {
  readonly seq: number;
  readonly at: EpochMs;
  readonly leadId: string;
  readonly type: string;
  readonly [more: string]: unknown;
}

// ── decisions and traces ─────────────────────────────────────────────────────────────────────────────────────────
interface DecisionBase {
  readonly leadId: string;
  readonly at: EpochMs;
  readonly trace: Trace;
  readonly faults: readonly Reason<'rule.faulted'>[];
}
export type Decision =
  | (DecisionBase & {
      readonly type: 'assigned';
      readonly repId: string;
      readonly queueId: string;
      readonly ruleId: string;
      readonly dueAt: EpochMs | null;
    })
  | (DecisionBase & {
      readonly type: 'offered';
      readonly repIds: readonly string[];
      readonly queueId: string;
      readonly ruleId: string;
      readonly expiresAt: EpochMs;
    })
  | (DecisionBase & {
      readonly type: 'held';
      readonly queueId: string;
      readonly ruleId: string;
      readonly retryAt: EpochMs | null;
      readonly wakeOn: readonly string[];
    })
  | (DecisionBase & {
      readonly type: 'disposed';
      readonly disposition: 'rejected' | 'nurtured' | 'duplicate';
      readonly reason: Reason | null;
    });
export interface Trace {
  readonly ruleId: string | null;
  readonly considered: number;
  readonly counts: { readonly [code in ReasonCode]?: number };
  readonly candidates: readonly Candidate[] | null;
}
export interface Candidate {
  readonly repId: string;
  readonly verdict: Verdict;
  readonly rank: number | null;
  readonly parts: { readonly [part: string]: number };
}

// ── the kernel ───────────────────────────────────────────────────────────────────────────────────────────────────
export interface RouteOptions {
  readonly facts?: Facts;
  readonly trace?: 'none' | 'counts' | 'full';
}
export interface Facts {
  readonly accountByDomain?: {
    readonly [domain: string]: { readonly accountId: string; readonly ownerRepId: string | null };
  };
  readonly leadByDedupeKey?: { readonly [key: string]: { readonly leadId: string; readonly repId: string | null } };
}
export interface Outcome {
  readonly decision: Decision | null;
  readonly record: LeadRecord;
  readonly events: readonly RoutingEvent[];
  readonly state: RoutingState;
}
export function route(
  router: Router,
  state: RoutingState,
  lead: Lead,
  now: EpochMs,
  options?: RouteOptions,
): Outcome & { readonly decision: Decision };
export function routeMany(
  router: Router,
  state: RoutingState,
  leads: readonly Lead[],
  now: EpochMs,
  options?: RouteOptions,
): {
  readonly outcomes: readonly (Omit<Outcome, 'state'> & { readonly decision: Decision })[];
  readonly state: RoutingState;
};
export type Input =
  | { readonly type: 'tick' }
  | { readonly type: 'accept' | 'decline' | 'respond'; readonly repId: string; readonly reason?: string }
  | { readonly type: 'pause' | 'resume' }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'assign'; readonly repId: string; readonly by: string } // manual override
  | { readonly type: 'release' | 'recycle' | 'nurture' | 'reject'; readonly reason?: string }
  | { readonly type: 'close'; readonly outcome: 'converted' | 'lost'; readonly value?: number };
export function advance(
  router: Router,
  state: RoutingState,
  record: LeadRecord,
  input: Input,
  now: EpochMs,
  options?: RouteOptions,
): Outcome;
/** The law behind both: folding `evolve` over the events gives the returned state and record. */
export function evolve(
  router: Router,
  before: { readonly state: RoutingState; readonly record: LeadRecord | null },
  event: RoutingEvent,
): { readonly state: RoutingState; readonly record: LeadRecord };
export function setAvailability(
  router: Router,
  state: RoutingState,
  repId: string,
  online: boolean,
  now: EpochMs,
): { readonly state: RoutingState; readonly events: readonly RoutingEvent[] };
export function requirements(
  router: Router,
  lead: Lead,
): { readonly domains: readonly string[]; readonly dedupeKeys: readonly string[] };
export function explain(decision: Decision): string;

// ── ports: 'fairlead/runtime', the only asynchronous entry point ─────────────────────────────────────────────────
export interface Clock {
  readonly now: () => EpochMs;
}
export interface Commit {
  readonly state: RoutingState;
  readonly records: readonly LeadRecord[];
  readonly events: readonly RoutingEvent[];
}
export interface Store {
  readonly load: (
    scope: string,
    leadIds: readonly string[],
  ) => Promise<{
    readonly state: RoutingState | null;
    readonly revision: string | null;
    readonly records: readonly LeadRecord[];
  }>;
  readonly commit: (
    scope: string,
    expectedRevision: string | null,
    change: Commit,
  ) => Promise<Result<{ readonly revision: string }, { readonly code: 'store.revision_conflict' }>>;
  readonly due: (scope: string, now: EpochMs, limit: number) => Promise<readonly string[]>; // lead ids by wakeAt
  readonly held: (scope: string, queueId: string, limit: number) => Promise<readonly string[]>; // by priority, then age
  readonly events: (scope: string, afterSeq: number, limit: number) => Promise<readonly RoutingEvent[]>; // the outbox
}
export interface Runner {
  readonly route: (scope: string, lead: Lead) => Promise<Outcome & { readonly decision: Decision }>;
  readonly advance: (scope: string, leadId: string, input: Input) => Promise<Outcome>;
  readonly sweep: (scope: string, limit?: number) => Promise<readonly RoutingEvent[]>; // due ticks, then held leads
}
export function createRunner(options: {
  readonly router: Router;
  readonly store: Store;
  readonly clock: Clock;
  readonly loadFacts?: (needs: ReturnType<typeof requirements>) => Promise<Facts>;
  readonly attempts?: number;
}): Runner;
export function memoryStore(): Store;
