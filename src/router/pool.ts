import { packBits, unpackBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import { dayMs, type EpochMs } from '../core/time.js';
import type { ScoredLead } from '../lead/index.js';
import type { MemberMatch } from '../match/index.js';
import type { CompiledQueue, LedgerUse, Picker, Ramp, Rep } from '../policy/index.js';

function rampedWeight(full: number, { startsAt, days, from }: Ramp, now: EpochMs): number {
  const grown = Math.floor(((100 - from) * (now - startsAt)) / (days * dayMs));
  const percent = Math.min(100, Math.max(1, from + Math.max(0, grown)));
  return (full / 100) * percent;
}

/** Weights by position in the queue's ledger, new hires' ramps applied; null: as if all ramps were over. */
export function weightsAt(queue: CompiledQueue, now: EpochMs | null): Int32Array {
  if (queue.ramps.length === 0 || now === null) return queue.weights;
  const { latest } = queue;
  if (latest.weightsAt === now) return latest.weights;
  const weights = queue.weights.slice();
  for (const ramp of queue.ramps) weights[ramp.position] = rampedWeight(weights[ramp.position]!, ramp, now);
  latest.weightsAt = now;
  latest.weights = weights;
  return weights;
}

/** Members of the queue as an event holds them. */
export function packMembers(
  { members: { reps }, latest }: CompiledQueue,
  members: readonly number[],
  standing: MemberMatch['standing'],
): string {
  if (standing === null || members !== standing.present) latest.packed = packBits(members, reps.length);
  else {
    standing.packed ??= packBits(members, reps.length);
    latest.packed = standing.packed;
  }
  latest.members = members;
  return latest.packed;
}

/** The members that `packMembers` wrote; mostly those that were packed a moment ago. */
export const unpackMembers = ({ members: { reps }, latest }: CompiledQueue, packed: string): readonly number[] =>
  packed === latest.packed ? latest.members : unpackBits(packed, reps.length);

/** Positions in the ledger of members of the queue, both ascending. */
export function positionsOf(
  { aligned, positions, latest }: CompiledQueue,
  members: readonly number[],
): readonly number[] {
  if (aligned) return members;
  if (members !== latest.placed) {
    latest.places = members.map((member) => positions[member]!);
    latest.placed = members;
  }
  return latest.places;
}

/** The tier of the queue that is asked first: the first with somebody eligible. */
export const firstTier = ({ tiers }: CompiledQueue, eligible: readonly number[]): number =>
  tiers === null ? 0 : eligible.reduce((first, member) => Math.min(first, tiers[member]!), Number.POSITIVE_INFINITY);

/** The tier that a member is in; 0 where the queue has none. */
export const tierOf = ({ tiers }: CompiledQueue, member: number): number => tiers?.[member] ?? 0;

/** Of the eligible, those of one tier: they share among themselves. */
export const inTier = ({ tiers }: CompiledQueue, eligible: readonly number[], tier: number): readonly number[] =>
  tiers === null ? eligible : eligible.filter((member) => tiers[member] === tier);

/** How well a member fits the lead, in points. */
export const matchScore = ({ prefer }: Picker, rep: Rep, lead: ScoredLead): number =>
  prefer.reduce(
    (sum, { points, requirement }) => (requirement.applies(lead) && requirement.fits(rep, lead) ? sum + points : sum),
    0,
  );

/** Ascending indexes with one more among them. */
export const withMember = (members: readonly number[], member: number): readonly number[] =>
  indexOfSorted(members, member) >= 0 ? members : [...members, member].sort((a, b) => a - b);

/** The ledgers of a queue that count this lead. */
export const ledgersFor = (queue: CompiledQueue, lead: Parameters<LedgerUse['applies']>[0]): readonly LedgerUse[] =>
  queue.ledgers.length === 1 ? queue.ledgers : queue.ledgers.filter((use, index) => index === 0 || use.applies(lead));
