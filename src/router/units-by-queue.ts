import type { ScoredLead } from '../lead/index.js';
import { compiledOf, type Router } from '../policy/index.js';

/**
 * The units that a lead takes in each queue whose units depend on the lead.
 *
 * @returns null where no queue has `unitsWhen`
 */
export function unitsByQueue(router: Router): ((lead: ScoredLead) => { readonly [queueId: string]: number }) | null {
  const queues = [...compiledOf(router).queues.values()].filter(({ spec }) => (spec.unitsWhen ?? []).length > 0);
  if (queues.length === 0) return null;
  return (lead) => Object.fromEntries(queues.map(({ spec, unitsOf }) => [spec.id, unitsOf(lead)]));
}
