import * as z from 'zod';

/**
 * Names and descriptions for the JSON Schema. Our own registry: zod's global one belongs to the application, and two
 * schemas with one name there would clash.
 */
export const registry: z.core.$ZodRegistry<{
  readonly id?: string;
  readonly description?: string;
  readonly extensible?: true;
}> = z.registry();

/** Describes a schema for the JSON Schema and gives it back; the description shows when a person points at the field. */
export function about<S extends z.ZodType>(description: string, schema: S): S {
  registry.add(schema, { description });
  return schema;
}

/** Names a schema, so that the JSON Schema defines it once under that name. */
export function named<S extends z.ZodType>(id: string, description: string, schema: S): S {
  registry.add(schema, { id, description });
  return schema;
}

/** Says that further members of an object are wanted, so that the JSON Schema does not mark them. */
export function extensible<S extends z.ZodType>(schema: S): S {
  registry.add(schema, { extensible: true });
  return schema;
}
