import type { Reason } from '../core/reason.js';
import { dayMs } from '../core/time.js';
import { compiledOf } from '../policy/index.js';
import { emit, type Run, recordOf } from './run.js';

/** Times a lead may come back where the policy does not say. */
const defaultCycles = 2;

export const maxCycles = (run: Run): number => run.router.policy.recycling?.maxCycles ?? defaultCycles;

export interface NurtureRequest {
  readonly track: string | null;
  readonly reason: Reason | null;
  readonly because: string | null;
}

/** Lets the lead rest on a track, which says when it comes back and what brings it back. */
export function nurture(run: Run, { track, reason, because }: NurtureRequest): void {
  const { cycles, owners } = recordOf(run);
  if (because !== null) run.aside.because = because;
  const compiled = track === null ? undefined : compiledOf(run.router).tracks.get(track);
  const contactGap = (run.router.policy.recycling?.minDaysBetweenContacts ?? 0) * dayMs;
  const lastContact = owners.at(-1)?.from ?? Number.NEGATIVE_INFINITY;
  const restUntil = compiled === undefined ? null : Math.max(run.now + compiled.coolDown, lastContact + contactGap);
  const triggered = compiled?.spec.backOn !== undefined || compiled?.spec.backWhen !== undefined;
  emit(run, 'lead_nurtured', {
    reason,
    track: compiled === undefined ? null : track,
    restUntil,
    wakeAt: triggered || cycles >= maxCycles(run) ? null : restUntil,
    because,
  });
}
