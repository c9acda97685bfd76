import { type Condition, copySound, type SoundReader, soundReader } from '../condition/index.js';
import { canonicalJson } from '../core/canonical-json.js';
import { limits } from '../core/limits.js';
import { leadField } from '../lead/index.js';
import { isSmall } from './measure.js';
import type { RuleAction } from './rule-types.js';
import { ruleAction } from './shape/policy-shape.js';
import { isId, isObject } from './shape/shape.js';
import type { Policy } from './types.js';

type Rules = Policy['rules'];
type OwnRule = Rules[number] & { readonly note?: string };

/** Rules that nobody else holds, in which nothing is wrong and all keys are in order. */
export interface SoundRules {
  readonly rules: Rules;
  /** They hold no more values than this, one inside the other. */
  readonly valuesMax: number;
}

/** Whether an action is one that the policy's shape has nothing to say about. */
function isSoundAction(action: unknown): boolean {
  let silent = true;
  const hear = (): void => {
    silent = false;
  };
  ruleAction(action, [], { error: hear, warning: hear });
  return silent;
}

/** Levels of the document above a condition of a rule. */
const levelsAbove = 3;
/** So many conditions inside each other take no more levels than a document may have: two each, and the list of the last. */
const conditionDepthMax = (): number => Math.floor((limits.policyDepthMax - levelsAbove - 1) / 2) + 1;

const isPlainKey = (key: string): boolean => key === 'queueId' || key === 'slaId';

/** More than any action holds, itself included. */
const actionValuesMax = 12;

/** Nearly all actions name a queue and, at most, an SLA. */
function copyThen(then: unknown): RuleAction | null {
  if (!isObject(then)) return null;
  const { queueId, slaId } = then;
  if (!Object.keys(then).every(isPlainKey) || !isId(queueId))
    return isSmall(then, actionValuesMax) && isSoundAction(then)
      ? (JSON.parse(canonicalJson(then)) as RuleAction)
      : null;
  if (slaId === undefined) return { queueId };
  return isId(slaId) ? { queueId, slaId } : null;
}

const isRuleKey = (key: string): boolean => key === 'id' || key === 'when' || key === 'then' || key === 'note';

function copyRule(rule: unknown, reader: SoundReader): OwnRule | null {
  if (!isObject(rule)) return null;
  const keys = Object.keys(rule);
  for (let i = 0; i < keys.length; i++) if (!isRuleKey(keys[i]!)) return null;
  const { id, note } = rule;
  if (!isId(id) || (note !== undefined && typeof note !== 'string')) return null;
  const when: Condition | null = copySound(rule['when'], reader);
  const then = when === null ? null : copyThen(rule['then']);
  if (then === null) return null;
  // keys in order, so that this is the rule's canonical JSON
  return note === undefined ? { id, then, when: when! } : { id, note, then, when: when! };
}

/**
 * A copy of the rules of a policy, made in the one pass that checks them: they are nearly all of a large policy, and as a
 * rule all of them are sound.
 *
 * @returns null where anything is wrong, or odd, with them: the checks of the whole policy say what
 */
export function soundRules(policy: unknown): SoundRules | null {
  const rules = isObject(policy) && Object.hasOwn(policy, 'rules') ? policy['rules'] : null;
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > limits.rulesMax) return null;
  const reader = soundReader(leadField, Math.min(limits.depthMax, conditionDepthMax()));
  const own: OwnRule[] = [];
  let read = 0;
  for (let i = 0; i < rules.length; i++) {
    const rule = copyRule(rules[i], reader);
    read += limits.conditionNodesMax - reader.left;
    if (rule === null || read > limits.policyNodesMax) return null;
    own.push(rule);
  }
  // a comparison is one value and holds three; a rule is one and holds four, and its action's
  return { rules: own, valuesMax: 4 * read + (4 + actionValuesMax) * rules.length };
}
