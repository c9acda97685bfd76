import { unpackBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import type { Pool } from '../distribute/index.js';
import type { ScoredLead } from '../lead/index.js';
import type { CompiledPolicy, CompiledQueue } from '../policy/index.js';
import { positionsOf, weightsAt, withMember } from './pool.js';
import type { LeadRecord, OpenOffer } from './record.js';
import { type QueueWithTeams, teamDraw } from './team-share.js';

/** The pool that an offer was charged to, and the position of whoever carries the charge. */
interface OfferPool {
  readonly ledgerId: string;
  readonly pool: Pool;
  readonly position: number;
}

type Found = Omit<OfferPool, 'ledgerId'>;

function memberPool(
  queue: CompiledQueue,
  { eligible, accruing, at }: OpenOffer,
  member: number,
  counts: number,
): Found {
  const size = queue.members.reps.length;
  const absent = accruing === undefined ? [] : unpackBits(accruing, size);
  const sharing = withMember(absent.reduce(withMember, unpackBits(eligible, size)), member);
  const positions = positionsOf(queue, sharing);
  const weights = weightsAt(queue, at);
  // a queue's ledgers have one unit
  const { unit } = queue.ledgers[0]!.ledger;
  const pool = { eligible: positions, count: positions.length, weights, value: counts, unit };
  return { pool, position: queue.positions[member]! };
}

function teamPool(queue: QueueWithTeams, { teams }: OpenOffer, lead: ScoredLead, teamId: string): Found {
  const { ids } = queue.teams;
  return { pool: teamDraw(queue, lead, unpackBits(teams!, ids.length)), position: ids.indexOf(teamId) };
}

/**
 * What taking back the charge of a lead's offer needs, ledger by ledger; null where it was not charged, or where the
 * policy has been edited since, so that it is not known any more who shared in it: then the charge stays.
 */
export function offerPools(
  policy: CompiledPolicy,
  fingerprint: string,
  { offer: current, queueId, lead, charges }: LeadRecord,
): readonly OfferPool[] | null {
  const offer = current!;
  if (!offer.charged || offer.fingerprint !== fingerprint) return null;
  // the policy is the one that the offer was charged by: queue, ledgers and whoever carries the charge are there
  const queue = policy.queues.get(queueId!)!;
  return charges.map(({ ledgerId, repId, counts = 1, teamId }) => {
    if (teamId !== undefined) return { ledgerId, ...teamPool(queue as QueueWithTeams, offer, lead, teamId) };
    const member = indexOfSorted(queue.members.reps, policy.repIndex.get(repId)!);
    return { ledgerId, ...memberPool(queue, offer, member, counts) };
  });
}
