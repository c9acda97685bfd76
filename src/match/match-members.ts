import type { DurationMs, EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { type CapColumn, capHasRoom } from './cap-count.js';
import { type CompiledStep, type Members, stepAfter } from './members.js';
import { type Filter, presenceAt, type Roster } from './roster.js';

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

/** Obstacle per member, with what explains it; eligible members in ascending order. */
export interface MemberMatch {
  readonly step: CompiledStep;
  readonly obstacle: Uint8Array;
  /** Which requirement or cap stands in the way. */
  readonly detail: Uint16Array;
  /** What the caller's filters said, by rep index. */
  readonly custom: ReadonlyMap<number, Verdict>;
  readonly eligible: readonly number[];
}

function firstFullCap({ roster, columns, lead, now }: Search, rep: number): number {
  const { caps, timeZone } = roster.reps[rep]!;
  return caps.findIndex((cap) => cap.applies(lead) && !capHasRoom(cap, columns.caps[cap.key], rep, timeZone, now));
}

function verdictOfFilter(filter: Filter, search: Search, rep: number): Verdict {
  try {
    return filter.test({ lead: search.lead, rep: search.roster.reps[rep]!.spec, now: search.now });
  } catch (error) {
    search.onFault(filter.id, error);
    return { type: 'ineligible', reason: { code: 'match.custom', filterId: filter.id, message: 'the filter threw' } };
  }
}

function customVerdict(search: Search, rep: number): Verdict | null {
  for (const filter of search.roster.filters) {
    const verdict = verdictOfFilter(filter, search, rep);
    if (verdict.type !== 'eligible') return verdict;
  }
  return null;
}

/** What keeps a rep from taking any lead now: leave, shift, switch, caps, capacity. `detail` says which cap. */
export function absenceOf(search: Search, rep: number): { readonly obstacle: number; readonly detail: number } {
  const presence = presenceAt(search.roster, rep, search.now);
  if (presence === 'on_leave') return { obstacle: obstacles.onLeave, detail: 0 };
  if (presence === 'off_shift') return { obstacle: obstacles.offShift, detail: 0 };
  return loadOf(search, rep);
}

const free = { obstacle: obstacles.none, detail: 0 };

/** The part of `absenceOf` that working hours have no part in. */
export function loadOf(search: Search, rep: number): { readonly obstacle: number; readonly detail: number } {
  const { roster, columns, units } = search;
  if (columns.online[rep] !== 1) return { obstacle: obstacles.offline, detail: 0 };
  const compiled = roster.reps[rep]!;
  if (compiled.caps.length > 0) {
    const full = firstFullCap(search, rep);
    if (full >= 0) return { obstacle: obstacles.cap, detail: full };
  }
  return columns.open[rep]! + units > compiled.capacity ? { obstacle: obstacles.capacity, detail: 0 } : free;
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

/** One member's obstacle and what explains it. */
interface Judgement {
  readonly obstacle: number;
  readonly detail: number;
  readonly custom: Verdict | null;
}

const judged = (obstacle: number, detail = 0): Judgement => ({ obstacle, detail, custom: null });

function judgeMember(step: CompiledStep, member: number, search: Search, rep: number): Judgement {
  if (search.excluded.has(rep)) return judged(obstacles.excluded);
  const unmet = unmetRequirement(step, member, search, rep);
  if (unmet < step.requirements.length) return judged(obstacles.requirement, unmet);
  return search.declined.has(rep) ? judged(obstacles.declined) : matchOwner(search, rep);
}

/** What a rep's own absence, or the caller's filters, say about one rep outside any queue, such as an owner. */
export function matchOwner(search: Search, rep: number): Judgement {
  const absence = absenceOf(search, rep);
  const custom = absence.obstacle === obstacles.none ? customVerdict(search, rep) : null;
  return custom === null ? { ...absence, custom } : { obstacle: obstacles.custom, detail: 0, custom };
}

/**
 * One verdict for every member of a queue. O(members); reasons are written out only on demand, by `verdictOf`.
 *
 * @param waited - how long ago the lead joined the queue
 */
export function matchMembers(members: Members, search: Search, waited: DurationMs): MemberMatch {
  const { reps } = members;
  const step = stepAfter(members, waited);
  const obstacle = new Uint8Array(reps.length);
  const detail = new Uint16Array(reps.length);
  const custom = new Map<number, Verdict>();
  const eligible: number[] = [];
  for (let member = 0; member < reps.length; member++) {
    const judgement = judgeMember(step, member, search, reps[member]!);
    obstacle[member] = judgement.obstacle;
    detail[member] = judgement.detail;
    if (judgement.custom !== null) custom.set(reps[member]!, judgement.custom);
    if (judgement.obstacle === obstacles.none) eligible.push(member);
  }
  return { step, obstacle, detail, custom, eligible };
}
