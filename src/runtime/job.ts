import type { Lead } from '../lead/index.js';
import type { Input, Outcome, RoutingEvent } from '../router/index.js';
import type { RunnerError } from './runner-error.js';

/** What a call comes to; `drained`: events of held leads that had their turns because of it. */
export type Answer =
  | { readonly ok: true; readonly outcome: Outcome; readonly drained: readonly RoutingEvent[] }
  | { readonly ok: false; readonly error: RunnerError };

/** One call that waits for its turn in a scope. */
export type Job = { readonly leadId: string; readonly answer: (answer: Answer) => void } & (
  | { readonly type: 'route'; readonly lead: Lead }
  | { readonly type: 'advance'; readonly input: Input }
);

/** A leaf of `{ ok: false }`. */
export const failed = (error: RunnerError): Answer => ({ ok: false, error });
