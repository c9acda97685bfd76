import type { EpochMs } from './time.js';

/** One row per reason code: the documentation, the texts and the tests are made from this table. */
export interface ReasonParams {
  /** a field of the lead cannot be used, so the lead is rejected */
  'lead.invalid_field': { readonly field: string; readonly expected: string };
  /** the same person or account is already being worked */
  'lead.duplicate': { readonly ofLeadId: string };
  /** a rule gave the lead a disposition instead of a queue */
  'lead.disqualified': { readonly ruleId: string };
  /** the rep does not meet a requirement of the queue */
  'match.requirement_unmet': { readonly requirement: string };
  /** the rep lacks a skill or has it at too low a level */
  'match.skill_missing': { readonly skill: string; readonly needed: number; readonly has: number };
  /** outside the rep's working hours */
  'match.off_shift': { readonly nextShiftAt: EpochMs | null };
  /** on leave, or not started yet */
  'match.on_leave': { readonly until: EpochMs | null };
  /** switched off by the rep or an administrator */
  'match.offline': Record<never, never>;
  /** the lead would take the rep's open work above capacity */
  'match.at_capacity': { readonly open: number; readonly capacity: number };
  /** the rep has had as many leads as allowed in this period */
  'match.at_cap': {
    readonly per: string;
    readonly count: number;
    readonly cap: number;
    readonly resetsAt: EpochMs | null;
  };
  /** the rep owned this lead before and lost it */
  'match.excluded_owner': { readonly since: EpochMs };
  /** the owner is too far ahead of its share: thousandths of a lead owed after this one, and allowed below 0 */
  'match.overdrawn': { readonly owedMilli: number; readonly overdraftMilli: number };
  /** the rep declined this lead */
  'match.already_declined': { readonly at: EpochMs };
  /** a filter of the caller said no */
  'match.custom': { readonly filterId: string; readonly message: string };
  /** the input was late, repeated or does not fit the lead's status: nothing changed */
  'input.ignored': { readonly type: string; readonly because: string };
  /** the instant given lay before the latest that the record has seen, and was read as that */
  'clock.went_back': { readonly given: EpochMs; readonly readAs: EpochMs };
  /** a rule, criterion, filter or strategy threw: it was skipped, a filter counted as a no */
  'rule.faulted': { readonly ruleId: string; readonly message: string };
}

/** The code of a reason: what programs compare and count. `docs/reason-codes.md` lists them all. */
export type ReasonCode = keyof ReasonParams;

/** Why something is so: a code and that code's own parameters. */
export type Reason<C extends ReasonCode = ReasonCode> = {
  readonly [K in C]: { readonly code: K } & ReasonParams[K];
}[C];
