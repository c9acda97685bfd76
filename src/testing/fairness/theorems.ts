import { type Audit, audit, type Finding, furthest, type Step, tolerance } from './audit.js';
import { aheadBound, anyScheduleBound, behindBound, guardedBehindBound, guardedBound, type Slack } from './bounds.js';
import { between, createRandom } from './random.js';
import {
  carpoolAdversary,
  changingWeights,
  churn,
  heavyValues,
  leaveAndReturn,
  lookAheadAdversary,
  pairsAdversary,
  skillsAndShifts,
  stablePool,
} from './scenarios.js';
import type { FairnessTheorem, Random, Scenario } from './types.js';

type MakeScenario = (random: Random, members: number) => Scenario;

interface Play {
  readonly id: string;
  readonly claim: string;
  readonly leads: number;
  readonly scenarios: readonly MakeScenario[];
  readonly membersMax?: number;
  /** Made afresh for every audit, so that it may remember earlier steps. */
  readonly judge: (members: number) => Audit['judge'];
}

/** A theorem that is checked step by step while one of its scenarios is played. */
const theorem = ({ id, claim, leads, scenarios, membersMax = 9, judge }: Play): FairnessTheorem => ({
  id,
  claim,
  check: (create, seed) => {
    const random = createRandom(seed);
    const members = between(random, 2, membersMax);
    const scenario = scenarios[between(random, 0, scenarios.length - 1)]!(random, members);
    return audit(create, { theorem: id, seed, members, leads, scenario, judge: judge(members) });
  },
});

const anySchedule: readonly MakeScenario[] = [
  skillsAndShifts,
  pairsAdversary,
  carpoolAdversary,
  lookAheadAdversary,
  churn,
  leaveAndReturn,
  (random, members) => changingWeights(random, members, 1),
];
const manyValues: MakeScenario = (random, members) => changingWeights(random, members, 50);

/** T0. Every lead goes to one of its eligible members. */
export const onlyEligible: FairnessTheorem = theorem({
  id: 'T0',
  claim: 'every lead goes to exactly one member, who is eligible for it',
  leads: 200,
  scenarios: [...anySchedule, heavyValues],
  judge: () => () => null,
});

/** T1 (with T6, T7 and T8 through `slack`). Leads of unequal value, any schedule. */
export const anyScheduleByValue = (slack: Slack = {}): FairnessTheorem =>
  theorem({
    id: 'T1',
    claim: 'nobody is ever off by more than V(n − 1)/2, V the largest lead, whatever the schedule',
    leads: 400,
    scenarios: [heavyValues, manyValues],
    judge:
      (members) =>
      ({ owed, valueMax }) =>
        furthest(owed, anyScheduleBound(members, valueMax, slack)),
  });

/** T3. Everybody is always eligible; weights and values change. */
export const fullAvailabilityByValue: FairnessTheorem = theorem({
  id: 'T3',
  claim: 'with everybody eligible nobody is ahead by more than V(1 − 1/n) or behind by more than V(1/2 + … + 1/n)',
  leads: 300,
  scenarios: [manyValues],
  judge:
    (members) =>
    ({ owed, valueMax }) =>
      outside(owed, behindBound(members, valueMax), aheadBound(members, valueMax)),
});

/** T3 for leads of equal value and a guarded rule. */
export const fullAvailability: FairnessTheorem = theorem({
  id: 'T3-guarded',
  claim: 'the same for equal leads and a guarded rule: less than one lead ahead, and its own bound behind',
  leads: 300,
  scenarios: [(random, members) => changingWeights(random, members, 1)],
  judge:
    (members) =>
    ({ owed }) =>
      outside(owed, guardedBehindBound(members), 1),
});

function outside(owed: readonly number[], behind: number, ahead: number): Finding {
  for (const [member, each] of owed.entries()) {
    if (each > behind * (1 + tolerance)) return { member, measured: each, bound: behind };
    if (-each > ahead * (1 + tolerance)) return { member, measured: -each, bound: ahead };
  }
  return null;
}

/** T4. The same pool for every lead. */
export const stableBelowOne: FairnessTheorem = theorem({
  id: 'T4',
  claim: 'while roster, weights and eligibility are stable, nobody is ever a full lead off',
  leads: 500,
  membersMax: 24,
  scenarios: [stablePool],
  judge:
    () =>
    ({ owed }) =>
      furthest(owed, 1, 'strict'),
});

