// Whatever was written against the published API must compile against this one: every function takes what it took and
// gives what it gave, and our values stand wherever a published type is asked for.
import * as root from 'fairlead';
import * as normalize from 'fairlead/normalize';
import * as runtime from 'fairlead/runtime';
import { describe, expectTypeOf, test } from 'vitest';
import type * as contract from './contract.js';

test('functions of fairlead', () => {
  expectTypeOf(root.compileCalendar).toExtend<typeof contract.compileCalendar>();
  expectTypeOf(root.intersectCalendars).toExtend<typeof contract.intersectCalendars>();
  expectTypeOf(root.unionCalendars).toExtend<typeof contract.unionCalendars>();
  expectTypeOf(root.isOpen).toExtend<typeof contract.isOpen>();
  expectTypeOf(root.nextOpen).toExtend<typeof contract.nextOpen>();
  expectTypeOf(root.nextClose).toExtend<typeof contract.nextClose>();
  expectTypeOf(root.addOpenTime).toExtend<typeof contract.addOpenTime>();
  expectTypeOf(root.openTimeBetween).toExtend<typeof contract.openTimeBetween>();
  expectTypeOf(root.zonedToInstant).toExtend<typeof contract.zonedToInstant>();
  expectTypeOf(root.offsetAt).toExtend<typeof contract.offsetAt>();
  expectTypeOf(root.evaluateCondition).toExtend<typeof contract.evaluateCondition>();
  expectTypeOf(root.compile).toExtend<typeof contract.compile>();
  expectTypeOf(root.compileOrThrow).toExtend<typeof contract.compileOrThrow>();
  expectTypeOf(root.scoreLead).toExtend<typeof contract.scoreLead>();
  expectTypeOf(root.matchReps).toExtend<typeof contract.matchReps>();
  expectTypeOf(root.distribute).toExtend<typeof contract.distribute>();
  expectTypeOf(root.initialState).toExtend<typeof contract.initialState>();
  expectTypeOf(root.rebase).toExtend<typeof contract.rebase>();
  expectTypeOf(root.route).toExtend<typeof contract.route>();
  expectTypeOf(root.routeMany).toExtend<typeof contract.routeMany>();
  expectTypeOf(root.advance).toExtend<typeof contract.advance>();
  expectTypeOf(root.evolve).toExtend<typeof contract.evolve>();
  expectTypeOf(root.setAvailability).toExtend<typeof contract.setAvailability>();
  expectTypeOf(root.requirements).toExtend<typeof contract.requirements>();
  expectTypeOf(root.explain).toExtend<typeof contract.explain>();
});

test('functions of fairlead/normalize', () => {
  expectTypeOf(normalize.normalizeLead).toExtend<typeof contract.normalizeLead>();
  expectTypeOf(normalize.normalizeCountry).toExtend<typeof contract.normalizeCountry>();
  expectTypeOf(normalize.normalizeRegion).toExtend<typeof contract.normalizeRegion>();
  expectTypeOf(normalize.normalizePhone).toExtend<typeof contract.normalizePhone>();
  expectTypeOf(normalize.normalizeEmail).toExtend<typeof contract.normalizeEmail>();
  expectTypeOf(normalize.companyKey).toExtend<typeof contract.companyKey>();
  expectTypeOf(normalize.parseEmployees).toExtend<typeof contract.parseEmployees>();
  expectTypeOf(normalize.parseJobTitle).toExtend<typeof contract.parseJobTitle>();
});

test('functions of fairlead/runtime', () => {
  expectTypeOf(runtime.createRunner).toExtend<typeof contract.createRunner>();
  expectTypeOf(runtime.memoryStore).toExtend<typeof contract.memoryStore>();
});

