import { type Charge, type LeadRecord, type MemberAt, membersAt, type NamedLedger } from '../router/index.js';
import { amountOf, nothing, plus } from './amount.js';
import {
  type Assigned,
  addShare,
  countReason,
  entryOf,
  type FairnessTally,
  isWanted,
  repOf,
  type Share,
  shareOf,
} from './fairness-tally.js';
import type { FairnessOptions, LeadClass } from './fairness-types.js';
import type { Replayed } from './replay.js';

type Lead = LeadRecord['lead'];

/** By how much each entry of a ledger grew. */
const gainsOf = (before: NamedLedger | undefined, after: NamedLedger): readonly (readonly [string, number])[] =>
  after.ids.map((repId, index) => [repId, after.balance[index]! - (before?.balance[index] ?? 0)]);

/** 1: a charge is made; −1: it is taken back. */
type Sign = 1 | -1;

/** What counting a charge needs of the event behind it. */
type Charging = Pick<Assigned, 'repId' | 'tier'>;

const classesOf = (lead: Lead, { tier }: Charging): { readonly [name in LeadClass]: string | null } => ({
  segment: lead.score.segment,
  grade: lead.score.grade === '' ? null : lead.score.grade,
  priority: String(lead.score.priority),
  tier: tier === null ? null : tier < 0 ? 'base' : String(tier),
});

/** `value · part / whole` in thousandths, rounded down, without leaving whole numbers. */
const portionMilli = (value: number, part: number, whole: number): number =>
  Number((BigInt(value) * 1_000n * BigInt(part)) / BigInt(whole));

/** A lead's value in whole minor units; 0 where it is none that can be added up. */
const worthOf = ({ value }: Lead): number =>
  value !== null && value > 0 && Math.round(value) <= Number.MAX_SAFE_INTEGER ? Math.round(value) : 0;

interface Counted {
  readonly tally: FairnessTally;
  readonly event: Charging;
  readonly lead: Lead;
}

function countClass(
  { tally, event, lead }: Counted,
  repId: string,
  change: { eligible?: Sign; received?: Sign; owed?: readonly [number, number] },
): void {
  const rep = repOf(tally, repId);
  for (const [name, id] of Object.entries(classesOf(lead, event)) as [LeadClass, string | null][]) {
    const row = entryOf(rep.classes[name], id, () => ({ eligible: 0, owed: nothing, received: 0 }));
    row.eligible += change.eligible ?? 0;
    row.received += change.received ?? 0;
    if (change.owed !== undefined) row.owed = plus(row.owed, amountOf(...change.owed));
  }
}

/** A share of a lead in the first ledger of its queue; below 0 where it is taken back. */
function countOwed(counted: Counted, member: string, owed: number, { paid, counts = 1 }: Charge, unit: number): void {
  const value = worthOf(counted.lead);
  const sign: Sign = owed < 0 ? -1 : 1;
  countClass(counted, member, { eligible: sign, owed: [sign * Math.floor(Math.abs(owed) / counts), unit] });
  const row = repOf(counted.tally, member).value;
  row.eligible += sign * value;
  if (value > 0) row.owedMilli += portionMilli(value, owed, paid);
}

/** Who has an entry in the ledger: the rep, or its team in a ledger of teams. */
function payerOf({ teamLedgers }: FairnessTally, { ledgerId, repId, teamId }: Charge): string {
  if (teamId !== undefined) teamLedgers.add(ledgerId);
  return teamId ?? repId;
}

/** A new charge: every eligible member is owed its share, and the receiver pays what was shared out; or all that taken back. */
function countCharge(counted: Counted, { before, after }: Replayed, charges: readonly Charge[], sign: Sign): void {
  const { tally, event, lead } = counted;
  for (const charge of charges) {
    const { ledgerId, paid } = charge;
    const payer = payerOf(tally, charge);
    const ledger = after.state.ledgers[ledgerId]!;
    const receiver = shareOf(tally, ledgerId, payer);
    addShare(receiver, 'received', sign * paid, ledger.unit);
    receiver.leads += sign;
    for (const [member, gain] of gainsOf(before.state.ledgers[ledgerId], ledger)) {
      const owed = gain + (member === payer ? sign * paid : 0);
      if (owed === 0) continue;
      addShare(shareOf(tally, ledgerId, member), 'owed', owed, ledger.unit);
      if (charge === charges[0] && isWanted(tally, member)) countOwed(counted, member, owed, charge, ledger.unit);
    }
  }
  if (charges.length === 0) return;
  countClass(counted, event.repId, { received: sign });
  repOf(tally, event.repId).value.received += sign * worthOf(lead);
}

/** A charge that moves with its lead from one rep to another. */
function countMove(counted: Counted, { before, after }: Replayed): void {
  const { tally, event, lead } = counted;
  for (const [index, charge] of before.record!.charges.entries()) {
    const { ledgerId, paid } = charge;
    const { unit } = after.state.ledgers[ledgerId]!;
    const payers = [charge, after.record!.charges[index]!].map((each) => payerOf(tally, each));
    const [from, to] = payers.map((payer) => shareOf(tally, ledgerId, payer)) as [Share, Share];
    addShare(from, 'received', -paid, unit);
    addShare(to, 'received', paid, unit);
    from.leads -= 1;
    to.leads += 1;
  }
  const [first] = before.record!.charges;
  if (first === undefined) return;
  // whoever accepts has not taken over anything: the charge only waited for an answer
  if (!before.record!.offer?.charged) {
    repOf(tally, first.repId).givenBack += 1;
    repOf(tally, event.repId).takenOver += 1;
  }
  countClass(counted, first.repId, { received: -1 });
  countClass(counted, event.repId, { received: 1 });
  repOf(tally, first.repId).value.received -= worthOf(lead);
  repOf(tally, event.repId).value.received += worthOf(lead);
}

