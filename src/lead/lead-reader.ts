import { assert } from '../core/assert.js';
import { type LeadField, leadField } from './fields.js';

/**
 * Reads the field of a lead that a condition names, for conditions that have been checked.
 *
 * @throws Error for a field that no lead has
 */
export function leadReader(name: string): LeadField['read'] {
  const field = leadField(name);
  assert(field !== null, `the condition names a field that no lead has: \`${name}\``);
  return field.read;
}
