import type { EpochMs } from '../core/time.js';
import type { Input, LeadRecord } from '../router/index.js';
import type { LeadJob } from './job.js';

/** Inputs that neither look for a rep nor set one free, as long as nothing is due. */
const calm: ReadonlySet<Input['type']> = new Set(['tick', 'pause', 'resume', 'activity', 'merge']);
const calmForOwned: ReadonlySet<Input['type']> = new Set(['accept', 'respond']);

/**
 * What a job may mean for held leads: `place`: it may take a rep that they could have, so that they come first; `free`:
 * it may set a rep free for them; `none`: neither, as with a tick of a lead that is held itself, whose turn its sender knows.
 */
export function heldEffect(job: LeadJob, record: LeadRecord | undefined, at: EpochMs): 'place' | 'free' | 'none' {
  if (job.type === 'route') return record === undefined ? 'place' : 'none';
  if (record === undefined) return 'none';
  const { type } = job.input;
  const { status, wakeAt } = record;
  if (type === 'tick' && status === 'held') return 'none';
  const back = type === 'activity' && status === 'nurtured';
  if (back || type === 'release' || type === 'decline' || (wakeAt !== null && wakeAt <= at)) return 'place';
  return calm.has(type) || (status === 'assigned' && calmForOwned.has(type)) ? 'none' : 'free';
}
