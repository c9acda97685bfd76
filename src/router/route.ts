import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import { compiledOf, type Router } from '../policy/index.js';
import type { Decision, Outcome, RouteManyOptions, RouteOptions } from './decision.js';
import { decisionOf } from './decision-of.js';
import { closeDraft, type Draft, openBatch, openDraft } from './draft.js';
import { marksDuplicates, noteSeen, type Seen } from './earlier-lead.js';
import { planBatch } from './plan-batch.js';
import { routeLead } from './receive.js';
import { type Planned, type Run, recordOf, startRun } from './run.js';
import type { RoutingState } from './state.js';
import { traceOf } from './trace.js';

/** Stops where something else than a state was given. @throws Error */
export const assertState = (state: RoutingState): void =>
  assert(
    typeof state === 'object' && state !== null && state.version === 1 && Array.isArray(state.reps?.ids),
    'expected a state as `initialState` or an earlier outcome returned it',
  );

/**
 * Stops where a state belongs to another policy: its columns would be read wrongly.
 *
 * @throws Error that names the cure
 */
export function assertBelongs(router: Router, state: RoutingState, now: EpochMs): void {
  assert(
    typeof router === 'object' && router !== null && compiledOf(router) !== undefined,
    'expected a router as `compile` returned it: one that went through JSON is none',
  );
  assertState(state);
  // texts are made only where they are needed: this runs for every call
  const { fingerprint } = state;
  if (fingerprint !== router.fingerprint) {
    const belongs = `the state belongs to policy \`${fingerprint}\`, not \`${router.fingerprint}\``;
    assert(false, `${belongs}: call \`rebase(router, state)\` first`);
  }
  if (!Number.isSafeInteger(now)) assert(false, `expected \`now\` in whole milliseconds, found \`${now}\``);
}

/** The decision that a run came to. */
export const decisionOfRun = (run: Run): Decision => decisionOf(recordOf(run), traceOf(run), run.faults);

type Routed = Omit<Outcome, 'state' | 'decision'> & { readonly decision: Decision };

function routeInto(
  router: Router,
  draft: Draft,
  lead: Lead,
  now: EpochMs,
  options: RouteOptions,
  planned: Planned | null,
  seen: Seen | null,
): Routed {
  assert(typeof lead === 'object' && lead !== null, 'expected a lead, found something else');
  const leadId = typeof lead.id === 'string' ? lead.id : '';
  const run = startRun(router, draft, leadId, null, now, options);
  run.planned = planned;
  run.seen = seen;
  routeLead(run, lead);
  if (seen !== null) noteSeen(router, seen, recordOf(run));
  return { decision: decisionOfRun(run), record: recordOf(run), events: run.events, ignored: null };
}

/**
 * Decides where one new lead goes: score, rule, eligible reps, the fairest of them, and the SLA clock.
 *
 * Pure: the same arguments give the same outcome, bit for bit, on every runtime. Store `state`, `record` and `events`
 * together. Cost grows with the members of one queue, not with the number of rules or leads.
 *
 * @param state - of this router's policy: from `initialState`, an earlier outcome, or `rebase`
 * @param lead - clean, as `normalizeLead` gives it; one that cannot be used is rejected with a reason
 * @param now - UTC epoch milliseconds
 * @throws Error where the state belongs to another policy or `now` is no whole number
 * @example
 * const { decision, state } = route(router, initialState(router), lead, 1_780_000_000_000);
 * decision.type; //=> 'assigned'
 */
export function route(
  router: Router,
  state: RoutingState,
  lead: Lead,
  now: EpochMs,
  options: RouteOptions = {},
): Outcome & { readonly decision: Decision } {
  assertBelongs(router, state, now);
  const draft = openDraft(state);
  const { decision, record, events, ignored } = routeInto(router, draft, lead, now, options, null, null);
  return { decision, record, events, ignored, state: closeDraft(draft) };
}

/**
 * Routes leads one after another, in order, at one instant: the same outcomes as calling `route` for each with the
 * state of the one before, without copying the state in between.
 *
 * With `fairness: 'batch'` leads that count one each in a fair-share queue with one ledger are matched and handed out
 * together: in a fresh ledger everybody then ends less than one lead from its share, whatever the eligible are. Where
 * the batch itself fills somebody's cap or capacity, the rest of that ledger's leads are routed one after another.
 *
 * Where the policy has `duplicates`, a lead of the same person earlier in the list counts like one that the facts name.
 *
 * @param options - as for `route`; the facts serve all leads
 * @returns one outcome per lead, in order, and the state after the last
 * @example
 * routeMany(router, initialState(router), [lead, { ...lead, id: 'l-8' }], now).outcomes.map(({ record }) => record.repId);
 * //=> ['ana', 'bo']
 */
export function routeMany(
  router: Router,
  state: RoutingState,
  leads: readonly Lead[],
  now: EpochMs,
  options: RouteManyOptions = {},
): { readonly outcomes: readonly Routed[]; readonly state: RoutingState } {
  assertBelongs(router, state, now);
  const draft = openBatch(state);
  const plan = options.fairness === 'batch' ? planBatch(router, state, leads, now, options) : null;
  const seen: Seen | null = marksDuplicates(router) ? new Map() : null;
  const outcomes = leads.map((lead, index) =>
    routeInto(router, draft, lead, now, options, plan?.get(index) ?? null, seen),
  );
  return { outcomes, state: closeDraft(draft) };
}
