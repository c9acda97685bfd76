import {
  chargeLead,
  createLedger,
  createScratch,
  type Draw,
  type Ledger,
  type Pick,
  pickBestMatch,
  pickFairShare,
} from '../../distribute/index.js';
import type { CreateSubject } from './types.js';

/** The finest unit that leaves room for weights times values of half a million. */
const unit = 5_354_228_880;

/** A fresh ledger and a pick of it, as a router under test. */
const onLedger =
  (choose: (ledger: Ledger, draw: Draw) => Pick): CreateSubject =>
  (members) => {
    const ledger = createLedger(members);
    const scratch = createScratch();
    let seq = 0;
    return {
      pick: (eligible, weights, value) => {
        const sorted = [...eligible].sort((a, b) => a - b);
        const tieKey = (member: number): number => member;
        const draw = { eligible: sorted, count: sorted.length, weights, value, unit, tieKey, scratch };
        const { member } = choose(ledger, draw);
        seq += 1;
        chargeLead(ledger, draw, member, seq);
        return member;
      },
    };
  };

/** The default strategy. Weights times values up to 500,000. */
export const fairShareSubject: CreateSubject = onLedger(pickFairShare);

/** The default strategy without its quota guard. */
export const largestDeficitSubject: CreateSubject = onLedger((ledger, draw) =>
  pickFairShare(ledger, { ...draw, measure: 'value' }),
);

/** Best match within a budget of `budget` thousandths of a lead, by scores of your choice. */
export const bestMatchSubject = (budget: number, score: (member: number, lead: number) => number): CreateSubject => {
  return (members) => {
    let lead = 0;
    const all = Array.from({ length: members }, (_, member) => member);
    return onLedger((ledger, draw) => {
      lead += 1;
      return pickBestMatch(
        ledger,
        draw,
        all.map((member) => score(member, lead)),
        budget,
      );
    })(members);
  };
};
