import * as z from 'zod';

type Shape = { readonly [key: string]: z.ZodType };

/**
 * An object that keeps members it does not know: `compile` warns of them, and data from a newer version must survive
 * being read by an older one. The JSON Schema, made for typing, marks them.
 */
export const open = <S extends Shape>(shape: S): z.ZodObject<S, z.core.$strict> =>
  z.looseObject(shape) as unknown as z.ZodObject<S, z.core.$strict>;

type Variants = { readonly [key: string]: z.ZodObject };

/**
 * An object of one of several shapes, told apart by which of the keys is there; the first that is decides. Each key
 * must be a member of its own shape.
 */
export function byKey<V extends Variants>(variants: V): z.ZodUnion<readonly V[keyof V][]> {
  const keys = Object.keys(variants);
  const options = keys.map((key, i) => {
    const absent = Object.fromEntries(keys.slice(0, i).map((earlier) => [earlier, z.never().exactOptional()]));
    return z.looseObject({ ...variants[key]!.shape, ...absent });
  });
  return z.union(options) as unknown as z.ZodUnion<readonly V[keyof V][]>;
}
