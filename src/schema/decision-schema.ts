import * as z from 'zod';
import type { Decision } from '../router/index.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { reason, ruleFaulted } from './reason-schema.js';
import { named } from './registry.js';
import { instant, list, table, whole } from './scalars.js';

type Candidate = NonNullable<Decision['trace']['candidates']>[number];

const verdict = exactly<Candidate['verdict']>()(
  z.discriminatedUnion('type', [
    open({ type: z.literal('eligible') }),
    open({ type: z.literal('unavailable'), reason, until: instant().nullable() }),
    open({ type: z.literal('ineligible'), reason }),
  ]),
);

const candidate = open({ repId: z.string(), verdict, rank: whole(1).nullable(), parts: table(z.number()) });

type Counts = Decision['trace']['counts'];

const pick = open({
  method: z.enum([
    'sole',
    'deficit',
    'quota_guard',
    'deadline',
    'least_load',
    'best_match',
    'ledgers',
    'sticky',
    'batch',
    'custom',
    'owner',
    'manual',
    'earliest_owner',
    'accepted',
  ]),
  eligible: whole(0),
  owedMilli: z.number().nullable(),
  within: z.number().nullable(),
  measure: z.enum(['value', 'effort']).exactOptional(),
  counts: whole(1).exactOptional(),
  tier: whole(1).exactOptional(),
  accruing: whole(1).exactOptional(),
  match: z.int().exactOptional(),
  budgetMilli: whole(0).exactOptional(),
  load: open({ units: whole(0), capacity: whole(0).nullable() }).exactOptional(),
  overdraftMilli: whole(0).exactOptional(),
  team: open({ id: z.string(), owedMilli: z.number(), of: whole(1) }).exactOptional(),
});

const trace = open({
  ruleId: z.string().nullable(),
  considered: whole(0),
  // a table from reason codes; codes of a newer version pass
  counts: table(whole(0)) as unknown as z.ZodType<Counts, Counts>,
  candidates: list(candidate).nullable(),
  pick: pick.nullable().exactOptional(),
  passedOver: open({ repId: z.string(), reason }).exactOptional(),
  queuesPassed: list(z.string()).exactOptional(),
  because: z.string().exactOptional(),
});

const head = { leadId: z.string(), at: instant(), trace, faults: list(ruleFaulted) };
const place = { queueId: z.string(), ruleId: z.string() };

/**
 * What was decided about a lead.
 *
 * @example
 * decisionSchema.safeParse(route(router, state, lead, now).decision).success; //=> true
 */
export const decisionSchema: z.ZodType<Decision, Decision> = named(
  'Decision',
  'what was decided about a lead',
  exactly<Decision>()(
    z.discriminatedUnion('type', [
      open({ ...head, type: z.literal('assigned'), repId: z.string(), ...place, dueAt: instant().nullable() }),
      open({ ...head, type: z.literal('offered'), repIds: list(z.string()), ...place, expiresAt: instant() }),
      open({
        ...head,
        type: z.literal('held'),
        ...place,
        retryAt: instant().nullable(),
        wakeOn: list(z.string()),
      }),
      open({
        ...head,
        type: z.literal('disposed'),
        disposition: z.enum(['rejected', 'nurtured', 'duplicate']),
        reason: reason.nullable(),
      }),
    ]),
  ),
);
