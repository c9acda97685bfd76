/**
 * A second router, written from docs/semantics.md alone: plain maps, no index, no columns, no cache, nothing from `src`.
 * Slow and obvious, it is what the real one is compared with.
 */
import type { Activity, Lead, ScoredLead } from '../../src/lead/index.js';
import type { Measure, Policy, Queue, Rep, RuleAction, SlaClock } from '../../src/policy/index.js';
import { holds, keyOf, keysOf, scoreLead } from './reference-lead.js';
import {
  calendarOf,
  capPeriod,
  type Ignorable,
  isMet,
  type RepState,
  stepOf,
  unitsOf,
  type Verdict,
  verdictOf,
} from './reference-match.js';
import {
  bestMatch,
  byBalance,
  type Candidate,
  countOf,
  type Entry,
  fairShare,
  gains,
  hashText,
  type Ledger,
  leastLoaded,
  sign,
  sticky,
  unitOf,
  weightsOf,
} from './reference-share.js';
import {
  attempt,
  type Milestone,
  meet,
  milestonesOf as milestonesIn,
  owesAttempts,
  tierOf as slaTierOf,
  type Timed,
} from './reference-sla.js';
import { addOpenTime, day, isOpen, minute } from './reference-time.js';

export interface ReferenceFacts {
  readonly accountByDomain?: {
    readonly [domain: string]: { readonly accountId: string; readonly ownerRepId: string | null };
  };
  readonly leadByDedupeKey?: { readonly [key: string]: ReferenceEarlier };
}
interface ReferenceEarlier {
  readonly leadId: string;
  readonly repId: string | null;
  readonly at?: number | null;
}
export type ReferenceInput = { readonly id?: string; readonly epoch?: number } & (
  | { readonly type: 'tick' | 'pause' | 'resume' | 'release' | 'reject' }
  | { readonly type: 'nurture' | 'recycle'; readonly reason?: string }
  | { readonly type: 'decline' | 'respond' | 'accept'; readonly repId: string }
  | { readonly type: 'assign'; readonly repId: string; readonly by: string }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'merge'; readonly lead: Lead }
  | { readonly type: 'close'; readonly outcome: 'converted' | 'lost' }
);

export interface ReferenceCredit {
  readonly queueId: string;
  readonly repId: string;
  readonly milli: number;
  readonly expiresAt: number | null;
}
interface Posted extends ReferenceCredit {
  readonly ledgerId: string;
  readonly gains: readonly (readonly [string, bigint])[];
}

export interface ReferenceRecord extends Timed {
  status: 'assigned' | 'offered' | 'held' | 'nurtured' | 'rejected' | 'closed';
  ruleId: string | null;
  wakeAt: number | null;
  /** While held: when it is worth matching again. */
  retryAt: number | null;
  latest: number;
  joinedAt: number;
  leadOwner: string | null;
  /** The queue in which it was held or assigned last. */
  home: { readonly queueId: string; readonly joinedAt: number; readonly waiting?: boolean } | null;
  units: number;
  /** Held for its owner, until when, and the queue after that. */
  wait: { readonly ownerId: string; readonly until: number; readonly queueId: string } | null;
  owners: { readonly repId: string; readonly from: number }[];
  /** Earlier owners are out, since a breach. */
  excluding: boolean;
  declined: string[];
  /** Not matched again before. */
  restUntil: number | null;
  reassignments: number;
  /** By ledger: who paid, or whose team, and what. */
  charges: Map<string, { readonly repId: string; readonly paid: bigint }>;
  /** Accepted, answered: once per owner. */
  noted: Set<string>;
  trackId: string | undefined;
  restedAt: number;
  cycles: number;
  /** While reps are asked; `gained`: what the charge gave whom, where the offer was charged. */
  offer: {
    readonly units: number;
    readonly pool: readonly string[];
    readonly gained: Map<string, Map<string, bigint>> | null;
    open: readonly { readonly repId: string; readonly until: number }[];
  } | null;
  round: number;
  /** Ids of inputs that had an effect. */
  taken: string[];
  /** Of the last match: what a decision says. */
  disposition: string | null;
  reason: string | null;
  verdicts: Map<string, Verdict>;
}

export interface Reference {
  readonly leads: Map<string, ReferenceRecord>;
  readonly reps: Map<string, RepState>;
  readonly ledgers: Map<string, Ledger>;
  readonly route: (lead: Lead, now: number, facts?: ReferenceFacts) => ReferenceRecord;
  readonly advance: (leadId: string, input: ReferenceInput, now: number) => ReferenceRecord;
  /** Routes leads together; `receiver`: who gets a lead that is handed out with others, by its place. */
  readonly routeBatch: (
    leads: readonly Lead[],
    now: number,
    facts: ReferenceFacts,
    receiver: (place: number, pool: readonly string[]) => string,
  ) => readonly ReferenceRecord[];
  readonly credit: (request: ReferenceCredit, now: number) => void;
  readonly setOnline: (repId: string, online: boolean) => unknown;
  /** Earliest breach of the running clocks. */
  readonly dueAt: (record: ReferenceRecord) => number | null;
  /** Verdict of each member of the queue, as it stands. */
  readonly verdictsIn: (record: ReferenceRecord, queueId: string, now: number) => Map<string, Verdict>;
}

const earliest = (instants: readonly (number | null)[]): number | null =>
  instants.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);

