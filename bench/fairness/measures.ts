import { createRandom } from '../../src/testing/fairness/random.js';
import type { Opportunity } from '../../src/testing/fairness/types.js';
import type { Contender } from './contenders.js';
import type { BenchScenario } from './scenarios.js';

/** Furthest anybody was ever from the share of the leads it was eligible for, in leads (by value: in largest leads). */
export function worstDeviation(contender: Contender, scenario: BenchScenario, leads: number): number {
  const members = scenario.members(leads);
  const next = scenario.create(members);
  const router = contender.create(members);
  const owed = new Array<number>(members).fill(0);
  let worst = 0;
  let largest = 0;
  for (let lead = 0; lead < scenario.length(leads); lead++) {
    const opportunity = next({ members, lead, owed });
    const { eligible, weights, value } = opportunity;
    const picked = router.peek(opportunity);
    router.give(opportunity, picked);
    let sum = 0;
    for (const member of eligible) sum += weights[member]!;
    for (const member of eligible) owed[member]! += (value * weights[member]!) / sum;
    owed[picked]! -= value;
    largest = Math.max(largest, value);
    for (const member of eligible) worst = Math.max(worst, Math.abs(owed[member]!));
  }
  return worst / largest;
}

/** Most leads over its share that a member got among the first 50 after a leave of 1,000 leads, in 30 leaves. */
export function floodAfterReturn(contender: Contender): number {
  const members = 12;
  const weights = Array.from({ length: members }, (_, member) => 1 + (member % 10));
  const all = weights.map((_, member) => member);
  const router = contender.create(members);
  const share = (member: number): number => weights[member]! / weights.reduce((a, b) => a + b);
  let worst = 0;
  for (let leave = 0; leave < 30; leave++) {
    const away = leave % members;
    let excess = 0;
    for (let lead = 0; lead < 1300; lead++) {
      const eligible = lead < 1000 ? all.filter((member) => member !== away) : all;
      const opportunity: Opportunity = { eligible, weights, value: 1 };
      const picked = router.peek(opportunity);
      router.give(opportunity, picked);
      if (lead < 1000 || lead >= 1050) continue;
      excess += (picked === away ? 1 : 0) - share(away);
      worst = Math.max(worst, excess);
    }
  }
  return worst;
}

/**
 * What a member of eight equals gets, in fair shares of all value, who goes offline whenever it would be given a cold
 * lead; one lead in five is hot and worth five cold ones.
 */
export function gainByHiding(contender: Contender, leads: number): number {
  const members = 8;
  const weights = new Array<number>(members).fill(1);
  const all = weights.map((_, member) => member);
  const router = contender.create(members);
  const random = createRandom(11);
  let total = 0;
  let gained = 0;
  for (let lead = 0; lead < leads; lead++) {
    const value = random() < 0.2 ? 5 : 1;
    const open: Opportunity = { eligible: all, weights, value };
    const picked = router.peek(open);
    const hides = value === 1 && picked === 0;
    const opportunity = hides ? { ...open, eligible: all.slice(1) } : open;
    const served = hides ? router.peek(opportunity) : picked;
    router.give(opportunity, served);
    total += value;
    if (served === 0) gained += value;
  }
  return gained / (total / members);
}
