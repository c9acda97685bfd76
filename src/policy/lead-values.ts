import { limits } from '../core/limits.js';
import type { ScoredLead } from '../lead/index.js';
import { leadTest } from '../match/index.js';
import type { Measure, Queue } from './types.js';

/** A number that a queue reads off a lead. */
export type LeadNumber = (lead: Partial<ScoredLead>) => number;

interface LedgerRow {
  /** Empty: the queue's only ledger, which has no name of its own. */
  readonly id: string;
  readonly by: Measure;
}

/** The ledgers that a queue charges, by name within its group, each with its measure. */
export function ledgerRows({ strategy }: Queue): readonly LedgerRow[] {
  if (strategy.type !== 'fair_share') return [{ id: '', by: 'count' }];
  const { by = 'count', ledgers } = strategy;
  return ledgers === undefined ? [{ id: '', by }] : ledgers.map((row) => ({ id: row.id, by: row.by ?? by }));
}

/** Capacity units of a lead in a queue. */
export function unitsIn({ units = 1, unitsWhen = [] }: Queue): LeadNumber {
  if (unitsWhen.length === 0) return () => units;
  const rows = unitsWhen.map((row) => ({ applies: leadTest(row.when), units: row.units }));
  return (lead) => rows.find(({ applies }) => applies(lead))?.units ?? units;
}

/** Minor units per point of value, and points of one lead at most. */
export const valueScale = ({ strategy }: Queue): { readonly valueUnit: number; readonly valueMax: number } => {
  const { valueUnit = 100, valueMax = limits.valueMax } = strategy.type === 'fair_share' ? strategy : {};
  return { valueUnit, valueMax };
};

/** The most that one lead can count by a measure. */
export function countMax(queue: Queue, by: Measure): number {
  if (by === 'count') return 1;
  if (by === 'value') return valueScale(queue).valueMax;
  return Math.max(queue.units ?? 1, ...(queue.unitsWhen ?? []).map(({ units }) => units));
}

/** What a lead counts by a measure: a whole number from 1. */
export function countIn(queue: Queue, by: Measure): LeadNumber {
  if (by === 'count') return () => 1;
  if (by === 'effort') return unitsIn(queue);
  const { valueUnit, valueMax } = valueScale(queue);
  return ({ value }) =>
    typeof value === 'number' && value > valueUnit ? Math.min(valueMax, Math.floor(value / valueUnit)) : 1;
}
