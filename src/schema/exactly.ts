import type * as z from 'zod';

/** The named members of a type, all of them required: what is left when nothing may be forgotten for being optional. */
type Members<T> = T extends readonly (infer Item)[]
  ? readonly Members<Item>[]
  : T extends object
    ? { [K in keyof T as string extends K ? never : K]-?: Members<T[K]> }
    : T;

/** `unknown` where both types are the same, member by member, otherwise a text that the compiler shows. */
type SameAs<T, Found> = [Found, Members<Found>] extends [T, Members<T>]
  ? [T, Members<T>] extends [Found, Members<Found>]
    ? unknown
    : 'the schema refuses values or has members that the type does not'
  : 'the schema lets through values or lacks members that the type does not';

/**
 * Gives a schema the name of our type after the compiler has checked both directions: all that the schema lets through
 * is of the type, it refuses nothing that the type allows, and neither has an optional member that the other lacks.
 *
 * @example
 * const period = exactly<'hour' | 'day'>()(z.enum(['hour', 'day']));
 */
export const exactly =
  <T>(): (<S extends z.ZodType>(schema: S & SameAs<T, z.output<S>>) => z.ZodType<T, T>) =>
  (schema) =>
    schema as unknown as z.ZodType<T, T>;
