// Working hours from their definition alone: no windows, no sums, nothing from src. Slow on purpose, but for what `Intl` said.

const minute = 60_000;
const day = 86_400_000;
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

type Blocks = readonly (readonly [string, string])[];
type Week = { readonly [day in (typeof names)[number]]?: Blocks };

export interface Hours {
  readonly timeZone: string;
  readonly weekly?: Week;
  readonly rotation?: { readonly startsOn: string; readonly weeks: readonly Week[] };
  readonly holidays?: readonly string[];
  readonly overrides?: { readonly [date: string]: Blocks };
  readonly breaks?: { readonly [date: string]: Blocks };
  readonly closures?: readonly (readonly [number, number])[];
}

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Map<number, number>>();
const knownMax = 100_000;

/** Local time minus UTC, straight from the parts that `Intl` gives for this very instant. */
export function offsetByParts(timeZone: string, at: number): number {
  const before = known.get(timeZone) ?? new Map<number, number>();
  if (before.size === 0) known.set(timeZone, before);
  const seen = before.get(at);
  if (seen !== undefined) return seen;
  if (before.size >= knownMax) before.clear();
  const offset = readOffset(timeZone, at);
  before.set(at, offset);
  return offset;
}

function readOffset(timeZone: string, at: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  return local - Math.floor(at / 1000) * 1000;
}

/** Every instant at which the clocks of the zone show `local` (given as if it were UTC), in order. */
export function occurrences(timeZone: string, local: number): number[] {
  const found = new Set<number>();
  for (let hours = -24; hours <= 24; hours += 4) {
    const at = local - offsetByParts(timeZone, local + hours * 60 * minute);
    if (at + offsetByParts(timeZone, at) === local) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

/** The first occurrence; a time that the clocks skip is read with the offset of the day before. */
export const instantByOccurrence = (timeZone: string, local: number): number =>
  occurrences(timeZone, local)[0] ?? local - offsetByParts(timeZone, local - 25 * 60 * minute);

/** The instants in `(from, to)` from which on the zone's offset is another. */
export function changesBetween(timeZone: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let start = from; start < to; start += day) {
    if (offsetByParts(timeZone, start) === offsetByParts(timeZone, start + day)) continue;
    let [low, high] = [start, start + day];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetByParts(timeZone, middle) === offsetByParts(timeZone, start)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

const dateOf = (dayNumber: number): string => new Date(dayNumber * day).toISOString().slice(0, 10);

function blocksOn(hours: Hours, dayNumber: number): Blocks {
  const date = dateOf(dayNumber);
  if (hours.overrides?.[date] !== undefined) return hours.overrides[date];
  if (hours.holidays?.includes(date)) return [];
  const name = names[new Date(dayNumber * day).getUTCDay()]!;
  if (hours.rotation === undefined) return hours.weekly?.[name] ?? [];
  const { startsOn, weeks } = hours.rotation;
  let turn = Math.floor((dayNumber - Date.parse(startsOn) / day) / 7);
  while (turn < 0) turn += weeks.length;
  return weeks[turn % weeks.length]![name] ?? [];
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every interval that can matter to `[from, to]`, in no order, and what is cut out of them. */
function intervals(hours: Hours, from: number, to: number) {
  const open: [number, number][] = [];
  const cut = (hours.closures ?? []).map(([start, end]): [number, number] => [start, end]);
  for (let n = Math.floor(from / day) - 4; n <= Math.floor(to / day) + 2; n++) {
    const add = (into: [number, number][], blocks: Blocks): void => {
      for (const [opens, closes] of blocks) {
        const ends = minutesOf(closes) <= minutesOf(opens) ? (n + 1) * day : n * day;
        into.push([
          instantByOccurrence(hours.timeZone, n * day + minutesOf(opens) * minute),
          instantByOccurrence(hours.timeZone, ends + minutesOf(closes) * minute),
        ]);
      }
    };
    add(open, blocksOn(hours, n));
    add(cut, hours.breaks?.[dateOf(n)] ?? []);
  }
  return { open, cut };
}

/** Membership and open time in `[from, to]` and around it. */
export function hoursAround(hours: Hours, from: number, to: number) {
  const { open, cut } = intervals(hours, from, to);
  const within = (list: [number, number][], at: number): boolean =>
    list.some(([start, end]) => start <= at && at < end);
  const isOpen = (at: number): boolean => within(open, at) && !within(cut, at);
  const edges = [...new Set([...open, ...cut].flat())].sort((a, b) => a - b);
  const walk = (a: number, b: number, stops: readonly number[]): number => {
    const points = [...new Set([a, ...stops.filter((stop) => stop > a && stop < b), b])].sort((x, y) => x - y);
    let sum = 0;
    for (let i = 1; i < points.length; i++) if (isOpen(points[i - 1]!)) sum += points[i]! - points[i - 1]!;
    return sum;
  };
  const minutes = (a: number, b: number): number[] => {
    const stops = [];
    for (let at = Math.ceil(a / minute) * minute; at < b; at += minute) stops.push(at);
    return stops;
  };
  return {
    edges,
    isOpen,
    /** Walks from edge to edge. */
    openBetween: (a: number, b: number): number => walk(a, b, edges),
    /** Walks minute by minute, stopping also where a closure starts or ends within a minute. */
    openByMinutes: (a: number, b: number): number => walk(a, b, [...minutes(a, b), ...cut.flat()]),
  };
}
