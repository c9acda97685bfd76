// What a golden file comes to.
import {
  advance,
  type CreditRequest,
  compileOrThrow,
  credit,
  type Decision,
  type Facts,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type Policy,
  rebase,
  route,
  setAvailability,
} from '../../src/index.js';
import { leadWith } from '../support/samples.js';

export interface Step {
  /** Instant of this step, as ISO 8601 in UTC. */
  readonly at: string;
  /** A new lead: what is known of it. */
  readonly route?: { readonly id: string; readonly [field: string]: unknown };
  readonly facts?: Facts;
  /** An input to an earlier lead; `repId: "owner"` is whoever has it. */
  readonly lead?: string;
  readonly input?: Input;
  readonly switch?: { readonly repId: string; readonly online: boolean };
  /** Corrects a ledger; `leads` are thousandths no finer than one. */
  readonly credit?: CreditRequest;
  /** Goes over to the policy of this number in `edits`. */
  readonly edit?: number;
}

export interface Golden {
  readonly about: string;
  readonly policy: Policy;
  /** Later versions of the policy. */
  readonly edits?: readonly Policy[];
  readonly steps: readonly Step[];
  readonly expected?: unknown;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The decision without its trace, which says more from time to time. */
const decided = (decision: Decision | null): unknown => {
  if (decision === null) return null;
  const { trace, ...rest } = decision;
  return { ...rest, pickedBy: trace.pick?.method ?? null };
};

/** What a golden file comes to. */
export function replay({ policy, edits = [], steps }: Golden): unknown {
  let router = compileOrThrow(policy);
  let state = initialState(router);
  const records = new Map<string, LeadRecord>();
  const seen = steps.map((step) => {
    const at = Date.parse(step.at);
    if (step.edit !== undefined) {
      router = compileOrThrow(edits[step.edit]!);
      state = rebase(router, state);
      return { edited: step.edit };
    }
    if (step.switch !== undefined) {
      const switched = setAvailability(router, state, step.switch.repId, step.switch.online, at);
      state = switched.state;
      return { events: switched.events };
    }
    if (step.credit !== undefined) {
      const credited = credit(router, state, step.credit, at);
      state = credited.state;
      return { events: credited.events, ignored: credited.ignored };
    }
    const keep = ({ decision, record, events, ignored, state: next }: Outcome) => {
      state = next;
      records.set(record.leadId, record);
      const { status, repId, wakeAt } = record;
      return { decision: decided(decision), events, ignored, after: { status, repId, wakeAt } };
    };
    if (step.route !== undefined) {
      return keep(route(router, state, leadWith(step.route), at, step.facts === undefined ? {} : { facts: step.facts }));
    }
    const record = records.get(step.lead!)!;
    const given = step.input as Input & { readonly repId?: string };
    const input = given.repId === 'owner' ? { ...given, repId: record.repId } : given;
    return keep(advance(router, state, record, input as Input, at));
  });
  const { fingerprint: _, ...rest } = state;
  return plain({ seen, state: rest });
}

