import { guessJoinedRows, joinTables, type RuleTable } from './rule-table.js';
import type { FieldReader } from './types.js';
import { spreadColumn, type ValueColumn } from './value-column.js';

/** One field of the subject, and how the slot of its value is found. */
export interface FieldColumn<S> {
  readonly read: FieldReader<S>;
  readonly column: ValueColumn;
}

/** A table and the columns whose slots add up to its slot. */
export interface Part<S> {
  readonly table: RuleTable;
  readonly columns: readonly FieldColumn<S>[];
}

/** A look-up reads this many tables at once. */
const tablesMax = 5;
/** Parts past this many are joined without trying what fits best. */
const triedMax = 8;

const scaled = <S>({ read, column }: FieldColumn<S>, by: number): FieldColumn<S> => ({
  read,
  column: spreadColumn(column, by),
});

function joinParts<S>(left: Part<S>, right: Part<S>, words: number): Part<S> {
  const outer = left.columns.map((column) => scaled(column, right.table.rowOf.length));
  return { table: joinTables(left.table, right.table, words), columns: [...outer, ...right.columns] };
}

type Pair = readonly [left: number, right: number];

interface Pairing {
  readonly pairs: readonly Pair[];
  readonly rows: number;
}

/** Disjoint pairs, as many as asked for or can be, with the fewest rows. */
function bestPairing(open: readonly number[], count: number, rowsOf: (pair: Pair) => number): Pairing {
  const [first, ...rest] = open;
  if (first === undefined || count === 0) return { pairs: [], rows: 0 };
  let best = bestPairing(rest, count, rowsOf);
  for (const other of rest) {
    const rows = rowsOf([first, other]);
    if (rows === Number.POSITIVE_INFINITY) continue;
    const more = bestPairing(
      rest.filter((one) => one !== other),
      count - 1,
      rowsOf,
    );
    const better = more.pairs.length + 1 - best.pairs.length || best.rows - more.rows - rows;
    if (better > 0) best = { pairs: [[first, other], ...more.pairs], rows: more.rows + rows };
  }
  return best;
}

/**
 * Joins tables down to five where the result stays small: fewer loads per 32 rules. Fields that go together, such as a
 * country and its regions, have far fewer rows between them than pairs of values.
 *
 * @param words - of each row
 */
export function joinToFew<S>(parts: readonly Part<S>[], words: number): readonly Part<S>[] {
  const bySize = [...parts].sort((a, b) => a.table.rowCount - b.table.rowCount);
  if (bySize.length <= tablesMax) return bySize;
  const [a, b, ...others] = bySize;
  if (bySize.length > triedMax)
    return guessJoinedRows(a!.table, b!.table, words) === Number.POSITIVE_INFINITY
      ? bySize
      : joinToFew([joinParts(a!, b!, words), ...others], words);
  const guesses = bySize.map((left, i) =>
    bySize.map((right, k) =>
      // what a join adds, so that leaving a table alone costs nothing
      i < k ? guessJoinedRows(left.table, right.table, words) - left.table.rowCount - right.table.rowCount : 0,
    ),
  );
  const { pairs } = bestPairing([...bySize.keys()], bySize.length - tablesMax, ([i, k]) => guesses[i]![k]!);
  const paired = new Set(pairs.flat());
  return [
    ...pairs.map(([i, k]) => joinParts(bySize[i]!, bySize[k]!, words)),
    ...bySize.filter((_, i) => !paired.has(i)),
  ];
}
