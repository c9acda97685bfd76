// Figures counted anew, slowly: every fact looks back over all earlier events of its lead.
import type { RoutingEvent } from '../../src/index.js';

type Key = string | null;
export interface Fact {
  readonly name: string;
  readonly amount: number;
  readonly keys: {
    readonly rule: Key;
    readonly rep: Key;
    readonly source: Key;
    readonly segment: Key;
    readonly queue: Key;
  };
}

const losses = ['lead_declined', 'lead_taken_back', 'lead_nurtured', 'lead_rejected', 'lead_closed'];
const moves = ['lead_received', 'lead_returned', 'lead_assigned', 'lead_offered', 'lead_held', ...losses];
const is = <T extends RoutingEvent['type']>(
  event: RoutingEvent | undefined,
  ...types: T[]
): event is Extract<RoutingEvent, { readonly type: T }> => event !== undefined && types.includes(event.type as T);

/** Where a lead is after these events of it, and since when without a break. */
function placeAfter(past: readonly RoutingEvent[]): { place: string; queue: Key; rep: Key; since: number } | null {
  const places = past.filter(({ type }) => moves.includes(type));
  const last = places.at(-1);
  if (is(last, 'lead_assigned')) return { place: 'inAssigned', queue: last.queueId, rep: last.repId, since: last.at };
  if (is(last, 'lead_nurtured')) return { place: 'inNurtured', queue: null, rep: null, since: last.at };
  if (is(last, 'lead_offered')) return { place: 'inOffered', queue: last.queueId, rep: null, since: last.at };
  if (!is(last, 'lead_held')) return null;
  let first = places.length - 1;
  for (; ; first--) {
    const before = places[first - 1];
    if (!is(before, 'lead_held') || before.queueId !== last.queueId) break;
  }
  return { place: 'inHeld', queue: last.queueId, rep: null, since: places[first]!.at };
}

/** Since when a lead has been waiting for a rep, through all queues; null where it is not. */
function waitsSince(past: readonly RoutingEvent[]): number | null {
  const ends = ['lead_received', 'lead_assigned', 'lead_nurtured'];
  let since: number | null = null;
  for (const event of past) {
    if (is(event, 'lead_held', 'lead_offered')) since ??= event.at;
    else if (ends.includes(event.type)) since = null;
    else if (is(event, 'lead_returned') && placeAfter(past.slice(0, past.indexOf(event)))?.place !== 'inHeld')
      since = null;
  }
  return since;
}

const firstOf = (past: readonly RoutingEvent[], type: string): boolean => {
  const start = past.findLastIndex((event) => event.type === 'lead_assigned');
  return !past.slice(start + 1).some((event) => event.type === type);
};

/** The facts of one event; `past`: the earlier events of its lead, all of them. */
export function factsOf(past: readonly RoutingEvent[], event: RoutingEvent): readonly Fact[] {
  const context = [...past, event].filter((one) => is(one, 'lead_received', 'lead_returned'));
  const { ruleId = null, lead } = context.at(-1)! as RoutingEvent<'lead_received'>;
  const place = placeAfter(past);
  const keys = {
    rule: ruleId,
    rep: place?.rep ?? null,
    queue: place?.queue ?? null,
    source: lead.source,
    segment: lead.score.segment,
  };
  const fact = (name: string, amount = 1, more: Partial<Fact['keys']> = {}): Fact => ({
    name,
    amount,
    keys: { ...keys, ...more },
  });
  const came = past.find((one) => one.type === 'lead_received');
  const before = (context.at(-2) ?? context.at(-1)) as RoutingEvent<'lead_received'>;
  const old = is(event, 'lead_returned')
    ? { rule: before.ruleId, source: before.lead.source, segment: before.lead.score.segment }
    : {};
  const left = place === null ? [] : [fact(place.place, event.at - place.since, old)];
  const open = { rep: null, queue: null };
  switch (event.type) {
    case 'lead_received':
      return [fact('received', 1, open)];
    case 'lead_returned':
      return [...left, fact('returned', 1, open)];
    case 'lead_assigned': {
      const mine = { rep: event.repId, queue: event.queueId };
      const since = waitsSince(past);
      const accepted = event.cause === 'accept' ? [fact('offersAccepted', 1, mine)] : [];
      return [
        ...left,
        fact('assigned', 1, mine),
        ...accepted,
        ...(since === null ? [] : [fact('wait', event.at - since, mine)]),
      ];
    }
    case 'lead_offered':
      return [...left, ...event.repIds.map((rep) => fact('offered', 1, { rep, queue: event.queueId }))];
    case 'offer_declined':
      return [fact('offersDeclined', 1, { rep: event.repId })];
    case 'offer_lapsed':
      return [fact('offersLapsed', 1, { rep: event.repId })];
    case 'lead_held': {
      const last = past.findLast((one) => moves.includes(one.type)) as RoutingEvent;
      const same = is(last, 'lead_held') && last.queueId === event.queueId ? last : null;
      const mine = { rep: null, queue: event.queueId };
      return [
        ...(same === null ? [...left, fact('held', 1, mine)] : []),
        ...(event.awaitedOwner === null && !(same !== null && same.awaitedOwner === null)
          ? [fact('unmatched', 1, mine)]
          : []),
        ...(event.afterHours && same?.afterHours !== true ? [fact('afterHours', 1, mine)] : []),
        ...(event.awaitedOwner !== null && (same?.awaitedOwner ?? null) === null
          ? [fact('awaitingOwner', 1, mine)]
          : []),
      ];
    }
    case 'lead_rejected':
      return [...left, fact(event.disposition === 'duplicate' ? 'duplicates' : 'rejected')];
    case 'lead_nurtured':
      return [...left, fact('nurtured')];
    case 'lead_declined':
      return [...left, fact('declined')];
    case 'lead_taken_back':
      return [...left, fact({ breach: 'reassigned', release: 'released', manual: 'moved' }[event.cause])];
    case 'lead_accepted':
      return [fact('accepted')];
    case 'lead_responded':
      return [
        fact('responded'),
        fact('response', event.at - place!.since),
        ...(past.some((one) => is(one, 'lead_responded')) ? [] : [fact('firstResponse', event.at - came!.at)]),
      ];
    case 'sla_reminded':
    case 'sla_escalated':
    case 'sla_breached':
      return firstOf(past, event.type) ? [fact(event.type.slice('sla_'.length))] : [];
    case 'lead_closed':
      return [...left, fact(event.outcome), fact('value', event.value ?? 0), fact('cycle', event.at - came!.at)];
    default:
      return [];
  }
}
