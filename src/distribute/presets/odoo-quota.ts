import type { Preset } from './types.js';

/** One day's leads of a member who may get `capacity` in thirty days. Source: Odoo 18, `crm_team_member.py`. */
export const dailyQuota = (capacity: number, assignedLastDay: number, mode: 'scheduled' | 'forced'): number =>
  Math.round(capacity / 30) - (mode === 'scheduled' ? assignedLastDay : 0);

/** The same in Odoo 17, which adds a fifth of what the last thirty days left over. */
export function catchUpQuota(capacity: number, assignedLast30Days: number, workDays: number): number {
  const planned = (capacity * workDays) / 30;
  return Math.round(planned + 0.2 * Math.max(0, capacity - (assignedLast30Days + planned)));
}

export interface QuotaState {
  /** Members who have quota left, next first. */
  readonly queue: number[];
  readonly left: number[];
}

/** Members with quota left, most of it first; equal ones in roster order. */
export const quotaOrder = (left: readonly number[]): number[] =>
  left
    .map((_, member) => member)
    .filter((member) => left[member]! > 0)
    .sort((a, b) => left[b]! - left[a]!);

/** What a run starts with: everybody's weight as quota. */
const refill = (weights: readonly number[]): QuotaState => ({ queue: quotaOrder(weights), left: [...weights] });

const roundOf = (
  state: QuotaState,
  { eligible, weights }: { eligible: readonly number[]; weights: readonly number[] },
) => (state.queue.some((member) => eligible.includes(member)) ? state : refill(weights));

/**
 * Rotation within quotas: each lead goes to the first member who may have it; that one moves to the end, or leaves when
 * its quota is used up. Weights serve as quotas; a new run starts when nobody eligible has any left. Source: Odoo 18,
 * `crm_team.py`, without its random tie-break.
 */
export const odooQuota: Preset<QuotaState> = {
  id: 'Odoo quota',
  start: (members) => ({ queue: [], left: new Array<number>(members).fill(0) }),
  pick: (state, draw) => roundOf(state, draw).queue.find((member) => draw.eligible.includes(member))!,
  charge: (state, draw, member) => {
    const { queue, left } = roundOf(state, draw);
    const next = left.map((each, index) => (index === member ? each - 1 : each));
    const rest = queue.filter((each) => each !== member);
    state.queue.splice(0, state.queue.length, ...rest, ...(next[member]! > 0 ? [member] : []));
    state.left.splice(0, state.left.length, ...next);
  },
};
