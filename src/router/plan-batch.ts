import { packBits } from '../core/bits.js';
import { hashText } from '../core/hash.js';
import { indexOfSorted } from '../core/sorted.js';
import type { EpochMs } from '../core/time.js';
import { assignBatch, type Draw } from '../distribute/index.js';
import type { Lead, ScoredLead } from '../lead/index.js';
import { matchMembers } from '../match/index.js';
import type { CompiledPolicy, CompiledQueue, Router } from '../policy/index.js';
import type { RouteOptions } from './decision.js';
import { openDraft, readLedger } from './draft.js';
import { earlierLead, marksDuplicates, noteKeys, type Seen } from './earlier-lead.js';
import { expireCredits } from './expire-credits.js';
import { searchFor } from './look.js';
import { passingRecord } from './new-record.js';
import { drawFor } from './pick-member.js';
import { invalidField, scoreAndSelect, withAccount } from './receive.js';
import { type Planned, type Run, startRun } from './run.js';
import type { RoutingState } from './state.js';

/** A lead that joins the plan, with those who can take it. */
interface Entry {
  readonly index: number;
  readonly queue: CompiledQueue;
  readonly bits: string;
  readonly draw: Draw;
}

/** Only leads that count one each, in one ledger, can be handed out together as evenly as that. */
const isPlannable = ({ spec, ledgers, makeUp, teams }: CompiledQueue): boolean =>
  spec.offer === undefined &&
  spec.strategy.type === 'fair_share' &&
  ledgers.length === 1 &&
  ledgers[0]!.measure === 'count' &&
  makeUp.type === 'none' &&
  teams === null;

/** The queue that a lead goes to at once; null where something else decides first. */
function queueFor(run: Run, lead: Lead): { readonly queue: CompiledQueue; readonly scored: ScoredLead } | null {
  const { facts } = run.options;
  if (invalidField(lead) !== undefined) return null;
  const earlier = earlierLead(run.router, lead, run.now, facts, run.seen);
  if (run.seen !== null) noteKeys(run.router, run.seen, lead);
  if (earlier !== null) return null;
  const scored = withAccount(lead, facts);
  const { then } = scoreAndSelect(run, scored);
  if ('disposition' in then || 'owner' in then) return null;
  const queue = run.policy.queues.get(then.queueId)!;
  return isPlannable(queue) ? { queue, scored } : null;
}

function entryOf(run: Run, lead: Lead, index: number, draws: Map<string, Draw>): Entry | null {
  const target = queueFor(run, lead);
  if (target === null) return null;
  const { queue, scored } = target;
  const { policy, draft, now } = run;
  run.record = passingRecord(scored, null, now);
  const { eligible } = matchMembers(queue.members, searchFor(run, queue.unitsOf(scored), false), 0);
  if (eligible.length === 0) return null;
  const bits = packBits(eligible, queue.members.reps.length);
  const key = `${bits} ${queue.spec.id}`;
  // leads of the same pool share one list of positions, by which the batch knows them to be alike
  const known = draws.get(key);
  const request = { policy, draft, queue, lead: scored, eligible, now, onFault: () => {} };
  const draw = known ?? drawFor(request, queue.ledgers[0]!);
  if (known === undefined) draws.set(key, draw);
  return { index, queue, bits, draw: { ...draw, tieKey: tieKeyOf(policy, queue, lead.id) } };
}

function tieKeyOf({ roster }: CompiledPolicy, { ledgers }: CompiledQueue, leadId: string): Draw['tieKey'] {
  const key = hashText(leadId);
  const { reps } = ledgers[0]!.ledger;
  return (position) => hashText(roster.reps[reps[position]!]!.spec.id, key);
}

/**
 * Who is to get which lead of a batch, as everybody stands before it: by index of the lead. Leads that something else
 * than the shares decides about are left out.
 */
export function planBatch(
  router: Router,
  state: RoutingState,
  leads: readonly Lead[],
  now: EpochMs,
  options: RouteOptions,
): ReadonlyMap<number, Planned> {
  const draft = openDraft(state);
  expireCredits(startRun(router, draft, '', null, now, options));
  const draws = new Map<string, Draw>();
  const groups = new Map<string, Entry[]>();
  const seen: Seen | null = marksDuplicates(router) ? new Map() : null;
  for (const [index, lead] of leads.entries()) {
    const run = startRun(router, draft, lead.id, null, now, options);
    run.seen = seen;
    const entry = entryOf(run, lead, index, draws);
    if (entry === null) continue;
    const { id } = entry.queue.ledgers[0]!.ledger;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [entry]);
    else group.push(entry);
  }
  const plan = new Map<number, Planned>();
  for (const [ledgerId, entries] of groups) {
    const receivers = assignBatch(
      readLedger(draft, ledgerId),
      entries.map(({ draw }) => draw),
    );
    const group = { open: true };
    for (const [place, { index, queue, bits }] of entries.entries()) {
      const member = indexOfSorted(queue.positions, receivers[place]!);
      plan.set(index, { queue, bits, member, group });
    }
  }
  return plan;
}
