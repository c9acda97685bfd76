import { addDurations, closeDurations, type Durations, type DurationTally, newDurations } from './durations.js';

/**
 * What is counted, with what each count means: one row per count.
 *
 * @example
 * countTexts.received; //=> 'leads that came in'
 */
export const countTexts = {
  received: 'leads that came in',
  returned: 'times that a lead came back and was scored again',
  assigned: 'assignments, one per owner that a lead has had',
  offered: 'offers, one per rep who was asked',
  offersAccepted: 'offers that were accepted',
  offersDeclined: 'offers that were declined',
  offersLapsed: 'offers that nobody answered in time',
  accepted: 'assignments that their owner accepted',
  responded: 'assignments that their owner responded to',
  declined: 'assignments that their owner declined',
  reassigned: 'assignments taken back after a breach',
  released: 'assignments released for another rep to take',
  moved: 'assignments ended by hand',
  misrouted: 'declines and take-backs whose reason says that the lead was misrouted',
  reminded: 'assignments with a reminder or more',
  escalated: 'assignments with an escalation or more',
  breached: 'assignments with a breach or more',
  held: 'times that a lead began to wait in a queue',
  unmatched: 'times that it did so because nobody could take it, or that its owner had not come',
  afterHours: 'times that it did so because the queue was closed, or the queue closed meanwhile',
  awaitingOwner: 'times that it did so for its owner',
  nurtured: 'leads put to rest',
  rejected: 'leads rejected',
  duplicates: 'leads that were duplicates',
  converted: 'leads closed as converted',
  lost: 'leads closed as lost',
  value: 'sum of the values with which leads were closed',
} as const;

/** The name of a count: `countTexts` says what it means. */
export type CountName = keyof typeof countTexts;
export const countNames: readonly CountName[] = Object.keys(countTexts) as CountName[];

/**
 * Which lengths of time are measured, with what each means.
 *
 * @example
 * timeTexts.inNurtured; //=> 'resting'
 */
export const timeTexts = {
  response: "from an assignment to its owner's response",
  firstResponse: 'from the lead coming in to the first response of anybody',
  wait: 'from beginning to wait for a rep to having one',
  cycle: 'from the lead coming in to being closed',
  inAssigned: 'with an owner, until somebody else has it or it is over',
  inHeld: 'held in one queue',
  inOffered: 'on offer to the same reps',
  inNurtured: 'resting',
} as const;

/** The name of a length of time: `timeTexts` says what it means. */
export type TimeName = keyof typeof timeTexts;
export const timeNames: readonly TimeName[] = Object.keys(timeTexts) as TimeName[];

/** Counts and lengths of time; see `countTexts` and `timeTexts` for what each means. */
export type Counters = { readonly [name in CountName]: number } & { readonly [name in TimeName]: Durations };

/** Counters that are being added to. */
export interface CounterTally {
  readonly counts: { [name in CountName]: number };
  readonly times: { readonly [name in TimeName]: DurationTally };
}

export const newCounters = (): CounterTally => ({
  counts: Object.fromEntries(countNames.map((name) => [name, 0])) as CounterTally['counts'],
  times: Object.fromEntries(timeNames.map((name) => [name, newDurations()])) as CounterTally['times'],
});

export function addCounters(tally: CounterTally, counters: Counters): void {
  // what was stored before a count was added lacks it
  for (const name of countNames) tally.counts[name] += counters[name] ?? 0;
  for (const name of timeNames) addDurations(tally.times[name], counters[name]);
}

export const closeCounters = ({ counts, times }: CounterTally): Counters =>
  ({
    ...counts,
    ...Object.fromEntries(timeNames.map((name) => [name, closeDurations(times[name])])),
  }) as Counters;
