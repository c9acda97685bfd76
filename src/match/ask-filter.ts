import type { ReasonCode } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import type { Filter, Roster } from './roster.js';

/** What filters are asked about, and who is told of those that fail. */
interface Question {
  readonly roster: Roster;
  readonly lead: ScoredLead;
  readonly now: EpochMs;
  readonly onFault: (id: string, error: unknown) => void;
}

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

function ask(filter: Filter, question: Question, rep: number): Verdict {
  try {
    const given: unknown = filter.test({
      lead: question.lead,
      rep: question.roster.reps[rep]!.spec,
      now: question.now,
    });
    if (isVerdict(given)) return given;
    question.onFault(
      filter.id,
      new Error('expected a verdict with a type, a known reason and a whole `until` or null'),
    );
    return refusal(filter.id, 'the filter gave no verdict');
  } catch (error) {
    question.onFault(filter.id, error);
    return refusal(filter.id, 'the filter threw');
  }
}

/** The first verdict of the caller's filters that is not a yes; null where all say yes. One that fails says no. */
export function askFilters(question: Question, rep: number): Verdict | null {
  for (const filter of question.roster.filters) {
    const verdict = ask(filter, question, rep);
    if (verdict.type !== 'eligible') return verdict;
  }
  return null;
}
