import * as z from 'zod';
import type { RoutingEvent } from '../router/index.js';
import { exactly } from './exactly.js';
import { activity, scoredLeadSchema } from './lead-schema.js';
import { open } from './objects.js';
import { reason } from './reason-schema.js';
import { named } from './registry.js';
import { instant, list, some, whole } from './scalars.js';

const text = () => z.string().nullable();
const maybeInstant = () => instant().nullable();

const eventOf = <T extends string, S extends { readonly [key: string]: z.ZodType }>(type: T, body: S) =>
  open({
    seq: whole(1),
    at: instant(),
    leadId: z.string(),
    type: z.literal(type),
    inputId: z.string().exactOptional(),
    ...body,
  });

const byRep = { repId: z.string() };
const scored = {
  lead: scoredLeadSchema,
  ruleId: text(),
  slaId: text(),
  fingerprint: z.string(),
  behavior: z.literal(1),
};
const milestone = { targetId: z.string(), milestone: whole(0) };
const anybody = { repId: text() };
const due = list(list(maybeInstant()));
const cause = z.enum(['route', 'retry', 'breach', 'decline', 'release', 'manual', 'back', 'accept', 'lapse']);
const picks = [
  'sole',
  'deficit',
  'quota_guard',
  'deadline',
  'least_load',
  'best_match',
  'ledgers',
  'sticky',
  'custom',
] as const;
const method = z.enum([...picks, 'batch', 'owner', 'manual', 'earliest_owner', 'accepted']);
const offerCharge = z.enum(['kept', 'undone']);

/**
 * One fact that routing emitted, of any type.
 *
 * @example
 * eventSchema.safeParse({ seq: 1, at: 0, leadId: 'l1', type: 'lead_moved' }).success; //=> false
 */
export const eventSchema: z.ZodType<RoutingEvent, RoutingEvent> = named(
  'RoutingEvent',
  'one fact that routing emitted',
  exactly<RoutingEvent>()(
    z.discriminatedUnion('type', [
      eventOf('lead_received', { ...scored, leadOwner: text() }),
      eventOf('lead_returned', scored),
      eventOf('lead_assigned', {
        ...byRep,
        queueId: z.string(),
        cause,
        method,
        eligible: z.string(),
        accruing: z.string().exactOptional(),
        teams: z.string().exactOptional(),
        charge: z.enum(['new', 'moved', 'none']),
        tier: z.int().nullable(),
        due,
        by: text(),
      }),
      eventOf('lead_offered', {
        queueId: z.string(),
        cause,
        method: z.enum(picks),
        repIds: some(z.string()),
        expiresAt: some(instant()),
        eligible: z.string(),
        accruing: z.string().exactOptional(),
        teams: z.string().exactOptional(),
        delivery: open({ tier: z.int(), due }).exactOptional(),
        charge: z.enum(['new', 'none']),
        tier: z.int().nullable(),
        round: whole(1),
      }),
      eventOf('offer_declined', { ...byRep, because: text(), charge: offerCharge }),
      eventOf('offer_lapsed', { ...byRep, charge: offerCharge }),
      eventOf('offers_revoked', {
        repIds: some(z.string()),
        cause: z.enum(['accept', 'manual', 'release', 'reject', 'nurture', 'recycle', 'close']),
        charge: offerCharge,
      }),
      eventOf('offers_exhausted', { queueId: z.string(), rounds: whole(1) }),
      eventOf('lead_held', {
        queueId: z.string(),
        cause,
        retryAt: maybeInstant(),
        awaitedOwner: open({ repId: z.string(), until: instant(), queueId: z.string() }).nullable(),
        restUntil: maybeInstant(),
        afterHours: z.boolean(),
        delivery: open({ tier: z.int(), due }).exactOptional(),
      }),
      eventOf('lead_rejected', {
        reason: reason.nullable(),
        disposition: z.enum(['rejected', 'duplicate']),
        because: text(),
      }),
      eventOf('lead_nurtured', {
        reason: reason.nullable(),
        track: text(),
        restUntil: maybeInstant(),
        wakeAt: maybeInstant(),
        because: text(),
      }),
      eventOf('lead_taken_back', { ...byRep, cause: z.enum(['breach', 'release', 'manual']), because: text() }),
      eventOf('lead_declined', { ...byRep, because: text() }),
      eventOf('declines_forgotten', { round: whole(1).exactOptional() }),
      eventOf('lead_accepted', byRep),
      eventOf('lead_responded', byRep),
      eventOf('lead_merged', { lead: scoredLeadSchema }),
      eventOf('activity_recorded', { activity }),
      eventOf('attempt_recorded', {
        ...byRep,
        targetId: z.string(),
        attempts: whole(1),
        left: whole(0),
        due: list(maybeInstant()),
      }),
      eventOf('sla_reminded', { ...byRep, ...milestone }),
      eventOf('sla_notified', { ...anybody, ...milestone, to: list(z.string()) }),
      eventOf('sla_escalated', { ...anybody, ...milestone, to: z.string().exactOptional() }),
      eventOf('sla_switched_off', { ...byRep, ...milestone }),
      eventOf('sla_breached', { ...anybody, ...milestone }),
      eventOf('sla_paused', { elapsed: list(whole(0)) }),
      eventOf('sla_resumed', { due }),
      eventOf('lead_closed', { outcome: z.enum(['converted', 'lost']), value: z.number().nullable() }),
      eventOf('credit_posted', {
        ...byRep,
        queueId: z.string(),
        leadsMilli: z.int(),
        ledgerIds: list(z.string()).exactOptional(),
        reason: z.string(),
        by: z.string(),
        expiresAt: maybeInstant(),
      }),
      eventOf('credit_expired', { ...byRep, ledgerId: z.string(), credit: whole(1) }),
      eventOf('rep_switched', { ...byRep, online: z.boolean() }),
    ]),
  ),
);
