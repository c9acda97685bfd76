// The public API as callers write it: names, order of arguments, what comes back. Signatures that change break here.
import {
  addOpenTime,
  advance,
  type Calendar,
  type CalendarSpec,
  type Condition,
  compile,
  compileCalendar,
  compileOrThrow,
  type Decision,
  type Diagnostic,
  decisionOf,
  distribute,
  evaluateCondition,
  evolve,
  explain,
  type Input,
  initialState,
  intersectCalendars,
  isOpen,
  type Lead,
  type LeadRecord,
  matchReps,
  nextClose,
  nextOpen,
  type Outcome,
  offsetAt,
  openTimeBetween,
  type Policy,
  type PolicyDocument,
  type Reason,
  type ReasonCode,
  type ReasonParams,
  type Result,
  type Router,
  type RoutingEvent,
  type RoutingState,
  rebase,
  requirements,
  route,
  routeMany,
  type ScoredLead,
  scoreLead,
  setAvailability,
  type Trace,
  unionCalendars,
  type Verdict,
  zonedToInstant,
} from 'fairlead';
import {
  normalizeCountry,
  normalizeEmail,
  normalizeLead,
  normalizePhone,
  parseEmployees,
  parseJobTitle,
} from 'fairlead/normalize';
import { type Clock, type Commit, createRunner, memoryStore, type Runner, type Store } from 'fairlead/runtime';
import { describe, expectTypeOf, test } from 'vitest';

declare const policy: Policy;
declare const router: Router;
declare const state: RoutingState;
declare const lead: Lead;
declare const scored: ScoredLead;
declare const record: LeadRecord;
declare const event: RoutingEvent;
declare const decision: Decision;
declare const calendar: Calendar;

describe('stages', () => {
  test('compile gives a result; only compile makes a router', () => {
    expectTypeOf(compile(policy)).toEqualTypeOf<Result<Router, readonly Diagnostic[]>>();
    expectTypeOf(compileOrThrow(policy)).toEqualTypeOf<Router>();
    expectTypeOf(compile).parameter(0).toEqualTypeOf<PolicyDocument>();
    expectTypeOf<Policy>().toExtend<PolicyDocument>();
    expectTypeOf<Router['fingerprint']>().toEqualTypeOf<string>();
    expectTypeOf<Router['policy']>().toEqualTypeOf<Policy>();
    // @ts-expect-error a router is no plain object that anybody could write down
    const forged: Router = { policy, fingerprint: '', warnings: [] };
    // @ts-expect-error a policy is not a router
    route(policy, state, lead, 0);
    return forged;
  });

  test('a lead goes through the stages in order', () => {
    expectTypeOf(scoreLead).parameters.toEqualTypeOf<[Router, Lead, number]>();
    expectTypeOf(scoreLead(router, lead, 0)).toEqualTypeOf<ScoredLead>();
    const matched = matchReps(router, state, scored, 0);
    expectTypeOf(matched.queueId).toEqualTypeOf<string | null>();
    expectTypeOf(matched.eligibleRepIds).toEqualTypeOf<readonly string[]>();
    expectTypeOf(matched.trace).toEqualTypeOf<Trace>();
    const picked = distribute(router, state, 'pool', ['ana'], scored);
    expectTypeOf(picked).toEqualTypeOf<{ readonly repId: string; readonly state: RoutingState } | null>();
    expectTypeOf<ScoredLead>().toExtend<Lead>();
    expectTypeOf<Lead>().not.toExtend<ScoredLead>();
    // @ts-expect-error a lead must be scored before it is matched
    matchReps(router, state, lead, 0);
    // @ts-expect-error and before it is distributed
    distribute(router, state, 'pool', ['ana'], lead);
    // @ts-expect-error a raw lead must be normalised before it is routed
    route(router, state, { id: 'l1', email: 'a@b.example' }, 0);
  });

  test('raw leads become leads', () => {
    expectTypeOf(normalizeLead({ id: 'l1', anything: [1] })).toEqualTypeOf<Lead>();
    // @ts-expect-error a lead has an id
    normalizeLead({ email: 'a@b.example' });
    expectTypeOf(normalizeEmail('').class).toEqualTypeOf<NonNullable<Lead['emailClass']>>();
    expectTypeOf(normalizeCountry('').value).toEqualTypeOf<string | null>();
    expectTypeOf(normalizePhone('', 'US').e164).toEqualTypeOf<string | null>();
    expectTypeOf(parseEmployees('')).toEqualTypeOf<Lead['employees']>();
    expectTypeOf(parseJobTitle('').function).toEqualTypeOf<string | null>();
  });
});

