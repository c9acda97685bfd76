import type { ScoredLead } from '../lead/index.js';
import type { Territory } from './types.js';

const plain = (code: string): string => code.replace(/\s/g, '').toUpperCase();

/** Whether a lead's place lies in a territory: every part that the territory names must match. */
export const fitsTerritory = (territory: Territory, lead: Partial<ScoredLead>): boolean =>
  (territory.country === undefined || territory.country === lead.country) &&
  (territory.region === undefined || territory.region === lead.region) &&
  (territory.postalPrefix === undefined ||
    (typeof lead.postalCode === 'string' && plain(lead.postalCode).startsWith(plain(territory.postalPrefix))));
