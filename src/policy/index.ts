// Purpose: a policy is checked once, all of it, and made ready to route with.
// In: a policy as JSON; code that it names (filters, strategies); a source of time zones.
// Out: a `Router`, or every problem with its place in the document.
// Never: throw on data, stop at the first problem, or let a policy compile that has a dead end.

export type { Cap, Filter, Leave, Period, Rep, Requirement, RequirementStep, Territory } from '../match/index.js';
export type {
  Criterion,
  CriterionGroup,
  Grades,
  PriorityStamp,
  Qualification,
  Scorecard,
  ScoringSpec,
  Segment,
  TotalPoints,
} from '../score/index.js';
export type { SlaAction, SlaClock, SlaMilestone, SlaTarget, SlaUntil } from '../sla/index.js';
export { compile } from './compile.js';
export { compileOrThrow } from './compile-or-throw.js';
export type {
  CompiledPolicy,
  CompiledQueue,
  CompiledSla,
  CompiledTeams,
  CompiledTrack,
  LedgerUse,
  Picker,
  Ramp,
  SlaTargets,
} from './compiled.js';
export type { Diagnostic } from './diagnostic.js';
export type { Extensions, Strategy } from './extensions.js';
export { formatDiagnostics } from './format-diagnostics.js';
export type { Backlog, OfferTerms } from './offer-terms.js';
export { compiledOf, type Router } from './router.js';
export type { OwnerAbsent, Rule, RuleAction } from './rule-types.js';
export type {
  Absence,
  AfterHours,
  BestMatch,
  Duplicates,
  Measure,
  NamedCalendar,
  NobodyEligible,
  OpenQueue,
  Policy,
  PolicyDocument,
  PolicySections,
  Preference,
  Queue,
  QueueParts,
  QueueStrategy,
  Recycling,
  Sla,
  SlaTier,
  Sticky,
  TeamShare,
  Tier,
  Track,
} from './types.js';
