import { nextOpen } from '../calendar/index.js';
import type { Reason } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import { availabilityAt } from './availability.js';
import { capUse } from './cap-count.js';
import type { MemberMatch, Search } from './match-members.js';
import { detailOf, obstacleOf, obstacles } from './obstacles.js';

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
      const nextShiftAt = nextOpen(shifts!, search.now);
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

/** Makes a verdict that several decisions will share unchangeable. */
function shared(verdict: Verdict): Verdict {
  if (verdict.type !== 'eligible') Object.freeze(verdict.reason);
  return Object.freeze(verdict);
}

const eligible: Verdict = shared({ type: 'eligible' });

/** The verdict on a member who is away; the same until somebody comes or goes. */
function absenceOf(search: Search, match: MemberMatch, member: number, rep: number): Verdict {
  const { presence } = match.members;
  const { roster, now } = search;
  const known = presence.roster === roster && now >= presence.from && now < presence.until;
  if (!known) return verdictOfRep(search, rep, match.judgements[member]!);
  presence.verdicts ??= new Array<Verdict | undefined>(presence.obstacles.length);
  const made = presence.verdicts[member];
  if (made !== undefined) return made;
  const verdict = verdictOfRep(search, rep, match.judgements[member]!);
  presence.verdicts[member] = shared(verdict);
  return verdict;
}

/** The verdict on a member who does not meet a requirement; the same for ever. */
function unmetOf(search: Search, { step }: MemberMatch, index: number, member: number, rep: number): Verdict {
  step.verdicts[index] ??= new Array<Verdict | undefined>(step.fixedFailure.length);
  const verdicts = step.verdicts[index];
  const made = verdicts[member];
  if (made !== undefined) return made;
  const reason = step.requirements[index]!.reason(search.roster.reps[rep]!.spec);
  const verdict = shared({ type: 'ineligible', reason });
  verdicts[member] = verdict;
  return verdict;
}

/** The verdict on one member, written out. */
export function verdictOf(search: Search, match: MemberMatch, member: number, rep: number): Verdict {
  const judgement = match.judgements[member]!;
  switch (obstacleOf(judgement)) {
    case obstacles.none:
      return eligible;
    case obstacles.requirement:
      return unmetOf(search, match, detailOf(judgement), member, rep);
    case obstacles.onLeave:
    case obstacles.offShift:
      return absenceOf(search, match, member, rep);
    case obstacles.custom:
      return match.custom.get(rep)!;
    default:
      return verdictOfRep(search, rep, judgement);
  }
}
