import type { Router } from '../policy/index.js';
import type { LeadRecord } from '../router/index.js';
import type { Job } from './job.js';
import type { Store } from './types.js';

/**
 * The held leads that have their turns before a batch's newcomers, and once a rep has come free in it: the first of each
 * queue. A commit of another that comes between the two loads makes this batch's own commit fail, so that it is decided anew.
 *
 * @returns null where nobody has a turn: there are none to come before, or the runner leaves them to its sweep
 * @param known - the stored records of the jobs' leads
 */
export async function loadHeld(
  { router, store, heldMax }: { readonly router: Router; readonly store: Store; readonly heldMax: number },
  scope: string,
  jobs: readonly Job[],
  known: readonly LeadRecord[],
): Promise<readonly LeadRecord[] | null> {
  if (heldMax <= 0 || jobs.every((job) => job.type === 'advance' && job.input.type === 'tick')) return null;
  const leadIds: string[] = [];
  for (const { id } of router.policy.queues) leadIds.push(...(await store.held(scope, id, heldMax)));
  const knownIds = new Set(known.map(({ leadId }) => leadId));
  const others = leadIds.filter((leadId) => !knownIds.has(leadId));
  const { records } = others.length === 0 ? { records: [] } : await store.load(scope, others);
  return [...records, ...known].filter(({ version, status }) => version === 1 && status === 'held');
}
