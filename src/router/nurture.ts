import { addOpenTime } from '../calendar/index.js';
import type { Reason } from '../core/reason.js';
import { dayMs, type EpochMs } from '../core/time.js';
import { type CompiledTrack, compiledOf } from '../policy/index.js';
import { emit, type Run, recordOf } from './run.js';

/** Times a lead may come back where the policy does not say. */
const defaultCycles = 2;

export const maxCycles = (run: Run): number => run.router.policy.recycling?.maxCycles ?? defaultCycles;

interface NurtureRequest {
  readonly track: string | null;
  readonly reason: Reason | null;
  readonly because: string | null;
}

/** When a track's rest is over: its days, its open time and the gap between contacts have all passed. */
function restOn(run: Run, { coolDown, coolDownOpen }: CompiledTrack): EpochMs {
  const contactGap = (run.router.policy.recycling?.minDaysBetweenContacts ?? 0) * dayMs;
  const lastContact = recordOf(run).owners.at(-1)?.from ?? Number.NEGATIVE_INFINITY;
  const open =
    coolDownOpen === null
      ? Number.NEGATIVE_INFINITY
      : addOpenTime(coolDownOpen.calendar, run.now, coolDownOpen.duration);
  // hours that never open again never end the rest
  return Math.max(run.now + coolDown, lastContact + contactGap, open ?? Number.MAX_SAFE_INTEGER);
}

/** Lets the lead rest on a track, which says when it comes back and what brings it back. */
export function nurture(run: Run, { track, reason, because }: NurtureRequest): void {
  const { cycles } = recordOf(run);
  if (because !== null) run.aside = { ...run.aside, because };
  const compiled = track === null ? undefined : compiledOf(run.router).tracks.get(track);
  const restUntil = compiled === undefined ? null : restOn(run, compiled);
  const triggered = compiled?.spec.backOn !== undefined || compiled?.spec.backWhen !== undefined;
  emit(run, 'lead_nurtured', {
    reason,
    track: compiled === undefined ? null : track,
    restUntil,
    wakeAt: triggered || cycles >= maxCycles(run) ? null : restUntil,
    because,
  });
}
