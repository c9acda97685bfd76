import type { SlaClock } from '../sla/index.js';

/** How reps are asked whether they take a lead; the first to accept gets it. */
export interface OfferTerms {
  /** How many are asked at once. Default 1. */
  readonly to?: number;
  /** How long an offer stands. */
  readonly forMinutes: number;
  /** Whose open time that is. Default `wall`. */
  readonly clock?: SlaClock;
  /** Times that everybody is asked before `nobodyEligible` applies. Default 2. */
  readonly rounds?: number;
  /** Whether a rep who lets an offer lapse is switched off. Default `stay`. */
  readonly onLapse?: 'stay' | 'switch_off';
  /** Whether an offer that nobody accepted counts as a lead received by whoever was asked first. Default `charge` where one is asked at once, else `free`. */
  readonly unaccepted?: 'charge' | 'free';
}

/** How held leads take turns. */
export interface Backlog {
  /** So many minutes of waiting weigh as much as one step of priority. Default: a higher priority always goes first. */
  readonly ageMinutes?: number;
}
