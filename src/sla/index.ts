// Purpose: SLA clocks: what falls due when, in whose open time, and where each target stands.
// In: targets as compiled once, a calendar, the instant at which a clock starts, pauses or is read.
// Out: due instants, the next milestone to fire, status for a countdown.
// Never: act on a breach, read a clock, or count closed time.

export {
  type ClockHours,
  dueInstants,
  elapsedOn,
  meetClock,
  nextMilestone,
  pauseClock,
  resumeClock,
  startClock,
  type TargetClock,
  wallHours,
} from './clock.js';
export { type CompiledMilestone, type CompiledTarget, compileTargets, untilOf } from './compile-targets.js';
export { type TargetStatus, targetStatus } from './target-status.js';
export type { SlaAction, SlaClock, SlaMilestone, SlaTarget, SlaUntil } from './types.js';
