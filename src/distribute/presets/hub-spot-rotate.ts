import { firstBy } from './first-by.js';
import type { Preset } from './types.js';

/**
 * Even rotation by counts, without weights, list order on ties: the fewest leads so far wins. Adding or removing an
 * owner sets all counts to zero: start anew. Source: HubSpot community idea 211261 and the reply to it.
 */
export const hubSpotRotate: Preset<{ readonly count: number[] }> = {
  id: 'HubSpot rotate',
  start: (members) => ({ count: new Array<number>(members).fill(0) }),
  pick: ({ count }, { eligible }) => firstBy(eligible, (member) => count[member]!),
  charge: ({ count }, _draw, member) => {
    count[member]! += 1;
  },
};
