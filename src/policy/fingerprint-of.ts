import { canonicalJson } from '../core/canonical-json.js';
import { compareText } from '../core/compare.js';
import { fingerprintText } from '../core/hash.js';
import type { Extensions } from './extensions.js';
import type { Policy } from './types.js';

interface Members {
  readonly [key: string]: unknown;
}

/** A policy that nobody else holds, and the canonical JSON of its rules. */
export interface OwnPolicy {
  readonly policy: Policy;
  readonly rulesText: string;
}

/** @param sound - the rules, already nobody else's, their keys in order; null: they are still to be copied */
export function ownPolicy(policy: Policy, sound: Policy['rules'] | null): OwnPolicy {
  // the rules are written out once, for the fingerprint and, where need be, for the copy
  const rulesText = sound === null ? canonicalJson(policy.rules) : JSON.stringify(sound);
  const others = JSON.parse(JSON.stringify({ ...policy, rules: [] })) as Policy;
  return { policy: { ...others, rules: sound ?? (JSON.parse(rulesText) as Policy['rules']) }, rulesText };
}

function policyText({ policy, rulesText }: OwnPolicy): string {
  const members = policy as unknown as Members;
  const texts = Object.keys(members)
    .sort(compareText)
    .map((key) => `${JSON.stringify(key)}:${key === 'rules' ? rulesText : canonicalJson(members[key])}`);
  return `{${texts.join(',')}}`;
}

/** What tells policies apart, and the extensions they go with: the same for equal ones. */
export const fingerprintOf = (own: OwnPolicy, { zones, filters = [], strategies = [] }: Extensions): string => {
  const others = [zones?.version ?? null, filters.map((row) => row.id), strategies.map((row) => row.id)];
  return fingerprintText(`[${policyText(own)},${others.map(canonicalJson).join(',')}]`);
};
