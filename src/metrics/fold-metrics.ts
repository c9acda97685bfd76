import { type Router, type RoutingEvent, unitsByQueue } from '../router/index.js';
import type { Metrics } from './metrics.js';
import { takeStep } from './take-step.js';
import { addFigures, closeTally, newTally, see, type Tally } from './tally.js';
import { stepOf } from './trail.js';

/** What `foldMetrics` must know beside the events. */
export interface MetricsOptions {
  /** Reasons of declines and take-backs that say that a lead was misrouted. Default `['misroute']`. */
  readonly misroute?: readonly string[];
  /** The policy of the events: needed where queues have `unitsWhen`, so that each lead counts what it takes. */
  readonly router?: Router;
}

/** A tally that goes on from where `metrics` stands. */
export function openMetrics(metrics: Metrics): Tally {
  const tally = newTally();
  addFigures(tally, metrics);
  for (const trail of metrics.open) tally.open.set(trail.leadId, trail);
  for (const { leadId, steps } of metrics.pending) tally.pending.set(leadId, [...steps]);
  return tally;
}

/**
 * Counts events: speed to lead, what reps did with leads, time in status, conversion, value, arrivals, waits; in total
 * and by rule, rep, source, segment and queue. O(events). Law: the fold of a whole is the fold of its parts, put
 * together with `mergeMetrics`.
 *
 * @param events - in the order of their `seq`, or at least each lead's in that order; a lead is received once
 * @returns plain JSON; read it with `metricsReport` or `formatMetrics`
 * @example
 * foldMetrics(route(router, state, lead, now).events).total.assigned; //=> 1
 */
export function foldMetrics(events: Iterable<RoutingEvent>, options: MetricsOptions = {}): Metrics {
  const unitsOf = options.router === undefined ? null : unitsByQueue(options.router);
  const reading = { misroute: new Set(options.misroute ?? ['misroute']), unitsOf };
  const tally = newTally();
  for (const event of events) {
    tally.events += 1;
    see(tally, event.at);
    const step = stepOf(event, reading);
    if (step !== null) takeStep(tally, event.leadId, step);
  }
  return closeTally(tally);
}
