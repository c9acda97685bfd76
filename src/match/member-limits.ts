import type { EpochMs } from '../core/time.js';
import type { ScoredLead } from '../lead/index.js';
import { type CapColumn, capHasRoom } from './cap-count.js';
import { periodNumber } from './cap-period.js';
import type { RepZone } from './rep-zone.js';
import type { CompiledRep, Roster } from './roster.js';
import type { Period } from './types.js';

/** Capacity and caps of a queue's members in columns, so that looking at many of them follows no pointers. */
export interface MemberLimits {
  /** Units of open work at most, by member. */
  readonly capacity: Float64Array;
  /** Where each member's caps begin among the rows, and behind the last member where they end. */
  readonly first: Int32Array;
  /** By row: leads at most; which of `keys`; which of `periods`. */
  readonly max: Float64Array;
  readonly slot: Int32Array;
  readonly period: Int32Array;
  /** By row: 1 where the columns say all there is to it. */
  readonly plain: Uint8Array;
  /** By slot, and then by member: room for sure up to this count, one more included; 0 where that cannot be said so simply. */
  readonly surely: readonly Int32Array[];
  /** Names of the state's columns that count for the caps. */
  readonly keys: readonly string[];
  readonly periods: readonly { readonly per: Period; readonly zone: RepZone }[];
  /** Numbers of `periods` at the latest instant that was asked about: a cache, never an input. */
  readonly latest: { at: EpochMs; readonly numbers: Float64Array };
}

/** What a state counts for the caps of a queue, by slot: null where it is not just a count per calendar period. */
export interface CapColumns {
  readonly columns: (CapColumn | undefined)[];
  readonly counts: (readonly number[] | null)[];
  readonly periods: (readonly number[] | null)[];
}

/** Room for the columns of a queue's caps. */
export const emptyColumns = ({ keys }: MemberLimits): CapColumns => ({
  columns: keys.map(() => undefined),
  counts: keys.map(() => null),
  periods: keys.map(() => null),
});

/** The place of a value in a list, which it is added to where it is not there. */
function placeOf<T>(list: T[], value: T, same: (other: T) => boolean): number {
  const found = list.findIndex(same);
  return found < 0 ? list.push(value) - 1 : found;
}

/** Stands for no limit where only a closer look may say that there is no room. */
export const anyCount = 0x7fff_ffff;

/** By slot, up to which count each member has room in its caps of that slot. */
function sureRoom(rows: readonly CapRow[], first: Int32Array, slots: number): readonly Int32Array[] {
  const members = first.length - 1;
  const surely = Array.from({ length: slots }, () => new Int32Array(members).fill(anyCount));
  for (let member = 0; member < members; member++) {
    for (const { slot, plain, max } of rows.slice(first[member], first[member + 1])) {
      const column = surely[slot]!;
      column[member] = plain === 1 ? Math.min(column[member]!, max) : 0;
    }
  }
  return surely;
}

interface CapRow {
  readonly max: number;
  readonly slot: number;
  readonly period: number;
  readonly plain: 0 | 1;
}

/** Puts the limits of a queue's members into columns. */
export function compileLimits(members: readonly CompiledRep[]): MemberLimits {
  const keys: string[] = [];
  const periods: { readonly per: Period; readonly zone: RepZone }[] = [];
  const first = new Int32Array(members.length + 1);
  const rows = members.flatMap(({ caps, zone }, member) => {
    first[member + 1] = first[member]! + caps.length;
    return caps.map(
      ({ key, per, max, always }): CapRow => ({
        max,
        slot: placeOf(keys, key, (other) => other === key),
        period: placeOf(periods, { per, zone }, (other) => other.per === per && other.zone === zone),
        plain: always === true && max > 0 ? 1 : 0,
      }),
    );
  });
  return {
    capacity: Float64Array.from(members, ({ capacity }) => capacity),
    first,
    max: Float64Array.from(rows, ({ max }) => max),
    slot: Int32Array.from(rows, ({ slot }) => slot),
    period: Int32Array.from(rows, ({ period }) => period),
    plain: Uint8Array.from(rows, ({ plain }) => plain),
    surely: sureRoom(rows, first, keys.length),
    keys,
    periods,
    latest: { at: Number.NaN, numbers: new Float64Array(periods.length) },
  };
}

/** Writes down the columns of a state that the caps of a queue are counted in. */
export function readColumns(
  { keys }: MemberLimits,
  caps: { readonly [key: string]: CapColumn },
  { columns, counts, periods }: CapColumns,
): void {
  for (let slot = 0; slot < keys.length; slot++) {
    const column = caps[keys[slot]!];
    const calendar = column !== undefined && 'period' in column && column.offered === undefined ? column : null;
    columns[slot] = column;
    counts[slot] = calendar === null ? null : calendar.count;
    periods[slot] = calendar === null ? null : calendar.period;
  }
}

/** Numbers of the periods that hold `now`. */
export function periodsAt({ periods, latest }: MemberLimits, now: EpochMs): Float64Array {
  if (latest.at === now) return latest.numbers;
  for (let place = 0; place < periods.length; place++) {
    const { per, zone } = periods[place]!;
    latest.numbers[place] = periodNumber(per, zone, now);
  }
  latest.at = now;
  return latest.numbers;
}

/** A lead looking for room in a queue at an instant. */
export interface RoomSearch {
  readonly limits: MemberLimits;
  readonly counted: CapColumns;
  readonly periods: Float64Array;
  readonly roster: Roster;
  readonly lead: ScoredLead;
  readonly now: EpochMs;
}

/** `capHasRoom` for a cap that the columns do not say all of. */
function hasRoom({ limits, counted, roster, lead, now }: RoomSearch, rep: number, row: number, index: number): boolean {
  const { caps, zone } = roster.reps[rep]!;
  const cap = caps[index]!;
  return !cap.applies(lead) || capHasRoom(cap, counted.columns[limits.slot[row]!], rep, zone, now);
}

/** The first of a member's caps that leaves no room, −1 where all do. */
export function firstFullCap(search: RoomSearch, member: number, rep: number): number {
  const { limits, counted, periods } = search;
  const begin = limits.first[member]!;
  const end = limits.first[member + 1]!;
  for (let row = begin; row < end; row++) {
    const slot = limits.slot[row]!;
    const count = counted.counts[slot]!;
    const room =
      count !== null && limits.plain[row] === 1
        ? count[rep]! < limits.max[row]! || counted.periods[slot]![rep]! < periods[limits.period[row]!]!
        : hasRoom(search, rep, row, row - begin);
    if (!room) return row - begin;
  }
  return -1;
}
