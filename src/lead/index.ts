// Purpose: what a lead is at each stage of its way, and the table of its fields.
// In: nothing.
// Out: types; `leadField` reads one named field of a lead.
// Never: change a lead or guess a value.

export { type DedupeKind, dedupeKeys } from './dedupe-keys.js';
export { type FieldKind, type FieldStage, leadField, leadFields } from './fields.js';
export { leadReader } from './lead-reader.js';
export type {
  Activity,
  Confidence,
  EmailClass,
  Lead,
  PartlyScoredLead,
  Provenance,
  RawLead,
  Score,
  ScoredLead,
} from './types.js';
