import { dueInstants, elapsedBetween } from '../sla/index.js';
import { assign, clockCalendar } from './assign.js';
import { bringsBack, comeBack } from './come-back.js';
import { expireCredits } from './expire-credits.js';
import type { Input } from './input.js';
import { lookAt } from './look.js';
import { nurture } from './nurture.js';
import { place } from './place.js';
import type { Status } from './record.js';
import { emit, type Run, recordOf } from './run.js';
import { targetsOf } from './targets-of.js';

type InputOf<T extends Input['type']> = Input extends infer I
  ? I extends { readonly type: infer U }
    ? T extends U
      ? I
      : never
    : never
  : never;

/** Performs an input; returns why it is ignored, or null where it is not. */
type Performer<T extends Input['type']> = (run: Run, input: InputOf<T>) => string | null;

const inStatus = (run: Run, ...statuses: readonly Status[]): string | null => {
  const { status } = recordOf(run);
  return statuses.includes(status) ? null : `the lead is ${status}`;
};

/** Null where the rep has the lead. */
const byOwner = (run: Run, repId: string): string | null =>
  inStatus(run, 'assigned') ?? (recordOf(run).repId === repId ? null : `the lead is not \`${repId}\`'s`);

/** Emits and reports the input as performed. */
const done = (perform: () => void): null => {
  perform();
  return null;
};

const queueOfRecord = (run: Run) => run.policy.queues.get(recordOf(run).queueId ?? '');

/** The running clocks with their targets and calendars; empty where rep, queue or SLA left the policy. */
function clocksOf(run: Run) {
  const { sla, repId } = recordOf(run);
  const compiled = sla === null ? undefined : run.policy.slas.get(sla.slaId);
  const rep = run.policy.repIndex.get(repId ?? '');
  const queue = queueOfRecord(run);
  if (sla === null || compiled === undefined || rep === undefined || queue === undefined) return [];
  return targetsOf(compiled, sla.tier).map((target, index) => ({
    target,
    clock: sla.clocks[index]!,
    calendar: clockCalendar(run, target.clock, rep, queue),
  }));
}

function pause(run: Run): string | null {
  if (recordOf(run).paused) return 'the clocks are paused already';
  const elapsed = clocksOf(run).map(({ clock, calendar }) =>
    clock.since === null ? clock.elapsedMs : clock.elapsedMs + elapsedBetween(calendar, clock.since, run.now),
  );
  return inStatus(run, 'assigned') ?? done(() => emit(run, 'sla_paused', { elapsed }));
}

function resume(run: Run): string | null {
  if (!recordOf(run).paused) return 'the clocks are not paused';
  const due = clocksOf(run).map(({ target, clock, calendar }) =>
    dueInstants(target, calendar, run.now, clock.elapsedMs),
  );
  return inStatus(run, 'assigned') ?? done(() => emit(run, 'sla_resumed', { due }));
}

function recordActivity(run: Run, { activity }: InputOf<'activity'>): void {
  emit(run, 'activity_recorded', { activity });
  const { status, slaId, repId, paused, respondedAt } = recordOf(run);
  if (bringsBack(run, activity.type)) return comeBack(run, 'back');
  if (status !== 'assigned') return;
  const sla = slaId === null ? undefined : run.policy.slas.get(slaId)?.spec;
  const pauses = sla?.pauseOn?.includes(activity.type) === true;
  if (pauses !== paused) pauses ? pause(run) : resume(run);
  if (sla?.meaningful?.includes(activity.type) === true && respondedAt === null)
    emit(run, 'lead_responded', { repId: repId! });
}

function assignByHand(run: Run, { repId, by }: InputOf<'assign'>): string | null {
  const rep = run.policy.repIndex.get(repId);
  if (rep === undefined) return `the policy has no rep \`${repId}\``;
  if (recordOf(run).repId === repId) return `\`${repId}\` has the lead already`;
  const queue = queueOfRecord(run) ?? [...run.policy.queues.values()].find(({ members }) => members.reps.includes(rep));
  if (queue === undefined) return `\`${repId}\` is in no queue`;
  return done(() => {
    if (recordOf(run).repId !== null) {
      emit(run, 'lead_taken_back', { repId: recordOf(run).repId!, cause: 'manual', because: by });
    }
    expireCredits(run);
    const { eligible } = lookAt(run, queue, false).match;
    run.pick = { method: 'manual', eligible: eligible.length, owedMilli: null, within: null };
    assign(run, { rep, queue, eligible, cause: 'manual', method: 'manual', by });
  });
}

function release(run: Run, reason: string | undefined): void {
  const queue = queueOfRecord(run);
  emit(run, 'lead_taken_back', { repId: recordOf(run).repId!, cause: 'release', because: reason ?? null });
  return queue === undefined ? comeBack(run, 'release') : place(run, queue, 'release');
}

function decline(run: Run, repId: string, reason: string | undefined): void {
  const queue = queueOfRecord(run);
  emit(run, 'lead_declined', { repId, because: reason ?? null });
  return queue === undefined ? comeBack(run, 'decline') : place(run, queue, 'decline');
}

/** The track that a reason names, where there is one. */
const trackNamed = (run: Run, reason: string | undefined, otherwise: string | null): string | null =>
  reason !== undefined && run.policy.tracks.has(reason) ? reason : otherwise;

const movable = (run: Run): string | null => inStatus(run, 'assigned', 'held', 'nurtured');

/** What each input does; `tick` is nothing but what was due anyway. */
export const performers: { readonly [T in Input['type']]: Performer<T> } = {
  tick: () => null,
  accept: (run, { repId }) =>
    byOwner(run, repId) ??
    (recordOf(run).acceptedAt === null ? done(() => emit(run, 'lead_accepted', { repId })) : 'it was accepted before'),
  respond: (run, { repId }) =>
    byOwner(run, repId) ??
    (recordOf(run).respondedAt === null
      ? done(() => emit(run, 'lead_responded', { repId }))
      : 'it was answered before'),
  decline: (run, input) => byOwner(run, input.repId) ?? done(() => decline(run, input.repId, input.reason)),
  pause,
  resume,
  activity: (run, input) => inStatus(run, 'assigned', 'held', 'nurtured') ?? done(() => recordActivity(run, input)),
  assign: (run, input) => inStatus(run, 'assigned', 'held', 'nurtured', 'rejected') ?? assignByHand(run, input),
  release: (run, { reason }) => inStatus(run, 'assigned') ?? done(() => release(run, reason)),
  nurture: (run, { reason }) =>
    movable(run) ??
    done(() => nurture(run, { track: trackNamed(run, reason, null), reason: null, because: reason ?? null })),
  recycle: (run, { reason }) =>
    movable(run) ??
    done(() => nurture(run, { track: trackNamed(run, reason, 'no_response'), reason: null, because: reason ?? null })),
  reject: (run, { reason }) =>
    movable(run) ??
    done(() => {
      if (reason !== undefined) run.aside.because = reason;
      emit(run, 'lead_rejected', { reason: null, disposition: 'rejected', because: reason ?? null });
    }),
  close: (run, { outcome, value }) =>
    movable(run) ?? done(() => emit(run, 'lead_closed', { outcome, value: value ?? null })),
};
