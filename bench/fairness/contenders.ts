import {
  chargeLead,
  createLedger,
  createScratch,
  type Draw,
  type Ledger,
  ledgerUnit,
  type Pick,
  pickFairShare,
} from '../../src/distribute/index.js';
import {
  calComShortfall,
  chiliPiperLevel,
  deadlineQueue,
  hubSpotRotate,
  leanDataPointer,
  leastRecentlyAssigned,
  nextAfter,
  odooQuota,
  type Preset,
  smoothWrr,
} from '../../src/distribute/presets/index.js';
import { createRandom } from '../../src/testing/fairness/random.js';
import type { Opportunity } from '../../src/testing/fairness/types.js';

/** A router whose next pick can be looked at before the lead is given. */
export interface Router {
  readonly peek: (lead: Opportunity) => number;
  readonly give: (lead: Opportunity, member: number) => void;
}

export interface Contender {
  readonly name: string;
  readonly create: (members: number) => Router;
}

/** A pick on a ledger of ours. `valueMax` is what the largest lead of the bench is worth in the ledger's measure. */
const ours = (name: string, valueMax: number, pick: (ledger: Ledger, draw: Draw) => Pick): Contender => ({
  name,
  create: (members) => {
    const ledger = createLedger(members);
    const scratch = createScratch();
    const unit = ledgerUnit(10_000, 100, valueMax, members)!;
    const tieKey = (member: number): number => member;
    const measure = valueMax === 1 ? 'count' : 'value';
    let seq = 0;
    const drawOf = ({ eligible, weights, value }: Opportunity): Draw => {
      return {
        eligible,
        count: eligible.length,
        weights,
        value: Math.min(value, valueMax),
        unit,
        tieKey,
        measure,
        scratch,
      };
    };
    return {
      peek: (lead) => pick(ledger, drawOf(lead)).member,
      give: (lead, member) => {
        seq += 1;
        chargeLead(ledger, drawOf(lead), member, seq);
      },
    };
  },
});

const theirs = <State>(preset: Preset<State>): Contender => ({
  name: preset.id,
  create: (members) => {
    const state = preset.start(members);
    return {
      peek: (lead) => preset.pick(state, lead),
      give: (lead, member) => preset.charge(state, lead, member),
    };
  },
});

const lottery: Contender = {
  name: 'weighted lottery',
  create: () => {
    const random = createRandom(99);
    return {
      peek: ({ eligible, weights }) => {
        let ticket = random() * eligible.reduce((sum, member) => sum + weights[member]!, 0);
        for (const member of eligible) {
          ticket -= weights[member]!;
          if (ticket < 0) return member;
        }
        return eligible.at(-1)!;
      },
      give: () => {},
    };
  },
};

export const valueMax = 400;
const byCount = ours('fairlead, fair share', 1, pickFairShare);
const byValue = ours('fairlead, by value', valueMax, pickFairShare);

export const contenders: readonly Contender[] = [
  byCount,
  byValue,
  theirs(smoothWrr),
  theirs(deadlineQueue),
  theirs(calComShortfall),
  theirs(leanDataPointer),
  theirs(chiliPiperLevel),
  theirs(odooQuota),
  theirs(hubSpotRotate),
  theirs(leastRecentlyAssigned),
  theirs(nextAfter),
  lottery,
];
