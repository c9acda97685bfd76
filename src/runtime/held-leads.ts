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

/** Held leads by what they wait in: a queue, or an owner's. */
interface Waiting {
  readonly queueId: string;
  readonly awaits: string | null;
}

/** Whether held leads may have one of these reps: a member of their queue, or the owner that they wait for. */
export function mayHave(router: Router, repIds: readonly string[]): (waiting: Waiting) => boolean {
  const { queues, repIndex } = compiledOf(router);
  const indexes = repIds.flatMap((repId) => repIndex.get(repId) ?? []);
  const byQueue = new Map<string, boolean>();
  const ofQueue = (queueId: string): boolean => {
    const known = byQueue.get(queueId);
    if (known !== undefined) return known;
    const queue = queues.get(queueId);
    const may = queue === undefined || indexes.some((rep) => queue.members.reps.includes(rep));
    byQueue.set(queueId, may);
    return may;
  };
  return ({ queueId, awaits }) =>
    repIds.length > 0 && (ofQueue(queueId) || (awaits !== null && repIds.includes(awaits)));
}
