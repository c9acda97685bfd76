import type { ReasonCode } from '../core/reason.js';
import type { MemberMatch } from './match-members.js';
import { detailOf, obstacleOf, obstacles } from './obstacles.js';

/** Codes by obstacle; in the place of requirements, which have several codes, and filters, which have any: null. */
const codes: readonly (ReasonCode | null)[] = [
  null,
  'match.excluded_owner',
  null,
  'match.already_declined',
  'match.on_leave',
  'match.off_shift',
  'match.offline',
  'match.at_cap',
  'match.at_capacity',
  null,
];

/** The reason code of one member, without working out anything else; null for the eligible. */
export function reasonCodeOf(
  { judgements, step, custom }: MemberMatch,
  member: number,
  rep: number,
): ReasonCode | null {
  const judgement = judgements[member]!;
  const obstacle = obstacleOf(judgement);
  if (obstacle === obstacles.requirement) return step.requirements[detailOf(judgement)]!.code;
  if (obstacle !== obstacles.custom) return codes[obstacle]!;
  const verdict = custom.get(rep)!;
  return verdict.type === 'eligible' ? null : verdict.reason.code;
}

type Counts = { [code in ReasonCode]?: number };

/** Counts members who are not eligible. */
function add(counts: Counts, match: MemberMatch, member: number, rep: number, times: number): void {
  const code = reasonCodeOf(match, member, rep)!;
  counts[code] = (counts[code] ?? 0) + times;
}

/**
 * Members per reason code. O(members), with one look-up of a code per kind of judgement; O(1) where all have room: then
 * many decisions share what is returned, and it cannot be changed.
 */
export function countReasons(match: MemberMatch, reps: ArrayLike<number>): Readonly<Counts> {
  const { standing } = match;
  if (standing === null || standing.judgements !== match.judgements) return countAll(match, reps);
  standing.counts ??= Object.freeze(countAll(match, reps));
  return standing.counts;
}

function countAll(match: MemberMatch, reps: ArrayLike<number>): Counts {
  const counts: Counts = {};
  const { judgements, memory } = match;
  const { tallies, firsts } = memory;
  const count = reps.length;
  if (match.eligible.length === count) return counts;
  let kinds = 0;
  for (let member = 0; member < count; member++) {
    const judgement = judgements[member]!;
    if (judgement === obstacles.none) continue;
    if (judgement >= tallies.length || judgement === obstacles.custom) add(counts, match, member, reps[member]!, 1);
    else if (tallies[judgement]!++ === 0) firsts[kinds++] = member;
  }
  for (let kind = 0; kind < kinds; kind++) {
    const member = firsts[kind]!;
    const judgement = judgements[member]!;
    add(counts, match, member, reps[member]!, tallies[judgement]!);
    tallies[judgement] = 0;
  }
  return counts;
}
