import { between, createRandom, randomWeights } from './random.js';
import { skillsAndShifts } from './scenarios.js';
import type { CreateSubject, FairnessTheorem, Opportunity, Random, Violation } from './types.js';

/** The same lead, said differently. */
type Retell = (opportunity: Opportunity, random: Random) => Opportunity;

const shuffle = (list: readonly number[], random: Random): number[] =>
  list
    .map((member) => ({ member, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ member }) => member);

const retellings: { readonly [name: string]: Retell } = {
  'the order of the eligible list': (lead, random) => ({ ...lead, eligible: shuffle(lead.eligible, random) }),
  'weights times three': (lead) => ({ ...lead, weights: lead.weights.map((weight) => 3 * weight) }),
  'one more member, never eligible': (lead) => ({ ...lead, weights: [...lead.weights, 5] }),
};

function compare(create: CreateSubject, seed: number, retell: Retell): Violation | null {
  const random = createRandom(seed);
  const members = between(random, 2, 8);
  const scenario = random() < 0.5 ? skillsAndShifts(random, members) : fixedPool(random, members);
  const plain = create(members);
  const retold = create(members + 1);
  const leads: (Opportunity & { picked: number })[] = [];
  const owed = new Array<number>(members).fill(0);
  for (let lead = 0; lead < 200; lead++) {
    const opportunity = scenario({ members, lead, owed });
    const other = retell(opportunity, random);
    const picked = plain.pick(opportunity.eligible, opportunity.weights, opportunity.value);
    const again = retold.pick(other.eligible, other.weights, other.value);
    leads.push({ ...opportunity, picked });
    if (picked !== again)
      return { theorem: 'T14', seed, members, member: again, measured: again, bound: picked, leads };
  }
  return null;
}

const fixedPool = (random: Random, members: number) => {
  const weights = randomWeights(random, members);
  const eligible = weights.map((_, member) => member);
  return (): Opportunity => ({ eligible, weights, value: 1 });
};

/** T14. What must not matter: list order, the scale of the weights, members who are never eligible. */
export const invariance: FairnessTheorem = {
  id: 'T14',
  claim: `the picks do not depend on ${Object.keys(retellings).join(', ')}`,
  check: (create, seed) => {
    const names = Object.keys(retellings);
    return compare(create, seed, retellings[names[Math.abs(seed) % names.length]!]!);
  },
};
