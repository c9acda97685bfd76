import { type CompiledRep, compileRequirement } from '../match/index.js';
import type { CompiledQueue, Picker } from './compiled.js';
import type { Queue, Tier } from './types.js';

const pickerOf = (strategy: NonNullable<Tier['strategy']>): Picker =>
  strategy.type === 'best_match'
    ? {
        type: strategy.type,
        budget: Math.round(strategy.budget * 100) * 10,
        prefer: strategy.prefer.map((row) => ({ points: row.points, requirement: compileRequirement(row) })),
      }
    : { type: strategy.type, budget: 0, prefer: [] };

const fairShare = { type: 'fair_share' } as const;

/**
 * Who is asked first, and how one of them is picked. A custom strategy is asked before, and gives way to the fair share.
 *
 * @param members - rep indexes of the queue
 */
export function compilePickers(
  { strategy }: Queue,
  members: Int32Array,
  reps: readonly CompiledRep[],
): Pick<CompiledQueue, 'tiers' | 'pickers'> {
  if (strategy.type !== 'priority_tiers') {
    return { tiers: null, pickers: [pickerOf(strategy.type === 'custom' ? fairShare : strategy)] };
  }
  const tierOf = new Map(strategy.tiers.flatMap(({ repIds }, tier) => repIds.map((repId) => [repId, tier])));
  return {
    tiers: members.map((rep) => tierOf.get(reps[rep]!.spec.id)!),
    pickers: strategy.tiers.map((tier) => pickerOf(tier.strategy ?? fairShare)),
  };
}
