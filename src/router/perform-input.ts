import type { Activity } from '../lead/index.js';
import { stampScore } from '../score/index.js';
import { acceptOffer, askNext, declineOffer, withdraw, withdrawFor } from './answer-offer.js';
import { assign } from './assign.js';
import { bringsBack, comeBack } from './come-back.js';
import { expireCredits } from './expire-credits.js';
import type { Input } from './input.js';
import { lookAt } from './look.js';
import { nurture } from './nurture.js';
import { place } from './place.js';
import { withAccount } from './receive.js';
import type { Status } from './record.js';
import { emit, faultIn, type Run, recordOf } from './run.js';
import { countAttempts, pauseClocks, resumeClocks } from './run-clocks.js';

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

const isOffered = (run: Run): boolean => recordOf(run).status === 'offered';

const queueOfRecord = (run: Run) => run.policy.queues.get(recordOf(run).queueId ?? '');

/** What an activity is, of our own: whatever else the caller's object holds, or becomes, is no business of the record's. */
const copyActivity = ({ type, at, count }: Activity): Activity =>
  count === undefined ? { type, at } : { type, at, count };

function recordActivity(run: Run, input: InputOf<'activity'>): void {
  const activity = copyActivity(input.activity);
  emit(run, 'activity_recorded', { activity });
  const { status, slaId, repId, paused, respondedAt } = recordOf(run);
  if (bringsBack(run, activity.type)) return comeBack(run, 'back');
  if (status !== 'assigned') return;
  const sla = slaId === null ? undefined : run.policy.slas.get(slaId)?.spec;
  const pauses = sla?.pauseOn?.includes(activity.type) === true;
  const resumes = !pauses && sla?.resumeOn?.includes(activity.type) !== false;
  if (paused ? resumes : pauses) paused ? resumeClocks(run) : pauseClocks(run);
  const meaningful = sla?.meaningful?.includes(activity.type) === true;
  if (meaningful && respondedAt === null) emit(run, 'lead_responded', { repId: repId! });
  countAttempts(run, ({ activities }) => activities?.includes(activity.type) ?? meaningful);
}

/** The first answer counts as one; every answer counts as an attempt. */
function respond(run: Run, repId: string): string | null {
  const first = recordOf(run).respondedAt === null;
  if (first) emit(run, 'lead_responded', { repId });
  const counted = countAttempts(run, () => true);
  return first || counted ? null : 'it was answered before';
}

function assignByHand(run: Run, { repId, by }: InputOf<'assign'>): string | null {
  const rep = run.policy.repIndex.get(repId);
  if (rep === undefined) return `the policy has no rep \`${repId}\``;
  if (recordOf(run).repId === repId) return `\`${repId}\` has the lead already`;
  const queue = queueOfRecord(run) ?? [...run.policy.queues.values()].find(({ members }) => members.reps.includes(rep));
  if (queue === undefined) return `\`${repId}\` is in no queue`;
  return done(() => {
    if (isOffered(run)) withdrawFor(run, rep);
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
  if (isOffered(run)) {
    withdraw(run, 'release');
    return askNext(run, 'release');
  }
  const queue = queueOfRecord(run);
  emit(run, 'lead_taken_back', { repId: recordOf(run).repId!, cause: 'release', because: reason ?? null });
  return queue === undefined ? comeBack(run, 'release') : place(run, queue, 'release');
}

function decline(run: Run, repId: string, reason: string | undefined): void {
  const queue = queueOfRecord(run);
  emit(run, 'lead_declined', { repId, because: reason ?? null });
  return queue === undefined ? comeBack(run, 'decline') : place(run, queue, 'decline');
}

/** The track for a reason: by the table of reasons, or of that id. */
function trackNamed(run: Run, reason: string | undefined, otherwise: string | null): string | null {
  if (reason === undefined) return otherwise;
  const reasons = run.router.policy.recycling?.reasons ?? {};
  if (Object.hasOwn(reasons, reason)) return reasons[reason]!;
  return run.policy.tracks.has(reason) ? reason : otherwise;
}

const movable = (run: Run): string | null => inStatus(run, 'assigned', 'offered', 'held', 'nurtured');

/** Performs what takes a lead away from whoever has it or was asked. */
const move = (run: Run, cause: 'reject' | 'nurture' | 'recycle' | 'close', perform: () => void): string | null =>
  movable(run) ??
  done(() => {
    if (isOffered(run)) withdraw(run, cause);
    perform();
  });

const rest = (run: Run, reason: string | undefined, otherwise: string | null): void =>
  nurture(run, { track: trackNamed(run, reason, otherwise), reason: null, because: reason ?? null });

function merge(run: Run, { lead }: InputOf<'merge'>): string | null {
  if (lead.id !== run.leadId) return 'it is of another lead';
  const { accountId, accountOwner } = recordOf(run).lead;
  const scored = withAccount({ accountId, accountOwner, ...lead }, run.options.facts);
  stampScore(run.policy.scoring, scored, run.now, faultIn(run));
  return done(() => emit(run, 'lead_merged', { lead: scored }));
}

/** What each input does; `tick` is nothing but what was due anyway. */
export const performers: { readonly [T in Input['type']]: Performer<T> } = {
  tick: () => null,
  accept: (run, { repId }) => {
    if (isOffered(run)) return acceptOffer(run, repId);
    const because = byOwner(run, repId);
    if (because !== null) return because;
    if (recordOf(run).acceptedAt !== null) return 'it was accepted before';
    return done(() => emit(run, 'lead_accepted', { repId }));
  },
  // whoever answers the lead has taken it
  respond: (run, { repId }) =>
    (isOffered(run) ? acceptOffer(run, repId) : null) ?? byOwner(run, repId) ?? respond(run, repId),
  decline: (run, { repId, reason }) =>
    isOffered(run)
      ? declineOffer(run, repId, reason)
      : (byOwner(run, repId) ?? done(() => decline(run, repId, reason))),
  pause: (run) =>
    recordOf(run).paused
      ? 'the clocks are paused already'
      : (inStatus(run, 'assigned') ?? done(() => pauseClocks(run))),
  resume: (run) =>
    recordOf(run).paused ? (inStatus(run, 'assigned') ?? done(() => resumeClocks(run))) : 'the clocks are not paused',
  activity: (run, input) => movable(run) ?? done(() => recordActivity(run, input)),
  // what an offer reserved and charged goes by the lead as it was offered
  merge: (run, input) => inStatus(run, 'assigned', 'held', 'nurtured') ?? merge(run, input),
  assign: (run, input) =>
    inStatus(run, 'assigned', 'offered', 'held', 'nurtured', 'rejected') ?? assignByHand(run, input),
  release: (run, { reason }) => inStatus(run, 'assigned', 'offered') ?? done(() => release(run, reason)),
  nurture: (run, { reason }) => move(run, 'nurture', () => rest(run, reason, null)),
  recycle: (run, { reason }) => move(run, 'recycle', () => rest(run, reason, 'no_response')),
  reject: (run, { reason }) =>
    move(run, 'reject', () => {
      if (reason !== undefined) run.aside = { ...run.aside, because: reason };
      emit(run, 'lead_rejected', { reason: null, disposition: 'rejected', because: reason ?? null });
    }),
  close: (run, { outcome, value }) =>
    move(run, 'close', () => emit(run, 'lead_closed', { outcome, value: value ?? null })),
};
