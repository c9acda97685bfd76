import type { DurationMs, EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { askFilters } from './ask-filter.js';
import { type CapColumn, capHasRoom } from './cap-count.js';
import { firstFullCap, periodsAt, type RoomSearch, readColumns } from './member-limits.js';
import {
  absencesAt,
  type CompiledStep,
  type Fitting,
  fittingsFor,
  type LookMemory,
  type Members,
  memoryFor,
  stepAfter,
} from './members.js';
import { obstacles } from './obstacles.js';
import { absenceAt, type Roster } from './roster.js';

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
  readonly members: Members;
  readonly step: CompiledStep;
  /** Read with `obstacleOf` and `detailOf`. */
  readonly judgements: readonly number[];
  /** What the caller's filters said, by rep index. */
  readonly custom: ReadonlyMap<number, Verdict>;
  readonly eligible: readonly number[];
  /** Room to count in. */
  readonly memory: LookMemory;
}

/** An obstacle with what explains it, which requirement or which cap, in one number: nothing is allocated to judge. */
type Judgement = number;

const places = 16;
const judged = (obstacle: number, detail: number): Judgement => obstacle | (detail << 4);
export const obstacleOf = (judgement: Judgement): number => judgement & (places - 1);
export const detailOf = (judgement: Judgement): number => judgement >> 4;

function fullCap({ roster, columns, lead, now }: Search, rep: number): number {
  const { caps, zone } = roster.reps[rep]!;
  return caps.findIndex((cap) => cap.applies(lead) && !capHasRoom(cap, columns.caps[cap.key], rep, zone, now));
}

/** What keeps a rep from taking any lead now, working hours and leave left aside: the switch, caps, capacity. */
export function judgeLoad(search: Search, rep: number): Judgement {
  const { roster, columns, units } = search;
  if (columns.online[rep] !== 1) return obstacles.offline;
  const compiled = roster.reps[rep]!;
  const full = fullCap(search, rep);
  if (full >= 0) return judged(obstacles.cap, full);
  return columns.open[rep]! + units > compiled.capacity ? obstacles.capacity : obstacles.none;
}

/**
 * What a rep's own presence and load say, and then the caller's filters: all that is asked of an owner.
 *
 * @param custom - what filters said is written here, by rep index
 */
export function judgeRep(search: Search, rep: number, custom: Map<number, Verdict>): Judgement {
  const absence = absenceAt(search.roster, rep, search.now);
  if (absence !== obstacles.none) return absence;
  const load = judgeLoad(search, rep);
  if (load !== obstacles.none || search.roster.filters.length === 0) return load;
  const verdict = askFilters(search, rep);
  if (verdict === null) return obstacles.none;
  custom.set(rep, verdict);
  return obstacles.custom;
}

/** One look at a queue: what all its members are judged by. */
interface Look extends RoomSearch {
  readonly search: Search;
  readonly members: Members;
  /** Somebody is excluded or has declined. */
  readonly avoiding: boolean;
  readonly step: CompiledStep;
  readonly fittings: readonly Fitting[];
  readonly absences: Uint8Array;
  readonly custom: Map<number, Verdict>;
}

const unasked: Map<number, Verdict> = new Map();

function lookWith(members: Members, search: Search, waited: DurationMs, { counted }: LookMemory): Look {
  const { roster, lead, now, columns, excluded, declined } = search;
  const { limits } = members;
  const step = stepAfter(members, waited);
  readColumns(limits, columns.caps, counted);
  return {
    search,
    members,
    avoiding: excluded.size > 0 || declined.size > 0,
    step,
    fittings: fittingsFor(step, members, roster, lead),
    absences: absencesAt(members, roster, now),
    custom: roster.filters.length === 0 ? unasked : new Map<number, Verdict>(),
    limits,
    counted,
    periods: periodsAt(limits, now),
    roster,
    lead,
    now,
  };
}

/** The first requirement that a member does not meet; their number where it meets all. */
function unmetRequirement({ step, fittings }: Look, member: number): number {
  const limit = step.fixedFailure[member]!;
  for (let i = 0; i < fittings.length; i++) {
    const { index, fits } = fittings[i]!;
    if (index >= limit) break;
    if (fits[member] === 0) return index;
  }
  return limit;
}

/** The same as `judgeLoad`, from columns. */
function judgeRoom(look: Look, member: number, rep: number): Judgement {
  const { columns, units } = look.search;
  if (columns.online[rep] !== 1) return obstacles.offline;
  const full = firstFullCap(look, member, rep);
  if (full >= 0) return judged(obstacles.cap, full);
  return columns.open[rep]! + units > look.limits.capacity[member]! ? obstacles.capacity : obstacles.none;
}

function judgeByFilters({ search, custom }: Look, rep: number): Judgement {
  const verdict = askFilters(search, rep);
  if (verdict === null) return obstacles.none;
  custom.set(rep, verdict);
  return obstacles.custom;
}

function judgeMember(look: Look, member: number): Judgement {
  const { search, members, step, absences, avoiding } = look;
  const rep = members.reps[member]!;
  if (avoiding && search.excluded.has(rep)) return obstacles.excluded;
  const unmet = unmetRequirement(look, member);
  if (unmet < step.requirements.length) return judged(obstacles.requirement, unmet);
  if (avoiding && search.declined.has(rep)) return obstacles.declined;
  if (absences[member] !== obstacles.none) return absences[member]!;
  const room = judgeRoom(look, member, rep);
  return room !== obstacles.none || search.roster.filters.length === 0 ? room : judgeByFilters(look, rep);
}

/**
 * One verdict for every member of a queue. O(members); reasons are written out only on demand, by `verdictOf`.
 *
 * @param waited - how long ago the lead joined the queue
 */
export function matchMembers(members: Members, search: Search, waited: DurationMs): MemberMatch {
  const count = members.reps.length;
  const memory = memoryFor(members);
  const { eligible } = memory;
  // each look has its own: a run may be given up, and an earlier one told of
  const judgements = new Array<Judgement>(count);
  const look = lookWith(members, search, waited, memory);
  let found = 0;
  for (let member = 0; member < count; member++) {
    const judgement = judgeMember(look, member);
    judgements[member] = judgement;
    if (judgement === obstacles.none) eligible[found++] = member;
  }
  return { members, step: look.step, judgements, custom: look.custom, eligible: eligible.slice(0, found), memory };
}
