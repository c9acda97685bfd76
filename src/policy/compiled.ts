import type { Calendar } from '../calendar/index.js';
import type { RuleIndex } from '../condition/index.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import type { MakeUp, Scratch } from '../distribute/index.js';
import type { ScoredLead } from '../lead/index.js';
import type { CompiledRequirement, Members, Roster } from '../match/index.js';
import type { Scoring } from '../score/index.js';
import type { CompiledTarget } from '../sla/index.js';
import type { Strategy } from './extensions.js';
import type { LeadNumber } from './lead-values.js';
import type { Rule } from './rule-types.js';
import type { Measure, Queue, Sla, Track } from './types.js';

type LeadView = Partial<ScoredLead>;

/** One ledger that queues charge. */
export interface CompiledLedger {
  readonly id: string;
  /** Members by rep index, ascending: the ledger's columns follow this order. */
  readonly reps: Int32Array;
  /** Their ids. */
  readonly repIds: readonly string[];
  /** Ledger units per lead. */
  readonly unit: number;
}

/** A ledger as one queue uses it. */
export interface LedgerUse {
  readonly ledger: CompiledLedger;
  /** λ of the sum that picks when several ledgers take part. */
  readonly factor: number;
  readonly applies: (lead: LeadView) => boolean;
  readonly measure: Measure;
  /** What a lead counts in it. */
  readonly countOf: LeadNumber;
  /** For picks and charges to work in: a cache, never an input. */
  readonly scratch: Scratch;
}

/** A member whose weight still grows. */
export interface Ramp {
  /** Position in the ledger. */
  readonly position: number;
  readonly startsAt: EpochMs;
  readonly days: number;
  /** Hundredths of the weight to begin with. */
  readonly from: number;
}

/** The ledger in which teams share the leads of queues, before each shares its own among its members. */
export interface TeamLedger {
  readonly id: string;
  /** Teams ascending by id: the ledger's columns follow this order. */
  readonly ids: readonly string[];
  readonly unit: number;
}

/** The ledger of teams as one queue uses it. */
export interface CompiledTeams extends TeamLedger {
  /** By position in the ledger; 0 for teams of other queues. */
  readonly weights: Int32Array;
  /** For picks and charges to work in: a cache, never an input. */
  readonly scratch: Scratch;
}

/** How one of the eligible is picked. */
export interface Picker {
  readonly type: 'fair_share' | 'load_balance' | 'best_match' | 'sticky';
  /** Of `best_match`: thousandths of a lead, and what earns a rep points. */
  readonly budget: number;
  readonly prefer: readonly { readonly points: number; readonly requirement: CompiledRequirement }[];
  /** Of `sticky`: the lead's key, null where it has none; thousandths of a lead; who gets the lead instead. */
  readonly sticky: {
    readonly keyOf: (lead: LeadView) => string | null;
    readonly overdraft: number;
    readonly otherwise: Picker;
  } | null;
}

/** What a queue worked out last. */
interface LatestOfQueue {
  /** Weights with ramps as they were at an instant. */
  weightsAt: EpochMs;
  weights: Int32Array;
  /** Members as an event holds them, and as a list. */
  packed: string;
  members: readonly number[];
  /** Members and their positions in the ledger. */
  placed: readonly number[];
  places: readonly number[];
}

export interface CompiledQueue {
  readonly spec: Queue;
  readonly members: Members;
  /** The first always takes part. */
  readonly ledgers: readonly LedgerUse[];
  /** Position in the ledger per member of the queue. */
  readonly positions: Int32Array;
  /** Position and member are the same number everywhere. */
  readonly aligned: boolean;
  /** Tier per member of the queue, or position of its team; null where the queue has neither. */
  readonly tiers: Int32Array | null;
  readonly teams: CompiledTeams | null;
  /** One per tier or team; one where there are none. */
  readonly pickers: readonly Picker[];
  readonly makeUp: MakeUp;
  /** Obstacles of members who gain while absent. */
  readonly accrueOn: ReadonlySet<number>;
  /** By position in the ledger; 0 for members of the ledger who are not in the queue. With ramps: times 100. */
  readonly weights: Int32Array;
  readonly ramps: readonly Ramp[];
  /** What was worked out last: a cache, never an input. */
  readonly latest: LatestOfQueue;
  /** Capacity units that a lead takes. */
  readonly unitsOf: LeadNumber;
  readonly calendar: Calendar | null;
  readonly custom: Strategy | null;
}

/** Targets by when their clocks run. */
export interface SlaTargets {
  /** While a rep has the lead. */
  readonly targets: readonly CompiledTarget[];
  /** Until a rep has it. */
  readonly delivery: readonly CompiledTarget[];
}

export interface CompiledSla extends SlaTargets {
  readonly spec: Sla;
  readonly tiers: readonly (SlaTargets & { readonly applies: (lead: LeadView) => boolean })[];
}

export interface CompiledTrack {
  readonly spec: Track;
  readonly coolDown: DurationMs;
  /** Open time to rest as well. */
  readonly coolDownOpen: { readonly calendar: Calendar; readonly duration: DurationMs } | null;
  readonly back: ((lead: LeadView) => boolean) | null;
}

/** A policy with everything looked up and indexed that does not depend on a lead, a state or the time. */
export interface CompiledPolicy {
  readonly roster: Roster;
  /** Rep index by id. Reps are ordered by id. */
  readonly repIndex: ReadonlyMap<string, number>;
  readonly queues: ReadonlyMap<string, CompiledQueue>;
  readonly ledgers: ReadonlyMap<string, CompiledLedger>;
  readonly teamLedgers: ReadonlyMap<string, TeamLedger>;
  readonly rules: readonly Rule[];
  readonly ruleIndex: RuleIndex<LeadView>;
  readonly scoring: Scoring;
  readonly slas: ReadonlyMap<string, CompiledSla>;
  readonly tracks: ReadonlyMap<string, CompiledTrack>;
  /** Hours in which both a rep and a queue are open, made on first use: a cache, never an input. */
  readonly bothOpen: Map<string, Calendar>;
}
