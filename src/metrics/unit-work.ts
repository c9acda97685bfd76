import type { DurationMs } from '../core/time.js';
import type { LeadTrail } from './trail.js';

/** Time owned by assignments that are over, of leads that took so many units because `unitsWhen` said so. */
export interface UnitWork {
  readonly repId: string | null;
  readonly queueId: string | null;
  readonly units: number;
  readonly ownedMs: DurationMs;
}

/** The units that a lead would take in a queue; undefined where the queue's `units` say. */
export const unitsFor = ({ units }: Pick<LeadTrail, 'units'>, queueId: string): number | undefined =>
  units !== undefined && Object.hasOwn(units, queueId) ? units[queueId] : undefined;

/** What rows are put together by. */
export const unitKey = ({ repId, queueId, units }: UnitWork): string => JSON.stringify([repId, queueId, units]);
