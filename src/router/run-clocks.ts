import type { EpochMs } from '../core/time.js';
import { type CompiledTarget, dueInstants, elapsedOn, type TargetClock } from '../sla/index.js';
import { hoursOf } from './clock-hours.js';
import { emit, type Run, recordOf } from './run.js';
import { followedTargets } from './targets-of.js';

/** The owner's clocks, each with what `read` makes of it; `otherwise` where its target or hours left the policy. */
function eachClock<T>(
  run: Run,
  read: (clock: TargetClock, target: CompiledTarget, hours: NonNullable<ReturnType<typeof hoursOf>>) => T,
  otherwise: (clock: TargetClock) => T,
): readonly T[] {
  const record = recordOf(run);
  const targets = followedTargets(run.policy, record, 'targets');
  return (record.sla?.clocks ?? []).map((clock) => {
    const target = targets.get(clock.id);
    const hours = target === undefined ? null : hoursOf(run.policy, record, target);
    return hours === null ? otherwise(clock) : read(clock, target!, hours);
  });
}

/** Stops the owner's clocks for the time being. */
export function pauseClocks(run: Run): void {
  const elapsed = eachClock(
    run,
    (clock, _, hours) => elapsedOn(clock, hours, run.now),
    (clock) => clock.elapsedMs,
  );
  emit(run, 'sla_paused', { elapsed });
}

/** Lets paused clocks run again. */
export function resumeClocks(run: Run): void {
  const due = eachClock(
    run,
    (clock, target, hours) => dueInstants(target, hours, run.now, clock.elapsedMs),
    (clock): readonly (EpochMs | null)[] => clock.due,
  );
  emit(run, 'sla_resumed', { due });
}

/** Counts an attempt for each open target that asks for attempts of this kind; whether there was one. */
export function countAttempts(run: Run, counts: (target: CompiledTarget) => boolean): boolean {
  const { repId, paused } = recordOf(run);
  const attempted = eachClock(
    run,
    (clock, target, hours) => {
      if (target.until !== 'attempts' || clock.metAt !== null || !counts(target)) return null;
      const attempts = (clock.attempts ?? 0) + 1;
      const left = target.attempts - attempts;
      const due = left > 0 && !paused ? dueInstants(target, hours, run.now, 0) : [];
      return { repId: repId!, targetId: target.id, attempts, left: Math.max(0, left), due };
    },
    () => null,
  ).filter((body) => body !== null);
  for (const body of attempted) emit(run, 'attempt_recorded', body);
  return attempted.length > 0;
}
