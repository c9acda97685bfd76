import { packBits } from '../core/bits.js';
import type { DurationMs } from '../core/time.js';
import type { ScoredLead } from '../lead/index.js';
import { fittingsFor, type Members, stepAfter } from './members.js';
import type { Roster } from './roster.js';

/** The members that meet every requirement of a step which depends on the lead; null: there is no such requirement. */
function fitting(members: Members, roster: Roster, lead: ScoredLead, waited: DurationMs): string | null {
  const fittings = fittingsFor(stepAfter(members, waited), members, roster, lead);
  if (fittings.length === 0) return null;
  const fit: number[] = [];
  for (let member = 0; member < members.reps.length; member++) {
    if (fittings.every(({ fits }) => fits[member] === 1)) fit.push(member);
  }
  return packBits(fit, members.reps.length);
}

/** Which of the caps that do not count every lead count this one, in the order of the members. */
function countingCaps({ reps, limits }: Members, roster: Roster, lead: ScoredLead): string {
  if (limits.plain.every((plain) => plain === 1)) return '';
  const counting: number[] = [];
  let row = 0;
  for (const rep of reps) {
    for (const cap of roster.reps[rep]!.caps) {
      if (cap.always !== true && cap.applies(lead)) counting.push(row);
      row += 1;
    }
  }
  return packBits(counting, row);
}

/**
 * A text that leads share which find the same when they look at a queue at the same instant, as far as they ask for
 * equally many units, and nobody is excluded or has declined. O(members), and a look-up where requirements are few.
 *
 * @param waited - how long ago the lead joined the queue
 * @returns null where filters of the caller's have a say: they may read anything
 */
export function lookKey(members: Members, roster: Roster, lead: ScoredLead, waited: DurationMs): string | null {
  if (roster.filters.length > 0) return null;
  const step = members.steps.indexOf(stepAfter(members, waited));
  return `${step} ${fitting(members, roster, lead, waited) ?? '*'} ${countingCaps(members, roster, lead)}`;
}
