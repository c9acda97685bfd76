import type { Cause } from './event.js';
import { maxCycles } from './nurture.js';
import { follow, scoreAndSelect } from './receive.js';
import { emit, type Run, recordOf } from './run.js';

/** Scores a lead anew and does what the rules now say with it. */
export function comeBack(run: Run, cause: Cause): void {
  const scored = { ...recordOf(run).lead };
  const rule = scoreAndSelect(run, scored);
  emit(run, 'lead_returned', {
    lead: scored,
    ruleId: rule.id,
    slaId: 'slaId' in rule.then ? (rule.then.slaId ?? null) : null,
    fingerprint: run.router.fingerprint,
    behavior: 1,
  });
  follow(run, rule, cause);
}

/** Whether an activity of this type brings a resting lead back now. */
export function bringsBack(run: Run, activityType: string): boolean {
  const { track, restUntil, cycles, lead } = recordOf(run);
  // of the leads that activities are taken for, only those that rest are on a track
  const compiled = track === null ? undefined : run.policy.tracks.get(track);
  if (compiled === undefined || cycles >= maxCycles(run)) return false;
  if (restUntil !== null && run.now < restUntil) return false;
  if (compiled.spec.backOn?.includes(activityType) === true) return true;
  if (compiled.back === null) return false;
  const scored = { ...lead };
  scoreAndSelect(run, scored);
  return compiled.back(scored);
}
