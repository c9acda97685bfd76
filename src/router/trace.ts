import { countReasons, verdictOf } from '../match/index.js';
import type { CompiledQueue, Picker } from '../policy/index.js';
import { absentMembers, accruingMembers } from './accruing.js';
import type { Candidate, Trace } from './decision.js';
import { readLedger } from './draft.js';
import { drawFor } from './pick-member.js';
import { firstTier, inTier, ledgersFor, matchScore, tierOf, weightsAt } from './pool.js';
import type { Looked, Run } from './run.js';
import { hasTeams } from './team-share.js';

const pickerOf = (queue: CompiledQueue, member: number): Picker => queue.pickers[tierOf(queue, member)]!;

/**
 * The numbers of every member of a queue as they stand before anybody is picked: thousandths of a lead (or point) owed, the
 * share of this lead included where eligible, open units, weight.
 */
export function standingsOf(run: Run, { queue, search, match }: Looked): readonly Candidate['parts'][] {
  const [use] = ledgersFor(queue, search.lead);
  const { balance, unit } = readLedger(run.draft, use!.ledger.id);
  const weights = weightsAt(queue, run.now);
  const weightOf = (member: number): number => weights[queue.positions[member]!]!;
  const counts = use!.countOf(search.lead);
  // with teams every team shares among its own members
  const pool = hasTeams(queue) ? match.eligible : inTier(queue, match.eligible, firstTier(queue, match.eligible));
  const request = { policy: run.policy, draft: run.draft, queue, lead: search.lead, eligible: pool, now: run.now };
  const absent = absentMembers(queue, match, pool);
  const accruing = accruingMembers(queue, run.draft, drawFor({ ...request, onFault: () => {} }, use!), absent);
  const sums = new Map<number, number>();
  for (const member of [...pool, ...accruing]) {
    const group = hasTeams(queue) ? tierOf(queue, member) : 0;
    sums.set(group, (sums.get(group) ?? 0) + weightOf(member));
  }
  const sharing = new Set([...pool, ...accruing]);
  return Array.from(queue.members.reps, (rep, member) => {
    const picker = pickerOf(queue, member);
    const sum = sums.get(hasTeams(queue) ? tierOf(queue, member) : 0)!;
    const share = sharing.has(member) ? (weightOf(member) * counts) / sum : 0;
    return {
      // adding 0 turns −0, which JSON cannot hold, into 0
      owedMilli: Math.round((balance[queue.positions[member]!]! / unit + share) * 1_000) + 0,
      open: search.columns.open[rep]!,
      weight: weightOf(member),
      ...(picker.type === 'best_match' && {
        match: matchScore(picker, run.policy.roster.reps[rep]!.spec, search.lead),
      }),
    };
  });
}

function candidatesOf(run: Run, { queue, search, match, standings }: Looked): readonly Candidate[] {
  const rows = Array.from(queue.members.reps, (rep, member) => ({
    repId: run.policy.roster.reps[rep]!.spec.id,
    verdict: verdictOf(search, match, member, rep),
    parts: standings[member]!,
    tier: tierOf(queue, member),
    load: (search.columns.open[rep]! + search.units) / run.policy.roster.reps[rep]!.capacity,
  }));
  const { status, repId: owner, offer } = run.record!;
  // whoever has the lead, or those who were asked, in the order in which they were picked
  const winners = status === 'assigned' ? [owner] : (offer?.open ?? []).map(({ repId }) => repId);
  const place = (repId: string): number => (winners.includes(repId) ? winners.indexOf(repId) : winners.length);
  const better = (a: (typeof rows)[number], b: (typeof rows)[number]): number =>
    place(a.repId) - place(b.repId) ||
    a.tier - b.tier ||
    (queue.pickers[a.tier]!.type === 'load_balance'
      ? a.load - b.load || a.parts['open']! - b.parts['open']!
      : b.parts['owedMilli']! - a.parts['owedMilli']!);
  const ranked = rows
    .filter(({ repId, verdict }) => verdict.type === 'eligible' || winners.includes(repId))
    .sort(better);
  const rank = new Map(ranked.map(({ repId }, index) => [repId, index + 1]));
  return rows.map(({ repId, verdict, parts }) => ({ repId, verdict, parts, rank: rank.get(repId) ?? null }));
}

/** What the run looked at, as much of it as was asked for. */
export function traceOf(run: Run): Trace {
  const { looked, pick } = run;
  const detail = run.options.trace ?? 'counts';
  const ruleId = run.record?.ruleId ?? null;
  const shown = detail === 'none' ? null : looked;
  const trace: Trace = {
    ruleId,
    considered: shown === null ? 0 : shown.queue.members.reps.length,
    counts: shown === null ? {} : countReasons(shown.match, shown.queue.members.reps),
    candidates: detail === 'full' && shown !== null ? candidatesOf(run, shown) : null,
    pick,
  };
  const { passedOver, queuesPassed, because } = run.aside;
  const plain = passedOver === undefined && queuesPassed === undefined && because === undefined;
  return plain ? trace : { ...trace, ...run.aside };
}
