// The root entry, listed by hand. `fairlead/normalize` cleans raw leads; `fairlead/runtime` stores and reads the clock.

export type {
  Calendar,
  CalendarProblem,
  CalendarSpec,
  HoursBlock,
  Weekday,
  WeeklyHours,
  ZoneSource,
} from './calendar/index.js';
// ── calendar ──
export {
  addOpenTime,
  alwaysOpen,
  checkCalendar,
  compileCalendar,
  intersectCalendars,
  intlZones,
  isOpen,
  nextClose,
  nextOpen,
  offsetAt,
  openTimeBetween,
  unionCalendars,
  withClosures,
  zonedToInstant,
} from './calendar/index.js';
export type { Condition, ConditionProblem, Operator, Truth } from './condition/index.js';
// ── condition ──
export { checkCondition, evaluateCondition, fieldsUsed } from './condition/index.js';
export { formatInstant } from './core/civil.js';
export type { Json } from './core/json.js';
export type { Reason, ReasonCode, ReasonParams } from './core/reason.js';
export type { Result } from './core/result.js';
export type { DurationMs, EpochMs } from './core/time.js';
export type { Verdict } from './core/verdict.js';
export { explain } from './explain/index.js';
// ── lead and core ──
export type {
  Activity,
  Confidence,
  EmailClass,
  FieldKind,
  Lead,
  PartlyScoredLead,
  Provenance,
  RawLead,
  Score,
  ScoredLead,
} from './lead/index.js';
export type {
  Absence,
  AfterHours,
  BestMatch,
  Cap,
  Criterion,
  CriterionGroup,
  Diagnostic,
  Duplicates,
  Extensions,
  Filter,
  Grades,
  Leave,
  Measure,
  NamedCalendar,
  NobodyEligible,
  OfferTerms,
  OpenQueue,
  OwnerAbsent,
  Period,
  Policy,
  PolicyDocument,
  PolicySections,
  Preference,
  PriorityStamp,
  Qualification,
  Queue,
  QueueParts,
  QueueStrategy,
  Recycling,
  Rep,
  Requirement,
  RequirementStep,
  Router,
  Rule,
  RuleAction,
  Scorecard,
  ScoringSpec,
  Segment,
  Sla,
  SlaAction,
  SlaClock,
  SlaMilestone,
  SlaTarget,
  SlaTier,
  SlaUntil,
  Sticky,
  Strategy,
  TeamShare,
  Territory,
  Tier,
  TotalPoints,
  Track,
} from './policy/index.js';
// ── policy ──
export { compile, compileOrThrow, formatDiagnostics } from './policy/index.js';
export type {
  Candidate,
  CapCounts,
  Cause,
  Charge,
  Credit,
  CreditRequest,
  Decision,
  Delivery,
  EarlierLead,
  EventBodies,
  EventType,
  Facts,
  Input,
  LeadRecord,
  Matched,
  NamedLedger,
  OfferCharge,
  OpenOffer,
  Outcome,
  Ownership,
  PickTrace,
  RepColumns,
  RouteManyOptions,
  RouteOptions,
  RoutingEvent,
  RoutingState,
  SlaRecord,
  SlaStatus,
  Status,
  Trace,
} from './router/index.js';
// ── kernel ──
export {
  advance,
  credit,
  decisionOf,
  distribute,
  evolve,
  initialState,
  matchReps,
  rebase,
  requirements,
  route,
  routeMany,
  scoreLead,
  setAvailability,
  slaStatus,
} from './router/index.js';
// ── SLA ──
export { type TargetClock, type TargetStatus, targetStatus } from './sla/index.js';
