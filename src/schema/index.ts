// Purpose: read policies, leads, states, records, events and decisions that come from outside as plain data.
// In: anything at all.
// Out: zod schemas, the data or diagnostics with path, expected and found, and a JSON Schema for editors.
// Never: throw on data, recurse into data whose size was not checked, or say what a policy means: `compile` does.

export { decisionSchema } from './decision-schema.js';
export { eventSchema } from './event-schema.js';
export { leadSchema, rawLeadSchema, scoredLeadSchema } from './lead-schema.js';
export {
  parseDecision,
  parseDecisionOrThrow,
  parseEvent,
  parseEventOrThrow,
  parseLead,
  parseLeadOrThrow,
  parsePolicy,
  parsePolicyOrThrow,
  parseRawLead,
  parseRawLeadOrThrow,
  parseRecord,
  parseRecordOrThrow,
  parseState,
  parseStateOrThrow,
} from './parsers.js';
export { policyJsonSchema } from './policy-json-schema.js';
export { policySchema } from './policy-schema.js';
export { recordSchema } from './record-schema.js';
export { stateSchema } from './state-schema.js';
