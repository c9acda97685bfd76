import { type EpochMs, hourMs } from '../core/time.js';
import { addArrivals, addPair, addUnitWork, count, type Keys, type Tally, time } from './tally.js';
import type { LeadStep, LeadTrail, StepType } from './trail.js';
import { unitsFor } from './unit-work.js';

/** Counts a step; returns how far the lead has come then, or null where it is over. */
type Follower<T extends StepType> = (tally: Tally, trail: LeadTrail, step: LeadStep<T>) => LeadTrail | null;

/** A lead of which nothing has been seen. */
export const unseenTrail = (leadId: string): LeadTrail => ({
  leadId,
  ruleId: null,
  source: null,
  segment: null,
  receivedAt: null,
  place: 'unknown',
  since: null,
  repId: null,
  queueId: null,
  waitsSince: null,
  afterHours: false,
  awaitsOwner: false,
  answered: false,
  reminded: false,
  escalated: false,
  breached: false,
});

const keysOf = ({ ruleId, repId, source, segment, queueId }: LeadTrail): Keys => ({
  rule: ruleId,
  rep: repId,
  source,
  segment,
  queue: queueId,
});

const timeIn = { assigned: 'inAssigned', held: 'inHeld', offered: 'inOffered', nurtured: 'inNurtured' } as const;

/** Counts the time in the place that the lead leaves. */
function leave(tally: Tally, trail: LeadTrail, at: EpochMs): void {
  const { place, since, repId, queueId } = trail;
  if (since === null || !(place in timeIn)) return;
  time(tally, keysOf(trail), timeIn[place as keyof typeof timeIn], at - since);
  if (place !== 'assigned') return;
  addPair(tally.work, repId, queueId, 0, at - since);
  const { taken } = trail;
  if (taken !== undefined) addUnitWork(tally, { repId, queueId, units: taken, ownedMs: at - since });
}

const nowhere = { repId: null, queueId: null, afterHours: false, awaitsOwner: false } as const;

/** Where an owner is not known from its assignment, whoever acted was it. */
const withRep = (trail: LeadTrail, repId: string | null): LeadTrail =>
  trail.repId === null ? { ...trail, repId } : trail;

/** Counts a note on an assignment; reminders, escalations and breaches once per assignment. */
function note(tally: Tally, before: LeadTrail, { at, repId, as }: LeadStep<'noted'>): LeadTrail {
  const trail = withRep(before, repId);
  const keys = keysOf(trail);
  if (as === 'reminded' || as === 'escalated' || as === 'breached') {
    if (!trail[as]) count(tally, keys, as);
    return { ...trail, [as]: true };
  }
  count(tally, keys, as);
  if (as === 'accepted') return trail;
  if (trail.place === 'assigned' && trail.since !== null) time(tally, keys, 'response', at - trail.since);
  if (!trail.answered && trail.receivedAt !== null) time(tally, keys, 'firstResponse', at - trail.receivedAt);
  return { ...trail, answered: true };
}

function hold(tally: Tally, before: LeadTrail, { at, queueId, afterHours, awaitsOwner }: LeadStep<'held'>): LeadTrail {
  const goesOn = before.place === 'held' && before.queueId === queueId;
  if (!goesOn) leave(tally, before, at);
  const trail: LeadTrail = {
    ...before,
    place: 'held',
    since: goesOn ? before.since : at,
    repId: null,
    queueId,
    waitsSince: before.waitsSince ?? at,
    afterHours,
    awaitsOwner,
  };
  const keys = keysOf(trail);
  if (!goesOn) count(tally, keys, 'held');
  if (!awaitsOwner && !(goesOn && !before.awaitsOwner)) count(tally, keys, 'unmatched');
  if (!goesOn) addPair(tally.flow, trail.ruleId, queueId, 0, 1);
  if (afterHours && !(goesOn && before.afterHours)) count(tally, keys, 'afterHours');
  if (awaitsOwner && !(goesOn && before.awaitsOwner)) count(tally, keys, 'awaitingOwner');
  return trail;
}

