import { hashText } from '../core/hash.js';
import { type Draw, type Pick, pickFairShare } from '../distribute/index.js';
import type { ScoredLead } from '../lead/index.js';
import type { CompiledQueue, CompiledTeams } from '../policy/index.js';
import { type Draft, readLedger } from './draft.js';

/** A queue whose leads teams share. */
export type QueueWithTeams = CompiledQueue & { readonly teams: CompiledTeams };

/** Positions of the teams that these members are in, ascending. */
export const teamsAmong = ({ tiers }: CompiledQueue, members: readonly number[]): readonly number[] =>
  [...new Set(members.map((member) => tiers![member]!))].sort((a, b) => a - b);

/** The draw for one lead in a queue's ledger of teams. */
export function teamDraw(queue: QueueWithTeams, lead: ScoredLead, positions: readonly number[]): Draw {
  const { ids, unit, weights, scratch } = queue.teams;
  const { measure, countOf } = queue.ledgers[0]!;
  const key = hashText(lead.id);
  return {
    eligible: positions,
    count: positions.length,
    weights,
    value: countOf(lead),
    unit,
    tieKey: (position) => hashText(ids[position]!, key),
    measure: measure === 'count' ? measure : 'value',
    scratch,
  };
}

export const hasTeams = (queue: CompiledQueue): queue is QueueWithTeams => queue.teams !== null;

/** The team that is to have the lead. */
export const pickTeam = (
  { draft, lead }: { readonly draft: Draft; readonly lead: ScoredLead },
  queue: QueueWithTeams,
  eligible: readonly number[],
): { readonly pick: Pick; readonly draw: Draw } => {
  const draw = teamDraw(queue, lead, teamsAmong(queue, eligible));
  return { pick: pickFairShare(readLedger(draft, queue.teams.id), draw), draw };
};
