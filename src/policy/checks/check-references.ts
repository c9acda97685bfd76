import { type Path, quote, type Report } from '../diagnostic.js';
import type { RuleAction } from '../rule-types.js';
import type { Policy, Queue, Sla } from '../types.js';

/** The path leads to the object that names the id; `key` is its member that does, where the path does not end there. */
type Known = (what: string, id: string | undefined, path: Path, key?: string) => void;

const idsOf = (rows: readonly { readonly id: string }[] | undefined): ReadonlySet<string> =>
  new Set((rows ?? []).map((row) => row.id));

/** Every queue that a queue may hand a lead on to, with where it says so. */
export function successorsOf(
  queue: Queue,
): readonly { readonly queueId: string; readonly path: Path; readonly atOnce: boolean }[] {
  const { nobodyEligible: nobody, afterHours } = queue;
  return [
    ...(nobody?.type === 'overflow'
      ? [{ queueId: nobody.queueId, path: ['nobodyEligible', 'queueId'], atOnce: true }]
      : []),
    ...(nobody?.type === 'hold' && nobody.then !== undefined
      ? [{ queueId: nobody.then.queueId, path: ['nobodyEligible', 'then', 'queueId'], atOnce: false }]
      : []),
    ...(afterHours?.type === 'on_call'
      ? [{ queueId: afterHours.queueId, path: ['afterHours', 'queueId'], atOnce: true }]
      : []),
  ];
}

function checkQueue(queue: Queue, path: Path, known: Known, report: Report): void {
  known('calendar', queue.calendarId, [...path, 'calendarId']);
  const members = new Set<string>();
  for (const [index, repId] of queue.repIds.entries()) {
    known('rep', repId, [...path, 'repIds', index]);
    if (members.has(repId))
      report.error('policy.duplicate_id', [...path, 'repIds', index], `${quote(repId)} is listed twice`);
    members.add(repId);
  }
  for (const repId of Object.keys(queue.weights ?? {})) {
    if (!members.has(repId)) {
      report.error('policy.unknown_id', [...path, 'weights', repId], `${quote(repId)} is not a member of the queue`);
    }
  }
  for (const successor of successorsOf(queue)) known('queue', successor.queueId, [...path, ...successor.path]);
  if (queue.nobodyEligible?.type === 'nurture')
    known('track', queue.nobodyEligible.track, [...path, 'nobodyEligible', 'track']);
}

function checkAction(action: RuleAction, path: Path, known: Known): void {
  if ('disposition' in action) return known('track', action.track, path, 'track');
  known('SLA', action.slaId, path, 'slaId');
  known('queue', action.queueId, path, 'queueId');
  if ('owner' in action) known('queue', action.ownerAbsent.queueId, [...path, 'ownerAbsent'], 'queueId');
}

const checkGrades = ({ grades }: Policy, known: Known, report: Report): void => {
  for (const [index, cardId] of (grades?.scorecards ?? []).entries()) {
    known('scorecard', cardId, ['grades', 'scorecards', index]);
    if (!Object.hasOwn(grades!, cardId)) {
      report.error(
        'policy.shape',
        ['grades', cardId],
        `expected the labels of scorecard ${quote(cardId)}, found nothing`,
      );
    }
  }
};

/** A criterion's group is one of its scorecard. */
function checkGroups({ scorecards = [] }: Policy, report: Report): void {
  for (const [index, { groups, criteria }] of scorecards.entries()) {
    const groupIds = idsOf(groups);
    for (const [row, { group }] of criteria.entries()) {
      if (group === undefined || groupIds.has(group)) continue;
      const path = ['scorecards', index, 'criteria', row, 'group'];
      report.error('policy.unknown_id', path, `the scorecard has no group ${quote(group)}`);
    }
  }
}

function checkTiers({ targets, tiers }: Sla, path: Path, report: Report): void {
  const targetIds = idsOf(targets);
  for (const [row, tier] of (tiers ?? []).entries()) {
    for (const key of Object.keys(tier)) {
      if (key === 'when' || targetIds.has(key)) continue;
      report.error('policy.unknown_id', [...path, row, key], `the SLA has no target ${quote(key)}`);
    }
  }
}

function checkRecycling({ recycling }: Policy, known: Known): void {
  for (const [reason, trackId] of Object.entries(recycling?.reasons ?? {}))
    known('track', trackId, ['recycling', 'reasons', reason]);
  for (const [index, track] of (recycling?.tracks ?? []).entries()) {
    const path = ['recycling', 'tracks', index, 'coolDownOpen', 'calendarId'];
    known('calendar', track.coolDownOpen?.calendarId, path);
  }
}

/** Whatever names a rep, queue, calendar, SLA, scorecard, target or track names one that exists. */
export function checkReferences(policy: Policy, report: Report): void {
  const ids: { readonly [what: string]: ReadonlySet<string> } = {
    calendar: idsOf(policy.calendars),
    rep: idsOf(policy.reps),
    queue: idsOf(policy.queues),
    SLA: idsOf(policy.slas),
    scorecard: idsOf(policy.scorecards),
    track: idsOf(policy.recycling?.tracks),
  };
  const known: Known = (what, id, path, key) => {
    if (id === undefined || ids[what]!.has(id)) return;
    report.error('policy.unknown_id', key === undefined ? path : [...path, key], `no ${what} has the id ${quote(id)}`);
  };
  for (const [index, rep] of policy.reps.entries()) known('calendar', rep.calendarId, ['reps', index, 'calendarId']);
  for (const [index, queue] of policy.queues.entries()) checkQueue(queue, ['queues', index], known, report);
  for (let index = 0; index < policy.rules.length; index++)
    checkAction(policy.rules[index]!.then, ['rules', index, 'then'], known);
  for (const [index, sla] of (policy.slas ?? []).entries()) checkTiers(sla, ['slas', index, 'tiers'], report);
  checkRecycling(policy, known);
  checkGrades(policy, known, report);
  checkGroups(policy, report);
}
