import type { Router } from '../policy/index.js';
import type { LeadRecord } from '../router/index.js';
import { needsOf } from './gather-facts.js';
import type { Job } from './job.js';

/**
 * How many of the jobs, from the first, may be decided on facts that are loaded now. Facts cannot tell of what the same
 * batch does to an earlier lead of the same person: a lead to route that shares a dedupe key with a lead of an
 * earlier job waits for the next batch, as if the two had come one after another.
 *
 * @param records - the stored records of the jobs' leads
 * @returns at least 1 where there are jobs
 */
export function countTogether(jobs: readonly Job[], router: Router, records: readonly LeadRecord[]): number {
  const leadOf = new Map(records.map(({ leadId, lead }) => [leadId, lead]));
  const toucherOf = new Map<string, string>();
  for (const [i, job] of jobs.entries()) {
    if (job.type === 'drain') continue;
    const lead = leadOf.get(job.leadId) ?? (job.type === 'route' ? job.lead : undefined);
    if (lead === undefined) continue;
    const keys = needsOf(router, lead).dedupeKeys;
    const isNew = job.type === 'route' && !leadOf.has(job.leadId);
    if (isNew && keys.some((key) => (toucherOf.get(key) ?? job.leadId) !== job.leadId)) return i;
    for (const key of keys) toucherOf.set(key, job.leadId);
  }
  return jobs.length;
}
