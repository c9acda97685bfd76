import type { Router } from '../policy/index.js';
import { needsOf } from './gather-facts.js';
import type { Job } from './job.js';

/**
 * How many of the waiting jobs may be decided together. Facts are loaded before a batch is committed, so they cannot
 * tell of a lead in the same batch: with `loadFacts`, a lead that shares a dedupe key with an earlier one waits for
 * the next batch, and is found to be its duplicate there, as if the two had come one after another.
 */
export function countTogether(jobs: readonly Job[], router: Router, batchMax: number, loadsFacts: boolean): number {
  const count = Math.min(jobs.length, batchMax);
  if (!loadsFacts) return count;
  const leadOfKey = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const job = jobs[i]!;
    if (job.type !== 'route') continue;
    for (const key of needsOf(router, job.lead).dedupeKeys) {
      const leadId = leadOfKey.get(key) ?? job.leadId;
      if (leadId !== job.leadId) return i;
      leadOfKey.set(key, leadId);
    }
  }
  return count;
}
