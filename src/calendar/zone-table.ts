import { type DurationMs, type EpochMs, hourMs, secondMs } from '../core/time.js';
import { firstWindowMin, lastWindowMax, windowIndex, windowMs } from './time-range.js';

/** The offset from UTC of one zone at an instant: local time minus UTC. */
export type Offset = (at: EpochMs) => DurationMs;

// Since 1940 no zone of tzdb has two changes that undo each other less than 6.9 days apart (Brazil in 2000, Gaza in 2040),
// so equal offsets at both ends of a step mean that nothing changed in between.
const stepMs = windowMs / 10; // 6.4 days

/** Appends each `[instant, new offset]` in `(from, to]`; changes fall on whole seconds. */
function findChanges(offset: Offset, from: EpochMs, before: number, to: EpochMs, after: number, out: number[]): void {
  if (before === after) return;
  if (to - from <= secondMs) {
    out.push(to, after);
    return;
  }
  const middle = from + Math.floor((to - from) / (2 * secondMs)) * secondMs;
  const between = offset(middle);
  findChanges(offset, from, before, middle, between, out);
  findChanges(offset, middle, between, to, after, out);
}

/** `[instant, offset from there on]*` of one window, the first at the window's own start. */
function readWindow(offset: Offset, index: number): readonly number[] {
  let from = index * windowMs;
  let before = offset(from);
  const changes = [from, before];
  for (const end = from + windowMs; from < end; ) {
    const to = from + stepMs;
    const after = offset(to);
    findChanges(offset, from, before, to, after, changes);
    from = to;
    before = after;
  }
  return changes;
}

/**
 * Remembers the changes of a zone's offset by window, found by bisection when first asked for, from 1900 to 2299.
 * The answers are those of `offset` itself; a remembered one costs nanoseconds.
 */
export function rememberOffsets(offset: Offset): Offset {
  const windows = new Map<number, readonly number[]>();
  return (at) => {
    const index = windowIndex(at);
    let changes = windows.get(index);
    if (changes === undefined) {
      if (!(index >= firstWindowMin && index <= lastWindowMax)) return offset(at);
      changes = readWindow(offset, index);
      windows.set(index, changes);
    }
    let last = changes.length - 2;
    while (last > 0 && changes[last]! > at) last -= 2;
    return changes[last + 1]!;
  };
}

/** No zone was ever further from UTC than this, so a local time read as UTC is at most this far from its instant. */
const reachMs = 16 * hourMs;

/**
 * The instant of a local time, given as if it were UTC. `earlier` reads it with the offset before a change, `later` with
 * the one after it: in an overlap the first or the second occurrence, in a gap a shift forward or backward by the gap.
 */
export function resolveLocal(offset: Offset, local: EpochMs, disambiguation: 'earlier' | 'later'): EpochMs {
  const before = offset(local - reachMs);
  const after = offset(local + reachMs);
  if (before === after) return local - before;
  const [first, second] = disambiguation === 'earlier' ? [before, after] : [after, before];
  const valid = offset(local - first) === first || offset(local - second) !== second;
  return local - (valid ? first : second);
}
