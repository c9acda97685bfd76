import { type Condition, copySound, type SoundReader, soundReader } from '../condition/index.js';
import { canonicalJson } from '../core/canonical-json.js';
import { limits } from '../core/limits.js';
import { leadField } from '../lead/index.js';
import { countReadable } from './measure.js';
import type { RuleAction } from './rule-types.js';
import { ruleAction } from './shape/policy-shape.js';
import { isId, isObject } from './shape/shape.js';
import type { Policy } from './types.js';

type Rules = Policy['rules'];
type OwnRule = Rules[number] & { readonly note?: string };

/** Rules that nobody else holds, in which nothing is wrong and all keys are in order. */
export interface SoundRules {
  readonly rules: Rules;
  /** How many values they hold, one inside the other. */
  readonly values: number;
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

/** Levels of the document above an action or a condition of a rule. */
const actionDepth = 3;
/** So many conditions inside each other take no more levels than a document may have: two each, and the list of the last. */
const conditionDepthMax = (): number => Math.floor((limits.policyDepthMax - actionDepth - 1) / 2) + 1;

/** An action of any kind, copied by way of its JSON. */
function copyAction(action: unknown, reader: SoundReader): RuleAction | null {
  const values = countReadable(action, actionDepth);
  if (values === null || !isSoundAction(action)) return null;
  reader.values += values;
  return JSON.parse(canonicalJson(action)) as RuleAction;
}

const isPlainKey = (key: string): boolean => key === 'queueId' || key === 'slaId';

/** Nearly all actions name a queue and, at most, an SLA. */
function copyThen(then: unknown, reader: SoundReader): RuleAction | null {
  if (!isObject(then)) return null;
  const keys = Object.keys(then);
  const { queueId, slaId } = then;
  if (!keys.every(isPlainKey) || !isId(queueId)) return copyAction(then, reader);
  reader.values += keys.length;
  if (slaId === undefined) return { queueId };
  return isId(slaId) ? { queueId, slaId } : null;
}

const isRuleKey = (key: string): boolean => key === 'id' || key === 'when' || key === 'then' || key === 'note';

function copyRule(rule: unknown, reader: SoundReader): OwnRule | null {
  if (!isObject(rule)) return null;
  const keys = Object.keys(rule);
  for (let i = 0; i < keys.length; i++) if (!isRuleKey(keys[i]!)) return null;
  reader.values += keys.length;
  const { id, note } = rule;
  if (!isId(id) || (note !== undefined && typeof note !== 'string')) return null;
  const when: Condition | null = copySound(rule['when'], reader);
  const then = when === null ? null : copyThen(rule['then'], reader);
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
  for (let i = 0; i < rules.length; i++) {
    const rule = copyRule(rules[i], reader);
    if (rule === null || reader.values > limits.policyNodesMax) return null;
    own.push(rule);
  }
  return { rules: own, values: rules.length + reader.values };
}
