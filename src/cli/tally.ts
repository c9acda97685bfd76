import type { Decision } from '../router/index.js';
import type { BadRow } from './csv-types.js';

/** What can become of a row that was read. */
export const outcomes = ['assigned', 'offered', 'held', 'nurtured', 'rejected', 'duplicate'] as const;
export type OutcomeName = (typeof outcomes)[number];
export type OutcomeCounts = { [K in OutcomeName]: number };

/** A decision as the summary lists it. */
export interface Listed {
  readonly line: number;
  readonly decision: Decision;
}

/** Counts of a run; its size does not grow with the file. */
export interface Tally {
  rows: number;
  bad: number;
  readonly counts: OutcomeCounts;
  /** By rule id; `''` for leads that no rule saw. */
  readonly byRule: Map<string, OutcomeCounts>;
  readonly assignedByRep: Map<string, number>;
  /** The first few of each kind. */
  readonly badRows: BadRow[];
  readonly listed: { [K in OutcomeName]: Listed[] };
}

/** Bad rows, and other leads of each kind, that the summary lists. */
const tallyLimits = { badRows: 20, leads: 5 } as const;

const noCounts = (): OutcomeCounts => ({ assigned: 0, offered: 0, held: 0, nurtured: 0, rejected: 0, duplicate: 0 });

export function createTally(): Tally {
  const listed = { assigned: [], offered: [], held: [], nurtured: [], rejected: [], duplicate: [] };
  return { rows: 0, bad: 0, counts: noCounts(), byRule: new Map(), assignedByRep: new Map(), badRows: [], listed };
}

/** Counts a row that could not be used. */
export function countBadRow(tally: Tally, row: BadRow): void {
  tally.rows += 1;
  tally.bad += 1;
  if (tally.badRows.length < tallyLimits.badRows) tally.badRows.push(row);
}

/** What became of a lead, in one word. */
const outcomeOf = (decision: Decision): OutcomeName =>
  decision.type === 'disposed' ? decision.disposition : decision.type;

/** Counts a row that was decided. */
export function countDecision(tally: Tally, line: number, decision: Decision): void {
  const outcome = outcomeOf(decision);
  tally.rows += 1;
  tally.counts[outcome] += 1;
  const ruleId = (decision.type === 'disposed' ? decision.trace.ruleId : decision.ruleId) ?? '';
  const ofRule = tally.byRule.get(ruleId) ?? noCounts();
  ofRule[outcome] += 1;
  tally.byRule.set(ruleId, ofRule);
  if (decision.type === 'assigned') {
    tally.assignedByRep.set(decision.repId, (tally.assignedByRep.get(decision.repId) ?? 0) + 1);
    return;
  }
  if (tally.listed[outcome].length < tallyLimits.leads) tally.listed[outcome].push({ line, decision });
}
