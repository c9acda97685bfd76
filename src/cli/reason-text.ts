import type { Reason } from '../core/reason.js';

/** A reason in a few words for a table; `explain` says it in full. */
export function reasonText(reason: Reason | null): string {
  if (reason === null) return '';
  switch (reason.code) {
    case 'lead.invalid_field':
      return `${reason.field}: expected ${reason.expected}`;
    case 'lead.duplicate':
      return `same person as ${reason.ofLeadId}`;
    case 'lead.disqualified':
      return `rule ${reason.ruleId}`;
    default:
      return reason.code;
  }
}