/** A rep who could have had the lead was passed over: the queue asked an earlier tier, or only others. */
const reasonOf = (verdict: MemberAt['verdict']): string =>
  verdict.type === 'eligible' ? 'passed_over' : verdict.reason.code;

function countMembers(
  { tally, event }: Counted & { readonly event: Assigned },
  members: readonly MemberAt[],
  complete: boolean,
): void {
  for (const { repId, eligible, verdict } of members) {
    if (!isWanted(tally, repId)) continue;
    const rep = repOf(tally, repId);
    rep.considered += 1;
    if (eligible) {
      rep.eligible += 1;
      if (repId !== event.repId) countReason(rep.skipped, event.method);
    } else {
      countReason(rep.ineligible, complete ? reasonOf(verdict) : 'unknown');
    }
  }
  const winner = repOf(tally, event.repId);
  winner.assigned += 1;
  if (!members.some(({ repId, eligible }) => eligible && repId === event.repId)) winner.outside += 1;
}

const unpicked: ReadonlySet<string> = new Set(['owner', 'manual', 'earliest_owner', 'accepted']);

/** Remembers a lead that a strategy gave to one of several, by the pool that shared it. */
function countPool(
  { tally, event, lead }: Counted & { readonly event: Assigned },
  members: readonly MemberAt[],
  policy: string,
  quality: FairnessOptions['quality'],
): void {
  const repIds = new Set(members.flatMap(({ repId, eligible }) => (eligible ? [repId] : [])));
  const measured = quality === 'value' ? lead.value : lead.score.points;
  if (tally.only !== null && !repIds.has(tally.only)) return;
  if (unpicked.has(event.method) || repIds.size < 2 || measured === null || !Number.isFinite(measured)) return;
  const key = `${policy} ${event.queueId} ${event.eligible}`;
  const pool = entryOf(tally.pools, key, () => ({ repIds, qualities: [], owners: [] }));
  pool.qualities.push(Math.round(measured));
  pool.owners.push(event.repId);
}

function countAssignment(tally: FairnessTally, event: Assigned, step: Replayed, options: FairnessOptions): void {
  const { before, router, complete } = step;
  const record = before.record!;
  const counted = { tally, event, lead: record.lead };
  const members = membersAt(router, { state: before.state, record }, event);
  tally.assignments += 1;
  countMembers(counted, members, complete);
  countPool(counted, members, router.fingerprint, options.quality);
  if (event.charge === 'moved') return countMove(counted, step);
  countCharge(counted, step, step.after.record!.charges, 1);
  if (step.after.record!.charges.length === 0) repOf(tally, event.repId).free += 1;
}

/** The charge of an offer, or that charge taken back. */
function countOffer(tally: FairnessTally, step: Replayed, tier: number | null, sign: Sign): void {
  const record = sign > 0 ? step.after.record! : step.before.record!;
  const [first] = record.charges;
  if (first === undefined) return;
  const event = { repId: first.repId, tier };
  countCharge({ tally, event, lead: record.lead }, step, record.charges, sign);
}

/** Corrections move balances without a lead. */
function countCredit(tally: FairnessTally, { before, after }: Replayed): void {
  for (const [ledgerId, ledger] of Object.entries(after.state.ledgers)) {
    if (ledger === before.state.ledgers[ledgerId]) continue;
    for (const [repId, gain] of gainsOf(before.state.ledgers[ledgerId], ledger)) {
      if (gain !== 0) addShare(shareOf(tally, ledgerId, repId), 'credited', gain, ledger.unit);
    }
  }
}

/** Counts what one event says about shares. */
export function countFairness(tally: FairnessTally, step: Replayed, options: FairnessOptions): void {
  const { event } = step;
  switch (event.type) {
    case 'lead_assigned':
      return countAssignment(tally, event, step, options);
    case 'lead_offered':
      if (event.charge === 'new') countOffer(tally, step, event.tier, 1);
      return;
    case 'offers_revoked':
      if (event.charge === 'undone') countOffer(tally, step, step.before.record!.offer!.tier, -1);
      return;
    case 'offer_declined':
    case 'offer_lapsed':
      if (event.charge === 'undone') countOffer(tally, step, step.before.record!.offer!.tier, -1);
      if (event.type === 'offer_declined') repOf(tally, event.repId).declined += 1;
      return;
    case 'lead_declined':
      repOf(tally, event.repId).declined += 1;
      return;
    case 'credit_posted': {
      const { at, queueId, leadsMilli, reason, by, expiresAt } = event;
      repOf(tally, event.repId).credits.push({ at, queueId, leadsMilli, reason, by, expiresAt });
      return countCredit(tally, step);
    }
    case 'credit_expired':
      return countCredit(tally, step);
  }
}
