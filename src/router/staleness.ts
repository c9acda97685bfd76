import type { Input } from './input.js';
import type { LeadRecord } from './record.js';

/** Why an input comes too late for a record: it was taken before, or made for an earlier owner; null where it does not. */
export function staleness(record: LeadRecord, { id, epoch, type }: Input): string | null {
  // a tick does nothing but what is due: by itself it has no second effect
  if (type !== 'tick' && id !== undefined && record.inputs?.includes(id) === true)
    return `input \`${id}\` was taken before`;
  if (epoch === undefined || epoch === record.epoch) return null;
  return `it was made at epoch ${epoch}, the lead is at ${record.epoch}`;
}
