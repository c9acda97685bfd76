import { advance, type HeldPlace, heldPlace, heldTurns, type LeadRecord, type RoutingEvent } from '../router/index.js';
import { type HeldGroup, kindOf } from './create-backlog.js';
import { createOrderedIndex, type OrderedIndex } from './create-ordered-index.js';
import { mayHave } from './held-leads.js';
import { leadFailed } from './runner-error.js';
import { keep, type Work } from './work.js';

/** What brings held leads their turns, and how far they go. */
export interface Occasion {
  /** Reps who came free: leads that they may have get another turn. */
  readonly freed: readonly string[];
  /** Turns that come to something. */
  readonly limit: number;
  /** Kinds of leads of one queue that are asked in vain. */
  readonly kindsMax: number;
  /** Of leads of which something is due, each has its turn. */
  readonly everyDue: boolean;
}

/** The lead of a kind whose turn it is. */
interface Head {
  readonly place: HeldPlace;
  readonly kind: string;
  readonly queueId: string;
  /** The kind's leads behind it; null: it is alone. */
  readonly group: HeldGroup | null;
  /** How many of the group come before it. */
  readonly before: number;
}

/** What a turn came to: the lead is elsewhere, it goes on to wait, or it cannot be decided on. */
type Turn = 'moved' | 'waits' | 'failed';

/** One turn of a held lead. */
function takeTurn(work: Work, record: LeadRecord): Turn {
  try {
    const { router, at, trace } = work.start;
    const found = advance(router, work.state, record, { type: 'tick' }, at, trace && { trace });
    if (found.events.length === 0) return 'waits';
    keep(work, found);
    work.drained.push(found);
    // one that had a rep meanwhile, and lost it to a late breach, has moved
    const onlyWaits = ({ type, queueId }: RoutingEvent<'lead_held'>) =>
      type === 'lead_held' && queueId === record.queueId;
    return (found.events as RoutingEvent<'lead_held'>[]).every(onlyWaits) ? 'waits' : 'moved';
  } catch (error) {
    work.failures.push({ leadId: record.leadId, error: leadFailed(record.leadId, error) });
    return 'failed';
  }
}

/** Places that are read at once where the batch has changed the leads in front. */
const pageMax = 64;

/** The first lead of a group from a position on that the batch has not changed. */
function headOf(work: Work, group: HeldGroup, from: number): Head | null {
  const { kind, queueId } = group;
  let before = from;
  for (let limit = from + 1; ; limit = before + pageMax) {
    const places = group.places.first(limit);
    for (; before < places.length; before++) {
      const place = places[before]!;
      if (!work.touched.has(place.leadId)) return { place, kind, queueId, group, before };
    }
    if (places.length < limit) return null;
  }
}

/** The leads that have a turn on an occasion: those that the batch has changed, and of each kind of the others the first. */
function headsFor(work: Work, freed: readonly string[]): readonly Head[] {
  const { held, router, at } = work.start;
  const mayHaveFreed = mayHave(router, freed);
  const heads: Head[] = [];
  for (const group of held!.groups()) {
    const head = !work.settled || mayHaveFreed(group) ? headOf(work, group, 0) : null;
    if (head !== null) heads.push(head);
  }
  for (const leadId of work.waiting) {
    const record = work.records.get(leadId)!;
    const queueId = record.queueId ?? '';
    const hasTurn =
      !work.settled || work.fresh.has(leadId) || mayHaveFreed({ queueId, awaits: record.awaitedOwner?.repId ?? null });
    const kind = hasTurn ? kindOf(router, record, at).name : null;
    if (kind !== null) heads.push({ place: heldPlace(record), kind, queueId, group: null, before: 0 });
  }
  return heads;
}

/** Asks for the records of a head and of those behind it: the more, the more of them had their turns. */
function miss(work: Work, { place, group, before }: Head): void {
  const places = group?.places.first(2 * before + 8).slice(before) ?? [place];
  work.missing = places.map(({ leadId }) => leadId);
}

/** How far the turns of an occasion have come. */
interface Round {
  readonly heads: OrderedIndex<Head>;
  /** Kinds that were asked in vain: at one instant routing only fills reps up. */
  readonly inVain: Set<string>;
  readonly kindsInVain: Map<string, number>;
  turns: number;
}

function giveTurn(work: Work, round: Round, head: Head, record: LeadRecord, { everyDue }: Occasion): void {
  const { group, kind, queueId, before } = head;
  const eventsBefore = work.events.length;
  const turn = takeTurn(work, record);
  if (work.events.length > eventsBefore) round.turns += 1;
  const due = record.wakeAt !== null && record.wakeAt <= work.start.at;
  if (turn === 'waits' && !(everyDue && due)) {
    round.inVain.add(kind);
    round.kindsInVain.set(queueId, (round.kindsInVain.get(queueId) ?? 0) + 1);
    return;
  }
  const next = group === null ? null : headOf(work, group, before + 1);
  if (next !== null) round.heads.add(next);
}

/** Starts a round with those who have a turn. */
function startRound(work: Work, freed: readonly string[]): Round {
  const compare = heldTurns(work.start.router.policy);
  const heads = createOrderedIndex<Head>((a, b) => compare(a.place, b.place));
  for (const head of headsFor(work, freed)) heads.add(head);
  return { heads, inVain: new Set(), kindsInVain: new Map(), turns: 0 };
}

/** Takes out the head whose turn it is, past those that need not be asked. */
function nextHead({ heads, inVain, kindsInVain }: Round, kindsMax: number): Head | null {
  for (;;) {
    const [head] = heads.first(1);
    if (head === undefined) return null;
    heads.remove(head);
    if (!inVain.has(head.kind) && (kindsInVain.get(head.queueId) ?? 0) < kindsMax) return head;
  }
}

/**
 * Gives held leads their turns, in order: all of them, and where they have had them, those that were held without a look
 * since, or may have a rep who came free. Of a kind that was asked in vain no other is asked.
 *
 * @returns how many turns came to something; `work.missing` names records without which it cannot go on
 */
export function settleHeld(work: Work, occasion: Occasion): number {
  const { held } = work.start;
  if (held === null || (work.settled && work.fresh.size === 0 && occasion.freed.length === 0)) return 0;
  const round = startRound(work, occasion.freed);
  while (round.turns < occasion.limit) {
    const head = nextHead(round, occasion.kindsMax);
    if (head === null) {
      work.settled = true;
      work.fresh.clear();
      break;
    }
    const record = work.records.get(head.place.leadId) ?? held.recordOf(head.place.leadId);
    if (record === undefined) {
      miss(work, head);
      break;
    }
    giveTurn(work, round, head, record, occasion);
  }
  return round.turns;
}
