import type { ReasonCode } from '../core/reason.js';
import type { Verdict } from '../core/verdict.js';
import type { Search } from './match-members.js';
import type { Filter } from './roster.js';

const codes: ReadonlySet<unknown> = new Set<ReasonCode>([
  'match.requirement_unmet',
  'match.skill_missing',
  'match.off_shift',
  'match.on_leave',
  'match.offline',
  'match.at_capacity',
  'match.at_cap',
  'match.excluded_owner',
  'match.already_declined',
  'match.custom',
]);

/** Whether what a filter gave back is a verdict, whatever its author's types said. */
function isVerdict(given: unknown): given is Verdict {
  if (typeof given !== 'object' || given === null) return false;
  const { type, reason, until } = given as { readonly [key: string]: unknown };
  if (type === 'eligible') return true;
  const known = typeof reason === 'object' && reason !== null && 'code' in reason && codes.has(reason.code);
  return (
    known && (type === 'ineligible' || (type === 'unavailable' && (until === null || Number.isSafeInteger(until))))
  );
}

const refusal = (filterId: string, message: string): Verdict => ({
  type: 'ineligible',
  reason: { code: 'match.custom', filterId, message },
});

function ask(filter: Filter, search: Search, rep: number): Verdict {
  try {
    const given: unknown = filter.test({ lead: search.lead, rep: search.roster.reps[rep]!.spec, now: search.now });
    if (isVerdict(given)) return given;
    search.onFault(filter.id, new Error('expected a verdict with a type, a known reason and a whole `until` or null'));
    return refusal(filter.id, 'the filter gave no verdict');
  } catch (error) {
    search.onFault(filter.id, error);
    return refusal(filter.id, 'the filter threw');
  }
}

/** The first verdict of the caller's filters that is not a yes; null where all say yes. One that fails says no. */
export function askFilters(search: Search, rep: number): Verdict | null {
  for (const filter of search.roster.filters) {
    const verdict = ask(filter, search, rep);
    if (verdict.type !== 'eligible') return verdict;
  }
  return null;
}
