import { expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import type {
  Decision,
  Lead,
  LeadRecord,
  Policy,
  RawLead,
  RoutingEvent,
  RoutingState,
  ScoredLead,
} from '../../src/index.js';
import { exactly } from '../../src/schema/exactly.js';
import type * as schemas from '../../src/schema/index.js';

/** Both directions: what the schema gives is the type, and the type is what the schema gives. */
test('what a schema gives is our type, and the other way round', () => {
  expectTypeOf<z.infer<typeof schemas.rawLeadSchema>>().toEqualTypeOf<RawLead>();
  expectTypeOf<z.infer<typeof schemas.leadSchema>>().toEqualTypeOf<Lead>();
  expectTypeOf<z.infer<typeof schemas.scoredLeadSchema>>().toEqualTypeOf<ScoredLead>();
  expectTypeOf<z.infer<typeof schemas.policySchema>>().toEqualTypeOf<Policy>();
  expectTypeOf<z.infer<typeof schemas.stateSchema>>().toEqualTypeOf<RoutingState>();
  expectTypeOf<z.infer<typeof schemas.recordSchema>>().toEqualTypeOf<LeadRecord>();
  expectTypeOf<z.infer<typeof schemas.eventSchema>>().toEqualTypeOf<RoutingEvent>();
  expectTypeOf<z.infer<typeof schemas.decisionSchema>>().toEqualTypeOf<Decision>();
});

interface Pair {
  readonly name: string;
  readonly sizes?: readonly number[];
}

const name = z.string();
const sizes = z.array(z.number()).readonly().exactOptional();
const pair = exactly<Pair>();

test('a schema gets the name of a type only where it is that type', () => {
  expectTypeOf(pair(z.strictObject({ name, sizes }))).toEqualTypeOf<z.ZodType<Pair, Pair>>();
  // @ts-expect-error the optional member is missing
  pair(z.strictObject({ name }));
  // @ts-expect-error a member that the type does not have
  pair(z.strictObject({ name, sizes, more: name.exactOptional() }));
  // @ts-expect-error narrower than the type
  pair(z.strictObject({ name: z.literal('a'), sizes }));
  // @ts-expect-error wider than the type
  pair(z.strictObject({ name: name.nullable(), sizes }));
  // @ts-expect-error the list may be changed
  pair(z.strictObject({ name, sizes: z.array(z.number()).exactOptional() }));
  // @ts-expect-error undefined is not absence
  pair(z.strictObject({ name, sizes: z.array(z.number()).readonly().optional() }));
});
