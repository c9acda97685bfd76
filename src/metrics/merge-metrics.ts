import { openMetrics } from './fold-metrics.js';
import type { Metrics } from './metrics.js';
import { takeStep } from './take-step.js';
import { addFigures, closeTally } from './tally.js';

/**
 * The metrics of the events of `earlier` followed by those of `later`: what was left open in the first is carried on
 * in the second. Associative, with `foldMetrics([])` as its neutral value; the order of the two matters only for leads
 * that occur in both. O(size of both).
 *
 * @example
 * mergeMetrics(foldMetrics(march), foldMetrics(april)); //=> foldMetrics([...march, ...april])
 */
export function mergeMetrics(earlier: Metrics, later: Metrics): Metrics {
  const tally = openMetrics(earlier);
  addFigures(tally, later);
  for (const trail of later.open) tally.open.set(trail.leadId, trail);
  for (const { leadId, steps } of later.pending) for (const step of steps) takeStep(tally, leadId, step);
  return closeTally(tally);
}
