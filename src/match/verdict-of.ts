import { nextOpen } from '../calendar/index.js';
import type { Reason } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import { availabilityAt } from './availability.js';
import { capUse } from './cap-count.js';
import { detailOf, type MemberMatch, obstacleOf, type Search } from './match-members.js';
import { obstacles } from './obstacles.js';

const unavailable = (reason: Reason, until: EpochMs | null): Verdict => ({ type: 'unavailable', reason, until });

function atCap(search: Search, rep: number, which: number): Verdict {
  const { caps, zone } = search.roster.reps[rep]!;
  const cap = caps[which]!;
  const { count, resetsAt } = capUse(cap, search.columns.caps[cap.key], rep, zone, search.now);
  return unavailable({ code: 'match.at_cap', per: cap.per, count, cap: cap.max, resetsAt }, resetsAt);
}

/** Writes out why one rep cannot take the lead now, from the judgement that matching left. */
export function verdictOfRep(search: Search, rep: number, judgement: number): Verdict {
  const { shifts, absences, capacity } = search.roster.reps[rep]!;
  switch (obstacleOf(judgement)) {
    case obstacles.excluded:
      return { type: 'ineligible', reason: { code: 'match.excluded_owner', since: search.excluded.get(rep)! } };
    case obstacles.declined:
      return unavailable({ code: 'match.already_declined', at: search.declined.get(rep)! }, null);
    case obstacles.onLeave: {
      const { until } = availabilityAt(shifts, absences, search.now);
      return unavailable({ code: 'match.on_leave', until }, until);
    }
    case obstacles.offShift: {
      const nextShiftAt = shifts === null ? null : nextOpen(shifts, search.now);
      return unavailable({ code: 'match.off_shift', nextShiftAt }, nextShiftAt);
    }
    case obstacles.offline:
      return unavailable({ code: 'match.offline' }, null);
    case obstacles.cap:
      return atCap(search, rep, detailOf(judgement));
    case obstacles.capacity:
      return unavailable({ code: 'match.at_capacity', open: search.columns.open[rep]!, capacity }, null);
    default:
      return { type: 'eligible' };
  }
}

/** The verdict on one member, written out. */
export function verdictOf(search: Search, match: MemberMatch, member: number, rep: number): Verdict {
  const judgement = match.judgements[member]!;
  if (judgement === obstacles.custom) return match.custom.get(rep)!;
  if (obstacleOf(judgement) === obstacles.requirement) {
    const row = match.step.requirements[detailOf(judgement)]!;
    return { type: 'ineligible', reason: row.reason(search.roster.reps[rep]!.spec) };
  }
  return verdictOfRep(search, rep, judgement);
}
