import type { CompiledPolicy, CompiledSla, SlaTargets } from '../policy/index.js';
import type { CompiledTarget } from '../sla/index.js';
import type { LeadRecord } from './record.js';

/** The targets of one tier of an SLA; −1: of none. */
export const tierOf = (sla: CompiledSla, tier: number): SlaTargets => (tier < 0 ? undefined : sla.tiers[tier]) ?? sla;

/** The targets that the record's clocks follow, by id; none where its SLA is no longer in the policy. */
export function followedTargets(
  policy: CompiledPolicy,
  { sla, delivery }: LeadRecord,
  kind: keyof SlaTargets,
): ReadonlyMap<string, CompiledTarget> {
  const clocks = kind === 'targets' ? sla : delivery;
  const compiled = clocks === null || clocks === undefined ? undefined : policy.slas.get(clocks.slaId);
  const targets = compiled === undefined ? [] : tierOf(compiled, clocks!.tier)[kind];
  return new Map(targets.map((target) => [target.id, target]));
}
