import type { EpochMs } from '../core/time.js';
import { postCredit, thousandths } from '../distribute/index.js';
import type { CompiledPolicy, CompiledQueue } from '../policy/index.js';
import { type Draft, ownLedger } from './draft.js';
import type { RoutingEvent } from './event.js';
import { tierOf, weightsAt } from './pool.js';

/** The weights of those with whom a member settles, its tier, by position in a ledger; leavers have none. */
function peersOf(queue: CompiledQueue, member: number, now: EpochMs, length: number): readonly number[] {
  const weights = weightsAt(queue, now);
  const peers = new Array<number>(length).fill(0);
  for (const [other, position] of queue.positions.entries()) {
    if (tierOf(queue, other) === tierOf(queue, member)) peers[position] = weights[position]!;
  }
  return peers;
}

/** Writes a credit into the queue's ledgers, and notes what each entry gained where it will be taken back. */
export function applyCredit(policy: CompiledPolicy, draft: Draft, event: RoutingEvent<'credit_posted'>): void {
  const { queueId, repId, leadsMilli, expiresAt, seq, at } = event;
  const queue = policy.queues.get(queueId)!;
  const member = queue.members.reps.indexOf(policy.repIndex.get(repId)!);
  for (const ledgerId of event.ledgerIds ?? [queue.ledgers[0]!.ledger.id]) {
    const ledger = ownLedger(draft, ledgerId);
    const { balance, unit } = ledger;
    const before = balance.slice();
    const amount = thousandths(unit, Math.abs(leadsMilli)) * Math.sign(leadsMilli);
    postCredit(ledger, queue.positions[member]!, amount, peersOf(queue, member, at, balance.length));
    if (expiresAt === null) continue;
    const gains = balance.map((units, index) => units - before[index]!);
    draft.credits = [...draft.credits, { seq, ledgerId, repId, expiresAt, gains }];
  }
}

/** Takes back exactly what a credit posted in one ledger. */
export function undoCredit(draft: Draft, event: RoutingEvent<'credit_expired'>): void {
  const posted = draft.credits.find(({ seq, ledgerId }) => seq === event.credit && ledgerId === event.ledgerId)!;
  const { balance } = ownLedger(draft, event.ledgerId);
  for (const [index, gain] of posted.gains.entries()) balance[index]! -= gain;
  draft.credits = draft.credits.filter((credit) => credit !== posted);
}
