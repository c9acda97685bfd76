import type { Router } from '../router/index.js';
import type { Metrics } from './metrics.js';
import { giniIndex, jainIndex, type Ratio } from './ratio.js';
import { compareKeys } from './tally.js';

/** How evenly the leads of a queue were spread over its reps. */
export interface QueueBalance {
  readonly queueId: string | null;
  readonly assigned: number;
  /** Of the assignments per rep: all members of the queue where the router is given, else those who had one. */
  readonly jain: Ratio | null;
  /** Of the same: 0 where all had as many, near 1 where one had everything. */
  readonly gini: Ratio | null;
  /** The fewest and the most that a rep had. */
  readonly least: number;
  readonly most: number;
  /**
   * By how much somebody is off the part that its weight gives it, at most: thousandths of a lead, rounded down. It
   * looks at weights alone, not at who was there. Null without the router.
   */
  readonly largestOffMilli: number | null;
}

type Amounts = ReadonlyMap<string | null, number>;

/** Weights of a queue's members as the policy has them now, without ramps. */
function weightsOf(router: Router | undefined, queueId: string | null): ReadonlyMap<string, number> | null {
  const queue = router?.policy.queues.find(({ id }) => id === queueId);
  if (router === undefined || queue === undefined) return null;
  const own = new Map(router.policy.reps.map(({ id, weight }) => [id, weight ?? 1]));
  const weights = queue.weights ?? {};
  return new Map(queue.repIds.map((id) => [id, Object.hasOwn(weights, id) ? weights[id]! : (own.get(id) ?? 1)]));
}

function largestOff(amounts: Amounts, weights: ReadonlyMap<string, number> | null): number | null {
  if (weights === null) return null;
  const all = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  const weight = [...weights.values()].reduce((sum, one) => sum + one, 0);
  const offs = [...amounts].map(([repId, amount]) => Math.abs(amount * weight - all * (weights.get(repId ?? '') ?? 0)));
  return weight === 0 ? null : Math.floor((Math.max(0, ...offs) * 1_000) / weight);
}

/** How evenly each queue's leads were spread, ordered by queue. */
export function balanceOf({ work }: Metrics, router: Router | undefined): readonly QueueBalance[] {
  const queues = new Map<string | null, Map<string | null, number>>(
    (router?.policy.queues ?? []).map(({ id, repIds }) => [id, new Map(repIds.map((repId) => [repId, 0]))]),
  );
  for (const { repId, queueId, assigned } of work) {
    const reps = queues.get(queueId) ?? new Map<string | null, number>();
    queues.set(queueId, reps.set(repId, (reps.get(repId) ?? 0) + assigned));
  }
  return [...queues]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([queueId, reps]) => {
      const amounts = [...reps.values()].sort((a, b) => a - b);
      return {
        queueId,
        assigned: amounts.reduce((sum, amount) => sum + amount, 0),
        jain: jainIndex(amounts),
        gini: giniIndex(amounts),
        least: amounts[0] ?? 0,
        most: amounts.at(-1) ?? 0,
        largestOffMilli: largestOff(reps, weightsOf(router, queueId)),
      };
    });
}
