import { gcd } from '../../core/integer.js';
import type { Preset } from './types.js';

/**
 * Interleaved weighted round robin: passes over the roster, in each of which only those at or above a falling level
 * are served. Source: Linux, `net/netfilter/ipvs/ip_vs_wrr.c`.
 */
export const interleavedWrr: Preset<{ last: number; level: number }> = {
  id: 'IPVS WRR',
  start: () => ({ last: -1, level: 0 }),
  pick: (state, draw) => advance(state, draw).last,
  charge: (state, draw, member) => {
    state.level = advance(state, draw).level;
    state.last = member;
  },
};

function advance(
  { last, level }: { last: number; level: number },
  { eligible, weights }: { readonly eligible: readonly number[]; readonly weights: readonly number[] },
): { last: number; level: number } {
  const eligibleWeights = eligible.map((member) => weights[member]!);
  const top = Math.max(...eligibleWeights);
  const step = eligibleWeights.reduce(gcd, 0);
  let low = Math.min(level, top);
  for (let turn = last; ; ) {
    turn = (turn + 1) % weights.length;
    if (turn === 0) low = low - step > 0 ? low - step : top;
    if (eligible.includes(turn) && weights[turn]! >= low) return { last: turn, level: low };
  }
}
