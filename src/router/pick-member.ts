import { hashText } from '../core/hash.js';
import { indexOfSorted } from '../core/sorted.js';
import type { EpochMs } from '../core/time.js';
import {
  accrualOf,
  type Draw,
  guardedMax,
  type LedgerPart,
  type Load,
  type Pick,
  pickBestMatch,
  pickBestMatchGuarded,
  pickByLedgers,
  pickLeastLoaded,
  pickSticky,
  pickWithMakeUp,
} from '../distribute/index.js';
import type { ScoredLead } from '../lead/index.js';
import type { CompiledPolicy, CompiledQueue, LedgerUse, Picker } from '../policy/index.js';
import { accruingMembers } from './accruing.js';
import type { PickTrace } from './decision.js';
import { type Draft, readLedger } from './draft.js';
import { firstTier, inTier, ledgersFor, matchScore, positionsOf, weightsAt, withMember } from './pool.js';
import { pickServed } from './serve-ledger.js';
import { hasTeams, pickTeam, type QueueWithTeams } from './team-share.js';

export interface PickRequest {
  readonly policy: CompiledPolicy;
  readonly draft: Draft;
  readonly queue: CompiledQueue;
  readonly lead: ScoredLead;
  /** Members of the queue, ascending, at least one. */
  readonly eligible: readonly number[];
  /** Members whose absence may be made up for. */
  readonly absent?: readonly number[];
  /** Null: ramps count as over. */
  readonly now: EpochMs | null;
  readonly onFault: (id: string, error: unknown) => void;
}

export interface PickedMember {
  /** Index among the members of the queue. */
  readonly member: number;
  readonly trace: PickTrace;
}

/** The draw for one of the queue's ledgers, in that ledger's positions. */
export function drawFor({ queue, lead, eligible, now }: PickRequest, use: LedgerUse): Draw {
  const { ledger, measure, countOf } = use;
  const { repIds } = ledger;
  const positions = positionsOf(queue, eligible);
  let key = -1;
  return {
    eligible: positions,
    count: positions.length,
    weights: weightsAt(queue, now),
    value: countOf(lead),
    unit: ledger.unit,
    tieKey: (position) => {
      if (key < 0) key = hashText(lead.id);
      return hashText(repIds[position]!, key);
    },
    measure: measure === 'count' ? measure : 'value',
    scratch: use.scratch,
  };
}

/** Open work and capacity by position in a ledger. */
const loadIn = ({ policy, draft, queue, lead }: PickRequest, { ledger }: LedgerUse): Load => ({
  open: Array.from(ledger.reps, (rep) => draft.reps.open[rep]!),
  capacity: Array.from(ledger.reps, (rep) => policy.roster.reps[rep]!.capacity),
  units: queue.unitsOf(lead),
});

/** Match points by position in the ledger, of the eligible. */
function scoresFor({ policy, queue, lead, eligible }: PickRequest, picker: Picker): readonly number[] {
  const scores: number[] = [];
  for (const member of eligible) {
    const { spec } = policy.roster.reps[queue.members.reps[member]!]!;
    scores[queue.positions[member]!] = matchScore(picker, spec, lead);
  }
  return scores;
}

function traceOf(pick: Pick, { measure }: LedgerUse, { count, unit, value }: Draw): PickTrace {
  const lead = measure === 'count' ? pick.pool : unit;
  const { method, within = null } = pick;
  // adding 0 turns −0, which JSON cannot hold, into 0
  const owedMilli = Math.round((pick.balance * 1_000) / lead) + 0;
  return measure === 'count'
    ? { method, eligible: count, owedMilli, within }
    : { method, eligible: count, owedMilli, within, measure, counts: value };
}

function pickCustom(request: PickRequest): PickedMember | null {
  const { queue, eligible, lead, now, onFault } = request;
  const strategy = queue.custom!;
  try {
    const member = strategy.pick([...eligible], { lead, now, queueId: queue.spec.id });
    if (eligible.includes(member)) {
      return { member, trace: { method: 'custom', eligible: eligible.length, owedMilli: null, within: null } };
    }
    onFault(strategy.id, new Error(`expected one of the eligible members, found \`${member}\``));
  } catch (error) {
    onFault(strategy.id, error);
  }
  return null;
}

/** The member that the lead's key belongs to; null where it has none, or another is to be picked. */
function pickByKey(
  { draft, lead }: PickRequest,
  { keyOf, overdraft }: NonNullable<Picker['sticky']>,
  { ledger: { id, repIds } }: LedgerUse,
  draw: Draw,
): Pick | null {
  const key = keyOf(lead);
  if (key === null) return null;
  const seed = hashText(key);
  return pickSticky(readLedger(draft, id), draw, (position) => hashText(repIds[position]!, seed), overdraft);
}

