/**
 * Availability tiers: everybody in the first status of `tiers` that anybody has, together with those of the tiers
 * before it that it includes. Source: Frappe Helpdesk, `helpdesk/overrides/assignment_rule.py`.
 *
 * @param tiers - which statuses make up each tier, the best first
 * @returns member indexes of the first tier that is not empty, ascending; everybody where all tiers are
 */
export function pickTier(statuses: readonly string[], tiers: readonly (readonly string[])[]): number[] {
  const everybody = statuses.map((_, member) => member);
  const pools = tiers.map((tier) => everybody.filter((member) => tier.includes(statuses[member]!)));
  return pools.find((pool) => pool.length > 0) ?? everybody;
}
