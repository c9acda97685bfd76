/** Sections 5 and 8: what falls due when, from the definition of every clock, worked out anew each time it is asked. */
import type { ScoredLead } from '../../src/lead/index.js';
import type { Policy, SlaAction, SlaTarget, SlaTier } from '../../src/policy/index.js';
import { holds } from './reference-lead.js';
import { calendarOf } from './reference-match.js';
import { addOpenTime, minute, openTime, type Span } from './reference-time.js';

/** What of a record the clocks go by. */
export interface Timed {
  lead: ScoredLead;
  status: string;
  repId: string | null;
  queueId: string | null;
  slaId: string | undefined;
  startedAt: number;
  /** As it was when the clocks started. */
  tier: SlaTier | undefined;
  running: Span[];
  /** Targets that are met, with the open time that they took. */
  met: Map<string, number>;
  fired: Set<string>;
  /** Attempts so far, and since when the present one is due. */
  rounds: Map<string, { readonly attempts: number; readonly startedAt: number }>;
  /** Until somebody has the lead. */
  delivery: {
    readonly startedAt: number;
    readonly queueId: string;
    readonly tier: SlaTier | undefined;
    endedAt: number | null;
    met: boolean;
  } | null;
}

export interface Milestone {
  readonly targetId: string;
  readonly key: string;
  readonly at: number;
  readonly do: readonly SlaAction[];
  readonly breach: boolean;
}

const endless = Number.POSITIVE_INFINITY;

export const untilOf = ({ id, until, attempts }: SlaTarget): string =>
  until ?? (attempts === undefined ? ({ resolution: 'close', deliver: 'assign' }[id] ?? 'respond') : 'attempts');

const slaOf = (policy: Policy, rec: Timed) => policy.slas?.find(({ id }) => id === rec.slaId);
export const tierOf = (policy: Policy, rec: Timed): SlaTier | undefined =>
  slaOf(policy, rec)?.tiers?.find(({ when }) => holds(when, rec.lead));
/** Targets that the owner is to meet, or that are to be met before there is one. */
export const targetsOf = (policy: Policy, rec: Timed, delivery = false): readonly SlaTarget[] =>
  (slaOf(policy, rec)?.targets ?? []).filter((target) => (untilOf(target) === 'assign') === delivery);

/** Whose hours a clock counts, since when, and while it is not paused. */
function clockOf(policy: Policy, rec: Timed, target: SlaTarget) {
  const delivered = untilOf(target) === 'assign';
  const queueId = delivered ? rec.delivery!.queueId : rec.queueId;
  const queue = calendarOf(policy, policy.queues.find(({ id }) => id === queueId)!.calendarId);
  const rep = delivered ? undefined : calendarOf(policy, policy.reps.find(({ id }) => id === rec.repId)!.calendarId);
  const clock = target.clock ?? (delivered ? 'queue' : 'rep');
  const hours = { rep: [rep], queue: [queue], rep_and_queue: [rep, queue], wall: [undefined] }[clock];
  const running: readonly Span[] = delivered ? [[rec.delivery!.startedAt, endless]] : rec.running;
  const startedAt = delivered ? rec.delivery!.startedAt : (rec.rounds.get(target.id)?.startedAt ?? rec.startedAt);
  const waits = clock === 'wall' && target.start === 'opening';
  return { hours, running, startedAt: waits ? addOpenTime([rep ?? queue], running, startedAt, 0) : startedAt };
}

/** Open time on a target's clock. */
export function elapsedOf(policy: Policy, rec: Timed, target: SlaTarget, now: number): number {
  const { hours, running, startedAt } = clockOf(policy, rec, target);
  return startedAt === null || startedAt >= now ? 0 : openTime(hours, running, startedAt, now);
}

