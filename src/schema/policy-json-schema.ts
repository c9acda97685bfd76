import * as z from 'zod';
import { policySchema } from './policy-schema.js';
import { registry } from './registry.js';

type Node = { [keyword: string]: unknown };

const keepsUnknown = ({ _zod: { def } }: z.core.$ZodTypes): boolean =>
  def.type === 'object' && def.catchall?._zod.def.type === 'unknown';

/** Turns what is right for reading into what helps while typing: unknown members are marked, `readOnly` says nothing. */
function suitEditors(schema: z.core.$ZodTypes, node: Node): void {
  // `readOnly` would say that the owner of the document may not change it
  delete node['readOnly'];
  if (keepsUnknown(schema) && node['extensible'] !== true) node['additionalProperties'] = false;
  delete node['extensible'];
}

/**
 * The JSON Schema (draft 2020-12) of a policy, for editors: completion, descriptions and a mark on members that no
 * policy has. `docs/policy.schema.json` is this function's result. A fresh object on each call.
 *
 * @example
 * policyJsonSchema()['$schema']; //=> 'https://json-schema.org/draft/2020-12/schema'
 */
export function policyJsonSchema(): { readonly [keyword: string]: unknown } {
  return z.toJSONSchema(policySchema, {
    target: 'draft-2020-12',
    metadata: registry,
    override: ({ zodSchema, jsonSchema }) => suitEditors(zodSchema, jsonSchema as Node),
  });
}
