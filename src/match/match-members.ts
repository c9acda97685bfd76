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
  type Standing,
  stepAfter,
  unmetRequirement,
} from './members.js';
import { judged, obstacles } from './obstacles.js';
import { absenceAt, type Roster } from './roster.js';
import { standingFor } from './standing-for.js';

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
  /** What `judgements` are but for load; null where every member was judged by itself. */
  readonly standing: Standing | null;
}

function fullCap({ roster, columns, lead, now }: Search, rep: number): number {
  const { caps, zone } = roster.reps[rep]!;
  return caps.findIndex((cap) => cap.applies(lead) && !capHasRoom(cap, columns.caps[cap.key], rep, zone, now));
}

/** What keeps a rep from taking any lead now, working hours and leave left aside: the switch, caps, capacity. */
export function judgeLoad(search: Search, rep: number): number {
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
export function judgeRep(search: Search, rep: number, custom: Map<number, Verdict>): number {
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
  readonly step: CompiledStep;
  readonly absences: Uint8Array;
  readonly memory: LookMemory;
}

function lookWith(members: Members, search: Search, waited: DurationMs): Look {
  const { roster, lead, now, columns } = search;
  const { limits } = members;
  const memory = memoryFor(members);
  const { counted } = memory;
  readColumns(limits, columns.caps, counted);
  const step = stepAfter(members, waited);
  const absences = absencesAt(members, roster, now);
  const periods = periodsAt(limits, now);
  return { search, members, step, absences, memory, limits, counted, periods, roster, lead, now };
}

/** The same as `judgeLoad`, from columns. */
function judgeRoom(look: Look, member: number, rep: number): number {
  const { columns, units } = look.search;
  if (columns.online[rep] !== 1) return obstacles.offline;
  const full = firstFullCap(look, member, rep);
  if (full >= 0) return judged(obstacles.cap, full);
  return columns.open[rep]! + units > look.limits.capacity[member]! ? obstacles.capacity : obstacles.none;
}

function judgeByFilters(search: Search, rep: number, custom: Map<number, Verdict>): number {
  const verdict = askFilters(search, rep);
  if (verdict === null) return obstacles.none;
  custom.set(rep, verdict);
  return obstacles.custom;
}

function judgeMember(look: Look, fittings: readonly Fitting[], custom: Map<number, Verdict>, member: number): number {
  const { search, members, step, absences } = look;
  const rep = members.reps[member]!;
  if (search.excluded.has(rep)) return obstacles.excluded;
  const unmet = unmetRequirement(step, fittings, member);
  if (unmet < step.requirements.length) return judged(obstacles.requirement, unmet);
  if (search.declined.has(rep)) return obstacles.declined;
  if (absences[member] !== obstacles.none) return absences[member]!;
  const room = judgeRoom(look, member, rep);
  return room !== obstacles.none || search.roster.filters.length === 0 ? room : judgeByFilters(search, rep, custom);
}

/** Judges every member by itself. */
function judgeEach(look: Look): MemberMatch {
  const { members, step, search, memory } = look;
  const { eligible } = memory;
  const count = members.reps.length;
  const fittings = fittingsFor(step, members, search.roster, search.lead);
  // each look has its own: a run may be given up, and an earlier one told of
  const judgements = new Array<number>(count);
  const custom = new Map<number, Verdict>();
  let found = 0;
  for (let member = 0; member < count; member++) {
    const judgement = judgeMember(look, fittings, custom, member);
    judgements[member] = judgement;
    if (judgement === obstacles.none) eligible[found++] = member;
  }
  return { members, step, judgements, custom, eligible: eligible.slice(0, found), memory, standing: null };
}

const unasked: ReadonlyMap<number, Verdict> = new Map();

/** Marks those who are offline, or whom the lead would fill beyond their capacity; how many marks were made. */
function markBusy({ columns, units }: Search, { reps, capacity }: Standing, marks: Uint8Array): number {
  const { online, open } = columns;
  let found = 0;
  for (let k = 0; k < reps.length; k++) {
    const rep = reps[k]!;
    if (online[rep] === 1 && open[rep]! + units <= capacity[k]!) continue;
    marks[k] = 1;
    found++;
  }
  return found;
}

/** Marks those whose count, with one more, comes above what is surely allowed; how many marks were made. */
function markFull(count: readonly number[], { reps }: Standing, surely: Int32Array, marks: Uint8Array): number {
  let found = 0;
  for (let k = 0; k < reps.length; k++) {
    if (count[reps[k]!]! + 1 <= surely[k]!) continue;
    marks[k] = 1;
    found++;
  }
  return found;
}

/** Marks everybody of a standing who may lack room, a column at a time, and says whether there is anybody. */
function markDoubtful({ search, counted, memory }: Look, standing: Standing): boolean {
  const { doubtful } = memory;
  const { surely, reps } = standing;
  let found = markBusy(search, standing, doubtful);
  for (let slot = 0; slot < surely.length; slot++) {
    const count = counted.counts[slot]!;
    if (count !== null) found += markFull(count, standing, surely[slot]!, doubtful);
    else {
      doubtful.fill(1, 0, reps.length);
      found += reps.length;
    }
  }
  return found > 0;
}

/** Judges only the load of those who stand well; where all of them have room, nothing is copied. */
function judgeStanding(look: Look, standing: Standing): MemberMatch {
  const { members, step, memory } = look;
  const { present, reps, judgements: before } = standing;
  if (!markDoubtful(look, standing))
    return { members, step, judgements: before, custom: unasked, eligible: present, memory, standing };
  const { doubtful } = memory;
  const judgements = before.slice();
  let found = 0;
  for (let k = 0; k < present.length; k++) {
    const member = present[k]!;
    const room = doubtful[k] === 0 ? obstacles.none : judgeRoom(look, member, reps[k]!);
    doubtful[k] = 0;
    if (room === obstacles.none) memory.eligible[found++] = member;
    else judgements[member] = room;
  }
  const eligible = found === present.length ? present : memory.eligible.slice(0, found);
  return {
    members,
    step,
    judgements: eligible === present ? before : judgements,
    custom: unasked,
    eligible,
    memory,
    standing,
  };
}

/**
 * One verdict for every member of a queue. O(members); reasons are written out only on demand, by `verdictOf`.
 *
 * @param waited - how long ago the lead joined the queue
 */
export function matchMembers(members: Members, search: Search, waited: DurationMs): MemberMatch {
  const look = lookWith(members, search, waited);
  const { roster, excluded, declined, lead } = search;
  const usual = excluded.size === 0 && declined.size === 0 && roster.filters.length === 0;
  const standing = usual ? standingFor(look.step, members, roster, look.absences, lead) : null;
  return standing === null ? judgeEach(look) : judgeStanding(look, standing);
}
