// Purpose: what the library promises, as checks that anybody can run against this router or against another.
// In: a subject under test; seeds.
// Out: results with witnesses.
// Never: be imported by the rooms it tests.

export {
  aheadBound,
  anyScheduleBound,
  behindBound,
  guardedBehindBound,
  guardedBound,
  type Slack,
} from './fairness/bounds.js';
export { comparisonSubjects } from './fairness/comparison.js';
export { type FairnessResult, fairnessConformance, fairnessTheorems } from './fairness/conformance.js';
export { gameAdversary, gameValue } from './fairness/game-adversary.js';
export { invariance } from './fairness/invariance.js';
export { forcedDeviation, optimality } from './fairness/optimality.js';
export { budgetPrice, concurrencyPrice, overridePrice } from './fairness/prices.js';
export { createRandom } from './fairness/random.js';
export {
  carpoolAdversary,
  changingWeights,
  churn,
  heavyValues,
  leaveAndReturn,
  lookAheadAdversary,
  pairsAdversary,
  skillsAndShifts,
  stablePool,
} from './fairness/scenarios.js';
export { bestMatchSubject, fairShareSubject, largestDeficitSubject } from './fairness/subjects.js';
export {
  anyScheduleByCount,
  anyScheduleByValue,
  fullAvailability,
  fullAvailabilityByValue,
  majorised,
  noFlood,
  noStarvation,
  onlyEligible,
  potential,
  stableBelowOne,
  twins,
} from './fairness/theorems.js';
export type {
  CreateSubject,
  FairnessSubject,
  FairnessTheorem,
  Opportunity,
  Random,
  Scenario,
  View,
  Violation,
} from './fairness/types.js';
export type { MakeStore, StoreCheck } from './store/check.js';
export { storeConformance } from './store-conformance.js';
