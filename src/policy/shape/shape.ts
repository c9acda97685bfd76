import { checkCondition } from '../../condition/index.js';
import { isWholeNumber } from '../../core/integer.js';
import { limits } from '../../core/limits.js';
import { isStorableText } from '../../core/text.js';
import { type FieldStage, leadField } from '../../lead/index.js';
import { type Path, quote, type Report } from '../diagnostic.js';

/** The way to a value, the same again after each check: reports copy it. */
export type Trail = (string | number)[];

/** Checks one value of a document that may be anything, and writes down what is wrong with it. */
export type Shape = (value: unknown, path: Trail, report: Report) => void;

const expected = (what: string, value: unknown, path: Path, report: Report): void =>
  report.error('policy.shape', path, `expected ${what}, found ${value === undefined ? 'nothing' : quote(value)}`);

/** Whether a value is a plain object: neither null nor a list. */
export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that could reach a prototype are refused wherever people choose keys. */
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype']);

export const isId = (value: unknown): value is string =>
  isStorableText(value, limits.idLengthMax) && value.length > 0 && !unsafeKeys.has(value);

export const id: Shape = (value, path, report) => {
  if (isId(value)) return;
  const reserved = unsafeKeys.has(value as string) ? ', other than this reserved name' : '';
  expected(`an id of 1 to ${limits.idLengthMax} characters${reserved}`, value, path, report);
};

export const text: Shape = (value, path, report) => {
  if (typeof value !== 'string') expected('a text', value, path, report);
};

export const anything: Shape = () => {};

export const whole =
  (min: number, max: number): Shape =>
  (value, path, report) => {
    if (!isWholeNumber(value, min, max)) expected(`a whole number from ${min} to ${max}`, value, path, report);
  };

export const numberIn =
  (min: number, max: number): Shape =>
  (value, path, report) => {
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      expected(`a number from ${min} to ${max}`, value, path, report);
    }
  };

/** A number of leads: from 0, with at most two decimals. */
export const hundredths =
  (max: number): Shape =>
  (value, path, report) => {
    if (typeof value !== 'number' || !(value >= 0 && value <= max) || Math.round(value * 100) / 100 !== value) {
      expected(`a number from 0 to ${max} with at most two decimals`, value, path, report);
    }
  };

export const oneOf =
  (...choices: readonly (string | number)[]): Shape =>
  (value, path, report) => {
    if (!choices.includes(value as string)) expected(`one of ${choices.map(quote).join(', ')}`, value, path, report);
  };

export const matching =
  (what: string, fits: (value: string) => boolean): Shape =>
  (value, path, report) => {
    if (typeof value !== 'string' || !fits(value)) expected(what, value, path, report);
  };

export const list =
  (item: Shape, min = 0, max = 100_000): Shape =>
  (value, path, report) => {
    if (!Array.isArray(value)) expected('a list', value, path, report);
    else if (value.length < min) expected(`a list of at least ${min}`, value, path, report);
    else if (value.length > max) {
      report.error('policy.limit', path, `expected at most ${max} entries, found ${value.length}`);
    } else {
      const depth = path.length;
      for (let index = 0; index < value.length; index++) {
        path[depth] = index;
        item(value[index], path, report);
      }
      path.length = depth;
    }
  };

/** An object whose keys people choose. */
export const record =
  (item: Shape): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return expected('an object', value, path, report);
    const depth = path.length;
    for (const key of Object.keys(value)) {
      path[depth] = key;
      id(key, path, report);
      item(value[key], path, report);
    }
    path.length = depth;
  };

interface ObjectOptions {
  readonly required?: readonly string[];
  /** For keys that the table does not name; default: a warning, since it is likely a typing error. */
  readonly more?: Shape;
}

const unknownKey: Shape = (_, path, report) =>
  report.warning('policy.unknown_key', path, `no such key: ${quote(path.at(-1))}`);

/** An object with known keys. */
export const object =
  (keys: { readonly [key: string]: Shape }, { required = [], more = unknownKey }: ObjectOptions = {}): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return expected('an object', value, path, report);
    for (const key of required) {
      if (value[key] === undefined) expected(`\`${key}\``, undefined, [...path, key], report);
    }
    const depth = path.length;
    for (const key of Object.keys(value)) {
      const entry = value[key];
      if (entry === undefined) continue;
      path[depth] = key;
      (Object.hasOwn(keys, key) ? keys[key]! : more)(entry, path, report);
    }
    path.length = depth;
  };

/** An object of one of several shapes, told apart by which of its keys is there. */
export const byKey =
  (variants: { readonly [key: string]: Shape }): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return expected('an object', value, path, report);
    const key = Object.keys(variants).find((name) => value[name] !== undefined);
    if (key === undefined) {
      expected(`an object with one of ${Object.keys(variants).map(quote).join(', ')}`, value, path, report);
    } else variants[key]!(value, path, report);
  };

/** An object of one of several shapes, told apart by its `type`. */
export const byType =
  (variants: { readonly [type: string]: Shape }): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return expected('an object', value, path, report);
    const type = value['type'];
    if (typeof type === 'string' && Object.hasOwn(variants, type)) variants[type]!(value, path, report);
    else oneOf(...Object.keys(variants))(type, [...path, 'type'], report);
  };

const stageOrder: { readonly [stage in FieldStage]: number } = {
  normalize: 0,
  account: 1,
  score: 2,
  segment: 3,
  priority: 4,
};

/** A field that leads have. */
export const fieldName: Shape = (value, path, report) => {
  if (typeof value !== 'string' || leadField(value) === null) expected('a field of a lead', value, path, report);
};

/** A condition over what is known of a lead by the end of a stage. */
export const condition = (stage: FieldStage): Shape => {
  const last = stageOrder[stage];
  const fieldOf = (name: string) => {
    const field = leadField(name);
    return field !== null && stageOrder[field.stage] <= last ? field : null;
  };
  return (value, path, report) => {
    for (const problem of checkCondition(value, fieldOf)) {
      report.error('policy.condition', [...path, ...problem.path], problem.message);
    }
  };
};