/** T5 (with T6, T7 and T8 through `slack`). Leads of equal value, any schedule. */
export const anyScheduleByCount = (slack: Slack = {}): FairnessTheorem =>
  theorem({
    id: 'T5',
    claim: 'nobody is ever off by more than floor(n/2) leads, whatever the schedule, the weights or the adversary',
    leads: 400,
    scenarios: anySchedule,
    judge: (members) => {
      const more = anyScheduleBound(members, 1, slack) - anyScheduleBound(members, 1);
      return ({ owed }) => furthest(owed, guardedBound(members, 1) + more);
    },
  });

/** T9. Two members with the same weights and the same eligibility. */
export const twins: FairnessTheorem = theorem({
  id: 'T9',
  claim: 'two members with the same history never differ by more than one lead, the largest',
  leads: 300,
  scenarios: [...anySchedule, heavyValues, manyValues].map((make) => asTwins(make)),
  judge:
    () =>
    ({ owed, valueMax }) => {
      const measured = Math.abs(owed[0]! - owed[1]!);
      return measured <= valueMax + tolerance ? null : { member: 0, measured, bound: valueMax };
    },
});

/** Members 0 and 1 made one: where one of them is eligible both are, and they weigh the same. */
function asTwins(make: MakeScenario): MakeScenario {
  return (random, members) => {
    const scenario = make(random, members);
    return (view) => {
      const { eligible, weights, value } = scenario(view);
      const others = eligible.filter((member) => member > 1);
      return {
        eligible: others.length < eligible.length ? [0, 1, ...others] : others,
        weights: weights.map((weight, member) => (member === 1 ? weights[0]! : weight)),
        value,
      };
    };
  };
}

/** T10. The winner is owed most, which leaves the most even balances that any pick could leave. */
export const majorised: FairnessTheorem = theorem({
  id: 'T10',
  claim: 'of leads of unequal value, each goes to the member who is owed most, so that what is left is most even',
  leads: 300,
  scenarios: [heavyValues, manyValues],
  judge:
    () =>
    ({ accrued, eligible, picked, valueMax }) => {
      const bound = Math.max(...eligible.map((member) => accrued[member]!));
      const measured = accrued[picked]!;
      return measured >= bound - valueMax * tolerance ? null : { member: picked, measured, bound };
    },
});

/** T11. The sum of squares cannot run away. */
export const potential: FairnessTheorem = theorem({
  id: 'T11',
  claim: 'the sum of squared balances grows by at most v²(1 − Σp²) per lead',
  leads: 300,
  scenarios: [heavyValues, manyValues],
  judge: () => {
    let before = 0;
    return ({ owed, eligible, weights, value, valueMax }: Step) => {
      const sum = eligible.reduce((total, member) => total + weights[member]!, 0);
      const squares = eligible.reduce(
        (total, member) => total + (weights[member]! / sum) * (weights[member]! / sum),
        0,
      );
      const after = owed.reduce((total, each) => total + each * each, 0);
      const measured = after - before;
      before = after;
      const bound = value * value * (1 - squares);
      return measured <= bound + valueMax * valueMax * tolerance ? null : { member: -1, measured, bound };
    };
  },
});

/** T12. How much entitlement a member can gather between two of its leads. */
export const noStarvation: FairnessTheorem = theorem({
  id: 'T12',
  claim: 'in a stable pool a member gathers less than two leads of entitlement between two of its leads',
  leads: 500,
  membersMax: 16,
  scenarios: [stablePool],
  judge: (members) => {
    const gathered = new Array<number>(members).fill(0);
    return ({ eligible, weights, picked }) => {
      const sum = eligible.reduce((total, member) => total + weights[member]!, 0);
      for (const member of eligible) gathered[member]! += weights[member]! / sum;
      const member = gathered.findIndex((each) => each >= 2 - tolerance);
      if (member >= 0) return { member, measured: gathered[member]!, bound: 2 };
      gathered[picked] = 0;
      return null;
    };
  },
});

/** T13. A return from leave is not made up for. */
export const noFlood: FairnessTheorem = theorem({
  id: 'T13',
  claim: 'in no stretch after a return does anybody receive more than floor(n/2) leads twice over what is due',
  leads: 600,
  scenarios: [leaveAndReturn],
  judge: (members) => {
    let atReturn = 0;
    return ({ lead, owed }) => {
      if (lead % 120 < 70) atReturn = owed[0]!;
      const measured = atReturn - owed[0]!;
      const bound = 2 * guardedBound(members, 1);
      return measured <= bound + tolerance ? null : { member: 0, measured, bound };
    };
  },
});
