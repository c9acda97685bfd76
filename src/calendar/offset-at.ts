import type { DurationMs, EpochMs } from '../core/time.js';
import { intlOffsets } from './zone-source.js';

/**
 * The offset of a zone at an instant: local time minus UTC, in milliseconds. Independent of the host's zone.
 *
 * @param timeZone - IANA name, as `Intl` knows it
 * @throws Error for an unknown zone, RangeError for an instant beyond those of ECMAScript (±8.64e15)
 * @example
 * offsetAt('Asia/Kathmandu', 0) //=> 19_800_000
 */
export const offsetAt = (timeZone: string, at: EpochMs): DurationMs => intlOffsets(timeZone)(at);