function assign(tally: Tally, before: LeadTrail, { at, repId, queueId, accepted }: LeadStep<'assigned'>): LeadTrail {
  leave(tally, before, at);
  const { taken: _, ...rest } = before;
  const taken = unitsFor(before, queueId);
  const trail: LeadTrail = {
    ...rest,
    ...(taken === undefined ? {} : { taken }),
    ...nowhere,
    place: 'assigned',
    since: at,
    repId,
    queueId,
    waitsSince: null,
    reminded: false,
    escalated: false,
    breached: false,
  };
  const keys = keysOf(trail);
  count(tally, keys, 'assigned');
  if (accepted) count(tally, keys, 'offersAccepted');
  if (before.waitsSince !== null) time(tally, keys, 'wait', at - before.waitsSince);
  addPair(tally.work, repId, queueId, 1, 0);
  addPair(tally.flow, trail.ruleId, queueId, 1, 0);
  return trail;
}

function offer(tally: Tally, before: LeadTrail, { at, repIds, queueId }: LeadStep<'offered'>): LeadTrail {
  leave(tally, before, at);
  const waitsSince = before.waitsSince ?? at;
  const trail: LeadTrail = { ...before, ...nowhere, place: 'offered', since: at, queueId, waitsSince };
  for (const repId of repIds) count(tally, keysOf({ ...trail, repId }), 'offered');
  return trail;
}

const followers: { readonly [T in StepType]: Follower<T> } = {
  received: (tally, { leadId }, { at, ruleId, source, segment, units }) => {
    const trail: LeadTrail = {
      ...unseenTrail(leadId),
      ruleId,
      source,
      segment,
      receivedAt: at,
      place: 'arrived',
      since: at,
      ...(units === undefined ? {} : { units }),
    };
    count(tally, keysOf(trail), 'received');
    addArrivals(tally, Math.floor(at / hourMs) * hourMs, 1);
    return trail;
  },
  returned: (tally, before, { at, ruleId, source, segment, units }) => {
    leave(tally, before, at);
    const waitsSince = before.place === 'held' ? before.waitsSince : null;
    const trail: LeadTrail = {
      ...before,
      ...nowhere,
      ruleId,
      source,
      segment,
      place: 'arrived',
      since: at,
      waitsSince,
      ...(units === undefined ? {} : { units }),
    };
    count(tally, keysOf(trail), 'returned');
    return trail;
  },
  merged: (_, trail, { units }) => ({ ...trail, units }),
  assigned: assign,
  held: hold,
  offered: offer,
  passed: (tally, trail, { repId, as }) => {
    count(tally, keysOf({ ...trail, repId }), as);
    return trail;
  },
  rejected: (tally, trail, { at, duplicate }) => {
    leave(tally, trail, at);
    count(tally, keysOf(trail), duplicate ? 'duplicates' : 'rejected');
    return null;
  },
  nurtured: (tally, trail, { at }) => {
    leave(tally, trail, at);
    count(tally, keysOf(trail), 'nurtured');
    return { ...trail, ...nowhere, place: 'nurtured', since: at, waitsSince: null };
  },
  taken: (tally, before, { at, repId, as, misrouted }) => {
    const trail = withRep(before, repId);
    leave(tally, trail, at);
    count(tally, keysOf(trail), as);
    if (misrouted) count(tally, keysOf(trail), 'misrouted');
    return { ...trail, ...nowhere, place: 'between', since: at };
  },
  noted: note,
  closed: (tally, trail, { at, as, value }) => {
    leave(tally, trail, at);
    const keys = keysOf(trail);
    count(tally, keys, as);
    count(tally, keys, 'value', value);
    if (trail.receivedAt !== null) time(tally, keys, 'cycle', at - trail.receivedAt);
    return null;
  },
};

/** Counts one step of a lead. */
export const follow = (tally: Tally, trail: LeadTrail, step: LeadStep): LeadTrail | null =>
  (followers[step.type] as Follower<StepType>)(tally, trail, step);
