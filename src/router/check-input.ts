import { isWholeNumber } from '../core/integer.js';
import { limits } from '../core/limits.js';
import { isStorableText } from '../core/text.js';
import type { Input } from './input.js';

type Fields = { readonly [field: string]: unknown };

/** What is wrong with one field of an input; null: nothing. */
type FieldCheck = (value: unknown) => string | null;

const id: FieldCheck = (value) =>
  isStorableText(value, limits.idLengthMax) ? null : `a text of at most ${limits.idLengthMax} characters`;

const reason: FieldCheck = (value) =>
  value === undefined || isStorableText(value, limits.textLengthMax)
    ? null
    : `a text of at most ${limits.textLengthMax} characters`;

const value: FieldCheck = (given) => (given === undefined || Number.isSafeInteger(given) ? null : 'a whole number');

const outcome: FieldCheck = (given) => (given === 'converted' || given === 'lost' ? null : '`converted` or `lost`');

const activity: FieldCheck = (given) => {
  const { type, at, count } = (typeof given === 'object' && given !== null ? given : {}) as Fields;
  const fits =
    isStorableText(type, limits.idLengthMax) &&
    Number.isSafeInteger(at) &&
    (count === undefined || isWholeNumber(count, 1, limits.pointsMax));
  return fits ? null : 'a `type`, a whole `at`, and a whole `count` from 1 where there is one';
};

const byRep = { repId: id, reason };

const checks: { readonly [T in Input['type']]: { readonly [field: string]: FieldCheck } } = {
  tick: {},
  accept: byRep,
  decline: byRep,
  respond: byRep,
  pause: {},
  resume: {},
  activity: { activity },
  assign: { repId: id, by: id },
  release: { reason },
  recycle: { reason },
  nurture: { reason },
  reject: { reason },
  close: { outcome, value },
};

/** What an input says that it is, as far as that can be shown. */
export const inputType = (input: unknown): string => {
  const type = typeof input === 'object' && input !== null ? (input as Fields)['type'] : undefined;
  return isStorableText(type, limits.idLengthMax) ? type : '';
};

/**
 * What keeps an input from being read at all, whatever its author's types said; null where nothing does.
 * Inputs come from outside: a bad one is ignored with a reason, and spoils no record.
 */
export function findInputFault(input: unknown): string | null {
  const type = inputType(input);
  if (!Object.hasOwn(checks, type)) return `expected the type to be one of ${Object.keys(checks).join(', ')}`;
  for (const [field, check] of Object.entries(checks[type as Input['type']])) {
    const wrong = check((input as Fields)[field]);
    if (wrong !== null) return `expected \`${field}\` to be ${wrong}`;
  }
  return null;
}
