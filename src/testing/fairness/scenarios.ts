import { between, randomWeights } from './random.js';
import type { Random, Scenario } from './types.js';

const everybody = (members: number): number[] => Array.from({ length: members }, (_, member) => member);

/** `members` filtered by `keep`, or one of them at random where nobody is kept. */
function some(random: Random, members: number, keep: (member: number) => boolean): number[] {
  const kept = everybody(members).filter(keep);
  return kept.length > 0 ? kept : [between(random, 0, members - 1)];
}

/** The same pool for every lead. */
export function stablePool(random: Random, members: number): Scenario {
  const opportunity = { eligible: everybody(members), weights: randomWeights(random, members), value: 1 };
  return () => opportunity;
}

/** Everybody is always eligible, while weights and values (1, or 2 to `valueMax`) change. */
export function changingWeights(random: Random, members: number, valueMax: number): Scenario {
  return ({ owed }) => {
    const unserved = random() < 0.5;
    const weights = unserved ? owed.map((each) => (each >= 0 ? 100 : 1)) : randomWeights(random, members);
    return { eligible: everybody(members), weights, value: between(random, Math.min(2, valueMax), valueMax) };
  };
}

/** Skills, shifts and absences: eligibility differs from lead to lead, weights are kept. */
export function skillsAndShifts(random: Random, members: number): Scenario {
  const weights = randomWeights(random, members);
  const classes = Array.from({ length: 4 }, () => everybody(members).map(() => random() < 0.6));
  return ({ lead }) => {
    const skilled = classes[between(random, 0, 3)]!;
    const shift = Math.floor(lead / 16) % 3;
    const onShift = (member: number): boolean => (member + shift) % 3 !== 0;
    return { eligible: some(random, members, (m) => skilled[m]! && onShift(m) && random() > 0.05), weights, value: 1 };
  };
}

/**
 * The pairs adversary: sends two members whose balances are less than a lead apart, weighted so that it does not
 * matter which of them wins, and so drives the balances of any rule apart until they are a full lead from each other.
 */
export function pairsAdversary(_random: Random, members: number): Scenario {
  const scale = 100_000;
  return ({ owed, lead }) => {
    const order = everybody(members).sort((a, b) => owed[a]! - owed[b]! || a - b);
    const gaps = order.slice(1).map((member, index) => owed[member]! - owed[order[index]!]!);
    const narrow = gaps.map((gap, index) => ({ gap, index })).filter(({ gap }) => gap < 1 - 2 / scale);
    const { index } = narrow[lead % Math.max(1, narrow.length)] ?? { index: lead % gaps.length };
    const pair = [order[index]!, order[index + 1]!];
    const gap = Math.min(owed[pair[1]!]! - owed[pair[0]!]!, 1 - 2 / scale);
    const weights = everybody(members).map(() => 1);
    weights[pair[0]!] = Math.round((scale * (1 + gap)) / 2);
    weights[pair[1]!] = scale - weights[pair[0]!]!;
    return { eligible: pair.sort((a, b) => a - b), weights, value: 1 };
  };
}

/** The carpool adversary: pairs of equals, the two whose balances are closest (chip firing). */
export function carpoolAdversary(random: Random, members: number): Scenario {
  const weights = everybody(members).map(() => 1);
  return ({ owed }) => {
    const noise = owed.map((each) => each + random() * 1e-6);
    const order = everybody(members).sort((a, b) => noise[a]! - noise[b]!);
    let closest = 0;
    for (let k = 1; k < members - 1; k++) {
      const gap = noise[order[k + 1]!]! - noise[order[k]!]!;
      if (gap < noise[order[closest + 1]!]! - noise[order[closest]!]!) closest = k;
    }
    return { eligible: [order[closest]!, order[closest + 1]!].sort((a, b) => a - b), weights, value: 1 };
  };
}

/** Looks one lead ahead: of a few random pools, the one after which a fair router would be left least even. */
export function lookAheadAdversary(random: Random, members: number): Scenario {
  const fixed = randomWeights(random, members);
  const free = random() < 0.5;
  const spread = (owed: readonly number[], eligible: readonly number[], weights: readonly number[]): number => {
    const sum = eligible.reduce((total, member) => total + weights[member]!, 0);
    const next = [...owed];
    for (const member of eligible) next[member]! += weights[member]! / sum;
    const winner = eligible.reduce((best, member) => (next[member]! > next[best]! ? member : best));
    next[winner]! -= 1;
    return next.reduce((total, each) => total + each * each, 0);
  };
  return ({ owed }) => {
    const tries = Array.from({ length: 12 }, () => {
      const size = between(random, 2, members);
      const eligible = some(random, members, () => random() * members < size);
      const weights = free ? randomWeights(random, members) : fixed;
      return { eligible, weights, value: 1, spread: spread(owed, eligible, weights) };
    });
    const { eligible, weights, value } = tries.reduce((worst, each) => (each.spread > worst.spread ? each : worst));
    return { eligible, weights, value };
  };
}

/** Members come, ramp up from a fifth of their weight, and leave for good. */
export function churn(random: Random, members: number): Scenario {
  const full = randomWeights(random, members).map((weight) => 5 * weight);
  const joins = everybody(members).map(() => between(random, 0, 150));
  const leaves = joins.map((at) => at + between(random, 50, 300));
  const present = (member: number, lead: number): boolean => lead >= joins[member]! && lead < leaves[member]!;
  return ({ lead }) => {
    const ramp = (member: number): number => Math.min(5, 1 + Math.floor(Math.max(0, lead - joins[member]!) / 20));
    const weights = full.map((weight, member) => (weight / 5) * ramp(member));
    return { eligible: some(random, members, (m) => present(m, lead) && random() > 0.1), weights, value: 1 };
  };
}

/** Values from 2 with a heavy tail (Pareto), over skills and shifts. */
export function heavyValues(random: Random, members: number): Scenario {
  const pools = skillsAndShifts(random, members);
  return (view) => ({ ...pools(view), value: 2 + Math.min(400, Math.floor(1 / (random() + 0.002))) });
}

/** One member is away for a while, again and again; the others stay. */
export function leaveAndReturn(random: Random, members: number): Scenario {
  const weights = randomWeights(random, members);
  return ({ lead }) => ({ eligible: some(random, members, (m) => m > 0 || lead % 120 >= 70), weights, value: 1 });
}
