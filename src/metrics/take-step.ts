import { follow, unseenTrail } from './follow-lead.js';
import type { Tally } from './tally.js';
import { type LeadStep, type LeadTrail, repeats } from './trail.js';

/** Counts a lead's step, or keeps it until the lead's beginning is known. */
export function takeStep(tally: Tally, leadId: string, step: LeadStep): void {
  const waiting = tally.pending.get(leadId);
  if (waiting !== undefined) {
    if (!repeats(step, waiting.at(-1))) waiting.push(step);
    return;
  }
  const trail = tally.open.get(leadId) ?? (step.type === 'received' ? unseenTrail(leadId) : undefined);
  if (trail === undefined) {
    tally.pending.set(leadId, [step]);
    return;
  }
  const next = follow(tally, trail, step);
  if (next === null) tally.open.delete(leadId);
  else tally.open.set(leadId, next);
}

/** Counts the steps that still wait for a beginning as those of leads of which nothing else is known. */
export function settlePending(tally: Tally): void {
  for (const [leadId, steps] of tally.pending) {
    let trail: LeadTrail | null = null;
    for (const step of steps) trail = follow(tally, trail ?? unseenTrail(leadId), step);
    if (trail !== null) tally.open.set(leadId, trail);
  }
  tally.pending.clear();
}
