import * as z from 'zod';
import type { RoutingState } from '../router/index.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { named } from './registry.js';
import { id, instant, list, table, whole } from './scalars.js';

const count = () => list(whole(0));

const offered = count().exactOptional();
const caps = z.union([
  open({ period: list(z.int()), count: count(), offered }),
  open({ instants: list(list(z.int())), offered }),
]);

/**
 * What routing remembers about reps and fairness in one scope. Whether its columns fit each other is for `checkState`
 * of `fairlead/runtime` to say.
 *
 * @example
 * stateSchema.safeParse(initialState(router)).success; //=> true
 */
export const stateSchema: z.ZodType<RoutingState, RoutingState> = named(
  'RoutingState',
  'what routing remembers about reps and fairness',
  exactly<RoutingState>()(
    z.looseObject({
      version: z.literal(1),
      seq: whole(0),
      fingerprint: z.string(),
      reps: open({
        ids: list(id()),
        open: count(),
        online: list(z.union([z.literal(0), z.literal(1)])),
        assigned: count(),
      }),
      ledgers: table(
        open({
          ids: list(id()),
          unit: whole(1),
          balance: z.array(z.int()),
          received: z.array(z.int()),
          lastSeq: z.array(whole(0)),
        }),
      ),
      caps: table(caps),
      credits: list(
        open({ seq: whole(1), ledgerId: z.string(), repId: z.string(), expiresAt: instant(), gains: list(z.int()) }),
      ).exactOptional(),
    }),
  ),
);
