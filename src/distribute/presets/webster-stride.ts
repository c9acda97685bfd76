import type { Preset } from './types.js';

/**
 * Webster's divisor method: the smallest (2 · received + 1) / weight wins, compared as fractions; ties go to the
 * roster's order. Source: Balinski & Young, "Fair Representation"; as stride scheduling with a half-step phase.
 */
export const websterStride: Preset<{ readonly count: number[] }> = {
  id: 'Webster stride',
  start: (members) => ({ count: new Array<number>(members).fill(0) }),
  pick: ({ count }, { eligible, weights }) =>
    eligible.reduce((best, member) =>
      (2 * count[member]! + 1) * weights[best]! < (2 * count[best]! + 1) * weights[member]! ? member : best,
    ),
  charge: ({ count }, _draw, member) => {
    count[member]! += 1;
  },
};
