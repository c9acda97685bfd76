import { createRandom } from '../../src/testing/fairness/random.js';
import { lookAheadAdversary } from '../../src/testing/fairness/scenarios.js';
import type { Scenario } from '../../src/testing/fairness/types.js';
import { valueMax } from './contenders.js';

/** A row of leads that every contender gets alike, except from the adversary, who looks at what it did. */
export interface BenchScenario {
  readonly name: string;
  readonly members: (leads: number) => number;
  /** Leads played, of those asked for. */
  readonly length: (leads: number) => number;
  readonly create: (members: number) => Scenario;
}

const seats = 12;
const weightOf = (member: number): number => 1 + (member % 10);
const standard = Array.from({ length: seats }, (_, member) => weightOf(member));
const everybody = standard.map((_, member) => member);
const classes = 5;

/** Which members can serve a class of leads: about half, each class at least two. */
const skilled = (member: number, skill: number): boolean =>
  (member * 7 + skill * 5) % 11 < 6 || member % classes === skill;
/** Three shifts of four hours, a lead every minute; four days in sixty off. */
const onShift = (member: number, lead: number): boolean => (Math.floor(lead / 240) + member) % 3 !== 0;
const onLeave = (member: number, lead: number): boolean => (Math.floor(lead / 480) + 5 * member) % 60 < 4;

const varying = (
  name: string,
  keep: (member: number, lead: number, skill: number, random: () => number) => boolean,
): BenchScenario => ({
  name,
  members: () => seats,
  length: (leads) => leads,
  create: () => {
    const random = createRandom(7);
    return ({ lead }) => {
      const skill = Math.floor(random() * classes);
      const kept = everybody.filter((member) => keep(member, lead, skill, random));
      return { eligible: kept.length > 0 ? kept : [lead % seats], weights: standard, value: 1 };
    };
  },
});

const adversary: BenchScenario = {
  name: 'adversary',
  members: () => 8,
  length: (leads) => leads / 5,
  create: (members) => lookAheadAdversary(createRandom(7), members),
};

const term = 500;
const churn: BenchScenario = {
  name: 'churn and ramp',
  members: (leads) => seats + Math.ceil(leads / term),
  length: (leads) => leads,
  create: (members) => {
    const random = createRandom(7);
    const weights = new Array<number>(members).fill(0);
    return ({ lead }) => {
      const oldest = Math.floor(lead / term);
      if (oldest > 0) weights[oldest - 1] = 0;
      const present = Array.from({ length: seats }, (_, seat) => oldest + seat);
      for (const member of present) {
        const joined = (member - seats + 1) * term;
        weights[member] = weightOf(member) * Math.min(10, 2 + Math.floor(Math.max(0, lead - joined) / 50));
      }
      const kept = present.filter(() => random() > 0.1);
      return { eligible: kept.length > 0 ? kept : present, weights, value: 1 };
    };
  },
};

const values: BenchScenario = {
  name: 'values',
  members: () => seats,
  length: (leads) => leads,
  create: () => {
    const random = createRandom(7);
    return ({ lead }) => {
      const kept = everybody.filter((member) => onShift(member, lead) && random() > 0.03);
      const value = Math.min(valueMax, Math.floor(4 / Math.sqrt(random() + 0.000_1)));
      return { eligible: kept.length > 0 ? kept : everybody, weights: standard, value };
    };
  },
};

export const scenarios: readonly BenchScenario[] = [
  varying('all available', () => true),
  varying('skills', (member, _, skill) => skilled(member, skill)),
  varying('shifts and leave', (member, lead) => onShift(member, lead) && !onLeave(member, lead)),
  varying(
    'full mix',
    (member, lead, skill, random) =>
      skilled(member, skill) && onShift(member, lead) && !onLeave(member, lead) && random() > 0.03,
  ),
  adversary,
  churn,
  values,
];
