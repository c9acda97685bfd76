/** When are so many open minutes over? New York, Monday to Friday, 9 to 17, 21 holidays, two clock changes a year. */
import { randomFrom } from '../lib/random.js';

export const timeZone = 'America/New_York';
export const [openHour, closeHour] = [9, 17];
export const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
export const holidays: readonly string[] = (
  '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25 ' +
  '2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25'
).split(' ');

export interface Question {
  readonly at: number;
  readonly minutes: number;
}

/** A power of two, so that a mask picks the next one. */
export const questionCount = 4_096;

/** Instants on whole minutes of 2026 and 2027, and 1 to 480 minutes. */
export function questions(): readonly Question[] {
  const random = randomFrom(2_026);
  const start = 1_767_225_600_000; // 2026-01-01T00:00:00Z
  return Array.from({ length: questionCount }, () => ({
    at: start + random.below(680 * 1_440) * minuteMs,
    minutes: 1 + random.below(480),
  }));
}

/** The instant, in epoch milliseconds, when so many open minutes after `at` are over. */
export type Answer = (at: number, minutes: number) => number;

export interface TimeContender {
  readonly name: string;
  readonly make: () => Answer;
}
