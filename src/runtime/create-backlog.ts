import { compareText } from '../core/compare.js';
import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { type HeldPlace, heldKind, heldPlace, heldTurns, type LeadRecord } from '../router/index.js';
import { createOrderedIndex, type OrderedIndex } from './create-ordered-index.js';

/** Held leads of one kind, of which only the first need be asked. */
export interface HeldGroup {
  readonly kind: string;
  readonly queueId: string;
  /** The owner that its only lead waits for. */
  readonly awaits: string | null;
  /** In the order of their turns. */
  readonly places: OrderedIndex<HeldPlace>;
}

interface Entry {
  readonly place: HeldPlace;
  readonly queueId: string;
  readonly until: EpochMs;
  /** Null: nothing can come of asking it. */
  readonly group: HeldGroup | null;
}

/** The held leads of one scope, by kind: what a runner remembers of them from commit to commit. */
export interface Backlog {
  readonly size: () => number;
  readonly countIn: (queueId: string) => number;
  readonly groups: () => Iterable<HeldGroup>;
  /** A record as it is stored now, of a held lead or not. The first of each kind stay at hand. */
  readonly put: (record: LeadRecord, now: EpochMs) => void;
  /** Null where the lead is not held, as far as is known. */
  readonly placeOf: (leadId: string) => HeldPlace | null;
  /** The record of a held lead, where it is at hand. */
  readonly recordOf: (leadId: string) => LeadRecord | undefined;
  /** Takes records out of hand, because they may have changed. */
  readonly forget: () => void;
  readonly drop: (leadId: string) => void;
  /** Leads whose kind may be another by now: put them again. */
  readonly outdated: (now: EpochMs) => readonly string[];
}

const isHeld = ({ version, status, queueId }: LeadRecord): boolean =>
  version === 1 && status === 'held' && queueId !== null;

/** The kind of a held lead; one that cannot be read is the only one of its kind, and who asks it learns why. */
export function kindOf(router: Router, record: LeadRecord, now: EpochMs): ReturnType<typeof heldKind> {
  try {
    return heldKind(router, record, now);
  } catch {
    return { name: `lead ${record.leadId}`, until: Number.POSITIVE_INFINITY };
  }
}

/**
 * An empty backlog. Putting and dropping cost O(log of the leads held), and a look at the requirements of the queue.
 */
export function createBacklog(router: Router): Backlog {
  const entries = new Map<string, Entry>();
  const groups = new Map<string, HeldGroup>();
  const counts = new Map<string, number>();
  const atHand = new Map<string, LeadRecord>();
  const changes = createOrderedIndex<Entry>((a, b) => a.until - b.until || compareText(a.place.leadId, b.place.leadId));

  const drop = (leadId: string): void => {
    atHand.delete(leadId);
    const entry = entries.get(leadId);
    if (entry === undefined) return;
    entries.delete(leadId);
    counts.set(entry.queueId, counts.get(entry.queueId)! - 1);
    if (entry.until !== Number.POSITIVE_INFINITY) changes.remove(entry);
    if (entry.group === null) return;
    entry.group.places.remove(entry.place);
    if (entry.group.places.first(1).length === 0) groups.delete(entry.group.kind);
  };

  const groupOf = (kind: string, { queueId, awaitedOwner }: LeadRecord): HeldGroup => {
    const known = groups.get(kind);
    if (known !== undefined) return known;
    const places = createOrderedIndex(heldTurns(router.policy));
    const group = { kind, queueId: queueId!, awaits: awaitedOwner?.repId ?? null, places };
    groups.set(kind, group);
    return group;
  };

  const put = (record: LeadRecord, now: EpochMs): void => {
    drop(record.leadId);
    if (!isHeld(record)) return;
    const queueId = record.queueId!;
    const place = heldPlace(record);
    const { name, until } = kindOf(router, record, now);
    const group = name === null ? null : groupOf(name, record);
    const entry: Entry = { place, queueId, until, group };
    entries.set(record.leadId, entry);
    counts.set(queueId, (counts.get(queueId) ?? 0) + 1);
    if (until !== Number.POSITIVE_INFINITY) changes.add(entry);
    if (group === null) return;
    const [before] = group.places.first(1);
    group.places.add(place);
    // of many leads of a kind, the first is all that is worth having at hand
    if (group.places.first(1)[0] !== place) return;
    if (before !== undefined) atHand.delete(before.leadId);
    atHand.set(record.leadId, record);
  };

  return {
    size: () => entries.size,
    countIn: (queueId) => counts.get(queueId) ?? 0,
    groups: () => groups.values(),
    put,
    drop,
    placeOf: (leadId) => entries.get(leadId)?.place ?? null,
    recordOf: (leadId) => atHand.get(leadId),
    forget: () => atHand.clear(),
    outdated: (now) => changes.first(Number.POSITIVE_INFINITY, ({ until }) => until <= now).map((e) => e.place.leadId),
  };
}
