import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import type { LeadRecord } from '../router/index.js';
import { heldEffect } from './held-effect.js';
import type { Job } from './job.js';
import type { Store } from './types.js';

/** Scopes that are remembered at most. */
const quietMax = 1_000;

/** The revision of each scope at which nothing was held, as far as the runner has seen it. */
export type Quiet = Map<string, string>;

/** Remembers that nothing is held in a scope at a revision. */
export function remember(quiet: Quiet, scope: string, revision: string): void {
  quiet.delete(scope);
  quiet.set(scope, revision);
  if (quiet.size > quietMax) quiet.delete(quiet.keys().next().value!);
}

interface HeldPorts {
  readonly router: Router;
  readonly store: Store;
  readonly heldMax: number;
  readonly quiet: Quiet;
}

/** What was loaded for a batch's jobs. */
type Loaded = Pick<Awaited<ReturnType<Store['load']>>, 'revision' | 'records'>;

/**
 * The held leads that have their turns before a batch's newcomers, and once a rep has come free in it: the first of each
 * queue. The store is not asked where the scope is new, or nothing was held when this runner saw it last.
 *
 * @returns null where nobody has a turn: no job takes or frees a rep, or the runner leaves held leads to its sweep;
 *   `'conflict'` where somebody else has committed since `known` was loaded
 */
export async function loadHeld(
  { router, store, heldMax, quiet }: HeldPorts,
  scope: string,
  jobs: readonly Job[],
  { revision, records: known }: Loaded,
  at: EpochMs,
): Promise<readonly LeadRecord[] | 'conflict' | null> {
  if (heldMax <= 0) return null;
  const recordOf = new Map(known.map((record) => [record.leadId, record]));
  if (jobs.every((job) => heldEffect(job, recordOf.get(job.leadId), at) === 'none')) return null;
  const isHeld = ({ version, status }: LeadRecord): boolean => version === 1 && status === 'held';
  const own = known.filter(isHeld);
  if (revision === null || quiet.get(scope) === revision) return own;
  const others: string[] = [];
  for (const { id } of router.policy.queues) {
    const leadIds = await store.held(scope, id, heldMax);
    others.push(...leadIds.filter((leadId) => !recordOf.has(leadId)));
  }
  if (others.length === 0) return own;
  const loaded = await store.load(scope, others);
  return loaded.revision === revision ? [...loaded.records.filter(isHeld), ...own] : 'conflict';
}
