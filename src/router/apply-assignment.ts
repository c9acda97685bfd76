import { unpackBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import type { EpochMs } from '../core/time.js';
import { chargeLead, transferCharge } from '../distribute/index.js';
import { periodNumber } from '../match/index.js';
import type { CompiledPolicy, CompiledQueue } from '../policy/index.js';
import { type Draft, ownColumn, ownLedger, ownOpen } from './draft.js';
import type { RoutingEvent } from './event.js';
import { ledgersFor, positionsOf, unpackMembers, weightsAt, withMember } from './pool.js';
import type { Charge, LeadRecord } from './record.js';
import { chargeServed } from './serve-ledger.js';
import type { CapCounts } from './state.js';
import { hasTeams, type QueueWithTeams, teamDraw } from './team-share.js';

type Assigned = RoutingEvent<'lead_assigned'>;
type RollingCounts = Extract<CapCounts, { readonly instants: readonly (readonly EpochMs[])[] }>;
type CalendarCounts = Extract<CapCounts, { readonly period: readonly number[] }>;

/** What charging a lead anew needs of the event that does it. */
type Charging = Pick<Assigned, 'at' | 'seq' | 'repId' | 'eligible' | 'accruing' | 'teams'>;

/** Charges the lead to its receiver, in all the queue's ledgers that count it; returns what was paid where. */
export function chargeNew(
  policy: CompiledPolicy,
  draft: Draft,
  record: LeadRecord,
  event: Charging,
  queue: CompiledQueue,
): readonly Charge[] {
  const absent = event.accruing === undefined ? nobody : unpackMembers(queue, event.accruing);
  const members = unpackMembers(queue, event.eligible);
  const eligible = positionsOf(queue, absent.length === 0 ? members : absent.reduce(withMember, members));
  const weights = weightsAt(queue, event.at);
  const rep = policy.repIndex.get(event.repId)!;
  const member = indexOfSorted(queue.members.reps, rep);
  // somebody from outside the queue takes a lead without paying
  if (member < 0) return [];
  const position = queue.positions[member]!;
  const pool = withMember(eligible, position);
  const own = ledgersFor(queue, record.lead).map((use): Charge => {
    const { countOf, scratch } = use;
    const { id: ledgerId, unit } = use.ledger;
    const value = countOf(record.lead);
    const draw = { eligible: pool, count: pool.length, weights, value, unit, scratch };
    const paid = chargeServed(draft, use, draw, position, event.seq);
    return chargeOf(ledgerId, event.repId, paid, value);
  });
  return hasTeams(queue) ? [...own, chargeTeam(draft, record, event, queue, queue.tiers![member]!)] : own;
}

const nobody: readonly number[] = [];

const chargeOf = (ledgerId: string, repId: string, paid: number, counts: number): Charge =>
  counts === 1 ? { ledgerId, repId, paid } : { ledgerId, repId, paid, counts };

/** The rep's team pays for the lead as well. */
function chargeTeam(
  draft: Draft,
  { lead }: LeadRecord,
  { repId, teams, seq }: Charging,
  queue: QueueWithTeams,
  team: number,
): Charge {
  const { id, ids } = queue.teams;
  const draw = teamDraw(queue, lead, unpackBits(teams!, ids.length));
  const paid = chargeLead(ownLedger(draft, id), draw, team, seq);
  return { ...chargeOf(id, repId, paid, draw.value), teamId: ids[team]! };
}

function moveCharges(
  policy: CompiledPolicy,
  draft: Draft,
  record: LeadRecord,
  event: Assigned,
  queue: CompiledQueue,
): readonly Charge[] {
  const rep = policy.repIndex.get(event.repId)!;
  const { repId } = event;
  return record.charges.map((charge) => {
    const { ledgerId, paid, counts = 1 } = charge;
    const ledger = ownLedger(draft, ledgerId);
    const teamed = charge.teamId !== undefined && hasTeams(queue);
    const payer = teamed ? queue.teams.ids[queue.tiers![indexOfSorted(queue.members.reps, rep)]!]! : repId;
    const to = ledger.ids.indexOf(payer);
    transferCharge(ledger, ledger.ids.indexOf(charge.teamId ?? charge.repId), to, paid, counts);
    ledger.lastSeq[to] = event.seq;
    return { ...charge, repId, ...(teamed && { teamId: payer }) };
  });
}

/** Writes the assignment into the ledgers and returns what the rep paid where. */
export function chargeAssignment(
  policy: CompiledPolicy,
  draft: Draft,
  record: LeadRecord,
  event: Assigned,
  queue: CompiledQueue,
): readonly Charge[] {
  if (event.charge === 'none') return [];
  return event.charge === 'moved'
    ? moveCharges(policy, draft, record, event, queue)
    : chargeNew(policy, draft, record, event, queue);
}

/** The instants of a rolling cap, of which only the latest `max` can ever decide whether there is room. */
function countInstant(draft: Draft, key: string, counts: CapCounts, rep: number, at: EpochMs, max: number): void {
  const before = draft.base.caps[key] as Partial<RollingCounts> | undefined;
  const instants = 'instants' in counts ? ownColumn(counts.instants, before?.instants) : [];
  instants[rep] = max === 0 ? [] : [...(instants[rep] ?? []), at].sort((a, b) => a - b).slice(-max);
  draft.caps[key] = { ...counts, instants };
}

/** Counts in columns of the draft's own; written out, since members added to a spread copy are slow. */
function countIn(draft: Draft, key: string, counts: CalendarCounts, rep: number, number: number): void {
  const before = draft.base.caps[key] as Partial<CalendarCounts> | undefined;
  const started = number > counts.period[rep]!;
  const count = ownColumn(counts.count, before?.count);
  count[rep] = started ? 1 : count[rep]! + 1;
  // most leads come in a period that has begun: its column stays as it is
  if (!started && count === counts.count) return;
  const period = started ? ownColumn(counts.period, before?.period) : counts.period;
  if (started) (period as number[])[rep] = number;
  if (period === counts.period && count === counts.count) return;
  const { offered } = counts;
  draft.caps[key] = offered === undefined ? { period, count } : { period, count, offered };
}

/** Counts the assignment in the rep's open work and caps. */
export function countAssignment(
  policy: CompiledPolicy,
  draft: Draft,
  record: LeadRecord,
  event: Assigned,
  units: number,
): void {
  const rep = policy.repIndex.get(event.repId)!;
  ownOpen(draft)[rep]! += units;
  const assigned = ownColumn(draft.reps.assigned, draft.base.reps.assigned);
  assigned[rep]! += 1;
  draft.reps.assigned = assigned;
  const { counters, zone } = policy.roster.reps[rep]!;
  for (const cap of counters) {
    if (!cap.applies(record.lead)) continue;
    const counts = draft.caps[cap.key]!;
    if (cap.rolling || 'instants' in counts) countInstant(draft, cap.key, counts, rep, event.at, cap.max);
    else countIn(draft, cap.key, counts, rep, periodNumber(cap.per, zone, event.at));
  }
}
