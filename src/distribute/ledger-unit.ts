import { gcd } from '../core/integer.js';

/** lcm(1..28): with it the shares of every pool whose weights sum to 28 or less are exact. */
const finest = 28;
/** 2⁵²: balances stay below half of the safe range, so that adding one lead's accrual can never leave it. */
const balanceMax = 4_503_599_627_370_496;

const multiples = (): number[] => {
  const units: number[] = [];
  let unit = 1;
  for (let k = 1; k <= finest; k++) {
    unit = (unit / gcd(unit, k)) * k;
    units.push(unit);
  }
  return units;
};

/**
 * How many ledger units make one lead of value 1: the largest lcm(1..k), at most lcm(1..28) = 80,313,433,200, with
 * which nothing the room computes leaves the safe integers.
 *
 * A share is rounded down to whole units, so a ledger drifts from the ideal one by less than 1/unit lead per lead: with
 * the finest unit, less than a thousandth of a lead in 80 million leads.
 *
 * @param weightSumMax - largest sum of weights of one pool; the unit is never below it, so that everybody accrues
 * @param weightMax - largest weight of one member
 * @param valueMax - largest value of one lead, 1 where leads are counted
 * @param members - number of members of the ledger, leavers included
 * @returns null when no unit fits: the values times the weights are too large
 * @example
 * ledgerUnit(28, 10, 1, 5); //=> 80313433200
 * ledgerUnit(500, 100, 1_000_000, 5); //=> 12252240
 */
export function ledgerUnit(weightSumMax: number, weightMax: number, valueMax: number, members: number): number | null {
  const fits = (unit: number): boolean =>
    unit * valueMax * weightMax <= Number.MAX_SAFE_INTEGER && unit * valueMax * members <= balanceMax;
  const unit = multiples().filter(fits).at(-1);
  return unit !== undefined && unit >= weightSumMax ? unit : null;
}
