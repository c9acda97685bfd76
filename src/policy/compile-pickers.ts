import { canonicalJson } from '../core/canonical-json.js';
import { leadField, type ScoredLead } from '../lead/index.js';
import { type CompiledRep, compileRequirement, obstacles } from '../match/index.js';
import { compileTeams } from './compile-teams.js';
import type { CompiledQueue, Picker, TeamLedger } from './compiled.js';
import type { Absence, Queue, Sticky, Tier } from './types.js';

const fairShare = { type: 'fair_share' } as const;

/** What a lead goes by under a field: its text, or its value as JSON; null where there is nothing to go by. */
function keyIn(field: string): (lead: Partial<ScoredLead>) => string | null {
  const { read } = leadField(field)!;
  return (lead) => {
    const value = read(lead) ?? null;
    const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return empty ? null : typeof value === 'string' ? value : canonicalJson(value);
  };
}

const stickyOf = ({ field, overdraft = 1, otherwise = fairShare }: Sticky): Picker['sticky'] => ({
  keyOf: keyIn(field),
  overdraft: Math.round(overdraft * 100) * 10,
  otherwise: pickerOf(otherwise),
});

function pickerOf(strategy: NonNullable<Tier['strategy']>): Picker {
  const plain: Picker = { type: strategy.type, budget: 0, prefer: [], sticky: null };
  if (strategy.type === 'sticky') return { ...plain, sticky: stickyOf(strategy) };
  if (strategy.type !== 'best_match') return plain;
  return {
    ...plain,
    budget: Math.round(strategy.budget * 100) * 10,
    prefer: strategy.prefer.map((row) => ({ points: row.points, requirement: compileRequirement(row) })),
  };
}

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

/**
 * Who is asked first, and how one of them is picked. A custom strategy is asked before, and gives way to the fair share.
 *
 * @param members - rep indexes of the queue
 */
export function compilePickers(
  queue: Queue,
  members: Int32Array,
  reps: readonly CompiledRep[],
  teamLedgers: ReadonlyMap<string, TeamLedger>,
): Pick<CompiledQueue, 'tiers' | 'teams' | 'pickers' | 'makeUp' | 'accrueOn'> {
  const { strategy } = queue;
  const makeUp = makeUpOf(strategy);
  if (strategy.type !== 'priority_tiers') {
    const picker = pickerOf(strategy.type === 'custom' ? fairShare : strategy);
    const teams = compileTeams(queue, members, reps, teamLedgers);
    if (teams === null) return { ...makeUp, tiers: null, teams, pickers: [picker] };
    return { ...makeUp, ...teams, pickers: teams.teams.ids.map(() => picker) };
  }
  const tierOf = new Map(strategy.tiers.flatMap(({ repIds }, tier) => repIds.map((repId) => [repId, tier])));
  return {
    ...makeUp,
    tiers: members.map((rep) => tierOf.get(reps[rep]!.spec.id)!),
    teams: null,
    pickers: strategy.tiers.map((tier) => pickerOf(tier.strategy ?? fairShare)),
  };
}
