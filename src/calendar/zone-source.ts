import { daysFromCivil } from '../core/civil.js';
import { type DurationMs, dayMs, type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.js';
import { type Offset, rememberOffsets } from './zone-table.js';

/**
 * Where time zones come from. Runtimes carry different versions of the tz database; a caller that wants the same hours
 * everywhere passes a table of its own.
 */
export interface ZoneSource {
  /** Local time minus UTC at an instant; null for a zone that is not known. Changes must fall on whole seconds. */
  readonly offsetAt: (timeZone: string, at: EpochMs) => DurationMs | null;
  /** Version of the tz database, where known. */
  readonly version: string | null;
}

const numeric = 'numeric';

function openFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      era: 'short',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return null;
  }
}

/**
 * Reads offsets from the numbers that a format prints, in the order in which its parts say they stand: the printed forms of
 * an offset differ between runtimes, and taking every text apart costs three times as much.
 */
function offsetReader(format: Intl.DateTimeFormat): Offset {
  const types = format.formatToParts(0).flatMap(({ type, value }) => (/\d/.test(value) ? type : []));
  return (at) => {
    const text = format.format(Number(at)); // without a number it would read the clock
    const part: { [type: string]: number } = {};
    for (const [i, digits] of text.match(/\d+/g)!.entries()) part[types[i]!] = Number(digits);
    const year = text.includes('B') ? 1 - part.year! : part.year!; // BC
    const day = daysFromCivil({ year, month: part.month!, day: part.day! });
    const local = day * dayMs + part.hour! * hourMs + part.minute! * minuteMs + part.second! * secondMs;
    return local - Math.floor(at / secondMs) * secondMs;
  };
}

// Remembers facts of the runtime that never change while it runs; forgetting any of it changes no answer.
const remembered = new Map<string, Offset>();
const rememberedMax = 700;

function intlOffset(timeZone: string): Offset | null {
  const known = remembered.get(timeZone);
  if (known !== undefined) return known;
  const format = openFormat(timeZone);
  if (format === null) return null;
  if (remembered.size >= rememberedMax) remembered.clear();
  const offset = rememberOffsets(offsetReader(format));
  remembered.set(timeZone, offset);
  return offset;
}

/**
 * The zones of the runtime's own `Intl`: the default everywhere. The version is not known to JavaScript.
 *
 * @example
 * intlZones.offsetAt('Europe/Berlin', 1_780_000_000_000); //=> 7_200_000
 * intlZones.offsetAt('Mars/Olympus', 0); //=> null
 */
export const intlZones: ZoneSource = {
  offsetAt: (timeZone, at) => intlOffset(timeZone)?.(at) ?? null,
  version: null,
};

/** The offsets of one zone with their changes remembered, or null for a zone that the source does not know. */
export function offsetsOf(source: ZoneSource, timeZone: string): Offset | null {
  if (source === intlZones) return intlOffset(timeZone);
  if (source.offsetAt(timeZone, 0) === null) return null;
  return rememberOffsets((at) => source.offsetAt(timeZone, at) ?? 0);
}

/** Where the zones come from; `Intl` by default. */
export interface ZoneOptions {
  readonly zones?: ZoneSource;
}