describe('types', () => {
  test('ours stand where the published ones are asked for', () => {
    expectTypeOf<root.Json>().toExtend<contract.Json>();
    expectTypeOf<root.Activity>().toExtend<contract.Activity>();
    expectTypeOf<root.Lead>().toExtend<contract.Lead>();
    expectTypeOf<root.RawLead>().toExtend<contract.RawLead>();
    expectTypeOf<root.ScoredLead>().toExtend<contract.ScoredLead>();
    expectTypeOf<root.Score>().toExtend<contract.Score>();
    expectTypeOf<root.Provenance>().toExtend<contract.Provenance>();
    expectTypeOf<root.Condition>().toExtend<contract.Condition>();
    expectTypeOf<root.Operator>().toExtend<contract.Operator>();
    expectTypeOf<root.Rep>().toExtend<contract.Rep>();
    expectTypeOf<root.Diagnostic>().toExtend<contract.Diagnostic>();
    expectTypeOf<root.Verdict>().toExtend<contract.Verdict>();
    expectTypeOf<root.Strategy>().toExtend<contract.Strategy>();
    expectTypeOf<root.Decision>().toExtend<contract.Decision>();
    expectTypeOf<root.Trace>().toExtend<contract.Trace>();
    expectTypeOf<root.Candidate>().toExtend<contract.Candidate>();
    expectTypeOf<root.Outcome>().toExtend<contract.Outcome>();
    // one input more than the contract has
    expectTypeOf<Exclude<root.Input, { readonly type: 'merge' }>>().toExtend<contract.Input>();
    expectTypeOf<root.Facts>().toExtend<contract.Facts>();
    expectTypeOf<root.RouteOptions>().toExtend<contract.RouteOptions>();
    expectTypeOf<root.Reason>().toExtend<contract.Reason>();
    expectTypeOf<root.ReasonCode>().toExtend<contract.ReasonCode>();
    expectTypeOf<normalize.NormalizeOptions>().toExtend<contract.NormalizeOptions>();
    expectTypeOf<runtime.Clock>().toExtend<contract.Clock>();
    expectTypeOf<runtime.Commit>().toExtend<contract.Commit>();
    expectTypeOf<runtime.Store>().toExtend<contract.Store>();
    expectTypeOf<runtime.Runner>().toExtend<contract.Runner>();
  });

  test('what callers write down in the published types is taken', () => {
    expectTypeOf<contract.Json>().toExtend<root.Json>();
    expectTypeOf<contract.Activity>().toExtend<root.Activity>();
    expectTypeOf<contract.Lead>().toExtend<root.Lead>();
    expectTypeOf<contract.RawLead>().toExtend<root.RawLead>();
    expectTypeOf<contract.Provenance>().toExtend<root.Provenance>();
    expectTypeOf<contract.CalendarSpec>().toExtend<root.CalendarSpec>();
    expectTypeOf<contract.Condition>().toExtend<root.Condition>();
    expectTypeOf<contract.Operator>().toExtend<root.Operator>();
    expectTypeOf<contract.Rep>().toExtend<root.Rep>();
    expectTypeOf<contract.Rule>().toExtend<root.Rule>();
    expectTypeOf<contract.Verdict>().toExtend<root.Verdict>();
    expectTypeOf<contract.Extensions>().toExtend<root.Extensions>();
    expectTypeOf<contract.Filter>().toExtend<root.Filter>();
    expectTypeOf<contract.Strategy>().toExtend<root.Strategy>();
    expectTypeOf<contract.Decision>().toExtend<root.Decision>();
    expectTypeOf<contract.Trace>().toExtend<root.Trace>();
    expectTypeOf<contract.Candidate>().toExtend<root.Candidate>();
    expectTypeOf<contract.Input>().toExtend<root.Input>();
    expectTypeOf<contract.Facts>().toExtend<root.Facts>();
    expectTypeOf<contract.RouteOptions>().toExtend<root.RouteOptions>();
    expectTypeOf<contract.Policy>().toExtend<root.PolicyDocument>();
    expectTypeOf<contract.ScoredLead>().toExtend<root.PartlyScoredLead>();
    expectTypeOf<contract.NormalizeOptions>().toExtend<normalize.NormalizeOptions>();
    expectTypeOf<contract.Clock>().toExtend<runtime.Clock>();
    expectTypeOf<contract.Store>().toExtend<runtime.Store>();
    expectTypeOf<contract.Commit>().toExtend<runtime.Commit>();
  });

  test('what only the library makes has the published shape', () => {
    expectTypeOf<root.RoutingState>().toExtend<contract.RoutingStateShape>();
    expectTypeOf<root.LeadRecord>().toExtend<contract.LeadRecordShape>();
    expectTypeOf<root.RoutingEvent>().toExtend<contract.RoutingEventShape>();
    expectTypeOf<root.ReasonParams>().toExtend<contract.ReasonParamsShape>();
    expectTypeOf<root.Router['fingerprint']>().toEqualTypeOf<string>();
  });

  test('the library keeps to more than was published only where it says so', () => {
    // policies have grown: rules by owner, calendars by rotation, zones as an extension. This is read by whoever reads a
    // policy that somebody else wrote, and by nobody who routes
    expectTypeOf<root.Rule>().not.toExtend<contract.Rule>();
    expectTypeOf<root.CalendarSpec>().not.toExtend<contract.CalendarSpec>();
    // a policy that a program writes down has one of the known strategies; `compile` takes any, and checks it
    expectTypeOf<contract.Queue>().not.toExtend<root.Queue>();
    expectTypeOf<contract.Queue>().toExtend<root.OpenQueue>();
    // a lead that was scored here knows its account; the stages take one that does not
    expectTypeOf<contract.ScoredLead>().not.toExtend<root.ScoredLead>();
  });
});