/** Every milestone of these targets, with when it falls due, breaches included. */
function allMilestones(policy: Policy, rec: Timed, targets: readonly SlaTarget[]): (Milestone | null)[] {
  return targets.flatMap((target) => {
    const tier = untilOf(target) === 'assign' ? rec.delivery!.tier : rec.tier;
    const base = target.minutes * minute;
    const named = tier?.[target.id] as { readonly minutes: number } | undefined;
    const length = named === undefined ? base : named.minutes * minute;
    const { hours, running, startedAt } = clockOf(policy, rec, target);
    const round = rec.rounds.get(target.id)?.attempts ?? 0;
    const own = (target.milestones ?? []).map((one) => ({
      ms: 'atMinutes' in one ? one.atMinutes * minute : one.atFraction * base,
      do: one.do,
    }));
    return [{ ms: base, do: [] }, ...own].map(({ ms, ...rest }, k) => {
      const after = Math.floor((ms * length) / base);
      const at = startedAt === null ? null : addOpenTime(hours, running, startedAt, after);
      const key = `${target.id} ${round} ${k}`;
      return at === null ? null : { targetId: target.id, key, at, breach: k === 0, ...rest };
    });
  });
}

/** What has yet to fire, by when it is due: of the owner's clocks, or of delivery while the lead is held. */
export function milestonesOf(policy: Policy, rec: Timed): Milestone[] {
  const held = rec.status === 'held' || rec.status === 'offered';
  if ((held && (rec.delivery === null || rec.delivery.endedAt !== null)) || !(held || rec.status === 'assigned'))
    return [];
  const open = targetsOf(policy, rec, held).filter(({ id }) => !rec.met.has(id));
  const due = allMilestones(policy, rec, open).filter((one) => one !== null && !rec.fired.has(one.key)) as Milestone[];
  return due.sort((a, b) => a.at - b.at);
}

/** The end of each target that the owner has yet to meet; null: never, as things stand. */
export const endsOf = (policy: Policy, rec: Timed): ReadonlyMap<string, number | null> =>
  new Map(
    targetsOf(policy, rec)
      .filter(({ id }) => !rec.met.has(id))
      .map((target) => [target.id, allMilestones(policy, rec, [target]).find((one) => one?.breach)?.at ?? null]),
  );

/** Meets the targets that wait for this. */
export function meet(policy: Policy, rec: Timed, until: string, now: number): void {
  for (const target of targetsOf(policy, rec)) {
    if (untilOf(target) !== until || rec.met.has(target.id)) continue;
    rec.met.set(target.id, elapsedOf(policy, rec, target, now));
  }
}

/** Whether a target still asks for attempts. */
export const owesAttempts = (policy: Policy, rec: Timed): boolean =>
  targetsOf(policy, rec).some((target) => untilOf(target) === 'attempts' && !rec.met.has(target.id));

/** Counts an attempt for each target that asks for attempts of this kind. */
export function attempt(policy: Policy, rec: Timed, counts: (target: SlaTarget) => boolean, now: number): void {
  for (const target of targetsOf(policy, rec)) {
    if (untilOf(target) !== 'attempts' || rec.met.has(target.id) || !counts(target)) continue;
    const attempts = (rec.rounds.get(target.id)?.attempts ?? 0) + 1;
    const last = attempts >= (target.attempts ?? 1);
    if (last) rec.met.set(target.id, elapsedOf(policy, rec, target, now));
    rec.rounds.set(target.id, { attempts, startedAt: now });
  }
}

/** Of each target until somebody has the lead: the open time that it took, or when it ends. */
export function deliveryEnds(policy: Policy, rec: Timed): (readonly [string, number | null, number | null])[] {
  const { delivery } = rec;
  if (delivery === null) return [];
  return targetsOf(policy, rec, true).map((target) => {
    const last = allMilestones(policy, rec, [target]).find((one) => one?.breach)?.at ?? null;
    // clocks that were stopped before their end have none any more
    const end = last !== null && last <= (delivery.endedAt ?? last) ? last : null;
    return [target.id, delivery.met ? elapsedOf(policy, rec, target, delivery.endedAt!) : null, end];
  });
}
