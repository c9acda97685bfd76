/**
 * What a queue, or several queues that share it, remembers about fairness: columns indexed by member.
 * Plain JSON. In a draft the columns are mutable, and only the functions of this room write into them.
 */
export interface Ledger {
  /** Entitlement minus what was received, in ledger units (`unit` of them make one lead). Sums to exactly 0. */
  readonly balance: number[];
  /** Sum of the values of the leads received; a count where every value is 1. */
  readonly received: number[];
  /** Sequence number of the last assignment, 0 where there was none. */
  readonly lastSeq: number[];
}

/** The members among whom the entitlement to one lead is shared, and how. */
export interface Pool {
  /** Member indexes in ascending order; the first `count` entries are valid. */
  readonly eligible: ArrayLike<number>;
  readonly count: number;
  /** Positive integers, indexed by member. */
  readonly weights: ArrayLike<number>;
  /** What the lead is worth in the measure of this ledger: a positive integer, 1 where leads are counted. */
  readonly value: number;
  /** Ledger units per lead of value 1; see `ledgerUnit`. */
  readonly unit: number;
  /**
   * Memory to work in, so that a pick allocates nothing but its result and the charge need not work out the shares again.
   * `eligible` and `weights` must then stay as they are. Default: allocated when needed.
   */
  readonly scratch?: Scratch;
}

/** One lead to give to one of its eligible members. */
export interface Draw extends Pool {
  /** Keyed hash of (lead id, rep id): settles ties that balance and age leave open. The smaller key wins. */
  readonly tieKey: (member: number) => number;
  /**
   * What the ledger measures. A count ledger gets the quota guard; a value ledger, where leads differ in value, does
   * not, because its theorem speaks of equal leads. Default: `'count'` where `value` is 1, else `'value'`.
   */
  readonly measure?: 'count' | 'value';
}

/** What the members of a pool accrue of one lead, and of which pool that is. */
export interface Shares {
  eligible: Pool['eligible'];
  weights: Pool['weights'];
  count: number;
  /** Value times unit. */
  worth: number;
  /** Of the weights. */
  sum: number;
  /** What the receiver pays. */
  total: number;
  /** By place in `eligible`; the first `count` are valid. */
  increments: Float64Array;
}

/** Memory reused between picks: what it holds saves work, and never changes a result. */
export interface Scratch {
  /** Of the pools that were met last. */
  readonly known: Shares[];
  /** Places among them: of the one asked for last, and of the one written last. */
  latest: number;
  newest: number;
  /** Of those who fall due, for the quota guard. */
  balance: Float64Array;
  increment: Float64Array;
}

/** Work that members hold and can hold, in units, indexed by member. */
export interface Load {
  readonly open: ArrayLike<number>;
  /** `Infinity`: unlimited. 0: none, which ranks after everyone who has some. */
  readonly capacity: ArrayLike<number>;
  /** Units the new lead adds. */
  readonly units: number;
}

/**
 * Why this member: `sole`, the only one eligible; `deficit`, the largest balance; `quota_guard`, a smaller balance that
 * must not wait, or somebody falls a full lead behind; `deadline`, the earliest deadline (large pools); `least_load`,
 * the least loaded; `best_match`, the best match within the fairness budget; `ledgers`, the largest sum over several
 * ledgers; `sticky`, the one that the lead's key belongs to, within its overdraft.
 */
export type PickMethod =
  | 'sole'
  | 'deficit'
  | 'quota_guard'
  | 'deadline'
  | 'least_load'
  | 'best_match'
  | 'ledgers'
  | 'sticky';

/** Who gets the lead. Nothing is charged yet: see `chargeLead`. */
export interface Pick {
  readonly member: number;
  readonly method: PickMethod;
  /** The winner's balance with its share of this lead, before it pays, in ledger units. */
  readonly balance: number;
  /** What the winner pays, in ledger units: exactly what the eligible members accrue together. */
  readonly pool: number;
  /** With `quota_guard`: within how many leads, this one included, somebody would else be owed a full lead. */
  readonly within?: number;
}
