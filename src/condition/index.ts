// Purpose: conditions on the fields of a lead, as JSON: checked, evaluated in three values, indexed.
// In: a condition, and how to read a field of the subject by its name.
// Out: problems, a truth, or the first rule in order that is true.
// Never: throw on JSON, look into a prototype, or run code that came in as data.

export { buildRuleIndex, type RuleIndex } from './build-rule-index.js';
export { checkCondition } from './check-condition.js';
export { compileCondition } from './compile-condition.js';
export { copySound, type SoundReader, soundReader } from './copy-sound.js';
export { evaluateCondition } from './evaluate-condition.js';
export { fieldsUsed } from './fields-used.js';
export { type OnFault, selectRuleNaive } from './select-rule-naive.js';
export type { Condition, ConditionProblem, FieldReader, Operator, Truth } from './types.js';
