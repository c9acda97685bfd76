// Purpose: which account a lead belongs to, whether it came before, and what others know of it.
// In: accounts, leads, facts: plain data.
// Out: an account index as JSON; matches with a band; duplicates; merged leads.
// Never: look anything up, route, let a name that is only alike decide, throw for any account data.

export { buildAccountIndex } from './build-account-index.js';
export { duplicateKeys } from './duplicate-keys.js';
export {
  buildLeadIndex,
  type Duplicate,
  type DuplicateOptions,
  type EarlierLead,
  findDuplicate,
  type LeadIndex,
} from './find-duplicate.js';
export { type MatchAccountOptions, matchAccount } from './match-account.js';
export { type LeadFacts, mergeFacts } from './merge-facts.js';
export { mergeLeads } from './merge-leads.js';
export type {
  Account,
  AccountCandidate,
  AccountIndex,
  AccountMatch,
  AccountProblem,
  AccountTable,
  IndexedAccount,
  MatchBand,
  MatchMethod,
  NameGrams,
  Positions,
  TieBreaker,
  TieValue,
} from './types.js';
