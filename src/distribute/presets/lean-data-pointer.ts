import { firstBy, toBillionths } from './first-by.js';
import type { Preset } from './types.js';

/**
 * Weighted pool by pointers: the lowest pointer among the available wins and moves on by an amount inverse to its
 * weight; who is absent keeps its pointer and so catches up. Ties: list order. Source: LeanData's round-robin guide.
 */
export const leanDataPointer: Preset<{ readonly pointer: number[] }> = {
  id: 'LeanData pointer',
  start: (members) => ({ pointer: new Array<number>(members).fill(0) }),
  pick: ({ pointer }, { eligible }) => firstBy(eligible, (member) => toBillionths(pointer[member]!)),
  charge: ({ pointer }, { weights }, member) => {
    pointer[member]! += 1 / weights[member]!;
  },
};
