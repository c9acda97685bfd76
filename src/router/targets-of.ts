import type { CompiledPolicy, CompiledSla } from '../policy/index.js';
import type { CompiledTarget } from '../sla/index.js';
import type { LeadRecord } from './record.js';

/** The targets that a record's clocks follow: those of its SLA's tier. */
export const targetsOf = (sla: CompiledSla, tier: number): readonly CompiledTarget[] =>
  (tier < 0 ? undefined : sla.tiers[tier])?.targets ?? sla.targets;

/** The targets that the record's clocks follow; none where its SLA is no longer in the policy. */
export function followedTargets(policy: CompiledPolicy, { sla }: LeadRecord): readonly CompiledTarget[] {
  const compiled = sla === null ? undefined : policy.slas.get(sla.slaId);
  return compiled === undefined ? [] : targetsOf(compiled, sla!.tier);
}
