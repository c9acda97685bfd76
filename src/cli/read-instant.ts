import { fromZonedTime } from 'date-fns-tz/fromZonedTime';
import { offsetAt, zonedToInstant } from '../calendar/index.js';
import { err, ok, type Result } from '../core/result.js';
import { type EpochMs, hourMs, minuteMs } from '../core/time.js';
import { printable } from './printable.js';

const localShape = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?$/;
const instantShape = /^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(?:Z|([+-])(\d{2}):?(\d{2}))$/i;

/** An instant a person wrote; `note` says how a local time was read that the clocks show twice or never. */
interface WrittenInstant {
  readonly at: EpochMs;
  readonly note: string | null;
}

/** Whether the runtime knows an IANA zone of this name. */
export function isZone(name: string): boolean {
  try {
    offsetAt(name, 0);
    return true;
  } catch {
    return false;
  }
}

function readLocal(local: string, zone: string): WrittenInstant {
  const earlier = zonedToInstant(local, zone, 'earlier');
  const later = zonedToInstant(local, zone, 'later');
  if (earlier !== later) {
    const kind = later > earlier ? 'comes twice, the first is taken' : 'does not exist, it is moved on by the change';
    return { at: earlier, note: `${local} in ${zone} ${kind}` };
  }
  // Right wherever the clocks show a time once; near changes its answer depends on the host's zone, so ours stands.
  const at = fromZonedTime(local, zone).getTime();
  return at === earlier ? { at, note: null } : { at: earlier, note: `time zone data differ for ${local} in ${zone}` };
}

/**
 * Reads an ISO 8601 date and time: with an offset or `Z` as it stands, without one on the clocks of `zone`.
 *
 * @returns the instant, or what was expected and found
 * @example
 * readInstant('2026-03-02T09:00-05:00', null) //=> { ok: true, value: { at: 1_772_460_000_000, note: null } }
 */
export function readInstant(text: string, zone: string | null): Result<WrittenInstant, string> {
  const trimmed = text.trim();
  const found = `found \`${printable(text)}\``;
  const parts = instantShape.exec(trimmed);
  try {
    if (parts !== null) {
      const [, local, sign, hours, minutes] = parts;
      const offset = Number(hours ?? 0) * hourMs + Number(minutes ?? 0) * minuteMs;
      if (Number(hours ?? 0) > 14 || Number(minutes ?? 0) > 59) return err(`expected an offset up to 14:00, ${found}`);
      return ok({ at: zonedToInstant(local!, 'UTC') - (sign === '-' ? -offset : offset), note: null });
    }
    if (!localShape.test(trimmed)) return err(`expected an instant such as \`2026-03-02T09:00:00Z\`, ${found}`);
    if (zone === null) return err(`expected an offset or Z behind a local time, or \`--zone\`, ${found}`);
    return ok(readLocal(trimmed.replace(' ', 'T'), zone));
  } catch {
    return err(`expected a date and time that exist, ${found}`);
  }
}
