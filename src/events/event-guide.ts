import type { EventType } from '../router/index.js';

/**
 * Who should hear of an event: the `rep` that it names, whoever leads the reps (`manager`), the person behind the lead
 * (`lead`), whoever writes to resting leads (`marketing`), or those whom the policy names (`named`).
 */
export type Audience = 'rep' | 'manager' | 'lead' | 'marketing' | 'named';

/** What an event means and whom it concerns. */
export interface EventNote {
  /** What happened. */
  readonly means: string;
  /** Who should be told; nobody where it is empty: the event is for replay and reports. */
  readonly tell: readonly Audience[];
  /** What they are told, or when; absent where nobody is. */
  readonly say?: string;
}

/**
 * Every type of event: what it means, and who should be told what. `docs/events.md` is made from it.
 *
 * @example
 * eventGuide.sla_breached.tell; //=> ['rep', 'manager']
 */
export const eventGuide: { readonly [T in EventType]: EventNote } = {
  lead_received: { means: 'a lead came in, was scored, and the first rule that fits was found', tell: [] },
  lead_returned: { means: 'a lead came back after a rest, was scored again, and a rule was found again', tell: [] },
  lead_assigned: {
    means: 'a rep owns the lead; the SLA clocks start',
    tell: ['rep'],
    say: 'yours now, and when the first answer is due (`due`)',
  },
  lead_offered: {
    means: 'reps are asked whether they take the lead',
    tell: ['rep'],
    say: 'a lead for you, and until when you may accept it (`repIds`, `expiresAt`)',
  },
  offer_declined: { means: 'a rep who was asked does not want the lead', tell: [] },
  offer_lapsed: {
    means: 'a rep who was asked did not answer in time',
    tell: ['rep'],
    say: 'too late: others are asked',
  },
  offers_revoked: {
    means: 'offers ended because another rep accepted, or the lead went elsewhere',
    tell: ['rep'],
    say: 'no longer on offer, and why (`repIds`, `cause`)',
  },
  offers_exhausted: {
    means: 'everybody was asked as often as the queue says, and nobody took the lead',
    tell: ['manager'],
    say: 'nobody wants it',
  },
  lead_held: {
    means: 'nobody can take the lead now; it waits in the queue',
    tell: ['lead'],
    say: 'where `afterHours` is true: an automatic reply that says when somebody will answer',
  },
  lead_rejected: { means: 'the lead is out: a rule, a duplicate, an unusable field, or somebody said so', tell: [] },
  lead_nurtured: {
    means: 'the lead rests, on a track or without one',
    tell: ['marketing'],
    say: 'enrol it in what the `track` stands for, until `restUntil`',
  },
  lead_taken_back: {
    means: 'the owner lost the lead: a breach, a release, or by hand',
    tell: ['rep'],
    say: 'no longer yours, and why (`cause`)',
  },
  lead_declined: { means: 'the owner does not want the lead', tell: [] },
  declines_forgotten: {
    means: 'everybody declined the lead, so that all are asked again',
    tell: ['manager'],
    say: 'nobody wants it',
  },
  lead_accepted: { means: 'the owner accepted the lead', tell: [] },
  lead_responded: { means: 'the owner answered the lead; targets that wait for it are met', tell: [] },
  attempt_recorded: { means: 'an attempt was counted; the clock of the next one runs, or the target is met', tell: [] },
  lead_merged: { means: 'a duplicate added to the lead, which was scored again', tell: [] },
  activity_recorded: { means: 'the person behind the lead did something, or something was done', tell: [] },
  sla_reminded: { means: 'a reminder fell due', tell: ['rep'], say: 'answer before the target ends' },
  sla_escalated: {
    means: 'an escalation fell due, or nobody is left to take the lead',
    tell: ['manager'],
    say: 'look at `repId` and this lead; `to` is the manager, where the policy names one',
  },
  sla_notified: {
    means: 'a notice that a milestone asks for fell due',
    tell: ['named'],
    say: 'which target of which lead, and who has it',
  },
  sla_switched_off: {
    means: 'a milestone switched the owner off',
    tell: ['rep', 'manager'],
    say: 'gets no more leads until somebody switches the rep on again',
  },
  sla_breached: { means: 'a target ended without being met', tell: ['rep', 'manager'], say: 'too late for `targetId`' },
  sla_paused: { means: 'the SLA clocks stand still', tell: [] },
  sla_resumed: { means: 'the SLA clocks run again', tell: [] },
  lead_closed: { means: 'the lead is over: converted or lost', tell: [] },
  credit_posted: {
    means: 'a ledger was corrected: a rep is owed more or less',
    tell: ['rep'],
    say: 'how much (`leadsMilli`), why (`reason`), by whom (`by`)',
  },
  credit_expired: { means: 'a correction was taken back, as agreed', tell: ['rep'], say: 'the credit has run out' },
  rep_switched: { means: 'a rep went online or offline', tell: [] },
};
