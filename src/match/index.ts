// Purpose: which reps of a queue may take a lead now, which later, which never, and why.
// In: reps, requirements and caps as compiled once; the state's columns; a scored lead; the instant.
// Out: one obstacle per member in a byte, verdicts written out on demand.
// Never: choose between eligible reps, change a count, or let a filter that throws pass.

export { absencesOf, startOf } from './availability.js';
export { type CapColumn, type CapUse, capUse } from './cap-count.js';
export { periodNumber } from './cap-period.js';
export { type CompiledRequirement, compileRequirement, leadTest } from './compile-requirement.js';
export { lookKey } from './look-key.js';
export {
  judgeLoad,
  judgeRep,
  type MemberMatch,
  matchMembers,
  type RepColumns,
  type Search,
} from './match-members.js';
export { compileMembers, type Members, stepAfter } from './members.js';
export { obstacleOf, obstacles } from './obstacles.js';
export { countReasons, reasonCodeOf } from './reason-codes.js';
export { type RepZone, rememberingZone } from './rep-zone.js';
export { type CompiledCap, type CompiledRep, compileRoster, type Filter, type Roster } from './roster.js';
export type { Cap, Leave, Period, Rep, Requirement, RequirementStep, Territory } from './types.js';
export { verdictOf, verdictOfRep } from './verdict-of.js';
export { verdictRows } from './verdict-rows.js';
