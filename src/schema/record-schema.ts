import * as z from 'zod';
import type { LeadRecord } from '../router/index.js';
import { exactly } from './exactly.js';
import { scoredLeadSchema } from './lead-schema.js';
import { open } from './objects.js';
import { reason } from './reason-schema.js';
import { named } from './registry.js';
import { instant, list, whole } from './scalars.js';

const text = () => z.string().nullable();
const maybeInstant = () => instant().nullable();

const clock = open({
  id: z.string(),
  since: maybeInstant(),
  elapsedMs: whole(0),
  next: whole(0),
  due: list(maybeInstant()),
  dueAt: maybeInstant(),
  metAt: maybeInstant(),
  breachedAt: maybeInstant(),
  attempts: whole(0).exactOptional(),
});

const clocks = { slaId: z.string(), tier: z.int(), clocks: list(clock) };

/**
 * What routing remembers about one lead.
 *
 * @example
 * recordSchema.safeParse(route(router, state, lead, now).record).success; //=> true
 */
export const recordSchema: z.ZodType<LeadRecord, LeadRecord> = named(
  'LeadRecord',
  'what routing remembers about one lead',
  exactly<LeadRecord>()(
    z.looseObject({
      version: z.literal(1),
      leadId: z.string(),
      lead: scoredLeadSchema,
      status: z.enum(['assigned', 'offered', 'held', 'nurtured', 'rejected', 'closed']),
      repId: text(),
      queueId: text(),
      ruleId: text(),
      wakeAt: maybeInstant(),
      at: instant(),
      receivedAt: instant(),
      joinedAt: maybeInstant(),
      epoch: whole(0),
      owners: list(open({ repId: z.string(), from: instant(), until: maybeInstant() })),
      declines: list(open({ repId: z.string(), at: instant() })),
      takenBack: z.boolean(),
      reassignments: whole(0),
      units: whole(0),
      charges: list(
        open({
          ledgerId: z.string(),
          repId: z.string(),
          paid: z.int(),
          counts: whole(1).exactOptional(),
          teamId: z.string().exactOptional(),
        }),
      ),
      awaitedOwner: open({ repId: z.string(), until: instant(), queueId: z.string() }).nullable(),
      leadOwner: text(),
      slaId: text(),
      sla: open(clocks).nullable(),
      delivery: open({ ...clocks, queueId: text(), retryAt: maybeInstant() })
        .nullable()
        .exactOptional(),
      acceptedAt: maybeInstant(),
      respondedAt: maybeInstant(),
      paused: z.boolean(),
      track: text(),
      restUntil: maybeInstant(),
      cycles: whole(0),
      disposition: z.enum(['rejected', 'nurtured', 'duplicate']).nullable(),
      reason: reason.nullable(),
      outcome: z.enum(['converted', 'lost']).nullable(),
      value: z.number().nullable(),
      offer: open({
        at: instant(),
        units: whole(0),
        fingerprint: z.string(),
        eligible: z.string(),
        accruing: z.string().exactOptional(),
        teams: z.string().exactOptional(),
        charged: z.boolean(),
        tier: z.int().nullable(),
        open: list(open({ repId: z.string(), expiresAt: instant(), caps: list(z.string()).exactOptional() })),
      })
        .nullable()
        .exactOptional(),
      round: whole(1).exactOptional(),
      inputs: list(z.string()).exactOptional(),
    }),
  ),
);
