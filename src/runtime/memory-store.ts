import { assert } from '../core/assert.js';
import { compareText } from '../core/compare.js';
import { err, ok } from '../core/result.js';
import type { EpochMs } from '../core/time.js';
import type { LeadRecord, RoutingEvent, RoutingState } from '../router/index.js';
import { compareHeld, type HeldPlace, heldPlace, heldTurns } from '../router/index.js';
import { createOrderedIndex, type OrderedIndex } from './create-ordered-index.js';
import { freezeJson } from './freeze-json.js';
import type { Commit, Store } from './types.js';

interface DuePlace {
  readonly wakeAt: EpochMs;
  readonly leadId: string;
}

/** A queue's held leads: by priority, and in the order of turns of each way to age that was asked for. */
interface HeldIndex {
  readonly byPriority: OrderedIndex<HeldPlace>;
  readonly byTurn: Map<number, OrderedIndex<HeldPlace>>;
}

/** One scope: what was committed, and indexes over its records. */
interface Shelf {
  state: RoutingState | null;
  revision: number;
  readonly records: Map<string, LeadRecord>;
  readonly events: RoutingEvent[];
  readonly due: OrderedIndex<DuePlace>;
  readonly heldByQueue: Map<string, HeldIndex>;
}

const compareDue = (a: DuePlace, b: DuePlace): number => a.wakeAt - b.wakeAt || compareText(a.leadId, b.leadId);

const createShelf = (): Shelf => ({
  state: null,
  revision: 0,
  records: new Map(),
  events: [],
  due: createOrderedIndex(compareDue),
  heldByQueue: new Map(),
});

const revisionOf = (shelf: Shelf | undefined): string | null => (shelf === undefined ? null : String(shelf.revision));

function heldIn(shelf: Shelf, queueId: string): HeldIndex {
  const known = shelf.heldByQueue.get(queueId);
  if (known !== undefined) return known;
  const index = { byPriority: createOrderedIndex(compareHeld), byTurn: new Map() };
  shelf.heldByQueue.set(queueId, index);
  return index;
}

/** The index by turns, made when it is first asked for. */
function turnsIn({ byPriority, byTurn }: HeldIndex, ageMinutes: number): OrderedIndex<HeldPlace> {
  const known = byTurn.get(ageMinutes);
  if (known !== undefined) return known;
  const index = createOrderedIndex(heldTurns({ backlog: { ageMinutes } }));
  for (const place of byPriority.first(Number.POSITIVE_INFINITY)) index.add(place);
  byTurn.set(ageMinutes, index);
  return index;
}

/** Adds a record to the indexes, or takes it out of them. */
function reindex(shelf: Shelf, record: LeadRecord, change: 'add' | 'remove'): void {
  if (record.wakeAt !== null) shelf.due[change]({ wakeAt: record.wakeAt, leadId: record.leadId });
  if (record.status !== 'held' || record.queueId === null) return;
  const { byPriority, byTurn } = heldIn(shelf, record.queueId);
  for (const index of [byPriority, ...byTurn.values()]) index[change](heldPlace(record));
}

function putRecord(shelf: Shelf, record: LeadRecord): void {
  const before = shelf.records.get(record.leadId);
  if (before !== undefined) reindex(shelf, before, 'remove');
  shelf.records.set(record.leadId, record);
  reindex(shelf, record, 'add');
}

/** How many events of the list have a `seq` at or below `seq`. */
function countUpTo(events: readonly RoutingEvent[], seq: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.seq <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function apply(shelf: Shelf, change: Commit): void {
  let seq = shelf.events.at(-1)?.seq ?? 0;
  for (const event of change.events) {
    assert(event.seq > seq, `expected events in order: \`seq\` above ${seq}, found ${event.seq}`);
    seq = event.seq;
  }
  shelf.state = change.state;
  shelf.revision += 1;
  for (const record of change.records) putRecord(shelf, record);
  for (const event of change.events) shelf.events.push(event);
}

/**
 * Frozen copies of changes. A record's lead seldom changes and is most of the record: one that was copied before is
 * taken as it is.
 */
function createCopier(): (change: Commit) => Commit {
  const copiedLeads = new WeakSet<object>();
  const copyRecord = (record: LeadRecord): LeadRecord => {
    const lead = copiedLeads.has(record.lead) ? record.lead : freezeJson(record.lead);
    copiedLeads.add(lead);
    return Object.freeze({ ...freezeJson({ ...record, lead: null }), lead });
  };
  return ({ state, records, events }) => ({
    state: freezeJson(state),
    records: records.map(copyRecord),
    events: freezeJson(events),
  });
}

/**
 * A store in memory: for tests, for one process that may forget, and as the model of what every other store must do.
 * It keeps frozen copies of what it is given and hands those out, so no caller can change what is stored.
 * Each call is one step: nothing comes between its reading and its writing. A commit costs O(its size + log of the
 * records held), `load`, `due`, `held`, `heldInTurn` and `events` cost O(what they give);
 * the first `heldInTurn` for a queue and an age makes an index.
 *
 * @example
 * const store = memoryStore();
 * const committed = await store.commit('emea', null, { state: initialState(router), records: [], events: [] });
 * committed; //=> { ok: true, value: { revision: '1' } }
 */
export function memoryStore(): Store {
  const shelves = new Map<string, Shelf>();
  const copy = createCopier();
  const heldOf = (scope: string, queueId: string) => shelves.get(scope)?.heldByQueue.get(queueId);
  return {
    load: async (scope, leadIds) => {
      const shelf = shelves.get(scope);
      const records = [...new Set(leadIds)].flatMap((id) => shelf?.records.get(id) ?? []);
      return { state: shelf?.state ?? null, revision: revisionOf(shelf), records };
    },
    commit: async (scope, expectedRevision, change) => {
      const known = shelves.get(scope);
      if (revisionOf(known) !== expectedRevision) return err({ code: 'store.revision_conflict' });
      const shelf = known ?? createShelf();
      apply(shelf, copy(change));
      shelves.set(scope, shelf);
      return ok({ revision: String(shelf.revision) });
    },
    due: async (scope, now, limit) => {
      const places = shelves.get(scope)?.due.first(limit, (place) => place.wakeAt <= now) ?? [];
      return places.map((place) => place.leadId);
    },
    held: async (scope, queueId, limit) =>
      heldOf(scope, queueId)
        ?.byPriority.first(limit)
        .map((place) => place.leadId) ?? [],
    heldInTurn: async (scope, queueId, limit, ageMinutes) => {
      const held = heldOf(scope, queueId);
      return held === undefined
        ? []
        : turnsIn(held, ageMinutes)
            .first(limit)
            .map((place) => place.leadId);
    },
    events: async (scope, afterSeq, limit) => {
      const events = shelves.get(scope)?.events ?? [];
      const from = countUpTo(events, afterSeq);
      return events.slice(from, from + Math.max(0, limit));
    },
  };
}
