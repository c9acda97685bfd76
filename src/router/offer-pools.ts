import { unpackBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import type { Pool } from '../distribute/index.js';
import type { CompiledPolicy, CompiledQueue, LedgerUse } from '../policy/index.js';
import { ledgersFor, positionsOf, weightsAt, withMember } from './pool.js';
import type { LeadRecord, OpenOffer } from './record.js';
import { hasTeams, teamDraw } from './team-share.js';

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
  { use, counts }: { readonly use: LedgerUse; readonly counts: number },
): Found {
  const size = queue.members.reps.length;
  const absent = accruing === undefined ? [] : unpackBits(accruing, size);
  const sharing = withMember(absent.reduce(withMember, unpackBits(eligible, size)), member);
  const positions = positionsOf(queue, sharing);
  const weights = weightsAt(queue, at);
  const pool = { eligible: positions, count: positions.length, weights, value: counts, unit: use.ledger.unit };
  return { pool, position: queue.positions[member]! };
}

function teamPool(queue: CompiledQueue, record: LeadRecord, teamId: string): Found | null {
  if (!hasTeams(queue)) return null;
  const { ids } = queue.teams;
  const position = ids.indexOf(teamId);
  const pool = teamDraw(queue, record.lead, unpackBits(record.offer?.teams ?? '', ids.length));
  return position < 0 ? null : { pool, position };
}

/**
 * What taking back the charge of an offer needs, ledger by ledger; null where the offer was not charged, or where the
 * policy has been edited since, so that it is not known any more who shared in it: then the charge stays.
 */
export function offerPools(
  policy: CompiledPolicy,
  fingerprint: string,
  record: LeadRecord,
): readonly OfferPool[] | null {
  const { offer, queueId, lead, charges } = record;
  const queue = policy.queues.get(queueId ?? '');
  if (!offer?.charged || offer.fingerprint !== fingerprint || queue === undefined) return null;
  const uses = ledgersFor(queue, lead);
  const pools: OfferPool[] = [];
  for (const { ledgerId, repId, counts = 1, teamId } of charges) {
    const use = uses.find(({ ledger }) => ledger.id === ledgerId);
    const member = indexOfSorted(queue.members.reps, policy.repIndex.get(repId) ?? -1);
    if (member < 0 || (use === undefined && teamId === undefined)) return null;
    const found =
      use === undefined ? teamPool(queue, record, teamId!) : memberPool(queue, offer, member, { use, counts });
    if (found === null) return null;
    const { pool, position } = found;
    pools.push({ ledgerId, pool, position });
  }
  return pools;
}
