import type { Router } from '../router/index.js';
import type { Counters } from './counters.js';
import type { Metrics } from './metrics.js';
import { type Ratio, ratioOf } from './ratio.js';

/** One rule and one queue that its leads went to. */
export interface Flow {
  readonly ruleId: string | null;
  readonly queueId: string | null;
  readonly assigned: number;
  readonly held: number;
  /** Not the queue that the rule names; null where that is not known. */
  readonly failover: boolean | null;
}

/** Where a rule's leads get stuck. */
export interface Bottleneck {
  readonly ruleId: string | null;
  /** Leads that came in, or back, under the rule. */
  readonly leads: number;
  readonly assigned: number;
  /** Assignments in another queue than the rule names; null where that is not known. */
  readonly failedOver: number | null;
  /** Times that nobody could take a lead, so that it began to wait. */
  readonly unmatched: number;
  /** Of the assignments. */
  readonly failover: Ratio | null;
  /** Times that nobody could take a lead, per assignment or such time. */
  readonly noMatch: Ratio | null;
}

/** The queues to which a rule sends its leads of its own accord; none where the policy lacks the rule. */
function ownQueues(router: Router | undefined, ruleId: string | null): readonly string[] | null {
  const then = router?.policy.rules.find(({ id }) => id === ruleId)?.then;
  if (then === undefined) return null;
  if ('disposition' in then) return [];
  const own = then.queueId === undefined ? [] : [then.queueId];
  return 'owner' in then ? [...own, then.ownerAbsent.queueId] : own;
}

/** Which queues each rule's leads went to. */
export const flowOf = ({ flow }: Metrics, router: Router | undefined): readonly Flow[] =>
  flow.map((row) => {
    const own = ownQueues(router, row.ruleId);
    return { ...row, failover: own === null || row.queueId === null ? null : !own.includes(row.queueId) };
  });

/** One row per rule that had a lead, ordered by rule. */
export const bottlenecksOf = (metrics: Metrics, router: Router | undefined): readonly Bottleneck[] => {
  const flows = flowOf(metrics, router);
  return metrics.by.rule.map(({ id: ruleId, ...counters }) => {
    const { received, returned, assigned, unmatched } = counters as unknown as Counters;
    const away = flows.filter((flow) => flow.ruleId === ruleId);
    const failedOver = away.some(({ failover }) => failover === null)
      ? null
      : away.reduce((sum, flow) => sum + (flow.failover === true ? flow.assigned : 0), 0);
    return {
      ruleId,
      leads: received + returned,
      assigned,
      failedOver,
      unmatched,
      failover: failedOver === null ? null : ratioOf(failedOver, assigned),
      noMatch: ratioOf(unmatched, assigned + unmatched),
    };
  });
};
