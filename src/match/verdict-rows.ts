import type { MemberVerdict } from '../core/verdict.js';
import type { MemberMatch, Search } from './match-members.js';
import type { Standing } from './members.js';
import { obstacles } from './obstacles.js';
import { verdictOf } from './verdict-of.js';

function rowOf(search: Search, match: MemberMatch, member: number): MemberVerdict {
  const rep = match.members.reps[member]!;
  return { repId: search.roster.reps[rep]!.spec.id, verdict: verdictOf(search, match, member, rep) };
}

/** The rows of a standing, as long as nobody lacks room; lists that are made from them share them. */
function rowsOfStanding(search: Search, match: MemberMatch, { judgements }: Standing): readonly MemberVerdict[] {
  const before = { ...match, judgements };
  return judgements.map((_, member) => Object.freeze(rowOf(search, before, member)));
}

/** The verdicts on all members of a queue, in their order, in a list of the caller's own. */
export function verdictRows(search: Search, match: MemberMatch): readonly MemberVerdict[] {
  const { standing, judgements } = match;
  if (standing === null) return judgements.map((_, member) => rowOf(search, match, member));
  standing.rows ??= rowsOfStanding(search, match, standing);
  const rows = standing.rows.slice();
  if (judgements === standing.judgements) return rows;
  for (const member of standing.present) {
    if (judgements[member] !== obstacles.none) rows[member] = rowOf(search, match, member);
  }
  return rows;
}
