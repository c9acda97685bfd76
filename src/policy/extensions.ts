import type { ZoneSource } from '../calendar/index.js';
import type { Filter } from '../match/index.js';

/** A caller's own choice among the eligible: `pick` returns one of `eligible`, which are indexes of the queue's members by id. */
export interface Strategy {
  readonly id: string;
  readonly pick: (eligible: readonly number[], context: unknown) => number;
}

/** Code and tables that a policy, being data, cannot carry. */
export interface Extensions {
  /** Asked about every rep who is eligible otherwise, in this order; one that throws counts as a no. */
  readonly filters?: readonly Filter[];
  /** Named by queues with `"strategy": { "type": "custom", "strategyId": … }`. */
  readonly strategies?: readonly Strategy[];
  /** Where time zones come from; default: the runtime's `Intl`. */
  readonly zones?: ZoneSource;
}
