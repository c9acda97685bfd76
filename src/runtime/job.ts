import type { Lead } from '../lead/index.js';
import type { Input, Outcome } from '../router/index.js';
import type { RunnerError } from './runner-error.js';

/** What a call comes to. */
export type Answer =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly error: RunnerError };

/** One call that waits for its turn in a scope. */
export type Job = { readonly leadId: string; readonly answer: (answer: Answer) => void } & (
  | { readonly type: 'route'; readonly lead: Lead }
  | { readonly type: 'advance'; readonly input: Input }
);

/** A leaf of `{ ok: false }`. */
export const failed = (error: RunnerError): Answer => ({ ok: false, error });
