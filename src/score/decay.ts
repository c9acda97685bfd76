import { type DurationMs, dayMs } from '../core/time.js';
import type { Criterion } from './types.js';

/** round(65536 · 2^(−f/64)) for f = 0…63: the binary exponential as integers, the same on every runtime. */
const halving = [
  65536, 64830, 64132, 63441, 62757, 62081, 61413, 60751, 60097, 59449, 58809, 58176, 57549, 56929, 56316, 55709, 55109,
  54515, 53928, 53347, 52773, 52204, 51642, 51085, 50535, 49991, 49452, 48920, 48393, 47871, 47356, 46846, 46341, 45842,
  45348, 44859, 44376, 43898, 43425, 42958, 42495, 42037, 41584, 41136, 40693, 40255, 39821, 39392, 38968, 38548, 38133,
  37722, 37316, 36914, 36516, 36123, 35734, 35349, 34968, 34591, 34219, 33850, 33486, 33125,
] as const;
const halvingsMax = 20;

/**
 * What an activity's points are still worth at an age: whole points, rounded toward zero.
 *
 * @param age - since the activity; below 0 counts as 0
 * @example
 * decayPoints(8, { halfLifeDays: 14 }, 14 * 86_400_000); //=> 4
 */
export function decayPoints(points: number, decay: Criterion['decay'], age: DurationMs): number {
  if (decay === undefined || age <= 0) return points;
  if ('linearDays' in decay) {
    const span = decay.linearDays * dayMs;
    return age >= span ? 0 : Math.trunc((points * (span - age)) / span);
  }
  const halfLife = decay.halfLifeDays * dayMs;
  const halvings = Math.floor(age / halfLife);
  if (halvings >= halvingsMax) return 0;
  const step = Math.floor((64 * (age - halvings * halfLife)) / halfLife);
  return Math.trunc((points * halving[step]!) / (65_536 * (1 << halvings)));
}