describe('the kernel', () => {
  test('route and routeMany', () => {
    expectTypeOf(route).parameters.toExtend<[Router, RoutingState, Lead, number, unknown?]>();
    const outcome = route(router, state, lead, 0, { facts: {}, trace: 'full' });
    expectTypeOf(outcome).toExtend<Outcome>();
    expectTypeOf(outcome.decision).toEqualTypeOf<Decision>();
    const many = routeMany(router, state, [lead], 0);
    expectTypeOf(many.state).toEqualTypeOf<RoutingState>();
    expectTypeOf(many.outcomes[0]!.decision).toEqualTypeOf<Decision>();
    expectTypeOf(many.outcomes[0]!).not.toHaveProperty('state');
    // @ts-expect-error there are three traces
    route(router, state, lead, 0, { trace: 'some' });
  });

  test('advance takes every input, in this order of arguments', () => {
    expectTypeOf(advance).parameter(2).toEqualTypeOf<LeadRecord>();
    expectTypeOf(advance).parameter(3).toEqualTypeOf<Input>();
    expectTypeOf(advance(router, state, record, { type: 'tick' }, 0)).toEqualTypeOf<Outcome>();
    expectTypeOf<Outcome['decision']>().toEqualTypeOf<Decision | null>();
    expectTypeOf<Input['type']>().toEqualTypeOf<
      | 'tick'
      | 'accept'
      | 'decline'
      | 'respond'
      | 'pause'
      | 'resume'
      | 'activity'
      | 'merge'
      | 'assign'
      | 'release'
      | 'recycle'
      | 'nurture'
      | 'reject'
      | 'close'
    >();
    // @ts-expect-error who accepts?
    advance(router, state, record, { type: 'accept' }, 0);
    // @ts-expect-error closed how?
    advance(router, state, record, { type: 'close' }, 0);
  });

  test('evolve, rebase, availability, needs, text', () => {
    expectTypeOf(initialState(router)).toEqualTypeOf<RoutingState>();
    expectTypeOf(evolve(router, { state, record: null }, event)).toEqualTypeOf<{
      readonly state: RoutingState;
      readonly record: LeadRecord;
    }>();
    expectTypeOf(rebase).parameters.toEqualTypeOf<[Router, RoutingState]>();
    expectTypeOf(setAvailability).parameters.toEqualTypeOf<[Router, RoutingState, string, boolean, number]>();
    expectTypeOf(setAvailability(router, state, 'ana', true, 0).events).toEqualTypeOf<readonly RoutingEvent[]>();
    expectTypeOf(requirements(router, lead)).toEqualTypeOf<{
      readonly domains: readonly string[];
      readonly dedupeKeys: readonly string[];
    }>();
    expectTypeOf(explain(decision)).toEqualTypeOf<string>();
    expectTypeOf(decisionOf(record)).toEqualTypeOf<Decision>();
  });

  test('decisions are told apart by type', () => {
    expectTypeOf<Decision['type']>().toEqualTypeOf<'assigned' | 'offered' | 'held' | 'disposed'>();
    if (decision.type === 'assigned') {
      expectTypeOf(decision.repId).toEqualTypeOf<string>();
      expectTypeOf(decision.dueAt).toEqualTypeOf<number | null>();
    } else if (decision.type === 'held') {
      expectTypeOf(decision.retryAt).toEqualTypeOf<number | null>();
      // @ts-expect-error a held lead has no rep
      void decision.repId;
    } else if (decision.type === 'disposed') {
      expectTypeOf(decision.disposition).toEqualTypeOf<'rejected' | 'nurtured' | 'duplicate'>();
    } else expectTypeOf(decision.expiresAt).toEqualTypeOf<number>();
  });

  test('records and states are plain data that nobody writes to', () => {
    expectTypeOf<LeadRecord['status']>().toEqualTypeOf<
      'assigned' | 'offered' | 'held' | 'nurtured' | 'rejected' | 'closed'
    >();
    expectTypeOf<LeadRecord['wakeAt']>().toEqualTypeOf<number | null>();
    expectTypeOf<RoutingState['version']>().toEqualTypeOf<1>();
    // @ts-expect-error read only
    state.seq = 1;
    // @ts-expect-error read only
    record.repId = 'ana';
    // @ts-expect-error read only
    state.reps.open[0] = 1;
  });
});