export function createReference(policy: Policy): Reference {
  const leads = new Map<string, ReferenceRecord>();
  const ledgers = new Map<string, Ledger>();
  const reps = new Map(
    policy.reps.map(({ id, caps }) => [
      id,
      { open: 0, online: true, counted: (caps ?? []).map((): number[] => []), offered: (caps ?? []).map(() => 0) },
    ]),
  );
  let seq = 0;
  let credits: Posted[] = [];

  const queueOf = (id: string): Queue => policy.queues.find((queue) => queue.id === id)!;
  const repOf = (id: string) => policy.reps.find((rep) => rep.id === id)!;
  const clocksOf = (clock: SlaClock, rep: Rep, queue: Queue) => {
    const [own, shared] = [calendarOf(policy, rep.calendarId), calendarOf(policy, queue.calendarId)];
    return { rep: [own], queue: [shared], rep_and_queue: [own, shared], wall: [undefined] }[clock];
  };
  const slaOf = (rec: ReferenceRecord) => policy.slas?.find(({ id }) => id === rec.slaId);

  // ── section 3 ──────────────────────────────────────────────────────────────────────────────────────────────────
  function check(rec: ReferenceRecord, queue: Queue, repId: string, now: number, ignored?: Ignorable): Verdict {
    const past = {
      joinedAt: rec.joinedAt,
      declined: rec.declined,
      excluded: rec.excluding ? rec.owners.map((one) => one.repId) : [],
    };
    return verdictOf(policy, queue, repOf(repId), reps.get(repId)!, rec.lead, past, now, ignored);
  }
  const verdictsIn = (rec: ReferenceRecord, queueId: string, now: number): Map<string, Verdict> =>
    new Map(queueOf(queueId).repIds.map((id) => [id, check(rec, queueOf(queueId), id, now)]));

  /** Looks at every member; who may have the lead. */
  function look(rec: ReferenceRecord, queue: Queue, now: number): string[] {
    rec.verdicts = verdictsIn(rec, queue.id, now);
    return queue.repIds.filter((id) => rec.verdicts.get(id)!.type === 'eligible');
  }

  // ── section 4 ──────────────────────────────────────────────────────────────────────────────────────────────────
  const groupOf = (queue: Queue): string => queue.ledger ?? queue.id;
  /** The ledgers that take part, the first of them always; queues share those of the same name in the same group. */
  const ledgersOf = ({ strategy, ...queue }: Queue, lead: ScoredLead) => {
    const group = groupOf(queue as Queue);
    const { by = 'count', ledgers: rows } = strategy.type === 'fair_share' ? strategy : {};
    if (!rows) return [{ id: group, factor: 1n, by }];
    const used = rows.filter(({ when }) => holds(when, lead));
    return used.map((row) => ({ id: `${group}/${row.id}`, factor: BigInt(row.weight ?? 1), by: row.by ?? by }));
  };
  const measuresOf = ({ strategy }: Queue): readonly Measure[] => {
    const { by = 'count', ledgers: rows } = strategy.type === 'fair_share' ? strategy : {};
    return rows ? rows.map((row) => row.by ?? by) : [by];
  };
  const unitFor = (queue: Queue): bigint => {
    const users = policy.queues.filter((one) => groupOf(one) === groupOf(queue));
    const weights = users.flatMap((one) => [...weightsOf(policy, one, Number.MAX_SAFE_INTEGER).values()]);
    const most = users.flatMap((one) => measuresOf(one).map((by) => countOf(one, by, null)));
    return unitOf(Math.max(...weights), Math.max(...most), new Set(users.flatMap(({ repIds }) => repIds)).size);
  };
  function entryOf(ledgerId: string, repId: string) {
    const ledger: Ledger = ledgers.get(ledgerId) ?? new Map();
    ledgers.set(ledgerId, ledger);
    if (!ledger.has(repId)) ledger.set(repId, { balance: 0n, last: 0 });
    return ledger.get(repId)!;
  }
  const teamsOf = ({ strategy }: Queue) => (strategy.type === 'fair_share' ? (strategy.teams ?? null) : null);
  const teamOf = (repId: string): string => repOf(repId).teamId!;
  const teamLedger = (queue: Queue): string => `${groupOf(queue)}//teams`;
  /** Reps of one tier or team share among themselves. */
  const tierOf = (queue: Queue, repId: string): number => {
    const { strategy } = queue;
    if (strategy.type === 'priority_tiers') return strategy.tiers.findIndex(({ repIds }) => repIds.includes(repId));
    return teamsOf(queue)?.findIndex(({ id }) => id === teamOf(repId)) ?? 0;
  };
  /** What each team of these reps gains. */
  function teamGains(queue: Queue, among: readonly string[], lead: ScoredLead): Map<string, bigint> {
    const users = policy.queues.filter((one) => groupOf(one) === groupOf(queue) && teamsOf(one) !== null);
    const weights = (one: Queue) => teamsOf(one)!.map(({ id, weight = 1 }): [string, number] => [id, weight]);
    const all = users.flatMap(weights);
    const most = users.flatMap((one) => measuresOf(one).map((by) => countOf(one, by, null)));
    const unit = unitOf(
      Math.max(...all.map(([, weight]) => weight)),
      Math.max(...most),
      new Set(all.map(([id]) => id)).size,
    );
    const value = BigInt(countOf(queue, ledgersOf(queue, lead)[0]!.by, lead));
    return gains([...new Set(among.map(teamOf))], new Map(weights(queue)), unit * value);
  }
  const pickFair = (by: Measure, pool: readonly Candidate[]): string =>
    by === 'count' ? fairShare(pool) : [...pool].sort(byBalance)[0]!.repId;
  /** The reps of the team that is to have the lead. */
  function inTeam(rec: ReferenceRecord, queue: Queue, eligible: readonly string[]): readonly string[] {
    const pool = [...teamGains(queue, eligible, rec.lead)].map(([repId, inc]): Candidate => {
      const { balance, last } = entryOf(teamLedger(queue), repId);
      return { repId, x: balance + inc, inc, last, tie: hashText(repId, hashText(rec.lead.id)) };
    });
    const team = pickFair(ledgersOf(queue, rec.lead)[0]!.by, pool);
    return eligible.filter((repId) => teamOf(repId) === team);
  }
  /** Members whose absence is made up for, and who are not owed too much already. */
  function absentees(rec: ReferenceRecord, queue: Queue, pool: readonly string[], now: number): string[] {
    const { makeUp = 'none', accrueOn = ['on_leave'] } = queue.strategy.type === 'fair_share' ? queue.strategy : {};
    if (makeUp === 'none') return [];
    const { id, by } = ledgersOf(queue, rec.lead)[0]!;
    const unit = unitFor(queue);
    return queue.repIds.filter((repId) => {
      const code = check(rec, queue, repId, now).code?.replace('match.', '');
      if (pool.includes(repId) || !(accrueOn as readonly string[]).includes(code ?? '')) return false;
      const value = unit * BigInt(countOf(queue, by, rec.lead));
      const inc = gains([...pool, repId], weightsOf(policy, queue, now), value).get(repId)!;
      return makeUp === 'full' || entryOf(id, repId).balance + inc <= BigInt(makeUp.capped) * unit;
    });
  }
  const strategyFor = ({ strategy, ...queue }: Queue, repId: string) =>
    strategy.type === 'priority_tiers'
      ? (strategy.tiers[tierOf({ strategy, ...queue } as Queue, repId)]!.strategy ?? { type: 'fair_share' })
      : strategy;
  /** Of the eligible, those of the first tier that has any. */
  function pick(rec: ReferenceRecord, queue: Queue, eligible: readonly string[], now: number): string {
    const tier = Math.min(...eligible.map((repId) => tierOf(queue, repId)));
    const pool =
      teamsOf(queue) === null
        ? eligible.filter((repId) => tierOf(queue, repId) === tier)
        : inTeam(rec, queue, eligible);
    const absent = absentees(rec, queue, pool, now);
    const used = ledgersOf(queue, rec.lead);
    const tie = (repId: string): number => hashText(repId, hashText(rec.lead.id));
    const values = used.map(({ by }) => BigInt(countOf(queue, by, rec.lead)));
    const columns = used.map(({ id }, g) => {
      const inc = gains([...pool, ...absent], weightsOf(policy, queue, now), unitFor(queue) * values[g]!);
      return pool.map((repId): Candidate => {
        const { balance, last } = entryOf(id, repId);
        return { repId, x: balance + inc.get(repId)!, inc: inc.get(repId)!, last, tie: tie(repId) };
      });
    });
    const first = columns[0]!;
    if (absent.length > 0) return [...first].sort(byBalance)[0]!.repId;
    const own = strategyFor(queue, pool[0]!);
    const key = own.type === 'sticky' ? keyOf(own.field, rec.lead) : null;
    const overdraft = own.type === 'sticky' ? Math.round((own.overdraft ?? 1) * 100) : 0;
    const kept = key === null ? null : sticky(first, weightsOf(policy, queue, now), key, overdraft);
    if (kept !== null) return kept;
    const strategy = own.type === 'sticky' ? (own.otherwise ?? { type: 'fair_share' }) : own;
    if (strategy.type === 'best_match') {
      const scoreOf = (repId: string): number =>
        strategy.prefer.reduce(
          (sum, row) => sum + (holds(row.when, rec.lead) && isMet(row, repOf(repId), rec.lead) ? row.points : 0),
          0,
        );
      return bestMatch(first, scoreOf, Math.round(strategy.budget * 100));
    }
    if (strategy.type === 'load_balance') {
      return leastLoaded(first, (id) => ({
        open: reps.get(id)!.open + unitsOf(queue, rec.lead),
        capacity: repOf(id).capacity ?? null,
      }));
    }
    if (columns.length === 1) return pickFair(used[0]!.by, first);
    const sumOf = ({ repId }: Candidate): bigint =>
      columns.reduce(
        (sum, column, g) => sum + used[g]!.factor * values[g]! * column.find((one) => one.repId === repId)!.x,
        0n,
      );
    return [...first].sort((a, b) => sign(sumOf(b) - sumOf(a)) || byBalance(a, b))[0]!.repId;
  }
  /** Whether what was paid before can be moved to a rep: it is all that the queue's ledgers take, and the rep is in them. */
  function canMove(rec: ReferenceRecord, queue: Queue, repId: string): boolean {
    const teams = teamsOf(queue) === null ? [] : [teamLedger(queue)];
    const ids = [...ledgersOf(queue, rec.lead).map(({ id }) => id), ...teams];
    return queue.repIds.includes(repId) && rec.charges.size === ids.length && ids.every((id) => rec.charges.has(id));
  }
  /** `pool`: who gains; `null` where an uncharged lead is not to be charged. */
  function charge(
    rec: ReferenceRecord,
    queue: Queue,
    repId: string,
    eligible: readonly string[] | null,
    now: number,
  ): void {
    const inside = queue.repIds.includes(repId);
    const before = rec.charges;
    const used = ledgersOf(queue, rec.lead);
    const teams = teamsOf(queue) === null ? [] : [teamLedger(queue)];
    const moves = canMove(rec, queue, repId);
    rec.charges = new Map();
    if (!inside || (eligible === null && !moves)) return;
    const pay = (id: string, payer: string, inc: Map<string, bigint>): void => {
      for (const [gainer, amount] of inc) entryOf(id, gainer).balance += amount;
      const paid = moves ? before.get(id)!.paid : [...inc.values()].reduce((sum, amount) => sum + amount, 0n);
      if (moves) entryOf(id, before.get(id)!.repId).balance += paid;
      entryOf(id, payer).balance -= paid;
      entryOf(id, payer).last = seq;
      rec.charges.set(id, { repId: payer, paid });
    };
    const pool = (eligible ?? []).filter((id) => tierOf(queue, id) === tierOf(queue, repId));
    const sharing = moves ? [] : [...pool, ...absentees(rec, queue, pool, now)];
    for (const { id, by } of used) {
      const value = unitFor(queue) * BigInt(countOf(queue, by, rec.lead));
      pay(id, repId, gains(sharing, weightsOf(policy, queue, now), value));
    }
    for (const id of teams) pay(id, teamOf(repId), moves ? new Map() : teamGains(queue, eligible!, rec.lead));
  }
  function assign(rec: ReferenceRecord, repId: string, pool: readonly string[] | null, now: number): ReferenceRecord {
    takeBack(rec);
    seq++;
    const state = reps.get(repId)!;
    const queue = queueOf(rec.queueId!);
    charge(rec, queue, repId, pool, now);
    rec.units = unitsOf(queue, rec.lead);
    state.open += rec.units;
    for (const [index, { window, when }] of (repOf(repId).caps ?? []).entries()) {
      if (!holds(when, rec.lead)) continue;
      state.counted[index]!.push(window === 'rolling' ? now : capPeriod(policy, repOf(repId), index, state, now)[0]);
    }
    rec.owners.push({ repId, from: now });
    rec.home = { queueId: queue.id, joinedAt: rec.joinedAt };
    rec.round = 1;
    Object.assign(rec, {
      status: 'assigned',
      repId,
      wait: null,
      excluding: false,
      met: new Map(),
      fired: new Set(),
      noted: new Set(),
      rounds: new Map(),
    });
    Object.assign(rec, { startedAt: now, running: [[now, Number.POSITIVE_INFINITY]], tier: slaTierOf(policy, rec) });
    rec.delivery ??= { startedAt: now, queueId: queue.id, tier: rec.tier, endedAt: null, met: false };
    endDelivery(rec, now, true);
    return settle(rec, now);
  }
  function endDelivery({ delivery }: ReferenceRecord, now: number, met: boolean): void {
    if (delivery !== null && delivery.endedAt === null) Object.assign(delivery, { endedAt: now, met });
  }
  /** Held until then, or until a delivery clock has something to say. */
  function wait(rec: ReferenceRecord, retryAt: number | null, now: number): ReferenceRecord {
    Object.assign(rec, { status: 'held', retryAt, latest: now });
    const tier = slaTierOf(policy, rec);
    rec.delivery ??= { startedAt: now, queueId: rec.queueId!, tier, endedAt: null, met: false };
    return Object.assign(rec, { wakeAt: earliest([retryAt, milestonesIn(policy, rec)[0]?.at ?? null]) });
  }
  // ── section 9 ──────────────────────────────────────────────────────────────────────────────────────────────────
  const roundIn = (rec: ReferenceRecord, queue: Queue): number => (rec.home?.queueId === queue.id ? rec.round : 1);
  function reserve(rec: ReferenceRecord, repId: string, units: number, leads: number): void {
    const state = reps.get(repId)!;
    state.open += leads * units;
    for (const [index, { when }] of (repOf(repId).caps ?? []).entries())
      if (holds(when, rec.lead)) state.offered[index]! += leads;
  }
  const balances = () =>
    new Map([...ledgers].map(([id, column]) => [id, new Map([...column].map(([to, { balance }]) => [to, balance]))]));
  function offerTo(rec: ReferenceRecord, queue: Queue, pool: readonly string[], now: number): ReferenceRecord {
    const { to = 1, forMinutes, clock = 'wall' } = queue.offer!;
    const asked: string[] = [];
    while (asked.length < Math.min(to, pool.length))
      asked.push(
        pick(
          rec,
          queue,
          pool.filter((id) => !asked.includes(id)),
          now,
        ),
      );
    takeBack(rec);
    seq++;
    const charged = !canMove(rec, queue, asked[0]!);
    const before = balances();
    if (charged) charge(rec, queue, asked[0]!, pool, now);
    const gained = balances();
    for (const [id, column] of gained)
      for (const [to, balance] of column) column.set(to, balance - (before.get(id)?.get(to) ?? 0n));
    const units = unitsOf(queue, rec.lead);
    for (const repId of asked) reserve(rec, repId, units, 1);
    const open = asked.map((repId) => {
      const spans = clocksOf(clock, repOf(repId), queue);
      const length = forMinutes * minute;
      return { repId, until: addOpenTime(spans, [[now, Number.POSITIVE_INFINITY]], now, length) ?? now + length };
    });
    rec.round = roundIn(rec, queue);
    rec.home = { queueId: queue.id, joinedAt: rec.joinedAt };
    const tier = pool.filter((id) => tierOf(queue, id) === tierOf(queue, asked[0]!));
    rec.offer = { units, pool: tier, gained: charged ? gained : null, open };
    Object.assign(rec, { status: 'offered', repId: null, wait: null, restUntil: null, latest: now });
    rec.delivery ??= { startedAt: now, queueId: queue.id, tier: slaTierOf(policy, rec), endedAt: null, met: false };
    return untilAnswered(rec);
  }
  /** On offer until the first of the open offers runs out, or until a delivery clock has something to say. */
  function untilAnswered(rec: ReferenceRecord): ReferenceRecord {
    const until = Math.min(...rec.offer!.open.map((one) => one.until));
    return Object.assign(rec, { wakeAt: earliest([until, milestonesIn(policy, rec)[0]?.at ?? null]) });
  }
  function undo(rec: ReferenceRecord): void {
    for (const [id, column] of rec.offer!.gained ?? [])
      for (const [repId, amount] of column) entryOf(id, repId).balance -= amount;
    if (rec.offer!.gained) rec.charges = new Map();
  }
  /** Ends open offers; `undoing`: the charge goes with the last of them. */
  function endOffers(rec: ReferenceRecord, repIds: readonly string[], passed: boolean, undoing: boolean, now: number) {
    const offer = rec.offer!;
    for (const repId of repIds) reserve(rec, repId, offer.units, -1);
    if (passed) rec.declined = [...rec.declined, ...repIds];
    offer.open = offer.open.filter(({ repId }) => !repIds.includes(repId));
    rec.latest = now;
    rec.wakeAt = null;
    if (offer.open.length > 0) {
      untilAnswered(rec);
      return;
    }
    if (undoing) undo(rec);
    else if (passed && offer.gained) rec.charges = new Map();
    Object.assign(rec, { offer: null, status: 'held' });
  }
  const askedFor = (rec: ReferenceRecord): string[] => (rec.offer?.open ?? []).map(({ repId }) => repId);
  function passOn(rec: ReferenceRecord, repId: string, now: number): void {
    const { to = 1, unaccepted = to > 1 ? 'free' : 'charge' } = queueOf(rec.queueId!).offer!;
    endOffers(rec, [repId], true, unaccepted === 'free', now);
  }
  function accept(rec: ReferenceRecord, repId: string, now: number): ReferenceRecord {
    const { pool } = rec.offer!;
    const { charges } = rec;
    endOffers(rec, askedFor(rec), false, false, now);
    const among = [...new Set([...pool, repId])];
    return note(assign(Object.assign(rec, { charges }), repId, among, now), 'accept', now);
  }
  const give = (rec: ReferenceRecord, queue: Queue, pool: readonly string[], excluding: boolean, now: number) => {
    if (!queue.offer) return assign(rec, planned(rec, pool) ?? pick(rec, queue, pool, now), pool, now);
    return offerTo(Object.assign(rec, { excluding }), queue, pool, now);
  };

  function takeBack(rec: ReferenceRecord): ReferenceRecord {
    if (rec.status !== 'assigned') return rec;
    reps.get(rec.repId!)!.open -= rec.units;
    return Object.assign(rec, { status: 'held', repId: null });
  }

  /** Credits that have run out are taken back before a decision. */
  function expire(now: number): void {
    for (const { ledgerId, gains: gained } of credits.filter(({ expiresAt }) => expiresAt! <= now)) {
      for (const [repId, amount] of gained) entryOf(ledgerId, repId).balance -= amount;
    }
    credits = credits.filter(({ expiresAt }) => expiresAt! > now);
  }
  function credit(request: ReferenceCredit, now: number): void {
    const { queueId, repId, milli, expiresAt } = request;
    expire(now);
    const queue = queueOf(queueId);
    const peers = queue.repIds.filter((id) => id !== repId && tierOf(queue, id) === tierOf(queue, repId));
    const weights = weightsOf(policy, queue, now);
    const amount = (unitFor(queue) * BigInt(Math.abs(milli))) / 1000n;
    const { strategy } = queue;
    const { by = 'count', ledgers: rows } = strategy.type === 'fair_share' ? strategy : {};
    const like = (row: { readonly by?: Measure }): Measure => row.by ?? by;
    const named = (rows ?? []).filter((row) => row.when === undefined && like(row) === like(rows![0]!));
    const ids = rows ? named.map(({ id }) => `${groupOf(queue)}/${id}`) : [groupOf(queue)];
    const given = [...gains(peers, weights, amount)].map(([id, part]): [string, bigint] => [
      id,
      milli > 0 ? -part : part,
    ]);
    const got = given.reduce((sum, [, part]) => sum - part, 0n);
    if (got === 0n) return;
    for (const ledgerId of ids) {
      const parts: [string, bigint][] = [...given, [repId, got]];
      for (const [id, part] of parts) entryOf(ledgerId, id).balance += part;
      if (expiresAt !== null) credits.push({ ...request, ledgerId, gains: parts });
    }
  }

  // ── sections 6 and 7 ───────────────────────────────────────────────────────────────────────────────────────────
  function hold(rec: ReferenceRecord, now: number): ReferenceRecord {
    takeBack(rec);
    const queue = queueOf(rec.queueId!);
    const { afterMinutes } = queue.nobodyEligible?.type === 'hold' ? queue.nobodyEligible : {};
    const movesAt = afterMinutes === undefined ? null : rec.joinedAt + afterMinutes * minute;
    const untils = [...rec.verdicts.values()].filter(({ type }) => type === 'unavailable').map(({ until }) => until);
    const own = rec.wait === null ? [stepOf(queue, rec.joinedAt, now).endsAt, movesAt] : [rec.wait.until];
    const retryAt = earliest([...untils, ...own].filter((at) => at !== null && at > now));
    if (rec.home?.queueId !== queue.id) rec.round = 1;
    const home = { queueId: queue.id, joinedAt: rec.joinedAt, waiting: rec.wait !== null };
    return wait(Object.assign(rec, { restUntil: null, home }), retryAt, now);
  }
  function nurture(rec: ReferenceRecord, trackId: string | undefined, now: number): ReferenceRecord {
    takeBack(rec);
    const { tracks, minDaysBetweenContacts = 0 } = policy.recycling ?? {};
    const track = tracks?.find(({ id }) => id === trackId);
    const contacted = rec.owners.at(-1)?.from ?? Number.NEGATIVE_INFINITY;
    const { minutes = 0, calendarId } = track?.coolDownOpen ?? {};
    const open = addOpenTime(
      [calendarOf(policy, calendarId)],
      [[now, Number.POSITIVE_INFINITY]],
      now,
      minutes * minute,
    );
    const ends = [now + (track?.coolDownDays ?? 0) * day, contacted + minDaysBetweenContacts * day, open!];
    const restedAt = Math.max(...(minutes === 0 ? ends.slice(0, 2) : ends));
    endDelivery(rec, now, false);
    Object.assign(rec, {
      status: 'nurtured',
      trackId: track?.id,
      restedAt,
      wait: null,
      charges: new Map(),
      excluding: false,
    });
    Object.assign(rec, rec.home ?? { queueId: null });
    return settle(rec, now);
  }
  function join(rec: ReferenceRecord, queueId: string, now: number): ReferenceRecord {
    Object.assign(rec, { queueId, joinedAt: now, wait: null });
    return match(rec, now);
  }
  /** Sections 3, 4, 5 and 7 in the lead's queue. */
  function match(rec: ReferenceRecord, now: number): ReferenceRecord {
    expire(now);
    const queue = queueOf(rec.queueId!);
    const pool = look(rec, queue, now);
    const { excluding } = rec;
    if (pool.length > 0) return give(rec, queue, pool, excluding, now);
    if (excluding && slaOf(rec)?.exhausted !== 'hold') {
      rec.excluding = false;
      const began = (id: string): number => rec.owners.findLastIndex(({ repId }) => repId === id);
      const again = look(rec, queue, now).sort((a, b) => began(a) - began(b));
      if (again.length > 0) return assign(rec, again[0]!, again, now);
    }
    const possible = [...rec.verdicts].filter(([, { type }]) => type !== 'ineligible');
    if (possible.length > 0 && possible.every(([id]) => rec.declined.includes(id))) {
      const round = roundIn(rec, queue);
      if (queue.offer && round >= (queue.offer.rounds ?? 2)) return nobodyEligible(rec, queue, excluding, now, true);
      const last = rec.declined.at(-1);
      rec.declined = [];
      if (queue.offer) rec.round = round + 1;
      const asked = look(rec, queue, now);
      const others = asked.filter((id) => id !== last);
      if (others.length > 0) return give(rec, queue, others, excluding, now);
      if (asked.length > 0) return rest(rec, excluding, now);
    }
    return nobodyEligible(rec, queue, excluding, now);
  }
  /** Everybody has declined: not matched again for a while. */
  function rest(rec: ReferenceRecord, excluding: boolean, now: number): ReferenceRecord {
    const restUntil = now + 15 * minute;
    return wait(Object.assign(hold(rec, now), { restUntil, excluding }), restUntil, now);
  }
  function nobodyEligible(
    rec: ReferenceRecord,
    queue: Queue,
    excluding: boolean,
    now: number,
    gaveUp = false,
  ): ReferenceRecord {
    const possible = [...rec.verdicts.values()].filter(({ type }) => type !== 'ineligible');
    const absent = possible.every(({ code }) => code === 'match.off_shift' || code === 'match.on_leave');
    const calendar = calendarOf(policy, queue.calendarId);
    const closed = calendar === undefined ? possible.length > 0 && absent : !isOpen(calendar, now);
    const next = (closed ? queue.afterHours : undefined) ?? queue.nobodyEligible ?? { type: 'hold' };
    if (next.type === 'route_anyway') {
      const anyway = queue.repIds.filter((id) => check(rec, queue, id, now, 'shift').type === 'eligible');
      if (anyway.length > 0) return give(rec, queue, anyway, excluding, now);
    }
    if (gaveUp) Object.assign(rec, { declined: [], round: 1 });
    rec.excluding = excluding;
    if (next.type === 'on_call' || next.type === 'overflow') return join(rec, next.queueId, now);
    if (next.type === 'nurture') return nurture(Object.assign(rec, { disposition: 'nurtured' }), next.track, now);
    const { afterMinutes = 0, then } = next.type === 'hold' ? next : {};
    if (then && now >= rec.joinedAt + afterMinutes * minute) return join(rec, then.queueId, now);
    return gaveUp ? rest(rec, excluding, now) : hold(rec, now);
  }
  /** The eligible members and the rep: whom a hand-made assignment charges. */
  function handPool(rec: ReferenceRecord, repId: string, now: number): string[] | null {
    const queue = queueOf(rec.queueId!);
    if (queue.ownerHits === 'free') return null;
    return queue.repIds.filter((id) => id === repId || check(rec, queue, id, now).type === 'eligible');
  }
  /** Whether this lead would put its owner further ahead than the rule allows. */
  function isOverdrawn(rec: ReferenceRecord, ownerId: string, now: number): boolean {
    const action = policy.rules.find(({ id }) => id === rec.ruleId)!.then;
    const queue = queueOf(rec.queueId!);
    const all = handPool(rec, ownerId, now);
    const pool = all?.filter((id) => tierOf(queue, id) === tierOf(queue, ownerId));
    if (!('owner' in action) || action.overdraft === undefined || !pool?.includes(ownerId)) return false;
    const overdraft = BigInt(Math.round(action.overdraft * 100));
    const tooFar = (ledgerId: string, payer: string, inc: Map<string, bigint>): boolean => {
      const paid = [...inc.values()].reduce((sum, amount) => sum + amount, 0n);
      return entryOf(ledgerId, payer).balance + inc.get(payer)! - paid < -((paid * overdraft) / 100n);
    };
    const unit = unitFor(queue);
    return (
      ledgersOf(queue, rec.lead).some(({ id, by }) => {
        const value = unit * BigInt(countOf(queue, by, rec.lead));
        return tooFar(id, ownerId, gains(pool, weightsOf(policy, queue, now), value));
      }) ||
      (teamsOf(queue) !== null && tooFar(teamLedger(queue), teamOf(ownerId), teamGains(queue, all!, rec.lead)))
    );
  }
  /** The owner, or a wait for the owner, or the queue. */
  function toOwner(
    rec: ReferenceRecord,
    ownerId: string | null,
    until: number,
    queueId: string,
    now: number,
  ): ReferenceRecord {
    rec.joinedAt = now; // whoever waits for an owner has not joined a queue yet
    const known = policy.reps.some(({ id }) => id === ownerId);
    if (known) expire(now);
    const verdict = known ? check(rec, queueOf(rec.queueId!), ownerId!, now, 'requirements') : null;
    const owned = verdict?.type === 'eligible';
    const overdrawn = owned && isOverdrawn(rec, ownerId!, now);
    if (owned && !overdrawn) return assign(rec, ownerId!, handPool(rec, ownerId!, now), now);
    if (verdict === null || overdrawn || now >= until) return join(rec, queueId, now);
    Object.assign(rec, { wait: { ownerId, until, queueId }, verdicts: new Map([[ownerId, verdict]]) });
    return hold(rec, now);
  }

  // ── section 1 ──────────────────────────────────────────────────────────────────────────────────────────────────
  function enter(rec: ReferenceRecord, now: number): ReferenceRecord {
    const { leadOwner } = rec;
    Object.assign(rec, { delivery: null, fired: new Set() });
    rec.lead = scoreLead(policy, rec.lead, now);
    const rule = policy.rules.find(({ when }) => holds(when, rec.lead))!;
    const action: RuleAction = rule.then;
    Object.assign(rec, { ruleId: rule.id, slaId: 'slaId' in action ? action.slaId : undefined, latest: now });
    if ('disposition' in action) {
      Object.assign(rec, {
        disposition: action.disposition,
        reason: 'lead.disqualified',
        status: 'rejected',
        wakeAt: null,
      });
      return action.disposition === 'nurtured' ? nurture(rec, action.track, now) : rec;
    }
    if ('owner' in action) {
      const { ownerAbsent, queueId = ownerAbsent.queueId } = action;
      const ownerId = action.owner === 'lead' ? leadOwner : rec.lead.accountOwner;
      const until = ownerAbsent.type === 'wait' ? now + ownerAbsent.minutes * minute : now;
      return toOwner(Object.assign(rec, { queueId, joinedAt: now }), ownerId, until, ownerAbsent.queueId, now);
    }
    if (leadOwner === null) return join(rec, action.queueId, now);
    return toOwner(Object.assign(rec, { queueId: action.queueId, joinedAt: now }), leadOwner, now, action.queueId, now);
  }
  /** A new record, and the earlier lead of the same person where that counts. */
  function receive(lead: Lead, now: number, facts: ReferenceFacts) {
    const { accountId = null, accountOwner = null } = lead as Partial<ScoredLead>;
    const usable = !['free', 'disposable', 'invalid'].includes(lead.emailClass ?? '');
    const account = usable && lead.emailDomain !== null ? facts.accountByDomain?.[lead.emailDomain] : undefined;
    const known = account
      ? { accountId: account.accountId, accountOwner: account.ownerRepId }
      : { accountId, accountOwner };
    const rec = {
      ...blank,
      lead: { ...lead, ...known, score: unscored },
      latest: now,
      owners: [],
      declined: [],
      taken: [],
      charges: new Map(),
      met: new Map(),
      fired: new Set(),
      rounds: new Map(),
      running: [],
    } as unknown as ReferenceRecord;
    const { action = 'dispose', windowDays = 1e6 } = policy.duplicates ?? {};
    const earlier = keysOf(policy, lead)
      .flatMap((key) => [facts.leadByDedupeKey?.[key], batch?.get(key)])
      .find((one) => {
        if (!one || one.leadId === lead.id) return false;
        return typeof one.at !== 'number' || (one.at <= now && now - one.at <= windowDays * day);
      });
    return { rec, action, earlier: action === 'ignore' ? undefined : earlier };
  }
  function route(lead: Lead, now: number, facts: ReferenceFacts = {}): ReferenceRecord {
    const { rec, action, earlier } = receive(lead, now, facts);
    leads.set(lead.id, rec);
    if (lead.invalid !== undefined) Object.assign(rec, { disposition: 'rejected', reason: 'lead.invalid_field' });
    else if (earlier && action !== 'owner') Object.assign(rec, { disposition: 'duplicate', reason: 'lead.duplicate' });
    else {
      rec.leadOwner = action === 'owner' ? (earlier?.repId ?? null) : null;
      enter(rec, now);
    }
    const stands = rec.disposition === 'duplicate' ? earlier!.leadId : lead.id;
    if (rec.reason !== 'lead.invalid_field') remember(lead, { leadId: stands, repId: rec.repId });
    return rec;
  }

  /** Leads of the batch under way by their keys; null outside of one, and where the policy says nothing of duplicates. */
  let batch: Map<string, ReferenceEarlier> | null = null;
  function remember(lead: Lead, one: ReferenceEarlier): void {
    for (const key of keysOf(policy, lead)) if (batch !== null && !batch.has(key)) batch.set(key, one);
  }
  const newBatch = () =>
    policy.duplicates === undefined || policy.duplicates.action === 'ignore'
      ? null
      : new Map<string, ReferenceEarlier>();

  /** What a batch means to do with the leads that it hands out together. */
  interface Plan {
    readonly queueId: string;
    readonly pool: readonly string[];
    readonly place: number;
    readonly group: string;
  }
  const plans = new Map<string, Plan>();
  let choose: (place: number, pool: readonly string[]) => string = () => '';
  /** Whom the batch has for a lead, while nobody has dropped out; after that the plan of that ledger is over. */
  function planned(rec: ReferenceRecord, pool: readonly string[]): string | null {
    const plan = plans.get(rec.lead.id);
    if (plan === undefined || plan.queueId !== rec.queueId) return null;
    if (plan.pool.join() === pool.join()) return choose(plan.place, pool);
    for (const [id, { group }] of plans) if (group === plan.group) plans.delete(id);
    return null;
  }
  function routeBatch(
    list: readonly Lead[],
    now: number,
    facts: ReferenceFacts,
    receiver: (place: number, pool: readonly string[]) => string,
  ): readonly ReferenceRecord[] {
    choose = receiver;
    batch = newBatch();
    for (const [place, lead] of list.entries()) {
      const { rec, earlier } = receive(lead, now, facts);
      if (lead.invalid === undefined) remember(lead, { leadId: lead.id, repId: null });
      rec.lead = scoreLead(policy, rec.lead, now);
      const rule = policy.rules.find(({ when }) => holds(when, rec.lead))!.then;
      if (lead.invalid !== undefined || earlier || 'disposition' in rule || 'owner' in rule) continue;
      const queue = queueOf(rule.queueId);
      rec.joinedAt = now;
      const { strategy } = queue;
      const alone = strategy.type === 'fair_share' && !teamsOf(queue) && (strategy.makeUp ?? 'none') === 'none';
      if (!alone || queue.offer || measuresOf(queue).join() !== 'count') continue;
      const pool = queue.repIds.filter((id) => check(rec, queue, id, now).type === 'eligible');
      const group = ledgersOf(queue, rec.lead)[0]!.id;
      if (pool.length > 0) plans.set(lead.id, { queueId: queue.id, pool, place, group });
    }
    batch = newBatch();
    const routed = list.map((lead) => route(lead, now, facts));
    plans.clear();
    batch = null;
    return routed;
  }

  // ── sections 5 and 8 ───────────────────────────────────────────────────────────────────────────────────────────
  const milestonesOf = (rec: ReferenceRecord): readonly Milestone[] => milestonesIn(policy, rec);
  /** Writes down when the record is next worth a tick. */
  function settle(rec: ReferenceRecord, now: number): ReferenceRecord {
    const { maxCycles = 2, tracks } = policy.recycling ?? {};
    const track = tracks?.find(({ id }) => id === rec.trackId);
    const byItself = track && track.backOn === undefined && track.backWhen === undefined && rec.cycles < maxCycles;
    if (rec.status === 'assigned') rec.wakeAt = slaOf(rec) ? (milestonesOf(rec)[0]?.at ?? null) : null;
    else rec.wakeAt = rec.status === 'nurtured' && byItself ? rec.restedAt : null;
    return Object.assign(rec, { latest: now });
  }
  function breach(rec: ReferenceRecord, how: 'reassign' | 'take_back', now: number): ReferenceRecord {
    const { maxReassignments = 3, thenDo = 'manager', exhausted } = slaOf(rec)!;
    const ended = rec.reassignments >= maxReassignments;
    if (ended && thenDo === 'manager') return rec;
    if (ended && thenDo === 'recycle') return nurture(rec, 'no_response', now);
    rec.excluding = true;
    const stays = !ended && exhausted === 'manager' && look(rec, queueOf(rec.queueId!), now).length === 0;
    if (stays) return Object.assign(rec, { excluding: false });
    takeBack(rec).reassignments++;
    if (queueOf(rec.queueId!).charges?.breach === 'keep') rec.charges = new Map();
    return ended || how === 'take_back' ? wait(Object.assign(rec, { restUntil: null }), null, now) : match(rec, now);
  }
  function comeBack(rec: ReferenceRecord, now: number): ReferenceRecord {
    const fresh = { reassignments: 0, declined: [], queueId: null, home: null, round: 1, fired: new Set<string>() };
    return enter(Object.assign(rec, fresh, { cycles: rec.cycles + 1 }), now);
  }
  function retry(rec: ReferenceRecord, now: number): ReferenceRecord {
    if (rec.wait === null) return match(rec, now);
    return toOwner(rec, rec.wait.ownerId, rec.wait.until, rec.wait.queueId, now);
  }
  function fire(rec: ReferenceRecord, { key, do: actions }: Milestone, at: number): void {
    const { status, retryAt } = rec;
    const owned = rec.owners.length;
    rec.fired.add(key);
    for (const action of actions) {
      if (rec.status !== status || rec.owners.length > owned) return;
      if (action === 'set_offline') reps.get(rec.repId!)!.online = false;
      if (action === 'reassign' || action === 'take_back') breach(rec, action, at);
      if (action === 'recycle' && rec.offer) endOffers(rec, askedFor(rec), false, true, at);
      if (action === 'recycle') nurture(rec, 'no_response', at);
    }
    if (rec.status !== status || rec.owners.length > owned) return;
    rec.latest = at;
    if (status === 'offered') untilAnswered(rec);
    else if (status === 'held') wait(rec, retryAt, at);
    else settle(rec, at);
  }
  /** A held lead is matched once more, unless it rests; as if it had not been where it stays held in its queue. */
  function lookAgain(rec: ReferenceRecord, now: number): void {
    const { restUntil } = rec;
    if (rec.status !== 'held' || (restUntil !== null && now < restUntil)) return;
    const before = { ...rec };
    const owed = [...ledgers].map(([id, entries]) => [id, [...entries].map(([repId, one]) => [repId, { ...one }])]);
    const posted = credits;
    retry(rec, now);
    if (rec.status !== 'held' || rec.queueId !== before.queueId) return;
    Object.assign(rec, before);
    for (const [id, entries] of owed as [string, [string, Entry][]][]) ledgers.set(id, new Map(entries));
    credits = posted;
  }
  /** Everything due at or before `now`, each at its own instant, up to 10,000 of it; whether something was due at `now` itself. */
  function catchUp(rec: ReferenceRecord, now: number): boolean {
    let performedAt: number | null = null;
    for (let step = 0; step < 10_000 && rec.wakeAt !== null && rec.wakeAt <= now; step++) {
      const at = Math.max(rec.wakeAt, rec.latest);
      const next = milestonesOf(rec)[0];
      if ((rec.status === 'held' || rec.status === 'offered') && next !== undefined && next.at <= at) {
        fire(rec, next, at);
        const last = rec.wakeAt === null || rec.wakeAt > at;
        if (last && performedAt !== at) lookAgain(rec, at);
        continue;
      }
      performedAt = at;
      if (rec.status === 'held') retry(rec, at);
      else if (rec.status === 'offered') lapse(rec, at);
      else if (rec.status === 'nurtured') comeBack(rec, at);
      else fire(rec, next!, at);
    }
    return performedAt === now;
  }
  function lapse(rec: ReferenceRecord, now: number): ReferenceRecord {
    const { onLapse } = queueOf(rec.queueId!).offer!;
    for (const { repId } of rec.offer!.open.filter(({ until }) => until <= now)) {
      passOn(rec, repId, now);
      if (onLapse === 'switch_off') reps.get(repId)!.online = false;
    }
    return rec.offer === null ? match(rec, now) : rec;
  }
  function onActivity(rec: ReferenceRecord, activity: Activity, now: number): ReferenceRecord {
    rec.lead = { ...rec.lead, activities: [...rec.lead.activities, activity] };
    rec.latest = now;
    const { meaningful, pauseOn, resumeOn } = slaOf(rec) ?? {};
    if (rec.status === 'assigned') {
      const counts = meaningful?.includes(activity.type) ?? false;
      if (pauseOn?.includes(activity.type)) setPaused(rec, true, now);
      else if (resumeOn?.includes(activity.type) ?? true) setPaused(rec, false, now);
      if (counts) note(rec, 'respond', now);
      attempt(policy, rec, ({ activities }) => activities?.includes(activity.type) ?? counts, now);
      return settle(rec, now);
    }
    if (rec.status !== 'nurtured') return rec;
    const { maxCycles = 2, tracks } = policy.recycling ?? {};
    const { backOn, backWhen } = tracks?.find(({ id }) => id === rec.trackId) ?? {};
    const back =
      backOn?.includes(activity.type) || (backWhen !== undefined && holds(backWhen, scoreLead(policy, rec.lead, now)));
    return back && rec.cycles < maxCycles && now >= rec.restedAt ? comeBack(rec, now) : rec;
  }
  function note(rec: ReferenceRecord, what: 'respond' | 'accept', now: number): ReferenceRecord {
    rec.noted.add(what);
    meet(policy, rec, what, now);
    return settle(rec, now);
  }
  function setPaused(rec: ReferenceRecord, paused: boolean, now: number): ReferenceRecord {
    const [from, to] = rec.running.at(-1)!;
    if (paused === (to !== Number.POSITIVE_INFINITY)) return rec;
    if (paused) rec.running[rec.running.length - 1] = [from, now];
    else rec.running.push([now, Number.POSITIVE_INFINITY]);
    return settle(rec, now);
  }
  /** Whether an input has anything to do to the lead as it is. */
  function fits(rec: ReferenceRecord, input: ReferenceInput): boolean {
    const owned = rec.status === 'assigned';
    const offered = rec.status === 'offered';
    const paused = owned && rec.running.at(-1)![1] !== Number.POSITIVE_INFINITY;
    if (input.type === 'assign') {
      const inQueue = rec.queueId !== null || policy.queues.some(({ repIds }) => repIds.includes(input.repId));
      const known = policy.reps.some(({ id }) => id === input.repId);
      return rec.status !== 'closed' && input.repId !== rec.repId && known && inQueue;
    }
    if (input.type === 'pause' || input.type === 'resume') return owned && paused === (input.type === 'resume');
    if ('repId' in input && offered) return askedFor(rec).includes(input.repId);
    if (input.type === 'respond') {
      const asked = owned && (!rec.noted.has('respond') || owesAttempts(policy, rec));
      return asked && input.repId === rec.repId;
    }
    if ('repId' in input) return owned && input.repId === rec.repId && !rec.noted.has(input.type);
    if (input.type === 'release') return owned || offered;
    if (input.type === 'merge' && (offered || input.lead.id !== rec.lead.id || input.lead.invalid !== undefined))
      return false;
    return owned || offered || rec.status === 'held' || rec.status === 'nurtured';
  }
  function byHand(rec: ReferenceRecord, repId: string, now: number): ReferenceRecord {
    const queueId = rec.queueId ?? policy.queues.find(({ repIds }) => repIds.includes(repId))!.id;
    // whoever waits for an owner has not joined a queue yet
    if (rec.queueId === null || rec.home?.waiting) Object.assign(rec, { queueId, joinedAt: now });
    Object.assign(takeBack(rec), { excluding: false });
    expire(now);
    return assign(rec, repId, handPool(rec, repId, now), now);
  }
  function advance(leadId: string, input: ReferenceInput, instant: number): ReferenceRecord {
    const rec = leads.get(leadId)!;
    const now = Math.max(instant, rec.latest);
    const isStale = (): boolean =>
      (input.epoch !== undefined && input.epoch !== rec.owners.length) ||
      (input.type !== 'tick' && input.id !== undefined && rec.taken.slice(-32).includes(input.id));
    // what cannot be read does nothing, not even what is due
    if (isStale() || (input.type === 'merge' && input.lead.invalid !== undefined)) return rec;
    const done = catchUp(rec, now);
    if (input.type === 'tick' && !done) lookAgain(rec, now);
    const more = rec.wakeAt !== null && rec.wakeAt <= now;
    if (input.type === 'tick' || more || isStale() || !fits(rec, input)) return rec;
    if (input.id !== undefined) rec.taken.push(input.id);
    if (rec.offer) return perform(rec, input, now);
    if (input.type === 'assign') return byHand(rec, input.repId, now);
    if (input.type === 'merge') {
      const { accountId, accountOwner } = { ...rec.lead, ...input.lead } as ScoredLead;
      rec.lead = scoreLead(policy, { ...input.lead, accountId, accountOwner } as ScoredLead, now);
      return Object.assign(rec, { latest: now });
    }
    if (input.type === 'activity') return onActivity(rec, input.activity, now);
    if (input.type === 'pause' || input.type === 'resume') return setPaused(rec, input.type === 'pause', now);
    if (input.type === 'respond' || input.type === 'accept') {
      if (input.type === 'respond') attempt(policy, rec, () => true, now);
      return note(rec, input.type, now);
    }
    if (input.type === 'decline') {
      Object.assign(takeBack(rec), { declined: [...rec.declined, input.repId] });
      if (queueOf(rec.queueId!).charges?.decline !== 'move') rec.charges = new Map();
      return match(rec, now);
    }
    if (input.type === 'release') return match(Object.assign(takeBack(rec), { excluding: true }), now);
    return leave(rec, input, now);
  }
  function leave(rec: ReferenceRecord, input: ReferenceInput, now: number): ReferenceRecord {
    if (input.type === 'nurture' || input.type === 'recycle') {
      const { reasons, tracks } = policy.recycling ?? {};
      const named = reasons?.[input.reason ?? ''] ?? tracks?.find(({ id }) => id === input.reason)?.id;
      return nurture(rec, named ?? (input.type === 'recycle' ? 'no_response' : undefined), now);
    }
    takeBack(rec);
    endDelivery(rec, now, false);
    rec.status = input.type === 'close' ? 'closed' : 'rejected';
    return settle(rec, now);
  }
  /** An input to a lead on offer that fits. */
  function perform(rec: ReferenceRecord, input: ReferenceInput, now: number): ReferenceRecord {
    if (input.type === 'accept') return accept(rec, input.repId, now);
    if (input.type === 'respond') {
      accept(rec, input.repId, now);
      attempt(policy, rec, () => true, now);
      return note(rec, 'respond', now);
    }
    if (input.type === 'activity') return onActivity(rec, input.activity, now);
    if (input.type === 'decline') {
      passOn(rec, input.repId, now);
      return rec.offer === null ? match(rec, now) : rec;
    }
    if (input.type === 'assign') {
      const moves = canMove(rec, queueOf(rec.queueId!), input.repId);
      endOffers(rec, askedFor(rec), false, !moves, now);
      return byHand(rec, input.repId, now);
    }
    endOffers(rec, askedFor(rec), input.type === 'release', true, now);
    if (input.type === 'release') return match(rec, now);
    return leave(rec, input, now);
  }
  return {
    leads,
    reps,
    ledgers,
    route,
    routeBatch,
    credit,
    advance,
    verdictsIn,
    setOnline: (repId, online) => Object.assign(reps.get(repId)!, { online }),
    dueAt: (rec) => (rec.status === 'assigned' ? (milestonesOf(rec).find((one) => one.breach)?.at ?? null) : null),
  };
}

const unscored = { points: 0, byCard: {}, grade: '', segment: null, priority: 0, qualification: 'none', because: [] };
const blank = {
  status: 'rejected',
  repId: null,
  queueId: null,
  leadOwner: null,
  home: null,
  ruleId: null,
  wakeAt: null,
  wait: null,
  restUntil: null,
  excluding: false,
  offer: null,
  round: 1,
  reassignments: 0,
  cycles: 0,
  disposition: null,
  reason: null,
  verdicts: new Map(),
  startedAt: 0,
  delivery: null,
  retryAt: null,
};