/** One part of the decision per ledger. */
const partsOf = (request: PickRequest, uses: readonly LedgerUse[]): readonly LedgerPart[] =>
  uses.map((use) => ({
    ledger: readLedger(request.draft, use.ledger.id),
    draw: drawFor(request, use),
    importance: use.factor,
  }));

/** The member at a position in the ledger. */
const memberAt = ({ aligned, positions }: CompiledQueue, position: number): number =>
  aligned ? position : indexOfSorted(positions, position);

function pickByStrategy(request: PickRequest, picker: Picker, uses: readonly LedgerUse[]): PickedMember {
  const { queue, draft } = request;
  const use = uses[0]!;
  const draw = drawFor(request, use);
  const found = (pick: Pick, more: Partial<PickTrace> | null = null): PickedMember => {
    const trace = traceOf(pick, use, draw);
    return { member: memberAt(queue, pick.member), trace: more === null ? trace : { ...trace, ...more } };
  };
  if (picker.sticky !== null) {
    const pick = pickByKey(request, picker.sticky, use, draw);
    if (pick !== null) return found(pick, { overdraftMilli: picker.sticky.overdraft });
    return pickByStrategy(request, picker.sticky.otherwise, uses);
  }
  if (picker.type === 'load_balance') {
    const load = loadIn(request, use);
    const pick = pickLeastLoaded(readLedger(draft, use.ledger.id), draw, load);
    const capacity = load.capacity[pick.member]!;
    const units = load.open[pick.member]! + load.units;
    return found(pick, { load: { units, capacity: capacity === Number.POSITIVE_INFINITY ? null : capacity } });
  }
  const accruing = accruingMembers(queue, draft, draw, request.absent ?? []);
  if (accruing.length > 0) {
    const sharing = accruing.reduce(withMember, request.eligible);
    const pool = { ...draw, eligible: positionsOf(queue, sharing), count: sharing.length };
    return found(pickWithMakeUp(readLedger(draft, use.ledger.id), draw, pool), { accruing: accruing.length });
  }
  if (picker.type === 'fair_share')
    return found(uses.length === 1 ? pickServed(draft, use, draw) : pickByLedgers(partsOf(request, uses)));
  const ledger = readLedger(draft, use.ledger.id);
  const scores = scoresFor(request, picker);
  const byMatch = draw.count > guardedMax ? pickBestMatch : pickBestMatchGuarded;
  const pick = byMatch(ledger, draw, scores, picker.budget);
  return found(pick, { match: scores[pick.member]!, budgetMilli: picker.budget });
}

/** First the team, then one of its members, each by its own ledger. */
function pickInTeam(request: PickRequest, queue: QueueWithTeams): PickedMember {
  const { pick, draw } = pickTeam(request, queue, request.eligible);
  const eligible = inTier(queue, request.eligible, pick.member);
  const { member, trace } = pickByStrategy({ ...request, eligible }, queue.pickers[pick.member]!, queue.ledgers);
  const { owedMilli, eligible: of } = traceOf(pick, queue.ledgers[0]!, draw);
  return { member, trace: { ...trace, team: { id: queue.teams.ids[pick.member]!, owedMilli: owedMilli!, of } } };
}

/** The member that a batch has for the lead, with what it is owed. */
export function pickPlanned(request: PickRequest, member: number): PickedMember {
  const { draft, queue } = request;
  const [use] = queue.ledgers;
  const draw = drawFor(request, use!);
  const position = queue.positions[member]!;
  const { total, own } = accrualOf(draw, position);
  const balance = readLedger(draft, use!.ledger.id).balance[position]! + own;
  const trace = traceOf({ member, method: 'sole', balance, pool: total }, use!, draw);
  return { member, trace: { ...trace, method: 'batch' } };
}

/** The eligible member whom the queue's strategy picks. A custom strategy that fails gives way to the fair share. */
export function pickMember(request: PickRequest): PickedMember {
  const { queue, lead } = request;
  const custom = queue.custom === null ? null : pickCustom(request);
  if (custom !== null) return custom;
  if (hasTeams(queue)) return pickInTeam(request, queue);
  if (queue.tiers === null) return pickByStrategy(request, queue.pickers[0]!, ledgersFor(queue, lead));
  const tier = firstTier(queue, request.eligible);
  const eligible = inTier(queue, request.eligible, tier);
  const picked = pickByStrategy({ ...request, eligible }, queue.pickers[tier]!, ledgersFor(queue, lead));
  return { ...picked, trace: { ...picked.trace, tier: tier + 1 } };
}
