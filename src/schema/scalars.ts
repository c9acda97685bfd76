import * as z from 'zod';
import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import { exactly } from './exactly.js';
import { named } from './registry.js';

/** An id: a text of 1 to 200 characters. */
export const id = (): z.ZodString => z.string().min(1).max(limits.idLengthMax);

/** A whole number within bounds. */
export const whole = (min: number, max: number = Number.MAX_SAFE_INTEGER): z.ZodInt => z.int().min(min).max(max);

/** Minutes, up to ten years. */
export const minutes = (): z.ZodInt => whole(1, 5_256_000);

/** Days, up to a hundred years. */
export const days = (): z.ZodInt => whole(0, 36_500);

/** Points, which may be negative. */
export const points = (): z.ZodInt => whole(-limits.pointsMax, limits.pointsMax);

/** A UTC instant in whole milliseconds. */
export const instant = (): z.ZodInt => z.int();

/** A list that nobody changes. */
export const list = <S extends z.ZodType>(item: S): z.ZodReadonly<z.ZodArray<S>> => z.array(item).readonly();

/** A list of at least one item that nobody changes. */
export const some = <S extends z.ZodType>(item: S): z.ZodReadonly<z.ZodArray<S>> => z.array(item).min(1).readonly();

/** A table from text to values. */
export const table = <S extends z.ZodType>(value: S): z.ZodRecord<z.ZodString, S> => z.record(z.string(), value);

/** A date as `YYYY-MM-DD`. */
export const date = (): z.ZodString => z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date YYYY-MM-DD');

const lazyJson: z.ZodType<Json, Json> = z.lazy(() => json);

/** Plain JSON data of any shape. */
export const json: z.ZodType<Json, Json> = named(
  'Json',
  'any plain JSON value',
  exactly<Json>()(z.union([z.null(), z.boolean(), z.number(), z.string(), list(lazyJson), table(lazyJson)])),
);
