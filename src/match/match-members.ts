import type { DurationMs, EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { askFilters } from './ask-filter.js';
import { type CapColumn, capHasRoom } from './cap-count.js';
import { type CompiledStep, type Members, stepAfter } from './members.js';
import { presenceAt, type Roster } from './roster.js';

/** What stands between a rep and a lead, in the order in which it is looked at. */
export const obstacles = {
  none: 0,
  excluded: 1,
  requirement: 2,
  declined: 3,
  onLeave: 4,
  offShift: 5,
  offline: 6,
  cap: 7,
  capacity: 8,
  custom: 9,
} as const;

/** What the state says about reps, by rep index. */
export interface RepColumns {
  readonly open: readonly number[];
  /** 1: online. */
  readonly online: readonly number[];
  readonly caps: { readonly [key: string]: CapColumn };
}

/** One lead looking for a rep. */
export interface Search {
  readonly roster: Roster;
  readonly columns: RepColumns;
  readonly lead: ScoredLead;
  readonly now: EpochMs;
  /** Capacity units that the lead takes. */
  readonly units: number;
  /** Rep index → since when the rep is excluded as an earlier owner. */
  readonly excluded: ReadonlyMap<number, EpochMs>;
  /** Rep index → when the rep declined. */
  readonly declined: ReadonlyMap<number, EpochMs>;
  readonly onFault: (id: string, error: unknown) => void;
}

/** A judgement per member; eligible members in ascending order. */
export interface MemberMatch {
  readonly step: CompiledStep;
  /** Read with `obstacleOf` and `detailOf`. */
  readonly judgements: Int32Array;
  /** What the caller's filters said, by rep index. */
  readonly custom: ReadonlyMap<number, Verdict>;
  readonly eligible: readonly number[];
}

/** An obstacle with what explains it, which requirement or which cap, in one number: nothing is allocated to judge. */
type Judgement = number;

const places = 16;
const judged = (obstacle: number, detail: number): Judgement => obstacle | (detail << 4);
export const obstacleOf = (judgement: Judgement): number => judgement & (places - 1);
export const detailOf = (judgement: Judgement): number => judgement >> 4;

function firstFullCap({ roster, columns, lead, now }: Search, rep: number): number {
  const { caps, zone } = roster.reps[rep]!;
  for (let index = 0; index < caps.length; index++) {
    const cap = caps[index]!;
    if (cap.applies(lead) && !capHasRoom(cap, columns.caps[cap.key], rep, zone, now)) return index;
  }
  return -1;
}

/** What keeps a rep from taking any lead now, working hours and leave left aside: the switch, caps, capacity. */
export function judgeLoad(search: Search, rep: number): Judgement {
  const { roster, columns, units } = search;
  if (columns.online[rep] !== 1) return obstacles.offline;
  const compiled = roster.reps[rep]!;
  const full = firstFullCap(search, rep);
  if (full >= 0) return judged(obstacles.cap, full);
  return columns.open[rep]! + units > compiled.capacity ? obstacles.capacity : obstacles.none;
}

/**
 * What a rep's own presence and load say, and then the caller's filters: all that is asked of an owner.
 *
 * @param custom - what filters said is written here, by rep index
 */
export function judgeRep(search: Search, rep: number, custom: Map<number, Verdict>): Judgement {
  const presence = presenceAt(search.roster, rep, search.now);
  if (presence !== 'present') return presence === 'on_leave' ? obstacles.onLeave : obstacles.offShift;
  const load = judgeLoad(search, rep);
  if (load !== obstacles.none || search.roster.filters.length === 0) return load;
  const verdict = askFilters(search, rep);
  if (verdict === null) return obstacles.none;
  custom.set(rep, verdict);
  return obstacles.custom;
}

function unmetRequirement(step: CompiledStep, member: number, search: Search, rep: number): number {
  const limit = step.fixedFailure[member]!;
  for (const index of step.perLead) {
    if (index >= limit) break;
    const row = step.requirements[index]!;
    if (row.applies(search.lead) && !row.fits(search.roster.reps[rep]!.spec, search.lead)) return index;
  }
  return limit;
}

function judgeMember(
  step: CompiledStep,
  member: number,
  search: Search,
  rep: number,
  custom: Map<number, Verdict>,
): Judgement {
  if (search.excluded.size > 0 && search.excluded.has(rep)) return obstacles.excluded;
  const unmet = unmetRequirement(step, member, search, rep);
  if (unmet < step.requirements.length) return judged(obstacles.requirement, unmet);
  if (search.declined.size > 0 && search.declined.has(rep)) return obstacles.declined;
  return judgeRep(search, rep, custom);
}

/**
 * One verdict for every member of a queue. O(members); reasons are written out only on demand, by `verdictOf`.
 *
 * @param waited - how long ago the lead joined the queue
 */
export function matchMembers(members: Members, search: Search, waited: DurationMs): MemberMatch {
  const { reps } = members;
  const step = stepAfter(members, waited);
  const judgements = new Int32Array(reps.length);
  const custom = new Map<number, Verdict>();
  const eligible: number[] = [];
  for (let member = 0; member < reps.length; member++) {
    const judgement = judgeMember(step, member, search, reps[member]!, custom);
    judgements[member] = judgement;
    if (judgement === obstacles.none) eligible.push(member);
  }
  return { step, judgements, custom, eligible };
}
