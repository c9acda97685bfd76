import type { CreateSubject, Opportunity, Scenario, Violation } from './types.js';

/** What an audit knows after each lead. */
export interface Step extends Opportunity {
  readonly lead: number;
  readonly picked: number;
  /** Entitlement minus received, after this lead. */
  readonly owed: readonly number[];
  /** The same before the winner paid: the balances that the pick was made by. */
  readonly accrued: readonly number[];
  /** Largest value of a lead so far. */
  readonly valueMax: number;
}

/** What was found wrong after one lead, or null. */
export type Finding = { readonly member: number; readonly measured: number; readonly bound: number } | null;

export interface Audit {
  readonly theorem: string;
  readonly seed: number;
  readonly members: number;
  readonly leads: number;
  readonly scenario: Scenario;
  readonly judge: (step: Step) => Finding;
}

/** Slack for the rounding of integer ledgers and of the audit's own sums, in leads. */
export const tolerance = 1e-6;

/** Plays a scenario against a fresh router and lets `judge` look at every step; null when nothing was found. */
export function audit(
  create: CreateSubject,
  { theorem, seed, members, leads, scenario, judge }: Audit,
): Violation | null {
  const subject = create(members);
  let owed: number[] = new Array<number>(members).fill(0);
  const history: (Opportunity & { picked: number })[] = [];
  let valueMax = 0;
  const fail = (found: NonNullable<Finding>): Violation => ({ theorem, seed, members, ...found, leads: history });
  for (let lead = 0; lead < leads; lead++) {
    const opportunity = scenario({ members, lead, owed });
    const { eligible, weights, value } = opportunity;
    const picked = subject.pick(eligible, weights, value);
    history.push({ ...opportunity, picked });
    if (!eligible.includes(picked)) return fail({ member: picked, measured: Number.NaN, bound: 0 });
    const sum = eligible.reduce((total, member) => total + weights[member]!, 0);
    const accrued = [...owed];
    for (const member of eligible) accrued[member]! += (value * weights[member]!) / sum;
    owed = [...accrued];
    owed[picked]! -= value;
    valueMax = Math.max(valueMax, value);
    const found = judge({ ...opportunity, lead, picked, owed, accrued, valueMax });
    if (found !== null) return fail(found);
  }
  return null;
}

/** The member who is furthest off, when that is more than `bound`; with `strict`, also when it is just `bound`. */
export function furthest(owed: readonly number[], bound: number, edge: 'inclusive' | 'strict' = 'inclusive'): Finding {
  let member = 0;
  for (let k = 1; k < owed.length; k++) if (Math.abs(owed[k]!) > Math.abs(owed[member]!)) member = k;
  const measured = Math.abs(owed[member]!);
  const limit = edge === 'strict' ? bound - tolerance : bound + tolerance * (1 + bound);
  return measured < limit || (edge === 'inclusive' && measured === limit) ? null : { member, measured, bound };
}
