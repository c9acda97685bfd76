import type { Condition } from '../condition/index.js';
import { canonicalJson } from '../core/canonical-json.js';
import { compareText } from '../core/compare.js';
import { fingerprintText } from '../core/hash.js';
import type { Extensions } from './extensions.js';
import type { Policy } from './types.js';

interface Members {
  readonly [key: string]: unknown;
}

type Rule = Policy['rules'][number] & { readonly note?: string };

function keysInOrder(members: object): boolean {
  const keys = Object.keys(members);
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return false;
  return true;
}

const isAtomInOrder = (keys: readonly string[]): boolean =>
  keys.length === 3 && keys[0] === 'field' && keys[1] === 'op' && keys[2] === 'value';

/** Whether the keys of a sound condition lie in order everywhere: its lists hold conditions, or texts and numbers. */
function isInOrder(condition: Condition): boolean {
  if (typeof condition !== 'object') return true;
  if ('field' in condition) return isAtomInOrder(Object.keys(condition)) || keysInOrder(condition);
  return 'not' in condition
    ? isInOrder(condition.not)
    : ('all' in condition ? condition.all : condition.any).every(isInOrder);
}

const isObject = (value: unknown): boolean => typeof value === 'object';

/** The rule with all its keys in order; null where that takes more than its own keys. */
function inOrder(rule: Rule): Members | null {
  const { id, note, then, when } = rule;
  if (Object.keys(rule).length !== (note === undefined ? 3 : 4) || !isInOrder(when)) return null;
  if (!keysInOrder(then) || Object.values(then).some(isObject)) return null;
  return note === undefined ? { id, then, when } : { id, note, then, when };
}

/** Rules are nearly all of a large policy, and nearly all are in order: `JSON.stringify` writes those at once. */
function textOfRules(rules: readonly Rule[]): string {
  const rows = rules.map(inOrder);
  if (!rows.includes(null)) return JSON.stringify(rows);
  return `[${rows.map((row, i) => (row === null ? canonicalJson(rules[i]) : JSON.stringify(row))).join(',')}]`;
}

/** A policy that nobody else holds, and the canonical JSON of its rules. */
export interface OwnPolicy {
  readonly policy: Policy;
  readonly rulesText: string;
}

/** @param policy - JSON data, its conditions checked */
export function ownPolicy(policy: Policy): OwnPolicy {
  // the rules are written out once, for the copy and for the fingerprint
  const rulesText = textOfRules(policy.rules);
  const others = JSON.parse(JSON.stringify({ ...policy, rules: [] })) as Policy;
  return { policy: { ...others, rules: JSON.parse(rulesText) as Policy['rules'] }, rulesText };
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
