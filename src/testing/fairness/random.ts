import type { Random } from './types.js';

/** A small generator of numbers in [0, 1): 32 bits of state, Weyl sequence with the finish of MurmurHash3. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return ((bits ^ (bits >>> 16)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number in [min, max]. */
export const between = (random: Random, min: number, max: number): number =>
  min + Math.floor(random() * (max - min + 1));

/** Weights of mixed shapes: equal, small, heavy-tailed, or a few heavy members above many light ones. */
export function randomWeights(random: Random, members: number): number[] {
  const shape = between(random, 0, 3);
  const heavy = between(random, 2, 60);
  const heavyCount = between(random, 1, members);
  return Array.from({ length: members }, (_, member) => {
    if (shape === 0) return 1;
    if (shape === 1) return between(random, 1, 10);
    if (shape === 2) return Math.min(1000, Math.floor(1 / (random() + 0.001)) + 1);
    return member < heavyCount ? heavy : 1;
  });
}
