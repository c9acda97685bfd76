import type { ReasonCode } from '../core/reason.js';
import { detailOf, type MemberMatch, obstacleOf } from './match-members.js';
import { obstacles } from './obstacles.js';

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

/** Members per reason code. O(members), with one look-up of a code per kind of judgement. */
export function countReasons(match: MemberMatch, reps: ArrayLike<number>): { [code in ReasonCode]?: number } {
  const counts: { [code in ReasonCode]?: number } = {};
  const { judgements, tallies } = match;
  const count = reps.length;
  if (match.eligible.length === count) return counts;
  const add = (member: number, times: number): void => {
    const code = reasonCodeOf(match, member, reps[member]!);
    if (code !== null) counts[code] = (counts[code] ?? 0) + times;
  };
  const firsts: number[] = [];
  for (let member = 0; member < count; member++) {
    const judgement = judgements[member]!;
    if (judgement === obstacles.none) continue;
    if (judgement >= tallies.length || judgement === obstacles.custom) add(member, 1);
    else if (tallies[judgement]!++ === 0) firsts.push(member);
  }
  for (const member of firsts) {
    const judgement = judgements[member]!;
    add(member, tallies[judgement]!);
    tallies[judgement] = 0;
  }
  return counts;
}
