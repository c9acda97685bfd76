// Purpose: decisions and reasons as text for people.
// In: a decision with its trace, or one reason.
// Out: one line of English.
// Never: decide anything, or name a field's value.

export { explain, explainCounts } from './explain.js';
export { explainReason } from './messages.js';