describe('reasons', () => {
  test('each code has its own parameters', () => {
    expectTypeOf<ReasonCode>().toEqualTypeOf<keyof ReasonParams>();
    expectTypeOf<Reason<'match.at_capacity'>>().toExtend<{ readonly open: number; readonly capacity: number }>();
    const full: Reason = { code: 'match.at_capacity', open: 5, capacity: 5 };
    // @ts-expect-error capacity is missing
    const half: Reason = { code: 'match.at_capacity', open: 5 };
    // @ts-expect-error there is no such code
    const none: Reason = { code: 'match.tired' };
    // @ts-expect-error that is another code's parameter
    const mixed: Reason = { code: 'match.offline', open: 5 };
    return [full, half, none, mixed];
  });

  test('verdicts are told apart by type', () => {
    expectTypeOf<Verdict['type']>().toEqualTypeOf<'eligible' | 'unavailable' | 'ineligible'>();
    expectTypeOf<Extract<Verdict, { type: 'unavailable' }>['until']>().toEqualTypeOf<number | null>();
    // @ts-expect-error never and not now are different things
    const wrong: Verdict = { type: 'ineligible', reason: { code: 'match.offline' }, until: 5 };
    return wrong;
  });
});

describe('policies, conditions, calendars', () => {
  test('a policy in JSON fits the type', () => {
    const written = {
      behavior: 1,
      reps: [{ id: 'ana', caps: [{ per: 'day', max: 3 }] }],
      queues: [{ id: 'pool', repIds: ['ana'], strategy: { type: 'fair_share' } }],
      rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
    } as const;
    expectTypeOf(written).toExtend<Policy>();
    // @ts-expect-error behavior is 1
    const future: Policy = { ...written, behavior: 2 };
    // @ts-expect-error there is no such period
    const yearly: Policy = { ...written, reps: [{ id: 'ana', caps: [{ per: 'year', max: 3 }] }] };
    return [future, yearly];
  });

  test('conditions', () => {
    const condition: Condition = { all: [{ field: 'country', op: 'in', value: ['US'] }, { not: true }] };
    expectTypeOf(evaluateCondition(condition, {})).toEqualTypeOf<boolean | 'unknown'>();
    // @ts-expect-error there is no such operator
    const wrong: Condition = { field: 'country', op: 'like', value: 'U%' };
    return wrong;
  });

  test('calendars: only compileCalendar makes one', () => {
    expectTypeOf(compileCalendar).parameter(0).toEqualTypeOf<CalendarSpec>();
    expectTypeOf(compileCalendar({ timeZone: 'UTC', weekly: {} })).toEqualTypeOf<Calendar>();
    expectTypeOf(isOpen(calendar, 0)).toEqualTypeOf<boolean>();
    expectTypeOf(nextOpen(calendar, 0)).toEqualTypeOf<number | null>();
    expectTypeOf(nextClose(calendar, 0)).toEqualTypeOf<number | null>();
    expectTypeOf(addOpenTime).parameters.toEqualTypeOf<[Calendar, number, number]>();
    expectTypeOf(openTimeBetween).parameters.toEqualTypeOf<[Calendar, number, number]>();
    expectTypeOf(intersectCalendars(calendar, calendar)).toEqualTypeOf<Calendar>();
    expectTypeOf(unionCalendars(calendar)).toEqualTypeOf<Calendar>();
    expectTypeOf(zonedToInstant('2026-03-02T09:00', 'UTC', 'later')).toEqualTypeOf<number>();
    expectTypeOf(offsetAt('UTC', 0)).toEqualTypeOf<number>();
    // @ts-expect-error a spec is not a calendar
    isOpen({ timeZone: 'UTC', weekly: {} }, 0);
  });
});

test('the runtime is the only room with promises', () => {
  const store: Store = memoryStore();
  const clock: Clock = { now: () => 0 };
  const runner = createRunner({ router, store, clock });
  expectTypeOf(runner).toExtend<Runner>();
  expectTypeOf(runner.route).parameters.toExtend<[string, Lead]>();
  expectTypeOf(runner.advance).parameters.toExtend<[string, string, Input]>();
  expectTypeOf(store.commit).parameters.toEqualTypeOf<[string, string | null, Commit]>();
  expectTypeOf(runner.route('scope', lead)).resolves.toExtend<Outcome>();
});
