import type { RoutingEvent } from '../router/index.js';
import { type Amount, amountOf, minus, nothing, plus } from './amount.js';
import { type CreditEntry, classes, type LeadClass } from './fairness-types.js';

export interface Share {
  owed: Amount;
  received: Amount;
  credited: Amount;
  leads: number;
}

interface ClassTally {
  eligible: number;
  owed: Amount;
  received: number;
}

/** What is being counted of one rep. */
export interface RepTally {
  considered: number;
  eligible: number;
  assigned: number;
  outside: number;
  readonly skipped: Map<string, number>;
  readonly ineligible: Map<string, number>;
  declined: number;
  givenBack: number;
  takenOver: number;
  free: number;
  readonly credits: CreditEntry[];
  readonly classes: { readonly [name in LeadClass]: Map<string | null, ClassTally> };
  readonly value: { eligible: number; owedMilli: number; received: number };
}

/** Leads that one pool shared, with who got each. */
export interface PoolTally {
  readonly repIds: ReadonlySet<string>;
  readonly qualities: number[];
  readonly owners: string[];
}

export interface FairnessTally {
  /** The only rep whose row is wanted; null: everybody's. */
  readonly only: string | null;
  assignments: number;
  readonly ledgers: Map<string, Map<string, Share>>;
  /** Ledgers whose entries are teams. */
  readonly teamLedgers: Set<string>;
  readonly reps: Map<string, RepTally>;
  readonly pools: Map<string, PoolTally>;
}

export const newFairnessTally = (only: string | null): FairnessTally => ({
  only,
  assignments: 0,
  ledgers: new Map(),
  teamLedgers: new Set(),
  reps: new Map(),
  pools: new Map(),
});

export const isWanted = ({ only }: FairnessTally, repId: string): boolean => only === null || only === repId;

/** What a map holds under a key; made when first asked for. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

export const repOf = (tally: FairnessTally, repId: string): RepTally =>
  entryOf(tally.reps, repId, () => ({
    considered: 0,
    eligible: 0,
    assigned: 0,
    outside: 0,
    skipped: new Map(),
    ineligible: new Map(),
    declined: 0,
    givenBack: 0,
    takenOver: 0,
    free: 0,
    credits: [],
    classes: Object.fromEntries(classes.map((name) => [name, new Map()])) as RepTally['classes'],
    value: { eligible: 0, owedMilli: 0, received: 0 },
  }));

export const shareOf = (tally: FairnessTally, ledgerId: string, repId: string): Share =>
  entryOf(
    entryOf(tally.ledgers, ledgerId, () => new Map<string, Share>()),
    repId,
    () => ({ owed: nothing, received: nothing, credited: nothing, leads: 0 }),
  );

export const countReason = (counts: Map<string, number>, reason: string): void => {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
};

/** Adds to what a rep is owed, has received or was credited. */
export function addShare(share: Share, name: 'owed' | 'received' | 'credited', units: number, unit: number): void {
  const size = amountOf(Math.abs(units), unit);
  share[name] = units < 0 ? minus(share[name], size) : plus(share[name], size);
}

export type Assigned = RoutingEvent<'lead_assigned'>;
