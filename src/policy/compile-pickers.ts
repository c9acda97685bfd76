import { type CompiledRep, compileRequirement, obstacles } from '../match/index.js';
import type { CompiledQueue, Picker } from './compiled.js';
import type { Absence, Queue, Tier } from './types.js';

const pickerOf = (strategy: NonNullable<Tier['strategy']>): Picker =>
  strategy.type === 'best_match'
    ? {
        type: strategy.type,
        budget: Math.round(strategy.budget * 100) * 10,
        prefer: strategy.prefer.map((row) => ({ points: row.points, requirement: compileRequirement(row) })),
      }
    : { type: strategy.type, budget: 0, prefer: [] };

const obstacleOf: { readonly [absence in Absence]: number } = {
  on_leave: obstacles.onLeave,
  off_shift: obstacles.offShift,
  offline: obstacles.offline,
  at_cap: obstacles.cap,
  at_capacity: obstacles.capacity,
};

function makeUpOf(strategy: Queue['strategy']): Pick<CompiledQueue, 'makeUp' | 'accrueOn'> {
  const { makeUp = 'none', accrueOn = ['on_leave'] } = strategy.type === 'fair_share' ? strategy : {};
  return {
    makeUp: typeof makeUp === 'string' ? { type: makeUp } : { type: 'capped', leadsMax: makeUp.capped },
    accrueOn: new Set((accrueOn as readonly Absence[]).map((absence) => obstacleOf[absence])),
  };
}

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
): Pick<CompiledQueue, 'tiers' | 'pickers' | 'makeUp' | 'accrueOn'> {
  if (strategy.type !== 'priority_tiers') {
    return {
      ...makeUpOf(strategy),
      tiers: null,
      pickers: [pickerOf(strategy.type === 'custom' ? fairShare : strategy)],
    };
  }
  const tierOf = new Map(strategy.tiers.flatMap(({ repIds }, tier) => repIds.map((repId) => [repId, tier])));
  return {
    ...makeUpOf(strategy),
    tiers: members.map((rep) => tierOf.get(reps[rep]!.spec.id)!),
    pickers: strategy.tiers.map((tier) => pickerOf(tier.strategy ?? fairShare)),
  };
}
