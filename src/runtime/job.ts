import type { Lead } from '../lead/index.js';
import type { Input, Outcome, RoutingEvent } from '../router/index.js';
import type { RunnerError } from './runner-error.js';

/** A lead that could not be decided on. */
export interface LeadFailure {
  readonly leadId: string;
  readonly error: RunnerError;
}

/** What a call comes to. */
export type Answer =
  | {
      readonly ok: true;
      /** Null for a drain, which is about no lead of its own. */
      readonly outcome: Outcome | null;
      /** Events of held leads that had their turns because of it. */
      readonly drained: readonly RoutingEvent[];
      /** Of a drain: how many leads had a turn that came to something, and which could not have theirs. */
      readonly turns?: number;
      readonly failures?: readonly LeadFailure[];
    }
  | { readonly ok: false; readonly error: RunnerError };

/** One call that waits for its turn in a scope. */
export type Job = { readonly answer: (answer: Answer) => void } & (
  | { readonly type: 'route'; readonly leadId: string; readonly lead: Lead }
  | { readonly type: 'advance'; readonly leadId: string; readonly input: Input }
  /** Turns for held leads, until `limit` of them have come to something. */
  | { readonly type: 'drain'; readonly leadId: null; readonly limit: number }
);

/** A job about one lead. */
export type LeadJob = Exclude<Job, { readonly type: 'drain' }>;

/** A leaf of `{ ok: false }`. */
export const failed = (error: RunnerError): Answer => ({ ok: false, error });
