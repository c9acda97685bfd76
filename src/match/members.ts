import type { ReasonCode } from '../core/reason.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import { minuteMs } from '../core/time.js';
import type { MemberVerdict, Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { type CompiledRequirement, compileRequirement } from './compile-requirement.js';
import { type CapColumns, compileLimits, emptyColumns, type MemberLimits } from './member-limits.js';
import { absenceAt, type CompiledRep, type Roster } from './roster.js';
import type { RequirementStep } from './types.js';

export interface CompiledStep {
  /** Applies while the time since the lead joined the queue is below this. */
  readonly until: DurationMs;
  readonly requirements: readonly CompiledRequirement[];
  /** Per member, the first requirement that depends on the rep alone and is not met; their count where all are. */
  readonly fixedFailure: Uint16Array;
  /** Requirements that depend on the lead too. */
  readonly perLead: readonly PerLead[];
  /** Verdicts on members who do not meet a requirement, by requirement, as far as they were asked for. */
  readonly verdicts: ((Verdict | undefined)[] | null)[];
  /** Standings by what leads ask for, until somebody comes or goes: a cache, never an input. */
  readonly standings: { root: StandingNode; count: number };
}

/** What requirements, shifts and leave say of every member, for leads that ask for the same. */
export interface Standing {
  /** A judgement per member. */
  readonly judgements: readonly number[];
  /** Members without an obstacle so far, ascending. */
  readonly present: readonly number[];
  /** In the order of `present`: their rep indexes, capacities, and by slot what they surely may count up to. */
  readonly reps: Int32Array;
  readonly capacity: Int32Array;
  readonly surely: readonly Int32Array[];
  /** Members per reason code, `present` as text, and a verdict per member, as far as they were asked for. */
  counts: { readonly [code in ReasonCode]?: number } | null;
  packed: string | null;
  rows: readonly MemberVerdict[] | null;
}

/** A path of a step's requirements that depend on the lead: for each the key of the lead, or that it does not apply. */
export interface StandingNode {
  readonly byKey: Map<unknown, StandingNode>;
  unasked: StandingNode | null;
  /** At the end of a path. */
  standing: Standing | null;
}

export const standingNode = (): StandingNode => ({ byKey: new Map(), unasked: null, standing: null });

/** A requirement that depends on the lead. */
interface PerLead {
  readonly index: number;
  readonly requirement: CompiledRequirement;
  /** Who meets it, by the key of the lead: a cache, never an input. */
  readonly known: Map<unknown, Fitting>;
}

/** Who meets one of the requirements of a step for some lead. */
export interface Fitting {
  /** Of the requirement. */
  readonly index: number;
  /** By member: 1 where it is met. */
  readonly fits: Uint8Array;
}

/** Presence of members in `[from, until)`: a cache, never an input. */
interface MemberPresence {
  roster: Roster | null;
  /** An obstacle per member, 0 for those present. */
  readonly obstacles: Uint8Array;
  /** Verdicts on the absent, as far as they were asked for; null: for none. */
  verdicts: (Verdict | undefined)[] | null;
  from: number;
  until: number;
}

/** The members of a queue with what they must have. */
export interface Members {
  /** Rep indexes, ascending. */
  readonly reps: Int32Array;
  readonly steps: readonly CompiledStep[];
  readonly limits: MemberLimits;
  readonly presence: MemberPresence;
  /** Memory that looks work in; null: each look has its own, because another may come in between. */
  readonly memory: LookMemory | null;
}

/** What a look at a queue writes until it is over. */
export interface LookMemory {
  /** As many as the look found. */
  readonly eligible: number[];
  /** 1 for those of a standing who may lack room; all 0 whenever nobody is looking. */
  readonly doubtful: Uint8Array;
  readonly counted: CapColumns;
  /** To count small judgements in, and the first member with each; all tallies are 0 whenever nobody is counting. */
  readonly tallies: Int32Array;
  readonly firsts: Int32Array;
}

/** Judgements below this are counted by number: obstacles with one of their first sixteen requirements or caps. */
const talliedMax = 256;

/** Memory for a look at a queue with these limits. */
const lookMemory = (limits: MemberLimits): LookMemory => ({
  eligible: new Array<number>(limits.capacity.length).fill(0),
  doubtful: new Uint8Array(limits.capacity.length),
  counted: emptyColumns(limits),
  tallies: new Int32Array(talliedMax),
  firsts: new Int32Array(talliedMax),
});

/** The queue's own memory, or, where a look could come in between, some of its own. */
export const memoryFor = ({ memory, limits }: Members): LookMemory => memory ?? lookMemory(limits);

function compileStep(step: RequirementStep, before: DurationMs, members: readonly CompiledRep[]): CompiledStep {
  const requirements = step.all.map(compileRequirement);
  const firstFailure = (member: CompiledRep): number => {
    const failing = requirements.findIndex((row) => row.fixed && !row.fits(member.spec, {}));
    return failing < 0 ? requirements.length : failing;
  };
  return {
    until: step.forMinutes === undefined ? Number.POSITIVE_INFINITY : before + step.forMinutes * minuteMs,
    requirements,
    verdicts: requirements.map(() => null),
    standings: { root: standingNode(), count: 0 },
    fixedFailure: Uint16Array.from(members, firstFailure),
    perLead: requirements.flatMap((requirement, index) =>
      requirement.fixed ? [] : [{ index, requirement, known: new Map<unknown, Fitting>() }],
    ),
  };
}

/** Bytes of fittings that one requirement remembers. */
const rememberedMax = 262_144;

/** Asks each member whether it meets a requirement for this lead. */
function askFitting({ index, requirement }: PerLead, { reps }: Members, roster: Roster, lead: ScoredLead): Fitting {
  const fits = new Uint8Array(reps.length);
  for (let member = 0; member < reps.length; member++) {
    fits[member] = requirement.fits(roster.reps[reps[member]!]!.spec, lead) ? 1 : 0;
  }
  return { index, fits };
}

/** Who of the members meets a requirement for this lead. */
function fittingOf(row: PerLead, members: Members, roster: Roster, lead: ScoredLead): Fitting {
  const { requirement, known } = row;
  const key = requirement.keyOf(lead);
  if (key === null) return askFitting(row, members, roster, lead);
  const found = known.get(key);
  if (found !== undefined) return found;
  const fitting = askFitting(row, members, roster, lead);
  if (known.size * members.reps.length >= rememberedMax) known.clear();
  known.set(key, fitting);
  return fitting;
}

const nothingAsked: readonly Fitting[] = [];

/** The requirements of a step that apply to the lead and depend on it, in order, each with who meets it. */
export function fittingsFor(
  step: CompiledStep,
  members: Members,
  roster: Roster,
  lead: ScoredLead,
): readonly Fitting[] {
  if (step.perLead.length === 0) return nothingAsked;
  const fittings: Fitting[] = [];
  for (const row of step.perLead) {
    if (row.requirement.applies(lead)) fittings.push(fittingOf(row, members, roster, lead));
  }
  return fittings;
}

/** The first requirement that a member does not meet; their number where it meets all. */
export function unmetRequirement(step: CompiledStep, fittings: readonly Fitting[], member: number): number {
  const limit = step.fixedFailure[member]!;
  for (let i = 0; i < fittings.length; i++) {
    const { index, fits } = fittings[i]!;
    if (index >= limit) break;
    if (fits[member] === 0) return index;
  }
  return limit;
}

/** The obstacle that shift and leave put up for each member at `now`; looked up again only when it may have changed. */
export function absencesAt({ reps, presence, steps }: Members, roster: Roster, now: EpochMs): Uint8Array {
  if (presence.roster === roster && now >= presence.from && now < presence.until) return presence.obstacles;
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (let member = 0; member < reps.length; member++) {
    const rep = reps[member]!;
    presence.obstacles[member] = absenceAt(roster, rep, now);
    from = Math.max(from, roster.memo.from[rep]!);
    until = Math.min(until, roster.memo.until[rep]!);
  }
  for (const { standings } of steps) {
    standings.root = standingNode();
    standings.count = 0;
  }
  presence.verdicts = null;
  presence.roster = roster;
  presence.from = from;
  presence.until = until;
  return presence.obstacles;
}

/**
 * Compiles the members of a queue and its steps of requirements; no steps: one without requirements.
 *
 * @param options - `exclusive`: nothing of the caller's runs while the queue is being looked at
 */
export function compileMembers(
  reps: readonly CompiledRep[],
  repIndexes: readonly number[],
  requirementSteps: readonly RequirementStep[],
  { exclusive = false }: { readonly exclusive?: boolean } = {},
): Members {
  const indexes = Int32Array.from(repIndexes).sort();
  const members = Array.from(indexes, (index) => reps[index]!);
  const steps: CompiledStep[] = [];
  for (const step of requirementSteps.length > 0 ? requirementSteps : [{ all: [] }]) {
    steps.push(compileStep(step, steps.at(-1)?.until ?? 0, members));
  }
  const length = indexes.length;
  const limits = compileLimits(members);
  return {
    reps: indexes,
    steps,
    limits,
    presence: { roster: null, obstacles: new Uint8Array(length), verdicts: null, from: 0, until: 0 },
    memory: exclusive ? lookMemory(limits) : null,
  };
}

/** The step that applies so long after the lead joined the queue. */
export const stepAfter = ({ steps }: Members, waited: DurationMs): CompiledStep =>
  steps.length === 1 ? steps[0]! : (steps.find((step) => waited < step.until) ?? steps.at(-1)!);
