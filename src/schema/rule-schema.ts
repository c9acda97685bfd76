import * as z from 'zod';
import { limits } from '../core/limits.js';
import type { Policy } from '../policy/index.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { byKey, open } from './objects.js';
import { about, named } from './registry.js';
import { id, minutes } from './scalars.js';

type Rule = Policy['rules'][number];

const ownerAbsent = z.discriminatedUnion('type', [
  open({ type: z.literal('wait'), minutes: minutes(), queueId: id() }),
  open({ type: z.enum(['cover', 'rotate']), queueId: id() }),
]);

const action = byKey({
  owner: open({
    owner: about(
      '`account`: who owns the account; `lead`: who owns the same person’s earlier lead',
      z.enum(['account', 'lead']),
    ),
    ownerAbsent,
    overdraft: about(
      'leads that the owner may be ahead of the fair share, two decimals; none: any number',
      z.number().min(0).max(limits.overdraftMax).exactOptional(),
    ),
    queueId: id().exactOptional(),
    slaId: id().exactOptional(),
  }),
  queueId: open({ queueId: id(), slaId: id().exactOptional() }),
  disposition: open({ disposition: z.enum(['rejected', 'nurtured']), track: id().exactOptional() }),
});

/** A routing rule. */
export const rule: z.ZodType<Rule, Rule> = named(
  'Rule',
  'where the leads go for which `when` is true',
  exactly<Rule>()(
    open({
      id: id(),
      when: condition,
      then: action,
    }),
  ),
);
