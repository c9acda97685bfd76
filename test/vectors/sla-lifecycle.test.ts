// Timelines of SLAs with pauses, as other projects test them. Amounts of open time must agree to the second.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileCalendar } from '../../src/calendar/index.js';
import {
  advance,
  compileOrThrow,
  type Input,
  initialState,
  openTimeBetween,
  route,
  slaStatus,
} from '../../src/index.js';
import { leadWith } from '../support/samples.js';

interface Expected {
  readonly status?: string;
  readonly responseBy?: string;
  readonly resolutionBy?: string;
  readonly firstRespondedOn?: string;
  readonly resolutionSeconds?: number;
  readonly holdSeconds?: number;
}
interface Vector {
  readonly source: { readonly path: string };
  readonly schedule?: string;
  readonly targets?: { readonly response: number; readonly resolution: number };
  readonly timeline: readonly { readonly at: string; readonly event: string; readonly expect?: Expected }[];
}
const { vectors } = JSON.parse(readFileSync(new URL('./sla-lifecycle.json', import.meta.url), 'utf8')) as {
  readonly vectors: readonly Vector[];
};

const day = 86_400_000;
const monday = Date.UTC(2026, 5, 8);
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
/** `Thu 17:30`, `next Mon 12:30`: in the week of Monday 8 June 2026, or the one after. */
function instantOf(text: string): number {
  const [, next, name, hours, minutes] = /^(next )?(\w{3}) (\d\d):(\d\d)$/.exec(text)!;
  return monday + (next ? 7 * day : 0) + days.indexOf(name!) * day + (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const open = [['10:00', '18:00']] as const;
const hoursOf = (schedule = 'Mon-Fri 10:00-18:00') => ({
  id: 'office',
  timeZone: 'UTC',
  weekly: { mon: open, tue: open, wed: open, thu: open, fri: open },
  holidays: schedule.includes('Friday holiday') ? ['2026-06-12'] : [],
});
const inputs: readonly (readonly [RegExp, Input])[] = [
  [/^replied/, { type: 'activity', activity: { type: 'reply', at: 0 } }],
  [/^(customer replied|resumed)/, { type: 'activity', activity: { type: 'answer', at: 0 } }],
  [/^(resolved|closed)/, { type: 'close', outcome: 'converted' }],
];

test.each(vectors.map((vector) => [vector.source.path.split(' ')[1], vector] as const))('%s', (_, vector) => {
  const { response, resolution } = vector.targets ?? { response: 3_600, resolution: 14_400 };
  const hours = hoursOf(vector.schedule);
  const router = compileOrThrow({
    behavior: 1,
    calendars: [hours],
    reps: [{ id: 'ana', calendarId: 'office' }],
    queues: [{ id: 'desk', repIds: ['ana'], strategy: { type: 'fair_share' } }],
    rules: [{ id: 'all', when: true, then: { queueId: 'desk', slaId: 'desk' } }],
    slas: [
      {
        id: 'desk',
        targets: [
          { id: 'response', minutes: response / 60 },
          { id: 'resolution', minutes: resolution / 60 },
        ],
        meaningful: ['reply'],
        pauseOn: ['reply'],
      },
    ],
  });
  const [created, ...later] = vector.timeline;
  let { state, record } = route(router, initialState(router), leadWith(), instantOf(created!.at));
  let pausedAt = 0;
  let checked = 0;
  const check = (at: number, wanted: Expected = {}): void => {
    const [first, whole] = slaStatus(record, at).targets;
    const status = {
      'First Response Due': () => first!.status === 'running',
      'Resolution Due': () => first!.status === 'met' && whole!.status === 'running',
      Paused: () => record.paused && whole!.status === 'paused',
      Fulfilled: () => first!.status === 'met' && whole!.status === 'met',
    };
    const actual: { readonly [key in keyof Expected]: () => unknown } = {
      status: () => status[wanted.status as keyof typeof status]() && wanted.status,
      responseBy: () => first!.dueAt,
      resolutionBy: () => whole!.dueAt,
      firstRespondedOn: () => first!.metAt,
      resolutionSeconds: () => whole!.elapsedMs! / 1_000,
      holdSeconds: () => openTimeBetween(compileCalendar(hours), pausedAt, at) / 1_000,
    };
    for (const [key, value] of Object.entries(wanted)) {
      const instant = typeof value === 'string' && key !== 'status';
      expect([key, actual[key as keyof Expected]!()]).toEqual([key, instant ? instantOf(value as string) : value]);
      checked++;
    }
  };
  check(instantOf(created!.at), created!.expect);
  for (const step of later) {
    const at = instantOf(step.at);
    const [, input] = inputs.find(([pattern]) => pattern.test(step.event))!;
    if (step.event.startsWith('replied')) pausedAt = at;
    const outcome = advance(router, state, record, input, at);
    // closing what is resolved changes nothing
    expect(outcome.ignored === null).toBe(step.event !== 'closed');
    ({ state, record } = outcome);
    check(at, step.expect);
  }
  expect(checked).toBeGreaterThan(1);
});

test('all three timelines are there', () => {
  expect(vectors).toHaveLength(3);
});
