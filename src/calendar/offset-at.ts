import type { DurationMs, EpochMs } from '../core/time.js';
import { assertWhole } from './calendar.js';
import { quote } from './quote.js';
import { intlZones, type ZoneOptions } from './zone-source.js';

/**
 * The offset of a zone at an instant: local time minus UTC, in milliseconds. Independent of the host's zone.
 *
 * @param timeZone - IANA name, as `Intl` knows it
 * @throws Error for an unknown zone or an instant that is not a whole number, RangeError for an instant beyond those of ECMAScript (±8.64e15)
 * @example
 * offsetAt('Asia/Kathmandu', 1_767_225_600_000) //=> 20_700_000
 */
export function offsetAt(timeZone: string, at: EpochMs, { zones = intlZones }: ZoneOptions = {}): DurationMs {
  assertWhole(at);
  const offset = zones.offsetAt(timeZone, at);
  if (offset === null) throw new Error(`expected an IANA time zone, found ${quote(timeZone)}`);
  return offset;
}
