import { compiledOf, type Router } from '../policy/index.js';
import type { LeadRecord, Outcome } from '../router/index.js';

/** Events after which a rep may have room. */
const freeing: ReadonlySet<string> = new Set([
  'lead_taken_back',
  'lead_declined',
  'lead_nurtured',
  'lead_rejected',
  'lead_closed',
  'offer_declined',
  'offer_lapsed',
  'offers_revoked',
]);

/** The reps that an outcome may have set free; null: none. Rather one too many than one too few. */
export function freedBy(before: LeadRecord | undefined, { events }: Pick<Outcome, 'events'>): readonly string[] | null {
  if (!events.some(({ type }) => freeing.has(type))) return null;
  const repIds = [before?.repId, ...(before?.offer?.open ?? []).map(({ repId }) => repId)];
  for (const event of events) {
    if ('repId' in event) repIds.push(event.repId);
    if ('repIds' in event) repIds.push(...event.repIds);
  }
  return repIds.filter((repId) => typeof repId === 'string');
}

/** Whether a held lead may have one of these reps: a member of its queue, or the owner that it waits for. */
export function mayHave(router: Router, repIds: readonly string[]): (record: LeadRecord) => boolean {
  const { queues, repIndex } = compiledOf(router);
  const indexes = repIds.flatMap((repId) => repIndex.get(repId) ?? []);
  const byQueue = new Map<string | null, boolean>();
  const ofQueue = (queueId: string | null): boolean => {
    const known = byQueue.get(queueId);
    if (known !== undefined) return known;
    const queue = queues.get(queueId ?? '');
    const may = queue === undefined || indexes.some((rep) => queue.members.reps.includes(rep));
    byQueue.set(queueId, may);
    return may;
  };
  return ({ queueId, awaitedOwner }) =>
    ofQueue(queueId) || (awaitedOwner !== null && repIds.includes(awaitedOwner.repId));
}
