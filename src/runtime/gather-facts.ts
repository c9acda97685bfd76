import type { Lead } from '../lead/index.js';
import type { Router } from '../policy/index.js';
import { type Facts, type LeadRecord, requirements } from '../router/index.js';
import type { Job } from './job.js';
import { firstLine, makeRunnerError, type RunnerError } from './runner-error.js';

/** What the caller must look up before a lead can be routed. */
export type Needs = ReturnType<typeof requirements>;

/** Looks up what routing needs to know about leads. */
export type LoadFacts = (needs: Needs) => Promise<Facts>;

/** What a lead needs; nothing where it cannot be read: routing it will say why. */
export function needsOf(router: Router, lead: Lead): Needs {
  try {
    return requirements(router, lead);
  } catch {
    return { domains: [], dedupeKeys: [] };
  }
}

/** The leads of a batch that will be routed and so need facts: those without a record. */
function leadsToRoute(jobs: Iterable<Job>, records: readonly LeadRecord[]): ReadonlyMap<string, Lead> {
  const known = new Set(records.map((record) => record.leadId));
  const leads = new Map<string, Lead>();
  for (const job of jobs) if (job.type === 'route' && !known.has(job.leadId)) leads.set(job.leadId, job.lead);
  return leads;
}

const union = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

/**
 * Loads the facts of a batch in one call. Where that fails, in one call per lead, so that a look-up that fails for one
 * lead does not fail the others.
 *
 * @returns the facts for a lead by its id, or the error of its look-up
 */
export async function gatherFacts(
  router: Router,
  loadFacts: LoadFacts | undefined,
  jobs: Iterable<Job>,
  records: readonly LeadRecord[],
): Promise<(leadId: string) => Facts | RunnerError | undefined> {
  const leads = loadFacts === undefined ? new Map<string, Lead>() : leadsToRoute(jobs, records);
  if (loadFacts === undefined || leads.size === 0) return () => undefined;
  const load = async (needs: readonly Needs[]): Promise<Facts | RunnerError> => {
    try {
      return await loadFacts({
        domains: union(needs.map((need) => need.domains)),
        dedupeKeys: union(needs.map((need) => need.dedupeKeys)),
      });
    } catch (error) {
      return makeRunnerError('runner.facts_failed', `loading facts failed: ${firstLine(error)}`, error);
    }
  };
  const needs = new Map([...leads].map(([leadId, lead]) => [leadId, needsOf(router, lead)]));
  const together = await load([...needs.values()]);
  if (!(together instanceof Error) || needs.size === 1) return (leadId) => (needs.has(leadId) ? together : undefined);
  const apart = new Map<string, Facts | RunnerError>();
  for (const [leadId, need] of needs) apart.set(leadId, await load([need]));
  return (leadId) => apart.get(leadId);
}
