import { dayMs, type EpochMs } from '../core/time.js';
import { type Calendar, makeCalendar } from './calendar.js';
import type { CalendarSpec } from './calendar-spec.js';
import { type Block, type HoursPlan, readCalendar } from './read-calendar.js';
import { clipSpans, difference, type Spans, spansFrom } from './spans.js';
import { firstWindowMin, lastWindowMax, windowIndex, windowMs } from './time-range.js';
import { intlZones, type ZoneOptions } from './zone-source.js';
import { type Offset, resolveLocal } from './zone-table.js';

const none: readonly Block[] = [];
const modulo = (value: number, by: number): number => value - Math.floor(value / by) * by;

/** The blocks that start on a date: its override, else nothing on a holiday, else the week's. */
function blocksOf(plan: HoursPlan, day: number): readonly Block[] {
  const override = plan.overrides.get(day);
  if (override !== undefined) return override;
  if (plan.holidays.has(day)) return none;
  const week = modulo(Math.floor((day - plan.cycleStartDay) / 7), plan.weeks.length);
  return plan.weeks[week]![modulo(day + 3, 7)]!; // day 0 was a Thursday
}

/** The open hours in `[start, end)`. A block lasts less than 48 hours, and no zone is 24 hours from UTC. */
function spansIn(plan: HoursPlan, offset: Offset, start: EpochMs, end: EpochMs): Spans {
  const opens: Block[] = [];
  const breaks: Block[] = [];
  const push = (into: Block[], day: number, blocks: readonly Block[]): void => {
    for (const [open, close] of blocks) {
      const midnight = day * dayMs;
      into.push([resolveLocal(offset, midnight + open, 'earlier'), resolveLocal(offset, midnight + close, 'earlier')]);
    }
  };
  for (let day = start / dayMs - 3; day <= end / dayMs + 1; day++) {
    push(opens, day, blocksOf(plan, day));
    push(breaks, day, plan.breaks.get(day) ?? none);
  }
  const hours = difference(spansFrom(opens), spansFrom(breaks));
  return clipSpans(difference(hours, clipSpans(plan.closures, start, end)), start, end);
}

/** The windows outside of which the plan has no block: where no week has one, those of the overrides. */
function reach(plan: HoursPlan): { readonly firstWindow: number; readonly lastWindow: number } {
  if (plan.weeks.some((week) => week.some((blocks) => blocks.length > 0))) {
    return { firstWindow: firstWindowMin, lastWindow: lastWindowMax };
  }
  let firstWindow = Infinity;
  let lastWindow = -Infinity;
  for (const [day, blocks] of plan.overrides) {
    if (blocks.length === 0) continue;
    firstWindow = Math.min(firstWindow, windowIndex((day - 1) * dayMs));
    lastWindow = Math.max(lastWindow, windowIndex((day + 4) * dayMs));
  }
  return { firstWindow: Math.max(firstWindow, firstWindowMin), lastWindow: Math.min(lastWindow, lastWindowMax) };
}

/**
 * Compiles working hours for open-time arithmetic. Hours are worked out in windows of 64 days when first asked for and
 * remembered in the calendar, so a repeated look-up takes tens of nanoseconds; they hold from 1900 to 2299.
 *
 * @throws Error naming the first problem of {@link checkCalendar}
 * @example
 * const ny = compileCalendar({ timeZone: 'America/New_York', weekly: { mon: [['09:00', '17:00']] } })
 * isOpen(ny, zonedToInstant('2026-01-05T09:00', 'America/New_York')) //=> true
 */
export function compileCalendar(spec: CalendarSpec, { zones = intlZones }: ZoneOptions = {}): Calendar {
  const { plan, problems } = readCalendar(spec, zones);
  const [problem] = problems;
  const { offset } = plan;
  if (problem !== undefined || offset === null) {
    throw new Error(`calendar \`${problem?.path.join('.')}\`: ${problem?.message}`);
  }
  return makeCalendar({ ...reach(plan), spansOf: (_index, start) => spansIn(plan, offset, start, start + windowMs) });
}
