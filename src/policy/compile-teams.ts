import { compareText } from '../core/compare.js';
import { createScratch, ledgerUnit } from '../distribute/index.js';
import type { CompiledRep } from '../match/index.js';
import type { CompiledQueue, CompiledTeams, TeamLedger } from './compiled.js';
import type { Report } from './diagnostic.js';
import { countMax, ledgerRows } from './lead-values.js';
import type { Policy, Queue, TeamShare } from './types.js';

/** The teams that share a queue's leads; none where its members do so directly. */
const teamsOf = ({ strategy }: Queue): readonly TeamShare[] =>
  strategy.type === 'fair_share' ? (strategy.teams ?? []) : [];

/** The id of the ledger of teams that goes with a queue's own; no ledger of members is called like that. */
const teamLedgerId = (queue: Queue): string => `${queue.ledger ?? queue.id}//teams`;

const weightOf = ({ weight = 1 }: TeamShare): number => weight;

/** The ledgers of teams by id; null where weights are too large, which the report says. */
export function compileTeamLedgers(policy: Policy, report: Report): ReadonlyMap<string, TeamLedger> | null {
  const ledgers = new Map<string, TeamLedger>();
  for (const id of new Set(policy.queues.filter((queue) => teamsOf(queue).length > 0).map(teamLedgerId))) {
    const queues = policy.queues.filter((queue) => teamsOf(queue).length > 0 && teamLedgerId(queue) === id);
    const weights = queues.map((queue) => teamsOf(queue).map(weightOf));
    const ids = [...new Set(queues.flatMap((queue) => teamsOf(queue).map((team) => team.id)))].sort(compareText);
    const most = Math.max(...queues.flatMap((queue) => ledgerRows(queue).map(({ by }) => countMax(queue, by))));
    const sums = weights.map((row) => row.reduce((total, weight) => total + weight, 0));
    // room for as many leavers as there are teams
    const unit = ledgerUnit(Math.max(...sums), Math.max(...weights.flat()), most, 2 * ids.length);
    if (unit === null) {
      const path = ['queues', policy.queues.indexOf(queues[0]!), 'strategy', 'teams'];
      report.error('policy.limit', path, 'the weights of the teams are too large to be shared out exactly');
      return null;
    }
    ledgers.set(id, { id, ids, unit });
  }
  return ledgers;
}

/** A queue's teams, and the position of each member's. */
export function compileTeams(
  queue: Queue,
  members: Int32Array,
  reps: readonly CompiledRep[],
  ledgers: ReadonlyMap<string, TeamLedger>,
): { readonly teams: CompiledTeams; readonly tiers: CompiledQueue['tiers'] } | null {
  const teams = teamsOf(queue);
  if (teams.length === 0) return null;
  const ledger = ledgers.get(teamLedgerId(queue))!;
  const weights = new Map(teams.map((team) => [team.id, weightOf(team)]));
  return {
    teams: { ...ledger, weights: Int32Array.from(ledger.ids, (id) => weights.get(id) ?? 0), scratch: createScratch() },
    tiers: members.map((rep) => ledger.ids.indexOf(reps[rep]!.spec.teamId!)),
  };
}
