import { compareText } from '../core/compare.js';
import { hashText } from '../core/hash.js';
import type { EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import type { LeadOutcome } from './types.js';

/** One outcome that can be learned from. */
export interface Sample {
  readonly lead: Lead;
  readonly won: boolean;
  readonly at: EpochMs;
  readonly part: 'training' | 'holdout';
}

interface ReadOutcomes {
  /** By lead id. */
  readonly samples: readonly Sample[];
  readonly unusable: number;
}

/** Steps of the split; enough that a per cent of the leads is a per cent. */
const shareParts = 10_000;

function instantOf({ lead, at }: LeadOutcome): EpochMs {
  if (at !== undefined) return at;
  if (typeof lead.createdAt === 'number') return lead.createdAt;
  const activities = Array.isArray(lead.activities) ? lead.activities : [];
  return activities.reduce((latest, activity) => Math.max(latest, activity?.at ?? 0), 0);
}

const isUsable = (outcome: LeadOutcome): boolean =>
  typeof outcome === 'object' &&
  outcome !== null &&
  typeof outcome.won === 'boolean' &&
  typeof outcome.lead === 'object' &&
  outcome.lead !== null &&
  typeof outcome.lead.id === 'string' &&
  outcome.lead.invalid === undefined;

/**
 * Outcomes in an order of their own, each in the part that a hash of its lead's id and the key says: a lead is held out or
 * not whatever else is in the list, and leads of one id are never in both parts.
 */
export function readOutcomes(outcomes: readonly LeadOutcome[], holdoutPercent: number, seed: string): ReadOutcomes {
  const key = hashText(seed);
  const usable = outcomes.filter(isUsable);
  const samples = usable.map((outcome): Sample => {
    const { lead, won } = outcome;
    const isHeldOut = hashText(lead.id, key) % shareParts < holdoutPercent * 100;
    return { lead, won, at: instantOf(outcome), part: isHeldOut ? 'holdout' : 'training' };
  });
  samples.sort((a, b) => compareText(a.lead.id, b.lead.id));
  return { samples, unusable: outcomes.length - usable.length };
}
