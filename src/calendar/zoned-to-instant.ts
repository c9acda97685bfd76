import { parseDate } from '../core/civil.js';
import { dayMs, type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.js';
import { offsetAt } from './offset-at.js';
import { parseTime } from './parse-time.js';
import { quote } from './quote.js';
import type { ZoneOptions } from './zone-source.js';
import { resolveLocal } from './zone-table.js';

const shape = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::([0-5]\d)(?:\.(\d{1,3}))?)?)?$/;

/** A wall-clock text as milliseconds, read as if it were UTC; null where it names no time. */
function parseLocal(text: string): EpochMs | null {
  const parts = shape.exec(text);
  if (parts === null) return null;
  const day = parseDate(parts[1]!);
  const minutes = parseTime(parts[2] ?? '00:00');
  if (day === null || minutes === null) return null;
  const rest = Number(parts[3] ?? 0) * secondMs + Number((parts[4] ?? '').padEnd(3, '0'));
  return minutes * minuteMs === 24 * hourMs && rest > 0 ? null : day * dayMs + minutes * minuteMs + rest;
}

/**
 * The instant at which the clocks of a zone show a local date and time. Independent of the host's zone.
 *
 * @param local - `YYYY-MM-DD`, with `THH:MM`, `THH:MM:SS` or `THH:MM:SS.sss` behind it (a blank serves for the T);
 *   midnight where there is no time; `24:00` is the next day's midnight
 * @param disambiguation - `earlier` (default) reads the time with the offset before a change: the first occurrence in an
 *   overlap, a shift forward by the gap in a gap. `later` reads it with the offset after the change: the second
 *   occurrence in an overlap, a shift backward in a gap.
 * @throws Error for an unknown zone or a text that is no local date and time
 * @example
 * zonedToInstant('2026-03-08T02:30', 'America/New_York') //=> 1_772_955_000_000
 */
export function zonedToInstant(
  local: string,
  timeZone: string,
  disambiguation: 'earlier' | 'later' = 'earlier',
  options: ZoneOptions = {},
): EpochMs {
  const time = parseLocal(local);
  if (time === null) throw new Error(`expected a local time like \`2026-03-08T09:00\`, found ${quote(local)}`);
  return resolveLocal((at) => offsetAt(timeZone, at, options), time, disambiguation);
}
