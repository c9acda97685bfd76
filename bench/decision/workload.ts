/** The policies that whole decisions are timed with: those of the kernel's bench, without scoring, and what hand-written routers need. */
import {
  compileOrThrow,
  initialState,
  type Lead,
  type Policy,
  type Router,
  type RoutingState,
} from '../../src/index.js';
import { kernelWorkload, workloadSizes } from '../kernel-workload.js';

export interface DecisionWorkload {
  readonly policy: Policy;
  readonly router: Router;
  readonly state: RoutingState;
  readonly leads: readonly Lead[];
  readonly now: number;
}

export function decisionWorkload(name: string): DecisionWorkload {
  const size = workloadSizes.find((one) => one.name === name);
  if (size === undefined) throw new Error(`expected a size of the kernel's bench, found \`${name}\``);
  const { policy, leads, now } = kernelWorkload(size, 2_048);
  const { scorecards: _, grades: _g, qualification: _q, segments: _s, priorities: _p, ...rest } = policy;
  const router = compileOrThrow(rest);
  return { policy: rest, router, state: initialState(router), leads, now };
}

/** A hand-written router for such a policy; it keeps its counts itself. */
export interface HandRouter {
  /** Position of the rule and the members that may take the lead, for the check. */
  readonly look: (lead: Lead) => Promise<Seen> | Seen;
  readonly dueAt: (repId: string) => number;
  /** Decides, counts and says which rep (its position in the policy), or -1. */
  readonly decide: (lead: Lead) => number | Promise<number>;
  /** Forgets all counts: work goes on as from a fresh start. */
  readonly reset: () => void;
}
export interface Seen {
  readonly rule: number;
  readonly eligible: readonly string[];
}

interface Atom {
  readonly field: string;
  readonly op: string;
  readonly value: unknown;
}

export const atomsOf = (rule: Policy['rules'][number]): readonly Atom[] =>
  rule.when === true ? [] : (rule.when as unknown as { readonly all: readonly Atom[] }).all;

export const queueOf = (rule: Policy['rules'][number]): string => (rule.then as { readonly queueId: string }).queueId;

/** What these policies ask of a rep for a lead, beside hours and counts. */
export const enterpriseMin = 1_001;
export const dueMinutes = 120;
