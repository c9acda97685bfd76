import type { ReasonCode } from '../core/reason.js';
import { reasonCodeOf, verdictOf } from '../match/index.js';
import type { Candidate, Trace } from './decision.js';
import { ledgersFor, weightsAt } from './pool.js';
import type { Looked, Run } from './run.js';

function countReasons({ queue, search, match }: Looked): Trace['counts'] {
  const counts: { [code in ReasonCode]?: number } = {};
  for (let member = 0; member < queue.members.reps.length; member++) {
    const code = reasonCodeOf(search, match, member, queue.members.reps[member]!);
    if (code !== null) counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Numbers of a member as they stand after the decision. */
function partsOf(run: Run, { queue }: Looked, member: number): Candidate['parts'] {
  const [use] = ledgersFor(queue, run.record!.lead);
  const position = queue.positions[member]!;
  const { balance, unit } = run.draft.ledgers[use!.ledger.id]!;
  return {
    balanceMilli: Math.round((balance[position]! * 1_000) / unit),
    open: run.draft.reps.open[queue.members.reps[member]!]!,
    weight: weightsAt(queue, run.now)[position]!,
  };
}

function candidatesOf(run: Run, looked: Looked): readonly Candidate[] {
  const { queue, search, match } = looked;
  const rows = Array.from(queue.members.reps, (rep, member) => ({
    repId: run.policy.roster.reps[rep]!.spec.id,
    verdict: verdictOf(search, match, member, rep),
    parts: partsOf(run, looked, member),
  }));
  const winner = run.record!.status === 'assigned' ? run.record!.repId : null;
  const ranked = rows
    .filter(({ repId, verdict }) => verdict.type === 'eligible' || repId === winner)
    .sort(
      (a, b) =>
        Number(b.repId === winner) - Number(a.repId === winner) || b.parts['balanceMilli']! - a.parts['balanceMilli']!,
    );
  const rank = new Map(ranked.map(({ repId }, index) => [repId, index + 1]));
  return rows.map((row) => ({ ...row, rank: rank.get(row.repId) ?? null }));
}

/** What the run looked at, as much of it as was asked for. */
export function traceOf(run: Run): Trace {
  const { looked, pick } = run;
  const detail = run.options.trace ?? 'counts';
  const ruleId = run.record?.ruleId ?? null;
  if (detail === 'none' || looked === null) return { ruleId, considered: 0, counts: {}, candidates: null, pick };
  return {
    ruleId,
    considered: looked.queue.members.reps.length,
    counts: countReasons(looked),
    candidates: detail === 'full' ? candidatesOf(run, looked) : null,
    pick,
  };
}
