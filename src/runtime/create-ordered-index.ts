/** Entries kept in order, for reading the first few of many. */
export interface OrderedIndex<T> {
  readonly add: (entry: T) => void;
  /** Takes out the entry that compares equal. Returns whether there was one. */
  readonly remove: (entry: T) => boolean;
  /** The first entries for which `wanted` holds without a gap, at most `limit`. */
  readonly first: (limit: number, wanted?: (entry: T) => boolean) => readonly T[];
}

/** Entries per block: small enough to shift in a microsecond, large enough that 100,000 entries make 200 blocks. */
const blockMax = 1_024;

/** How many entries of a sorted list come before `entry`. */
function countBefore<T>(list: readonly T[], entry: T, compare: (a: T, b: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle]!, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An index over entries that `compare` never calls equal unless they are the same entry: sorted blocks of at most 1,024,
 * so that adding and removing cost O(log n + block) and reading the first k costs O(k).
 *
 * @example
 * const index = createOrderedIndex<number>((a, b) => a - b);
 * for (const n of [3, 1, 2]) index.add(n);
 * index.first(2); //=> [1, 2]
 */
export function createOrderedIndex<T>(compare: (a: T, b: T) => number): OrderedIndex<T> {
  const blocks: T[][] = [];

  /** The first block whose last entry is not before `entry`; the number of blocks where there is none. */
  const findBlock = (entry: T): number => {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(blocks[middle]!.at(-1)!, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const add = (entry: T): void => {
    if (blocks.length === 0) {
      blocks.push([entry]);
      return;
    }
    const at = Math.min(findBlock(entry), blocks.length - 1);
    const block = blocks[at]!;
    block.splice(countBefore(block, entry, compare), 0, entry);
    if (block.length > blockMax) blocks.splice(at + 1, 0, block.splice(blockMax >>> 1));
  };

  const remove = (entry: T): boolean => {
    const block = blocks[findBlock(entry)];
    if (block === undefined) return false;
    const place = countBefore(block, entry, compare);
    if (place === block.length || compare(block[place]!, entry) !== 0) return false;
    block.splice(place, 1);
    if (block.length === 0) blocks.splice(blocks.indexOf(block), 1);
    return true;
  };

  const first = (limit: number, wanted: (entry: T) => boolean = () => true): readonly T[] => {
    const found: T[] = [];
    for (const block of blocks) {
      for (const entry of block) {
        if (found.length >= limit || !wanted(entry)) return found;
        found.push(entry);
      }
    }
    return found;
  };

  return { add, remove, first };
}
