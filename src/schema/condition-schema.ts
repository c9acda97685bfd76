import * as z from 'zod';
import type { Policy } from '../policy/index.js';
import { exactly } from './exactly.js';
import { about, named } from './registry.js';
import { json, list } from './scalars.js';

type Condition = Policy['rules'][number]['when'];

const part: z.ZodType<Condition, Condition> = z.lazy(() => condition);

const operator = z.enum([
  'eq',
  'ne',
  'in',
  'not_in',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'exists',
  'missing',
  'contains',
  'contains_any',
  'contains_all',
  'starts_with',
  'ends_with',
]);

/** A condition; whether its fields exist and its values fit them is for `compile` to say. */
export const condition: z.ZodType<Condition, Condition> = named(
  'Condition',
  'a test of one lead; a comparison with a missing field is unknown, and only true counts',
  exactly<Condition>()(
    z.union([
      z.boolean(),
      z.strictObject({ all: list(part) }),
      z.strictObject({ any: list(part) }),
      z.strictObject({ not: part }),
      z.strictObject({
        field: about('a field of the lead, `fields.<key>` or `score.<scorecardId>`', z.string()),
        op: operator,
        value: json.exactOptional(),
      }),
    ]),
  ),
);
